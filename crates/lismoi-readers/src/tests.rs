//! Whole articles through the reader of plain text.

use std::fs;
use std::ops::Range;
use std::path::Path;

use lismoi_document::{
    BlockKind, Document, Section, SectionKind, SkipReason, Skipped, collapse_whitespace,
};
use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Expected {
    source: String,
    expected_blocks: Vec<ExpectedBlock>,
    expected_sections: Vec<ExpectedSection>,
    drop: Vec<usize>,
}

#[derive(Deserialize)]
struct ExpectedBlock {
    #[serde(rename = "type")]
    kind: String,
    text: String,
}

#[derive(Deserialize)]
struct ExpectedSection {
    heading: String,
    paragraphs: Vec<String>,
}

fn document(text: &str, options: ReadOptions) -> Document {
    text::document(text, options)
}

/// `TYPE text` for each block of an article, `drop LINE (REASON)` for skipped text.
fn outline(text: &str) -> Vec<String> {
    let document = document(text, ReadOptions::default());
    let mut blocks: Vec<(usize, String)> = document
        .sections
        .iter()
        .flat_map(Section::all_blocks)
        .map(|block| {
            (
                block.range.start,
                format!(
                    "{} {}",
                    block.kind.name(),
                    collapse_whitespace(&text[block.range.clone()])
                ),
            )
        })
        .collect();
    blocks.extend(document.skipped.iter().map(|skipped| {
        (
            skipped.range.start,
            format!("drop {} ({})", skipped.line, skipped.reason),
        )
    }));
    blocks.sort();
    blocks.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn the_seed_article_has_the_blocks_that_a_human_marked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let expected: Expected = serde_json::from_slice(
        &fs::read(root.join("tests/fixtures/seed_article.json")).expect("the fixture"),
    )
    .expect("the fixture is sound");
    let seed = root.join("seeds").join(&expected.source);
    let articles = read(&seed, ReadOptions::default()).expect("the seed article");
    let (source, document) = articles.into_iter().next().expect("one article");
    let text = |range: &Range<usize>| collapse_whitespace(&source.text[range.clone()]);

    let sections: Vec<(String, Vec<String>)> = document
        .sections
        .iter()
        .map(|section| {
            let paragraphs = section
                .blocks
                .iter()
                .filter(|block| block.kind == BlockKind::Paragraph);
            (
                section
                    .heading
                    .as_ref()
                    .map(|heading| text(&heading.range))
                    .unwrap_or_default(),
                paragraphs.map(|block| text(&block.range)).collect(),
            )
        })
        .collect();
    let wanted: Vec<(String, Vec<String>)> = expected
        .expected_sections
        .into_iter()
        .map(|section| (section.heading, section.paragraphs))
        .collect();
    assert_eq!(sections, wanted);

    let dropped: Vec<usize> = document
        .skipped
        .iter()
        .map(|skipped| skipped.line)
        .collect();
    assert_eq!(dropped, expected.drop);

    let wanted: Vec<String> = expected
        .expected_blocks
        .iter()
        .filter(|block| !["title_repeat", "boilerplate"].contains(&block.kind.as_str()))
        .map(|block| format!("{} {}", block.kind, block.text))
        .collect();
    let blocks: Vec<String> = document
        .sections
        .iter()
        .flat_map(Section::all_blocks)
        .map(|block| format!("{} {}", block.kind.name(), text(&block.range)))
        .collect();
    assert_eq!(blocks, wanted);
}

