//! A book in, its printed text out.

use std::collections::BTreeSet;

use lismoi_document::{Piece, PieceKind, Place, SkipReason};

use super::book::Book;
use super::footnotes;
use super::headings::{self, Headings};
use super::leaves::{self, Leaf};
use super::marks::{Marker, Marks};
use super::tree::Tree;
use crate::html::dom::ROOT;
use crate::html::footnotes::Footnotes;
use crate::html::walk::{self, Context, Page};
use crate::options::ReadOptions;
use crate::printed::{Layout, Printed};

/// The printed text of a book, its pieces, and what else is known about its blocks.
pub(super) fn print(book: &Book, options: ReadOptions) -> (String, Vec<Piece>, Layout) {
    let doms = || book.chapters.iter().map(|chapter| chapter.dom.as_ref());
    let trees: Vec<Option<Tree>> = doms().map(|dom| dom.map(Tree::new)).collect();
    let notes = footnotes::find(book, &trees);
    let marker = Marker::new(book, &trees, options);
    let chapters = book.chapters.iter().zip(&trees);
    let mut marks: Vec<Marks> = chapters
        .map(|(chapter, tree)| match (&chapter.dom, tree) {
            (Some(dom), Some(tree)) => marker.marks(chapter, dom, tree),
            _ => Marks::new(),
        })
        .collect();
    let facts = doms().zip(marks.iter().zip(&notes));
    let leaves: Vec<Vec<Leaf>> = facts
        .map(|(dom, (marks, notes))| match dom {
            Some(dom) => leaves::of_chapter(dom, marks, notes),
            None => Vec::new(),
        })
        .collect();
    headings::mark_repeated_titles(book, &leaves, &trees, &mut marks);
    let headings = headings::find(book, &leaves, &trees);
    let mut printed = Printed::new();
    printed.block(PieceKind::Title);
    if let Some(title) = &book.metadata.title {
        printed.generated(title);
    }
    let facts = marks.into_iter().zip(notes).zip(headings);
    for (index, ((marks, notes), headings)) in facts.enumerate() {
        chapter(&mut printed, book, index, (marks, notes, headings));
    }
    let (text, mut pieces, layout) = printed.finish();
    close_levels(&mut pieces);
    (
        text,
        pieces,
        Layout {
            is_book: true,
            ..layout
        },
    )
}

/// Prints a chapter.
fn chapter(
    printed: &mut Printed,
    book: &Book,
    index: usize,
    (marks, footnotes, headings): (Marks, Footnotes, Headings),
) {
    let chapter = &book.chapters[index];
    printed.block(PieceKind::Paragraph);
    printed.set_entry(&chapter.path);
    let Some(dom) = &chapter.dom else {
        return printed.skip_at(SkipReason::Missing, &chapter.path, Place::Generated);
    };
    if let Some((label, level)) = &headings.generated {
        printed.block(PieceKind::Heading(*level));
        printed.generated(label);
        printed.block(PieceKind::Paragraph);
    }
    let page = Page {
        dom,
        article: None,
        boilerplate: marks,
        title: None,
        byline: None,
        footnotes,
        headings: headings.nodes,
        language: book.metadata.language.as_deref(),
    };
    walk::print(&page, printed, ROOT, Context::of(PieceKind::Paragraph));
    printed.block(PieceKind::Paragraph);
}

/// Numbers the levels of the headings from 1, without gaps: a book whose chapters are `h3` has
/// no higher ones.
fn close_levels(pieces: &mut [Piece]) {
    let levels = pieces.iter().filter_map(|piece| match piece.kind {
        PieceKind::Heading(level) => Some(level),
        _ => None,
    });
    let levels: BTreeSet<u8> = levels.collect();
    for piece in pieces {
        if let PieceKind::Heading(level) = &mut piece.kind {
            let rank = levels.range(..*level).count() + 1;
            *level = u8::try_from(rank).unwrap_or(u8::MAX);
        }
    }
}
