//! What the content streams of pages draw: glyphs, with their places, sizes and characters.

pub(super) mod content;
pub(super) mod fonts;
pub(super) mod glyphs;
pub(super) mod layers;
pub(super) mod marked;
pub(super) mod text_state;
