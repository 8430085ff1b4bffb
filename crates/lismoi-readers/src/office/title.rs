//! Which block is the title of a document.

use lismoi_document::PieceKind;

use super::content::{Block, Paragraph};
use crate::markup::classify::fold;

/// The title in the metadata stands among so many paragraphs at the start.
const NEAR_START: usize = 8;

/// Marks one block as the title, with those that go on with it: that of the style "Title", the
/// heading that the text starts with, the only heading of the highest level where it is the
/// first, or the paragraph that equals the title in the metadata.
pub(super) fn mark(blocks: &mut [Block<'_>], in_metadata: Option<&str>) {
    let mut paragraphs: Vec<&mut Paragraph<'_>> = blocks
        .iter_mut()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.has_text() => Some(paragraph),
            _ => None,
        })
        .filter(|paragraph| !matches!(paragraph.kind, PieceKind::Skipped(_)))
        .collect();
    if let Some(first) = paragraphs.iter().position(|p| p.kind == PieceKind::Title) {
        let later = paragraphs[first..].iter_mut();
        let later = later.skip_while(|paragraph| paragraph.kind == PieceKind::Title);
        for paragraph in later.filter(|paragraph| paragraph.kind == PieceKind::Title) {
            paragraph.kind = PieceKind::Heading(1);
        }
        return;
    }
    let title = first_heading(&paragraphs).or_else(|| {
        let title = fold(in_metadata?);
        let mut start = paragraphs.iter().take(NEAR_START);
        start.position(|paragraph| !title.is_empty() && fold(&paragraph.spoken()) == title)
    });
    if let Some(title) = title {
        paragraphs[title].kind = PieceKind::Title;
        paragraphs[title].number = None;
    }
}

fn first_heading(paragraphs: &[&mut Paragraph<'_>]) -> Option<usize> {
    let levels = paragraphs.iter().map(|paragraph| match paragraph.kind {
        PieceKind::Heading(level) => Some(level),
        _ => None,
    });
    let levels: Vec<Option<u8>> = levels.collect();
    let first = levels.iter().position(Option::is_some)?;
    let highest = levels.iter().flatten().min();
    let is_only = levels[first].as_ref() == highest
        && levels.iter().flatten().count() > 1
        && levels
            .iter()
            .filter(|level| level.as_ref() == highest)
            .count()
            == 1;
    let is_title = (first == 0 || is_only) && paragraphs[first].number.is_none();
    is_title.then_some(first)
}
