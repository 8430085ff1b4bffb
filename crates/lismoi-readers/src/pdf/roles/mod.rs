//! What each line is: a title, a heading, a running head, a footnote, a caption, text.

pub(super) mod asides;
pub(super) mod classify;
pub(super) mod contents;
pub(super) mod headings;
pub(super) mod notes;
pub(super) mod role;
pub(super) mod running;
pub(super) mod title;
