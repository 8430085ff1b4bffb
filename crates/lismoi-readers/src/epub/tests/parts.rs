//! Parts that are left out, and the options that change it.

use super::TestBook;
use crate::{Part, ReadOptions};

fn book() -> TestBook {
    TestBook::new()
        .chapter(
            "sommaire.xhtml",
            "<h2>Sommaire</h2><ul><li><a href='a.xhtml'>Un</a></li><li><a href='b.xhtml'>Deux</a></li>\
             <li><a href='index.xhtml'>Index</a></li></ul>",
        )
        .chapter(
            "a.xhtml",
            "<section epub:type='preface'><h2>Préface</h2><p>Avant.</p></section>\
             <h2>Un</h2><p>Il <span epub:type='pagebreak'>12</span>pleut.</p>",
        )
        .chapter(
            "b.xhtml",
            "<h2>Deux</h2><p>Il neige.</p><section role='doc-bibliography'><h3>Ouvrages</h3><p>Un livre.</p>\
             </section><figure><img/><figcaption>Le port.</figcaption></figure>",
        )
        .chapter("index.xhtml", "<h2>Index</h2><p>Pluie, <a href='a.xhtml'>12</a></p>")
        .chapter("droits.xhtml", "<p>© Les Vagues, 2020. ISBN 978-2-00-000000-0</p>")
}

#[test]
fn what_is_no_text_to_listen_to_is_skipped_with_its_reason() {
    insta::assert_snapshot!(book().outline(), @r"
    title La brume
    drop Sommaire Un Deux Index (table of contents)
    heading Préface
    paragraph Avant.
    heading Un
    paragraph Il pleut.
    drop 12 (page number)
    heading Deux
    paragraph Il neige.
    heading Ouvrages
    paragraph Un livre.
    drop Le port. (caption)
    drop Index Pluie, 12 (index)
    paragraph © Les Vagues, 2020. ISBN 978-2-00-000000-0
    ");
}

#[test]
fn options_say_which_parts_are_read() {
    let options = ReadOptions {
        read: [Part::Caption, Part::Index].into_iter().collect(),
        skip: [
            Part::Preface,
            Part::Index,
            Part::Bibliography,
            Part::Colophon,
        ]
        .into_iter()
        .collect(),
        ..ReadOptions::default()
    };
    let outline = book().outline_with(options);
    for line in [
        "drop Préface Avant. (unwanted)",
        "drop Ouvrages Un livre. (bibliography)",
        "drop © Les Vagues, 2020. ISBN 978-2-00-000000-0 (colophon)",
        "paragraph Le port.",
        "drop Index Pluie, 12 (index)",
    ] {
        assert!(
            outline.lines().any(|found| found == line),
            "{line} in {outline}"
        );
    }
}

#[test]
fn the_guide_and_the_table_of_contents_name_parts() {
    let book = TestBook::new()
        .chapter("a.xhtml", "<h1>Un</h1><p>Il pleut.</p>")
        .chapter("d.xhtml", "<p>Imprimé à Lyon.</p>")
        .chapter("e.xhtml", "<p>Le phare</p>")
        .chapter("t.xhtml", "<p>La table</p><p>Un 5</p><p>Imprimé 9</p>")
        .guide("colophon", "d.xhtml")
        .guide("toc", "t.xhtml")
        .entry("Un", "a.xhtml")
        .entry("Imprimé", "d.xhtml")
        .entry("Du même auteur", "e.xhtml");
    insta::assert_snapshot!(book.outline(), @r"
    title La brume
    heading Un
    paragraph Il pleut.
    heading Imprimé
    paragraph Imprimé à Lyon.
    heading Du même auteur
    paragraph Le phare
    drop La table Un 5 Imprimé 9 (table of contents)
    ");
}

#[test]
fn a_chapter_with_a_few_links_is_no_table_of_contents() {
    let book = TestBook::new().chapter(
        "a.xhtml",
        "<h1>Contents</h1><p>Il pleut, voir <a href='#x'>ici</a>, <a href='#y'>là</a> et <a href='#z'>\
         ailleurs</a>, sur toute la ville et le fleuve.</p>",
    );
    assert!(!book.outline().contains("drop"));
}
