//! PDF (ISO 32000): printed text with the places on its pages that it comes from.
//!
//! ```text
//! content ──▶ glyphs ──▶ segments ──▶ lines in reading order ──▶ classes ──▶ printed text
//! ```
//!
//! | file or folder | what |
//! |---|---|
//! | `open.rs`, `bounds.rs` | opening, passwords, what is refused |
//! | `drawing/` | content streams to glyphs |
//! | `layout/` | glyphs to lines in reading order |
//! | `roles/` | what each line is |
//! | `print/` | lines to printed text |
//! | `about/`, `strings.rs` | what the document says about itself |
//!
//! Objects, streams, encryption and fonts are hayro-syntax's and hayro-font's.

use std::panic::{self, AssertUnwindSafe};

use lismoi_document::{Document, Source, SourceFormat};

use crate::markup;
use crate::options::ReadOptions;
use crate::parse::{Input, ReadError};

mod bounds;
mod open;
mod strings;

mod about;

mod drawing;
mod layout;
mod roles;

mod print;

use about::{metadata, outline};
use bounds::Bounds;
use drawing::content::Shared;
use drawing::{fonts, layers};
use layout::pages;
use print::{blocks, text};
use roles::classify;

/// The largest file, in bytes: most of a large one are pictures.
const LARGEST: usize = 200_000_000;

/// The printed text and the structure of a PDF.
///
/// # Errors
/// It is damaged or too large, a password is needed, or its pages hold no text.
pub(crate) fn read(input: Input, options: ReadOptions) -> Result<(Source, Document), ReadError> {
    // No panic of the parser is known, but it reads what anyone may have written.
    let read = AssertUnwindSafe(|| read_pages(input, options));
    panic::catch_unwind(read).unwrap_or(Err(ReadError::Damaged("its structure makes no sense")))
}

fn read_pages(input: Input, options: ReadOptions) -> Result<(Source, Document), ReadError> {
    let Input {
        bytes,
        name,
        password,
        ..
    } = input;
    if bytes.len() > LARGEST {
        return Err(TOO_LARGE);
    }
    let source = Source {
        name,
        format: SourceFormat::Pdf,
        ..Source::default()
    };
    let pdf = open::document(bytes, password.as_deref())?;
    let catalog = open::catalog(&pdf);
    let mut shared = Shared {
        fonts: fonts::Fonts::new(),
        hidden: layers::HiddenLayers::of_catalog(&catalog),
        bounds: Bounds::new(),
    };
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for (index, page) in pdf.pages().iter().enumerate() {
        pages.push(pages::read(page, index as u32 + 1, &mut shared)?);
    }
    let found = metadata::of_document(&pdf, &catalog, &mut shared.bounds)?;
    let outline = outline::entries(&pdf, &catalog);
    let mut lines = classify::lines(pages)?;
    let (body, notes) = classify::find_structure(&mut lines, &outline, found.title.as_deref());
    let blocks = blocks::of_lines(&lines, &body);
    let printed = text::blocks(&blocks, &lines, &notes);
    let (text, pieces, layout) = printed.finish();
    let document = markup::document(&text, &pieces, &layout, options, found);
    let source = Source {
        text,
        pieces,
        ..source
    };
    Ok((source, document))
}

const TOO_LARGE: ReadError = ReadError::Refused {
    reason: "it is larger than 200 MB",
    hint: "divide it, or take its pictures out",
};

#[cfg(test)]
mod tests;
