//! The lines of all pages in, what each of them is out.

use lismoi_document::SkipReason;

use super::asides;
use super::contents;
use super::headings;
use super::notes::{self, Notes};
use super::role::{ClassifiedLine, Role};
use super::running;
use super::title;
use crate::parse::ReadError;
use crate::pdf::about::outline::Entry;
use crate::pdf::layout::looks::{self, BodyLook};
use crate::pdf::layout::pages::PageOfLines;

/// A page of text has so many characters, at least; others are pictures.
const FEWEST_CHARACTERS: usize = 20;

/// The lines of all pages, in reading order. Running heads, page numbers and what cannot be
/// read are known.
///
/// # Errors
/// Most pages are pictures, or their glyphs stand for no characters.
pub(in crate::pdf) fn lines(pages: Vec<PageOfLines>) -> Result<Vec<ClassifiedLine>, ReadError> {
    let unreadable: Vec<bool> = pages
        .iter()
        .map(|p| asides::is_unreadable(&p.lines))
        .collect();
    let count = |is: &dyn Fn(&PageOfLines) -> bool| pages.iter().filter(|page| is(page)).count();
    let without_text = count(&|page| characters(page) < FEWEST_CHARACTERS);
    let pictures = count(&|page| characters(page) < FEWEST_CHARACTERS && page.has_picture);
    if pictures * 2 > pages.len() {
        return Err(PICTURES);
    }
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err(NO_TEXT);
    }
    let unreadable_count = unreadable.iter().filter(|unreadable| **unreadable).count();
    if unreadable_count * 2 > pages.len() - without_text {
        return Err(NO_CHARACTERS);
    }
    let running = running::find(&pages);
    let mut lines = Vec::new();
    for ((page, reasons), is_unreadable) in pages.into_iter().zip(running).zip(unreadable) {
        for (line, reason) in page.lines.into_iter().zip(reasons) {
            let role = match reason {
                _ if is_unreadable || asides::is_line_unreadable(&line) => {
                    Role::Skipped(SkipReason::NoCharacters)
                }
                Some(reason) => Role::Skipped(reason),
                None => Role::Body,
            };
            lines.push(ClassifiedLine { line, role });
        }
        lines.extend(page.aside.into_iter().map(|line| ClassifiedLine {
            role: Role::Skipped(running::reason_of_aside(&line)),
            line,
        }));
    }
    Ok(lines)
}

const PICTURES: ReadError = ReadError::Refused {
    reason: "its pages are pictures",
    hint: "run OCR first, for example `ocrmypdf -l fra`",
};

const NO_CHARACTERS: ReadError = ReadError::Refused {
    reason: "its glyphs stand for no characters",
    hint: "run OCR first, for example `ocrmypdf --force-ocr -l fra`",
};

const NO_TEXT: ReadError = ReadError::Refused {
    reason: "it holds no text",
    hint: "if you see text in it, run OCR first, for example `ocrmypdf -l fra`",
};

/// The number of characters of a page; of a full one, some.
fn characters(page: &PageOfLines) -> usize {
    let characters = page.lines.iter().flat_map(|line| line.text.chars());
    let inked = characters.filter(|c| !c.is_whitespace());
    inked.take(FEWEST_CHARACTERS).count()
}

/// Finds title, headings, footnotes, tables of contents, captions and code among the lines.
/// `title` is the title that the document names.
pub(in crate::pdf) fn find_structure(
    lines: &mut [ClassifiedLine],
    outline: &[Entry],
    title: Option<&str>,
) -> (BodyLook, Notes) {
    let body = lines.iter().filter(|line| line.is_body());
    let body = looks::of_body(body.map(|classified| &classified.line));
    contents::skip(lines);
    title::find(lines, title, &body);
    headings::find(lines, outline, &body);
    let notes = notes::find(lines, &body);
    asides::skip_code(lines, &body);
    (body, notes)
}
