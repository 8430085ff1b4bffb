//! The text of a message that is not HTML: its own words, the message that it quotes, and its
//! signature.

use std::ops::Range;

use lismoi_document::{BlockKind, PieceKind, SectionKind, SkipReason, lines};

use super::flowed;
use crate::html::quoted::Quoted;
use crate::options::{InputFormat, ReadOptions};
use crate::printed::Printed;
use crate::quotation;
use crate::text;

/// The line before a signature (RFC 3676, 4.3), without the space at its end, which some
/// programs lose.
const SIGNATURE: &str = "--";

/// The first lines of the signature of a text, and of a text that is signed so (RFC 9580, 7).
const PGP_SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const PGP_SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";

/// So many lines of a quoted header are looked at to know it as one.
const HEADER_LINES: usize = 6;

/// Prints a text. `subject` stands above it, and is not printed.
pub(super) fn print(printed: &mut Printed, text: &str, subject: &str, quoted: Quoted) {
    let parts = parts(text, quoted);
    let above = format!("{}\n\n", subject.replace(['\n', '\r'], " "));
    let mut own = above.clone();
    for (range, _) in &parts {
        own += &text[own.len() - above.len()..range.start];
        own += &blank(&text[range.clone()]);
    }
    own += &text[own.len() - above.len()..];
    let mut parts = parts.into_iter().peekable();
    for (range, kind) in blocks(&own) {
        let Some(start) = range.start.checked_sub(above.len()) else {
            continue;
        };
        let range = start..range.end - above.len();
        while let Some((part, reason)) = parts.next_if(|(part, _)| part.start < start) {
            printed.block(PieceKind::Paragraph);
            skip(printed, text, part, reason);
        }
        printed.block(match kind {
            PieceKind::Skipped(_) => PieceKind::Paragraph,
            kind => kind,
        });
        let print = |printed: &mut Printed, range: Range<usize>| match kind {
            PieceKind::Skipped(reason) => printed.skip(reason, &text[range.clone()], range),
            _ => printed.text(&text[range.clone()], range),
        };
        let mut at = range.start;
        // Parts between the lines of the block.
        while let Some((part, reason)) = parts.next_if(|(part, _)| part.start < range.end) {
            print(printed, at..part.start);
            at = part.end;
            skip(printed, text, part, reason);
        }
        print(printed, at..range.end);
    }
    printed.block(PieceKind::Paragraph);
    for (part, reason) in parts {
        skip(printed, text, part, reason);
    }
}

fn skip(printed: &mut Printed, text: &str, part: Range<usize>, reason: Option<SkipReason>) {
    if let Some(reason) = reason {
        printed.skip(reason, &text[part.clone()], part);
    }
}

/// The blocks of a plain text, and what is skipped in it, in order.
fn blocks(text: &str) -> Vec<(Range<usize>, PieceKind)> {
    let options = ReadOptions {
        format: InputFormat::Text,
        ..ReadOptions::default()
    };
    let document = text::document(text, options);
    let mut found = Vec::new();
    for section in &document.sections {
        for block in section.all_blocks() {
            let kind = match block.kind {
                BlockKind::Heading if section.kind == SectionKind::Body => {
                    PieceKind::Heading(section.level)
                }
                BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph => {
                    PieceKind::Paragraph
                }
                BlockKind::ListItem => PieceKind::ListItem,
                BlockKind::Quote => PieceKind::Quote,
                BlockKind::Byline => PieceKind::Byline,
            };
            found.push((block.range.clone(), kind));
        }
    }
    for item in document.skipped {
        match item.reason {
            // It lies within a block.
            SkipReason::FootnoteReference => {}
            // Whether it is read is decided later.
            SkipReason::Footnote => found.push((item.range, PieceKind::Paragraph)),
            reason => found.push((item.range, PieceKind::Skipped(reason))),
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// White space of the same length, with the same line breaks.
fn blank(text: &str) -> String {
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    text.bytes().map(blank).collect()
}

/// The parts of a text that are not its own words, with the reasons; `None` for the signs of
/// quotation before words that are read.
fn parts(text: &str, quoted: Quoted) -> Vec<(Range<usize>, Option<SkipReason>)> {
    let lines: Vec<Range<usize>> = lines::all(text).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let words = &text[line.clone()];
        let signs = words.len() - words.trim_start_matches(['>', ' ']).len();
        let is_quoted = words.trim_start().starts_with('>');
        let fields = header_length(text, &lines[index..]);
        let mut length = 1;
        match quoted {
            _ if words.trim_end() == PGP_SIGNED => {
                let header = lines[index..].iter().take(HEADER_LINES);
                let header = header.take_while(|line| !text[(*line).clone()].trim().is_empty());
                length = header.count();
                let end = lines[index + length - 1].end;
                found.push((line.start..end, Some(SkipReason::Metadata)));
            }
            _ if matches!(words.trim_end(), SIGNATURE | PGP_SIGNATURE) => {
                found.push((line.start..text.len(), Some(SkipReason::Signature)));
                break;
            }
            Quoted::Answered if fields > 0 || quotation::is_separator(words) => {
                found.push((line.start..text.len(), Some(SkipReason::QuotedMessage)));
                break;
            }
            Quoted::Answered if is_quoted => {
                found.push((line.clone(), Some(SkipReason::QuotedMessage)));
            }
            Quoted::Forwarded if fields > 0 => {
                length = fields;
                let end = lines[index + fields - 1].end;
                found.push((line.start..end, Some(SkipReason::Metadata)));
            }
            Quoted::Forwarded if quotation::is_separator(words) => {
                found.push((line.clone(), Some(SkipReason::Metadata)));
            }
            Quoted::Forwarded if is_quoted => {
                found.push((line.start..line.start + signs, None));
            }
            _ => {
                length = attribution_length(text, &lines[index..]);
                if length > 0 {
                    let end = lines[index + length - 1].end;
                    let reason = match quoted {
                        Quoted::Answered => SkipReason::QuotedMessage,
                        Quoted::Forwarded => SkipReason::Metadata,
                    };
                    found.push((line.start..end, Some(reason)));
                }
                length = length.max(1);
            }
        }
        index += length;
    }
    found
}

/// How many lines the header of a quoted message has, if one starts here; else 0.
fn header_length(text: &str, lines: &[Range<usize>]) -> usize {
    let words = |line: &Range<usize>| text[line.clone()].trim_start_matches(['>', ' ']);
    if !lines
        .first()
        .is_some_and(|line| quotation::is_first_field(words(line)))
    {
        return 0;
    }
    let header = lines
        .iter()
        .take_while(|line| !words(line).trim().is_empty());
    let header: Vec<_> = header.take(HEADER_LINES).collect();
    let fields = header
        .iter()
        .filter(|line| quotation::is_field(words(line)));
    if fields.count() < 2 { 0 } else { header.len() }
}

/// How many lines say who wrote what follows, if these do; else 0. A long line is broken in
/// two.
fn attribution_length(text: &str, lines: &[Range<usize>]) -> usize {
    let is_one = |length: usize| {
        let (Some(first), Some(last)) = (lines.first(), lines.get(length - 1)) else {
            return false;
        };
        let joined = flowed::on_one_line(&text[first.start..last.end]);
        quotation::is_attribution(&joined)
    };
    let is_start = lines.first().is_some_and(|line| {
        let words = text[line.clone()].trim_start();
        ["Le ", "On ", "Am ", "Il ", "El "]
            .iter()
            .any(|start| words.starts_with(start))
    });
    (1..=2)
        .find(|length| is_start && is_one(*length))
        .unwrap_or(0)
}
