//! Footnotes within a file and across files.

use lismoi_document::Section;

use super::{TestBook, with_footnotes};
use crate::{Footnotes, ReadOptions};

const REFERENCE: &str =
    "<h1>Un</h1><p>Il pleut<a id='r1' href='notes.xhtml#n1'><sup>1</sup></a>.</p>";

#[test]
fn a_footnote_may_stand_in_another_file() {
    let book = TestBook::new()
        .chapter("a.xhtml", REFERENCE)
        .chapter(
            "b.xhtml",
            "<h1>Deux</h1><p>Il neige<sup><a id='r2' href='notes.xhtml#n2'>1</a></sup>.</p>",
        )
        .chapter(
            "notes.xhtml",
            "<h1>Notes</h1><p id='n1'><a href='a.xhtml#r1'>1</a> À verse.</p>\
             <p id='n2'><a href='b.xhtml#r2'>1.</a> Un peu.</p>",
        );
    insta::assert_snapshot!(book.outline(), @r"
    title La brume
    heading Un
    paragraph Il pleut1.
    drop 1 (reference to a note)
    heading Deux
    paragraph Il neige1.
    drop 1 (reference to a note)
    heading Notes
    drop 1 À verse. (note)
    drop 1. Un peu. (note)
    ");
    let options = ReadOptions {
        footnotes: Footnotes::Inline,
        ..ReadOptions::default()
    };
    let (source, document) = book.read(options).expect("a book");
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let read: Vec<&str> = blocks
        .flat_map(|block| &block.references)
        .filter_map(|reference| Some(&source.text[reference.footnote.clone()?]))
        .collect();
    assert_eq!(read, ["À verse.", "Un peu."]);
}

#[test]
fn notes_in_a_file_outside_the_sequence_are_found() {
    let note = "<p>Des notes.</p><p id='n1'><a href='a.xhtml#r1'>1</a> À verse.</p>";
    let book = TestBook::new()
        .chapter("a.xhtml", REFERENCE)
        .chapter("notes.xhtml", note)
        .not_linear("notes.xhtml");
    insta::assert_snapshot!(book.outline_with(with_footnotes()), @r"
    title La brume
    heading Un
    paragraph Il pleut1.
    drop 1 (reference to a note)
    drop Des notes. (not in the article)
    list_item 1 À verse.
    ");
}

#[test]
fn links_both_ways_make_a_footnote_without_a_raised_number() {
    let book = TestBook::new().chapter(
        "a.xhtml",
        "<p>Il pleut <a id='r' href='#n'>1</a> fort. Voir <a href='#s'>2</a>.</p>\
         <p id='s'>La suite.</p><p><a id='n' href='#r'>1</a> À verse.</p>",
    );
    insta::assert_snapshot!(book.outline(), @r"
    title La brume
    paragraph Il pleut 1 fort. Voir 2.
    drop 1 (reference to a note)
    paragraph La suite.
    drop 1 À verse. (note)
    ");
}

#[test]
fn an_aside_that_says_it_is_a_footnote_needs_no_reference() {
    let book = TestBook::new().chapter(
        "a.xhtml",
        "<p>Il pleut.</p><aside epub:type='footnote'><p>À verse.</p></aside>",
    );
    assert!(book.outline().ends_with("drop À verse. (note)"));
    assert!(
        book.outline_with(with_footnotes())
            .ends_with("list_item À verse.")
    );
}
