//! Lines with their roles in, printed text out.

pub(super) mod blocks;
pub(super) mod hyphens;
pub(super) mod text;
