//! What the parts of a document are taken for.

use lismoi_document::Place;

use super::writer::{Writer, lines, text};
use super::{outlined, read};
use crate::markup::outline::outline;
use crate::options::{Footnotes, ReadOptions};
use crate::parse::Input;

const PROSE: [&str; 4] = [
    "La commune compte dix-sept jardins dont la surface",
    "totale est de trois hectares. Les habitants y culti-",
    "vent des fleurs. Peut-être faudrait-il les ouvrir peut-",
    "être le dimanche, quand les familles sont libres.",
];

#[test]
fn lines_become_paragraphs_and_divided_words_are_joined() {
    let page = lines(10, 50, 100, &PROSE) + &lines(10, 50, 160, &["Un autre alinéa."]);
    insta::assert_snapshot!(outlined(&[page]), @r"
    paragraph La commune compte dix-sept jardins dont la surface totale est de trois hectares. Les habitants y cultivent des fleurs. Peut-être faudrait-il les ouvrir peut-être le dimanche, quand les familles sont libres.
    paragraph Un autre alinéa.
    ");
}

#[test]
fn title_and_headings_are_known_by_their_letters() {
    let page = text("F2", 22, 50, 60, "Les jardins")
        + &text("F2", 14, 50, 90, "1. Situation")
        + &lines(10, 50, 110, &PROSE)
        + &text("F2", 10, 50, 175, "Propositions")
        + &lines(10, 50, 188, &PROSE);
    let outline = outlined(&[page]);
    let first: Vec<_> = outline
        .lines()
        .map(|line| line.get(..20).unwrap_or(line))
        .collect();
    assert_eq!(
        first,
        [
            "title Les jardins",
            "heading 1. Situation",
            "paragraph La commune",
            "heading Propositions",
            "paragraph La commune"
        ]
    );
}

#[test]
fn heads_feet_and_page_numbers_are_skipped_on_each_page() {
    let page = |number: i32| {
        text("F1", 8, 50, 30, "Rapport annuel")
            + &lines(10, 50, 100 + 24 * number, &PROSE)
            + &text("F1", 8, 280, 810, &format!("Page {number} sur 3"))
    };
    let outline = outlined(&[page(1), page(2), page(3)]);
    let of = |reason: &str| {
        outline
            .lines()
            .filter(|line| line.ends_with(reason))
            .count()
    };
    assert_eq!(of("(running head or foot)"), 3, "{outline}");
    assert_eq!(of("(page number)"), 3, "{outline}");
    assert_eq!(outline.lines().count(), 9);
}

#[test]
fn a_paragraph_goes_on_over_the_foot_of_a_page() {
    let first = lines(10, 50, 700, &["Il marche vers la gare et"]) + &text("F1", 8, 280, 810, "1");
    let second = lines(10, 50, 60, &["prend le train de nuit."]) + &text("F1", 8, 280, 810, "2");
    insta::assert_snapshot!(outlined(&[first, second]), @r"
    paragraph Il marche vers la gare et prend le train de nuit.
    drop 1 (page number)
    drop 2 (page number)
    ");
}

#[test]
fn columns_are_read_one_after_the_other_however_they_are_drawn() {
    let left = [
        "Le premier jour, il a plu sur",
        "la ville et sur les champs.",
        "Personne ne sortait.",
        "On lisait des livres.",
    ];
    let right = [
        "Le second jour, le soleil est",
        "revenu et les rues se sont",
        "remplies de promeneurs.",
        "On jouait aux boules.",
    ];
    let mut by_rows = String::new();
    for row in 0..4 {
        let top = 100 + 12 * row as i32;
        by_rows += &text("F1", 10, 50, top, left[row]);
        by_rows += &text("F1", 10, 310, top, right[row]);
    }
    let by_columns = lines(10, 50, 100, &left) + &lines(10, 310, 100, &right);
    let read = outlined(&[by_rows]);
    assert_eq!(read, outlined(&[by_columns]));
    assert!(
        read.starts_with("paragraph Le premier jour, il a plu sur la ville et"),
        "{read}"
    );
}

#[test]
fn a_footnote_is_read_where_it_is_referred_to() {
    let page = text("F1", 10, 50, 100, "Il pleut")
        + "BT /F1 6 Tf 90 746 Td (1) Tj ET\n"
        + &text("F1", 10, 95, 100, "sur la ville.")
        + &lines(10, 50, 112, &PROSE)
        + &text("F1", 7, 50, 780, "1 Dans le nord.");
    let options = ReadOptions {
        footnotes: Footnotes::Inline,
        ..ReadOptions::default()
    };
    let input = Input::new(Writer::new(&[page]).finish(), None);
    let (source, document) = super::super::read(input, options).expect("a document");
    let block = &document.sections[0].blocks[0];
    let footnote = block.references[0].footnote.clone().expect("a footnote");
    assert_eq!(&source.text[footnote], "Dans le nord.");
}

#[test]
fn contents_and_captions_are_skipped() {
    let contents = text("F2", 14, 50, 60, "Sommaire")
        + &lines(
            10,
            50,
            90,
            &[
                "Introduction ........ 2",
                "Les jardins ......... 3",
                "Annexes ............. 9",
            ],
        );
    let page = lines(10, 50, 100, &PROSE) + &text("F1", 9, 200, 300, "Figure 1 : Plan des jardins");
    let outline = outlined(&[contents, page]);
    assert!(
        outline.starts_with("drop Sommaire Introduction"),
        "{outline}"
    );
    assert!(
        outline.ends_with("drop Figure 1 : Plan des jardins (caption)"),
        "{outline}"
    );
}

#[test]
fn the_outline_of_a_document_tells_its_headings() {
    let page = lines(10, 50, 100, &["Les jardins", "Les gens"]) + &lines(10, 50, 140, &PROSE);
    let document = Writer::new(&[page])
        .catalog("/Outlines 100 0 R")
        .object("<< /First 101 0 R /Last 102 0 R >>")
        .object("<< /Title (Les jardins) /Parent 100 0 R /Next 102 0 R /Dest [10 0 R /Fit] >>")
        .object("<< /Title (Les gens) /Parent 100 0 R /Dest [10 0 R /Fit] /First 100 0 R >>");
    let (source, document) = read(document.finish()).expect("a document");
    let outline = outline(&source, &document);
    assert!(
        outline.starts_with("heading Les jardins\nheading Les gens\n"),
        "{outline}"
    );
}

#[test]
fn metadata_come_from_the_document() {
    let document = Writer::new(&[lines(10, 50, 100, &PROSE)])
        .catalog("/Lang (fr-FR)")
        .trailer("/Info 100 0 R")
        .object("<< /Title (Les jardins) /Author (Marie Dupont) /CreationDate (D:20240302) >>");
    let (_, document) = read(document.finish()).expect("a document");
    let metadata = document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Les jardins"));
    assert_eq!(metadata.authors, ["Marie Dupont"]);
    assert_eq!(metadata.date.as_deref(), Some("2024-03-02"));
    assert_eq!(metadata.language.as_deref(), Some("fr-FR"));
}

#[test]
fn a_piece_knows_its_page_and_its_place() {
    let (source, _) = read(Writer::new(&[lines(10, 50, 100, &PROSE)]).finish()).expect("read");
    let Place::Page { number, area } = &source.pieces[0].place else {
        panic!("{:?}", source.pieces[0].place);
    };
    assert_eq!((*number, area[0], area[1], area[3]), (1, 50, 92, 138));
}

#[test]
fn artifacts_and_what_is_drawn_twice_or_outside_the_page_are_not_read() {
    let page = "/Artifact BMC\n".to_owned()
        + &text("F1", 8, 50, 400, "Brouillon")
        + "EMC\n"
        + &lines(10, 50, 100, &PROSE)
        + &text("F2", 10, 50, 200, "Deux fois")
        + &text("F2", 10, 50, 200, "Deux fois")
        + &text("F1", 10, 50, 900, "Marge")
        + "/Span << /ActualText (Oeuvre) >> BDC\n"
        + &text("F1", 10, 50, 300, "????")
        + "EMC\n";
    let outline = outlined(&[page]);
    assert!(
        outline.contains("drop Brouillon (running head or foot)"),
        "{outline}"
    );
    assert_eq!(outline.matches("Deux fois").count(), 1, "{outline}");
    assert!(outline.contains("drop Marge (hidden)"), "{outline}");
    assert!(outline.contains("paragraph Oeuvre"), "{outline}");
}
