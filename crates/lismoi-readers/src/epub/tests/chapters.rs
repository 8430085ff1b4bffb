//! Order, headings, titles and metadata.

use lismoi_document::Place;

use super::TestBook;
use crate::ReadOptions;

#[test]
fn chapters_are_read_in_order_with_their_headings() {
    let book = TestBook::new()
        .chapter("titre.xhtml", "<h1>La brume</h1><p>Zoé Blin</p>")
        .chapter("b.xhtml", "<h2>Un</h2><p id='x'/><p>Il pleut.</p>")
        .chapter("a.xhtml", "<h2>Deux</h2><p>Il neige.</p>")
        .metadata("<dc:creator>Zoé Blin</dc:creator>");
    insta::assert_snapshot!(book.outline(), @r"
    title La brume
    drop La brume (repeated title)
    byline Zoé Blin
    heading Un
    paragraph Il pleut.
    heading Deux
    paragraph Il neige.
    ");
    let (source, document) = book.read(ReadOptions::default()).expect("a book");
    let levels: Vec<u8> = document
        .sections
        .iter()
        .map(|section| section.level)
        .collect();
    assert_eq!(levels, [1, 2, 2]);
    assert_eq!(document.metadata.authors, ["Zoé Blin"]);
    let last = source.pieces.last().expect("pieces");
    let Place::Entry { name, .. } = &last.place else {
        panic!("{last:?}");
    };
    assert_eq!(&**name, "OPS/a.xhtml");
}

#[test]
fn the_table_of_contents_gives_headings_where_the_text_has_none() {
    let long = "<p>Il pleut sur la ville, et la brume monte du fleuve.</p>".repeat(20);
    let book = TestBook::new()
        .chapter("couverture.xhtml", "<p>Roman</p>")
        .chapter(
            "a.xhtml",
            &format!("<p class='t'>Chapitre 1</p><p>Le départ</p>{long}"),
        )
        .chapter("b.xhtml", &long)
        .chapter(
            "c.xhtml",
            "<p id='s1'>Matin</p><p>Un.</p><p><a id='s2'/>Soir</p><p>Deux.</p>",
        )
        .entry("Couverture", "couverture.xhtml")
        .entry("Chapitre 1 – Le départ", "a.xhtml")
        .entry("Le retour", "b.xhtml")
        .entry("Matin", "c.xhtml#s1")
        .entry("Soir", "c.xhtml#s2");
    let outline = book.outline();
    let headings: Vec<&str> = outline
        .lines()
        .filter(|line| line.starts_with("heading"))
        .collect();
    assert_eq!(
        headings,
        [
            "heading Chapitre 1",
            "heading Le départ",
            "heading Le retour",
            "heading Matin",
            "heading Soir"
        ]
    );
}

#[test]
fn a_story_that_gives_the_book_its_title_keeps_its_heading() {
    let long = "<p>Il pleut sur la ville, et la brume monte du fleuve.</p>".repeat(20);
    let book = TestBook::new()
        .chapter("a.xhtml", &format!("<h1>Le phare</h1>{long}"))
        .chapter("b.xhtml", &format!("<h1>La brume</h1>{long}"));
    assert!(book.outline().contains("heading La brume"));
}

#[test]
fn a_title_at_the_head_of_each_chapter_is_not_read() {
    let body = "<h1>La brume</h1><h2>Un</h2><p>Il pleut.</p>".to_owned();
    let body = body + &"<p>Il pleut sur la ville, et la brume monte du fleuve.</p>".repeat(20);
    let names = ["a.xhtml", "b.xhtml", "c.xhtml"];
    let book = names
        .iter()
        .fold(TestBook::new(), |book, name| book.chapter(name, &body));
    assert!(!book.outline().contains("heading La brume"));
    assert_eq!(book.outline().matches("(repeated title)").count(), 3);
}

#[test]
fn the_text_of_a_cdata_section_is_read() {
    let book = TestBook::new().chapter("a.xhtml", "<p>Il <![CDATA[pleut & neige]]>.</p>");
    assert!(book.outline().contains("paragraph Il pleut & neige."));
}

#[test]
fn phrases_of_web_pages_are_text_in_a_book() {
    let book = TestBook::new().chapter(
        "a.xhtml",
        "<h1>Un</h1><p>Partager</p><p class='share'>Lire aussi</p><p>Publicité</p><p>Abonnez-vous</p>\
         <p>Par Marie Dupont</p><div class='newsletter related'><p>Commentaires</p></div>",
    );
    assert!(!book.outline().contains("drop"), "{}", book.outline());
    assert!(!book.outline().contains("byline"));
}

#[test]
fn missing_and_other_chapters_are_listed() {
    let book = TestBook::new()
        .chapter("a.xhtml", "<h1>Un</h1><p>Il pleut.</p>")
        .chapter("b.xhtml", "missing")
        .chapter("c.xhtml", "<p>Pour en savoir plus.</p>")
        .not_linear("c.xhtml");
    insta::assert_snapshot!(book.outline(), @r"
    title La brume
    heading Un
    paragraph Il pleut.
    drop OPS/b.xhtml (missing from the file)
    drop Pour en savoir plus. (not in the article)
    ");
}

#[test]
fn the_cover_is_found_in_each_version() {
    let cover = |book: TestBook| {
        let book = book
            .chapter("a.xhtml", "<p>Oui.</p>")
            .file("OPS/pic.png", "image");
        let (_, document) = book.read(ReadOptions::default()).expect("a book");
        document.metadata.cover
    };
    assert_eq!(cover(TestBook::new()), None);
    let named = TestBook::new().metadata("<meta name='cover' content='pic'/>");
    assert_eq!(cover(named).as_deref(), Some(&b"image"[..]));
    let page = TestBook::new()
        .chapter("c.xhtml", "<svg><image xlink:href='pic.png'/></svg>")
        .guide("cover", "c.xhtml");
    assert_eq!(cover(page).as_deref(), Some(&b"image"[..]));
}
