//! An article's folder being made, and made again: the plan in, the files out.
//!
//! [`plan`] says which files there will be. [`resume`] compares that with what stands in the
//! folder and takes up what an earlier run left: its [`checkpoint`]s for sections, its
//! [`journal`] for other files. [`chapter`] writes the sound of one section, [`export`]
//! makes the other formats from it.

pub mod names;
pub mod plan;

pub mod folder;

pub mod checkpoint;
pub mod journal;
pub mod resume;

pub mod chapter;
pub mod prepare;

pub mod export;
