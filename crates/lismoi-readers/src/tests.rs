use proptest::prelude::*;
use serde::Deserialize;

use std::ops::Range;

use lismoi_document::{BlockKind, Section, SkipReason, Skipped};

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

fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn source(text: &str) -> Source {
    Source {
        name: None,
        text: text.to_owned(),
        damaged_lines: Vec::new(),
    }
}

/// `TYPE text` for each block of a text read as an article.
fn outline(text: &str) -> Vec<String> {
    let document = document(&source(text), ReadOptions::default());
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
fn the_seed_article_comes_out_as_a_careful_reader_wrote_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let expected: Expected = serde_json::from_slice(
        &fs::read(root.join("tests/fixtures/seed_article.json")).expect("the fixture"),
    )
    .expect("the fixture is sound");
    let source = read(&root.join("seeds").join(&expected.source)).expect("the seed article");
    let document = document(&source, ReadOptions::default());
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
fn the_last_block_is_no_heading_and_a_lone_line_is_no_title() {
    assert_eq!(outline("Bonjour à tous"), ["paragraph Bonjour à tous"]);
    assert_eq!(
        outline("Titre\n\nUn.\n\nFin du texte")[2],
        "paragraph Fin du texte"
    );
}

#[test]
fn given_units_are_left_as_they_are() {
    let text = "Titre\n\nTitre\nsuite\n\nKommentare (0)";
    let count = |form| {
        let reading = ReadOptions {
            format: form,
            ..ReadOptions::default()
        };
        document(&source(text), reading).sections[0].blocks.len()
    };
    assert_eq!(count(InputFormat::Paragraphs), 3);
    assert_eq!(count(InputFormat::Lines), 4);
}

#[test]
fn a_folder_gives_its_articles_sorted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["b.txt", "a.TXT", "c.wav"] {
        fs::write(folder.path().join(name), "x").expect("writable");
    }
    let names: Vec<_> = files(folder.path())
        .expect("two articles")
        .iter()
        .map(|path| path.file_name().expect("a name").to_owned())
        .collect();
    assert_eq!(names, ["a.TXT", "b.txt"]);
}

proptest! {
    /// Law 1 as far as this stage goes: blocks and skipped items, in order and without
    /// overlap, cover all that is not white space.
    #[test]
    fn nothing_but_white_space_lies_outside_the_blocks(
        pieces in prop::collection::vec(prop_oneof![
            Just("\n".to_owned()), Just("\n\n".to_owned()), Just(" \r\n".to_owned()), Just("- a\n".to_owned()),
            Just("Titre\n\n".to_owned()), Just("La visite de\n\n".to_owned()), Just("Kommentare (0)\n".to_owned()),
            Just("il a dit\n\ndes choses.\n".to_owned()), Just("Fin[1] (2)¹.\n\n".to_owned()),
            Just("[1] Note.\n\n".to_owned()), Just("(2) Note.\n\n".to_owned()), Just("Footnotes\n\n".to_owned()),
            Just("===\n".to_owned()), Just("Lire aussi : A\n\n".to_owned()), "\\PC{0,30}", any::<char>().prop_map(String::from),
        ], 0..30),
        form in prop_oneof![Just(InputFormat::Text), Just(InputFormat::Paragraphs), Just(InputFormat::Lines)],
        notes in prop_oneof![Just(Footnotes::Skip), Just(Footnotes::End), Just(Footnotes::Inline)],
        boilerplate in prop_oneof![Just(Boilerplate::Drop), Just(Boilerplate::Keep)],
    ) {
        let text = pieces.concat();
        let document = document(&source(&text), ReadOptions { format: form, footnotes: notes, boilerplate });
        let mut ranges: Vec<Range<usize>> = document
            .sections
            .iter()
            .flat_map(Section::all_blocks)
            .flat_map(|block| {
                let notes = block.references.iter().filter_map(|reference| reference.footnote.clone());
                notes.chain([block.range.clone()])
            })
            .collect();
        // References to notes lie within the blocks, labels of notes outside.
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
fn speech_quotations_and_numbered_items_are_no_headings() {
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
