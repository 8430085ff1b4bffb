//! Markdown through the reader.

use crate::markup;
use lismoi_document::{Document, Place, Section, Source};
use proptest::prelude::*;

use crate::{Footnotes, InputFormat, ReadOptions};

fn read(text: &str, footnotes: Footnotes) -> (Source, Document) {
    let options = ReadOptions {
        format: InputFormat::Markdown,
        footnotes,
        ..ReadOptions::default()
    };
    super::read(text.as_bytes().to_vec(), None, options).expect("Markdown")
}

/// `TYPE text` for each block, `drop text (REASON)` for skipped text, in order.
fn outline(text: &str) -> String {
    let (source, document) = read(text, Footnotes::Skip);
    markup::outline::outline(&source, &document)
}

#[test]
fn front_matter_gives_title_author_and_date() {
    let text =
        "---\ntitle: Un été\nauthor: Zoé\ndate: 2025-03-12\n---\n\n# Un *été*\n\nIl pleut.\n";
    insta::assert_snapshot!(outline(text), @r"
    drop --- title: Un été author: Zoé date: 2025-03-12 --- (metadata)
    title Un été
    drop Un été (repeated title)
    paragraph Il pleut.
    ");
    let metadata = read(text, Footnotes::Skip).1.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Un été"));
    assert_eq!(metadata.authors, ["Zoé"]);
    assert_eq!(metadata.date.as_deref(), Some("2025-03-12"));
}

#[test]
fn markup_tells_what_a_block_is() {
    let text = "# Le marché\n\n## Les fruits\n\n3. Pommes\n4. Poires\n   - Conférence\n\n> Rien de meilleur.\n\n\
        - [x] Acheter du pain\n\nRoses\\\nViolettes\\\net lilas, 30 m<sup>2</sup>.\n\n```rust\nlet x = 1;\n```\n\n\
        ![Une poire](poire.png) Voir [le site](https://a.example/b) ou <https://www.b.example/c>.\n\n\
        Soit $x^2$.\n\n<div><p>Un <b>mot</b>.</p></div>\n\n<!-- caché -->\n";
    insta::assert_snapshot!(outline(text), @r"
    title Le marché
    heading Les fruits
    list_item 3. Pommes
    list_item 4. Poires
    list_item Conférence
    quote Rien de meilleur.
    list_item Acheter du pain
    paragraph Roses
    paragraph Violettes et lilas, 30 m².
    drop let x = 1; (code)
    drop poire.png (address)
    drop Une poire (caption)
    paragraph Voir le site ou b.example.
    drop https://a.example/b https://www. /c (address)
    paragraph Soit .
    drop x^2 (formula)
    paragraph Un mot.
    ");
}

#[test]
fn admonitions_are_paragraphs_with_a_title() {
    let text = "# Titre\n\n!!! note \"Attention\"\n    Il neige.\n\n> [!WARNING]\n> Il gèle.\n\n\
        :::tip Un conseil\nRestez là.\n:::\n\n::: {.callout-note}\n## Une note\n\nFin.\n:::\n";
    insta::assert_snapshot!(outline(text), @r#"
    title Titre
    drop note " (typesetting instruction)
    paragraph Attention
    drop " (typesetting instruction)
    paragraph Il neige.
    paragraph Il gèle.
    drop :::tip (typesetting instruction)
    paragraph Un conseil
    paragraph Restez là.
    drop ::: ::: {.callout-note} (typesetting instruction)
    heading Une note
    paragraph Fin.
    drop ::: (typesetting instruction)
    "#);
}

#[test]
fn tables_and_lists_of_links() {
    let text = "# Titre\n\n- [Un](#un)\n- [Deux](#deux)\n- [Trois](#trois)\n\n| Ville | Habitants | Pays |\n|--|--|--|\n\
        | Lyon | 522 000 | France |\n\n[a](x) · [b](y) · [c](z)\n\n## Un\n\nTexte.\n";
    insta::assert_snapshot!(outline(text), @r"
    title Titre
    drop Un Deux Trois (navigation)
    drop Ville Habitants Pays (table)
    list_item Lyon ; Habitants : 522 000 ; Pays : France
    drop a x · b y · c z (navigation)
    heading Un
    paragraph Texte.
    ");
}

#[test]
fn footnotes_are_read_where_they_are_asked_for() {
    let text = "# Titre\n\nUne phrase[^a]. Une autre.\n\n[^a]: La note, *longue*.\n\n    Et plus.\n\nFin.\n";
    insta::assert_snapshot!(outline(text), @r"
    title Titre
    paragraph Une phrase[a]. Une autre.
    drop [a] (reference to a note)
    drop [a] La note, longue. Et plus. (note)
    paragraph Fin.
    ");
    let (source, document) = read(text, Footnotes::Inline);
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let footnotes = blocks.flat_map(|block| block.footnotes_within(&block.range));
    let footnotes: Vec<&str> = footnotes.map(|range| &source.text[range]).collect();
    assert_eq!(footnotes, ["La note, longue. Et plus."]);
}

#[test]
fn a_piece_knows_its_place_in_the_file() {
    let text = "---\ntitle: T\n---\n\nUn **mot** d'été.\n";
    let (source, _) = read(text, Footnotes::Skip);
    let piece = source.pieces.last().expect("a piece");
    let Place::Bytes(place) = &piece.place else {
        panic!("it stands in the file");
    };
    assert_eq!(&source.text[piece.range.clone()], "Un mot d'été.");
    assert_eq!(&text[place.clone()], "Un **mot** d'été.");
}

#[test]
fn eight_times_the_size_takes_less_than_24_times_the_time() {
    let makers: [(&str, &dyn Fn(usize) -> String); 5] = [
        ("quotations", &|count| format!("{}x\n", "> ".repeat(count))),
        ("pictures", &|count| {
            "![".repeat(count) + &"](a)".repeat(count)
        }),
        ("emphasis", &|count| "*a **b ".repeat(count)),
        ("rows", &|count| {
            format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(count))
        }),
        ("footnotes", &|count| {
            "Un[^1].\n\n[^1]: Deux.\n\n".repeat(count)
        }),
    ];
    for (what, make) in makers {
        let time = |count: usize| {
            let text = make(count);
            let runs = (0..3).map(|_| {
                let start = std::time::Instant::now();
                read(&text, Footnotes::Skip);
                start.elapsed()
            });
            runs.min().unwrap_or_default()
        };
        let (small, large) = (time(500), time(4_000));
        let is_linear = large.as_secs_f64() < 24.0 * small.as_secs_f64() + 0.05;
        assert!(is_linear, "{what}: {small:?}, {large:?}");
    }
}

proptest! {
    /// Law 1 for markup: every word of the file is printed, spoken or skipped, once.
    #[test]
    fn every_word_of_a_file_is_printed_once(
        parts in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                "\n", "\n\n", "# ", "## ", "- ", "1. ", "> ", "    ", "**", "*", "`", "```\n", "[", "](b.html)", "[^1]",
                "[^1]: ", "| ", "|--|--|\n", "!!! note \"", "\"\n", ":::", ":::tip ", "{{", "}}", "![", "$", "---\n",
                "<b>", "</b>", "<br>", "<div>\n", "</div>\n", "<!-- ", " -->", "https://a.example/b", "\\\n", "===\n",
            ]).prop_map(str::to_owned),
            "[a-z]{1,3}[0-9]{3}",
        ], 0..40),
    ) {
        let text = parts.concat();
        let (source, document) = read(&text, Footnotes::Skip);
        let mut end = 0;
        for piece in &source.pieces {
            prop_assert!(piece.range.start >= end && !piece.range.is_empty());
            prop_assert!(source.text[end..piece.range.start].trim().is_empty());
            end = piece.range.end;
        }
        prop_assert_eq!(end, source.text.len());
        // Comments, languages of code, labels of links and cells beyond the head are not seen.
        if !text.contains(['<', '`', '[', '|']) {
            for word in parts.iter().filter(|part| part.ends_with(|c: char| c.is_ascii_digit())) {
                prop_assert!(source.text.contains(word.as_str()), "{}", word);
            }
        }
        let spoken = document.sections.iter().flat_map(Section::all_blocks).map(|block| block.range.clone());
        let skipped = document.skipped.iter().map(|item| item.range.clone());
        let ranges: Vec<_> = spoken.chain(skipped).collect();
        for piece in &source.pieces {
            prop_assert!(ranges.iter().any(|range| range.start <= piece.range.start && piece.range.end <= range.end));
        }
    }
}
