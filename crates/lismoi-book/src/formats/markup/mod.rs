//! Markup that the page and the EPUB share: captions in, sentences with the tags of their
//! headings, paragraphs, lists and quotes out. It is both HTML and XML.

pub(crate) mod blocks;
pub(crate) mod text;
