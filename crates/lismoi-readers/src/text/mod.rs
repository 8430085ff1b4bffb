//! Plain text: the structure of an article, found by the layout and the wording of its lines.
//!
//! | step | file | from | to |
//! |---|---|---|---|
//! | decode | [`decode`] | bytes | text |
//! | layout | `layout.rs`, `wrapping.rs` | lines | blocks between blank lines, unwrapped |
//! | rejoin | `rejoin.rs` | blocks | blocks that were broken in two, joined |
//! | classify | `classify.rs` | blocks | title, headings, body, footnotes, boilerplate |
//! | resolve | `footnotes/` | footnotes | references tied to their footnotes |
//! | assemble | `assemble.rs` | classified blocks | [`Document`] |
//!
//! Rules about one block alone: `continuation.rs` (complete, or split?), `line_type.rs` (list
//! item, table row, quotation), `heading_candidate.rs`, `heading_label.rs` ("Chapitre II"),
//! `byline.rs`, `dateline.rs`, `boilerplate/`. Rules about a block and its neighbours:
//! `heading_level.rs`.

use lismoi_document::Document;

use crate::options::{InputFormat, ReadOptions};

pub mod decode;

mod layout;
mod wrapping;

mod rejoin;

pub(crate) mod continuation;
pub(crate) mod line_type;

mod heading_candidate;
mod heading_label;
mod heading_level;

pub(crate) mod byline;
pub(crate) mod dateline;

pub(crate) mod boilerplate;

pub(crate) mod class;
pub(crate) mod classify;

pub(crate) mod footnotes;

pub(crate) mod assemble;

mod date;
pub(crate) mod metadata;

/// The structure of a text, in whichever of the forms of plain text `options` names.
pub fn document(text: &str, options: ReadOptions) -> Document {
    match options.format {
        InputFormat::Paragraphs => {
            assemble::paragraphs(layout::blocks(text, layout::Grouping::BlankLines))
        }
        InputFormat::Lines => assemble::paragraphs(layout::blocks(text, layout::Grouping::Records)),
        _ => article(text, options),
    }
}

fn article(text: &str, options: ReadOptions) -> Document {
    let blocks = layout::blocks(text, layout::Grouping::Unwrapped);
    let blocks = rejoin::two_line_headings(text, blocks);
    let blocks = rejoin::split_blocks(text, blocks);
    let mut blocks = classify::blocks(text, &blocks);
    footnotes::resolve::references(text, &mut blocks);
    let mut document = assemble::article(text, blocks, options);
    document.metadata = metadata::infer(text, &document);
    document
}
