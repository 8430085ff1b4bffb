//! The names in a book: its files, the ids in its pages, and the titles that a reader sees.

use super::Epub;
use crate::formats::markup::text;
use lismoi_audio::encode::cover::ImageFormat;
use lismoi_document::collapse_whitespace;

/// The page of the cover.
pub(super) const COVER_PAGE: &str = "cover.xhtml";

/// The id of the whole text of a section.
pub(super) const TEXT_ID: &str = "text";

/// The page of a section. `index` counts from 0, like everywhere here.
pub(super) fn page(index: usize) -> String {
    format!("section-{}.xhtml", index + 1)
}

/// The id of a sentence in a section; `place` counts from 0.
pub(super) fn sentence_id(place: usize) -> String {
    format!("s{}", place + 1)
}

/// The id of a part of a sentence: `part` counts from 0.
pub(super) fn word_id(sentence: usize, part: usize) -> String {
    format!("{}w{}", sentence_id(sentence), part + 1)
}

/// The title of the book on one line, never empty.
pub(super) fn title(epub: &Epub<'_>) -> String {
    match collapse_whitespace(epub.title) {
        empty if empty.is_empty() => "Sans titre".to_owned(),
        title => title,
    }
}

/// The name of a section on one line, never empty.
pub(super) fn section_name(epub: &Epub<'_>, index: usize) -> String {
    let heading = epub.sections[index].heading.map(collapse_whitespace);
    let heading = heading.as_deref().filter(|heading| !heading.is_empty());
    text::name(index + 1, heading).into_owned()
}

/// The file of a section's overlay.
pub(super) fn overlay(index: usize) -> String {
    format!("section-{}.smil", index + 1)
}

/// The file of a section's sound.
pub(super) fn sound(index: usize) -> String {
    format!("section-{}.m4a", index + 1)
}

/// The table of contents.
pub(super) const NAVIGATION: &str = "nav.xhtml";

/// The picture of the cover.
pub(super) fn picture(kind: ImageFormat) -> &'static str {
    match kind {
        ImageFormat::Png => "cover.png",
        ImageFormat::Jpeg => "cover.jpg",
    }
}
