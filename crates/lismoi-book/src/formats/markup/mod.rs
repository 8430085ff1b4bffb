//! Markup: what the page to read along and the EPUB have in common. Captions in, the
//! sentences with their headings, paragraphs, lists and quotes out, as what is both HTML
//! and XML.

pub(crate) mod blocks;
pub(crate) mod text;