#[test]
fn an_article_has_title_headings_items_quotes_and_byline() {
    let text = "Une journée à Lyon\n\nUNE JOURNÉE À LYON\n\nPar Marie Dupont\n\nIl pleuvait.\n\n\
                Le matin\n\n- du pain\n- du vin\n\n« Quelle ville ! »\n\nFin.\n\n12 commentaires\n";
    insta::assert_snapshot!(outline(text).join("\n"), @r"
    title Une journée à Lyon
    drop 3 (repeated title)
    byline Par Marie Dupont
    paragraph Il pleuvait.
    heading Le matin
    list_item - du pain
    list_item - du vin
    quote « Quelle ville ! »
    paragraph Fin.
    drop 18 (comment counter)
    ");
}

#[test]
fn a_text_that_starts_with_a_paragraph_has_no_title() {
    assert_eq!(
        outline("Il pleuvait.\n\nLe matin\n\nFin."),
        [
            "paragraph Il pleuvait.",
            "heading Le matin",
            "paragraph Fin.",
        ]
    );
}

#[test]
fn the_last_block_is_no_heading_and_a_single_line_is_no_title() {
    assert_eq!(outline("Bonjour à tous"), ["paragraph Bonjour à tous"]);
    assert_eq!(
        outline("Titre\n\nUn.\n\nFin du texte")[2],
        "paragraph Fin du texte"
    );
}

#[test]
fn paragraphs_and_lines_are_not_analysed() {
    let text = "Titre\n\nTitre\nsuite\n\nKommentare (0)";
    let count = |format| {
        let options = ReadOptions {
            format,
            ..ReadOptions::default()
        };
        document(text, options).sections[0].blocks.len()
    };
    assert_eq!(count(InputFormat::Paragraphs), 3);
    assert_eq!(count(InputFormat::Lines), 4);
}

proptest! {
    /// Law 1 for this stage: blocks and skipped items, in order and without overlap, cover
    /// everything but white space.
    #[test]
    fn nothing_but_white_space_lies_outside_the_blocks(
        pieces in prop::collection::vec(prop_oneof![
            Just("\n".to_owned()), Just("\n\n".to_owned()), Just(" \r\n".to_owned()), Just("- a\n".to_owned()),
            Just("Titre\n\n".to_owned()), Just("La visite de\n\n".to_owned()), Just("Kommentare (0)\n".to_owned()),
            Just("il a dit\n\ndes choses.\n".to_owned()), Just("Fin[1] (2)¹.\n\n".to_owned()),
            Just("[1] Note.\n\n".to_owned()), Just("(2) Note.\n\n".to_owned()), Just("Footnotes\n\n".to_owned()),
            Just("===\n".to_owned()), Just("Lire aussi : A\n\n".to_owned()), "\\PC{0,30}", any::<char>().prop_map(String::from),
        ], 0..30),
        format in prop_oneof![Just(InputFormat::Text), Just(InputFormat::Paragraphs), Just(InputFormat::Lines)],
        footnotes in prop_oneof![Just(Footnotes::Skip), Just(Footnotes::End), Just(Footnotes::Inline)],
        boilerplate in prop_oneof![Just(Boilerplate::Drop), Just(Boilerplate::Keep)],
    ) {
        let text = pieces.concat();
        let document = document(&text, ReadOptions { format, footnotes, boilerplate, ..ReadOptions::default() });
        let mut ranges: Vec<Range<usize>> = document
            .sections
            .iter()
            .flat_map(Section::all_blocks)
            .flat_map(|block| {
                let footnotes = block.references.iter().filter_map(|reference| reference.footnote.clone());
                footnotes.chain([block.range.clone()])
            })
            .collect();
        // Footnote references lie within the blocks, the labels of footnotes outside.
        let is_outside = |range: &Range<usize>| !ranges.iter().any(|block| block.contains(&range.start));
        let skipped = document.skipped.iter().map(|skipped| skipped.range.clone());
        let outside: Vec<Range<usize>> = skipped.filter(is_outside).collect();
        let overlaps = |item: &Skipped| item.reason != SkipReason::FootnoteReference && !is_outside(&item.range);
        prop_assert!(!document.skipped.iter().any(overlaps));
        ranges.extend(outside);
        ranges.sort_by_key(|range| range.start);
        let mut end = 0;
        for range in ranges {
            prop_assert!(range.start >= end && !range.is_empty());
            prop_assert!(text[end..range.start].trim().is_empty());
            end = range.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}

#[test]
fn dialogue_quotations_and_numbered_items_are_no_headings() {
    let text =
        "Conte\n\nIl va.\n\n— Où vas-tu ?\n\nOui.\n\n« Je pars demain »\n\n> Une citation\n\nFin.";
    assert!(!outline(text).iter().any(|line| line.starts_with("heading")));
    let text = "Recette\n\nIngrédients\n\n1. Farine de blé\n2. Sucre roux\n3. Œufs frais\n\nBon.";
    insta::assert_snapshot!(outline(text).join("\n"), @r"
    title Recette
    heading Ingrédients
    list_item 1. Farine de blé
    list_item 2. Sucre roux
    list_item 3. Œufs frais
    paragraph Bon.
    ");
}

#[test]
fn a_heading_for_footnotes_marks_its_section() {
    let text = "Titre\n\nUn.[1] Deux.\n\nNotes\n\n[1] Une note.\n\nSuite\n\nFin.";
    let sections = document(text, ReadOptions::default()).sections;
    let kinds: Vec<_> = sections.iter().map(|section| section.kind).collect();
    assert_eq!(
        kinds,
        [SectionKind::Body, SectionKind::Footnotes, SectionKind::Body]
    );
    assert!(sections[1].blocks.is_empty());
}

#[test]
fn authors_and_date_stand_in_the_metadata() {
    let text =
        "Une journée\nà Lyon\n\nPar Marie Dupont\n\nPublié le 12 mars 2025\n\nIl pleuvait.\n\nFin.";
    let metadata = document(text, ReadOptions::default()).metadata;
    assert_eq!(metadata.title.as_deref(), Some("Une journée à Lyon"));
    assert_eq!(metadata.authors, ["Marie Dupont"]);
    assert_eq!(metadata.date.as_deref(), Some("2025-03-12"));
}
