//! Blocks of lines in, printed text out.

use lismoi_document::{PieceKind, Place, SkipReason};

use super::blocks::Block;
use super::hyphens::{Junction, Words, is_hyphen};
use crate::pdf::drawing::fonts::is_unreadable;
use crate::pdf::layout::items::{self, Mark};
use crate::pdf::roles::notes::Notes;
use crate::pdf::roles::role::{ClassifiedLine, Role};
use crate::printed::Printed;
use crate::superscript;

/// Prints the blocks, in order.
pub(in crate::pdf) fn blocks(blocks: &[Block], lines: &[ClassifiedLine], notes: &Notes) -> Printed {
    let words = Words::of(lines.iter().map(|classified| &classified.line));
    let mut printed = Printed::new();
    for block in blocks {
        if let Role::Skipped(reason) = block.role {
            for index in &block.lines {
                let line = &lines[*index].line;
                printed.skip_at(reason, &line.text, line.place());
            }
            continue;
        }
        printed.block(kind(block, lines));
        for (position, index) in block.lines.iter().enumerate() {
            let text = lines[*index].line.text.as_str();
            let next = block.lines.get(position + 1);
            let next = next.map(|next| lines[*next].line.text.as_str());
            let junction = next.map_or(Junction::Space, |next| words.junction(text, next));
            let end = match junction {
                Junction::Joined => text.trim_end_matches(is_hyphen).len(),
                Junction::Space | Junction::Hyphen => text.len(),
            };
            line(&mut printed, lines, *index, end, notes);
            if junction == Junction::Space {
                printed.space();
            }
        }
        printed.block(PieceKind::Paragraph);
    }
    printed
}

/// Prints the text of a line up to `end`, with its superscripts.
fn line(printed: &mut Printed, lines: &[ClassifiedLine], index: usize, end: usize, notes: &Notes) {
    let line = &lines[index].line;
    let place = line.place();
    let notes = notes.of_line(index, &line.raised);
    // A label at the start of a footnote may be no superscript.
    let labels = notes.iter().map(|(range, _)| range.clone());
    let mut parts: Vec<_> = line.raised.iter().cloned().chain(labels).collect();
    parts.sort_by_key(|part| part.start);
    parts.dedup();
    let mut at = 0;
    for part in parts.into_iter().filter(|part| part.end <= end) {
        let text = &line.text[part.clone()];
        let note = notes.iter().find(|(range, _)| *range == part);
        readable(printed, &line.text[at..part.start], &place);
        match note {
            Some((_, number)) => printed.reference_at(text, place.clone(), *number),
            None => readable(printed, &superscript::of(text), &place),
        }
        at = part.end;
    }
    readable(printed, &line.text[at..end], &place);
}

/// Prints text; glyphs in it that stand for no characters are skipped.
fn readable(printed: &mut Printed, text: &str, place: &Place) {
    let mut rest = text;
    while let Some(start) = rest.find(is_unreadable) {
        let length = rest[start..].find(|c| !is_unreadable(c));
        let end = length.map_or(rest.len(), |length| start + length);
        printed.text_at(&rest[..start], place.clone());
        printed.skip_at(SkipReason::NoCharacters, &rest[start..end], place.clone());
        rest = &rest[end..];
    }
    printed.text_at(rest, place.clone());
}

fn kind(block: &Block, lines: &[ClassifiedLine]) -> PieceKind {
    let first = block
        .lines
        .first()
        .map(|index| lines[*index].line.text.as_str());
    match block.role {
        Role::Title => PieceKind::Title,
        Role::Heading { level, .. } => PieceKind::Heading(level),
        Role::Footnote(number) => PieceKind::Footnote(number),
        _ if matches!(first.and_then(items::mark), Some(Mark::Bullet | Mark::Dash)) => {
            PieceKind::ListItem
        }
        _ => PieceKind::Paragraph,
    }
}
