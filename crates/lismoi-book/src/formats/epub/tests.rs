#![allow(clippy::unwrap_used, reason = "a test may")]

use std::fs::File;
use std::io::{Read, Seek, Write};

use anyhow::bail;
use zip::{CompressionMethod, ZipArchive};

use super::*;
use crate::formats::captions::Caption;
use lismoi_audio::encode::cover::ImageFormat;
use lismoi_document::BlockKind;

const SECOND: u64 = 22_050;

/// Of `seconds`.
fn section(heading: Option<&str>, level: u8, seconds: u64) -> EpubSection<'_> {
    EpubSection {
        heading,
        level,
        samples: seconds * SECOND,
    }
}

/// A sentence from `start` to half a second before `end`, in seconds from the first of all.
fn caption(section: usize, kind: BlockKind, text: &str, (start, end): (u64, u64)) -> Caption {
    Caption {
        section,
        kind,
        opens_block: true,
        text: text.to_owned(),
        start: start * SECOND,
        end: end * SECOND - SECOND / 2,
        words: Vec::new(),
    }
}

fn cover() -> Cover {
    Cover {
        format: ImageFormat::Jpeg,
        bytes: b"a picture".to_vec(),
        width: 1,
        height: 1,
    }
}

fn epub<'a>(title: &'a str, cover: &'a Cover, sections: &'a [EpubSection<'a>]) -> Epub<'a> {
    Epub {
        title,
        authors: &[],
        date: None,
        publisher: None,
        source: None,
        language: None,
        engine: "eSpeak NG",
        highlight: Highlight::Sentences,
        id: "id",
        encoder: "lismoi",
        sample_rate: 22_050,
        cover,
        sections,
    }
}

fn write(epub: &Epub<'_>, captions: &[Caption]) -> anyhow::Result<File> {
    let sound = |index: usize| {
        let mut file = tempfile::tempfile()?;
        write!(file, "sound {index}")?;
        file.rewind()?;
        Ok(file)
    };
    let captions = captions.iter().cloned().map(Ok);
    write::write(tempfile::tempfile()?, epub, captions, sound)
}

struct Book(ZipArchive<File>);

impl Book {
    fn new(epub: &Epub<'_>, captions: &[Caption]) -> Book {
        Book(ZipArchive::new(write(epub, captions).unwrap()).unwrap())
    }

    fn names(&self) -> Vec<String> {
        let names = self.0.file_names();
        names.map(|name| name.unwrap().into_owned()).collect()
    }

    fn text(&mut self, name: &str) -> String {
        let mut text = String::new();
        let mut file = self.0.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }

    /// The text between two marks.
    fn between(&mut self, name: &str, open: &str, close: &str) -> String {
        let text = self.text(name);
        let (_, text) = text.split_once(open).unwrap();
        text.split_once(close).unwrap().0.to_owned()
    }
}

#[test]
fn each_sentence_is_heard_until_the_next_one_starts() {
    let cover = cover();
    let sections = [section(Some("Un"), 1, 3), section(Some("Deux"), 2, 5)];
    let captions = [
        caption(0, BlockKind::Title, "Un", (1, 2)),
        caption(1, BlockKind::Heading, "Deux", (4, 5)),
        caption(1, BlockKind::Paragraph, "A.", (5, 7)),
    ];
    let mut book = Book::new(&epub("Un", &cover, &sections), &captions);
    let overlay = book.between("EPUB/section-2.smil", "<body>\n", "</body>");
    insta::assert_snapshot!(overlay, @r#"
    <seq id="text" epub:textref="section-2.xhtml#text" epub:type="chapter">
    <par id="s1"><text src="section-2.xhtml#s1"/><audio src="section-2.m4a" clipBegin="00:00:00.000" clipEnd="00:00:02.000"/></par>
    <par id="s2"><text src="section-2.xhtml#s2"/><audio src="section-2.m4a" clipBegin="00:00:02.000" clipEnd="00:00:05.000"/></par>
    </seq>
    "#);
    let text = book.between("EPUB/section-2.xhtml", "<body>\n", "</body>");
    insta::assert_snapshot!(text, @r#"
    <section id="text" epub:type="chapter" role="doc-chapter" aria-label="Deux">
    <h2><span id="s1">Deux</span></h2>
    <p><span id="s2">A.</span></p>
    </section>
    "#);
    let package = book.text("EPUB/package.opf");
    for length in [
        ">00:00:08.000<",
        "\"#overlay-1\">00:00:03.000<",
        "\"#overlay-2\">00:00:05.000<",
    ] {
        assert!(package.contains(length), "{length}");
    }
}

#[test]
fn sound_and_picture_are_not_compressed_and_the_media_type_comes_first() {
    let cover = cover();
    let sections = [section(Some("Un"), 1, 3)];
    let captions = [caption(0, BlockKind::Title, "Un", (0, 2))];
    let mut book = Book::new(&epub("Un", &cover, &sections), &captions);
    let mut file = book.0.by_index(0).unwrap();
    assert_eq!(file.name().unwrap(), "mimetype");
    // Section 4.2.2 forbids an extra field: readers expect its bytes at a fixed place.
    assert_eq!(file.data_start(), Some(38));
    let mut kind = String::new();
    file.read_to_string(&mut kind).unwrap();
    assert_eq!(kind, "application/epub+zip");
    drop(file);
    for (name, contents) in [
        ("EPUB/section-1.m4a", "sound 0"),
        ("EPUB/cover.jpg", "a picture"),
    ] {
        let method = book.0.by_name(name).unwrap().compression();
        assert_eq!(method, CompressionMethod::Stored, "{name}");
        assert_eq!(book.text(name), contents);
    }
}

#[test]
fn entries_are_nested_under_the_heading_above_them() {
    let cover = cover();
    let levels = [0, 3, 2, 4, 3, 6, 0, 2];
    let sections = levels.map(|level| section(None, level, 1));
    let captions: Vec<_> = (0..levels.len())
        .map(|index| {
            let at = index as u64;
            caption(index, BlockKind::Paragraph, "A.", (at, at + 1))
        })
        .collect();
    let mut book = Book::new(&epub("Titre", &cover, &sections), &captions);
    let entries = book.between("EPUB/nav.xhtml", "</h1>\n", "</nav>");
    let entries = entries
        .replace(".xhtml", "")
        .replace("section-", "")
        .replace("</a>", "");
    insta::assert_snapshot!(entries, @r#"
    <ol>
    <li><a href="1">Début</li>
    <li><a href="2">Section 2</li>
    <li><a href="3">Section 3<ol>
    <li><a href="4">Section 4</li>
    <li><a href="5">Section 5<ol>
    <li><a href="6">Section 6<ol>
    <li><a href="7">Section 7</li>
    </ol>
    </li>
    </ol>
    </li>
    </ol>
    </li>
    <li><a href="8">Section 8</li>
    </ol>
    "#);
}

#[test]
fn a_text_that_starts_without_its_title_gets_it() {
    let cover = cover();
    let sections = [section(None, 0, 1), section(Some("Un"), 2, 1)];
    let captions = [
        caption(0, BlockKind::Paragraph, "A.", (0, 1)),
        caption(1, BlockKind::Heading, "Un", (1, 2)),
    ];
    let mut book = Book::new(&epub("Titre", &cover, &sections), &captions);
    let title = "<header><h1>Titre</h1></header>";
    assert!(book.text("EPUB/section-1.xhtml").contains(title));
    assert!(!book.text("EPUB/section-2.xhtml").contains(title));
}

#[test]
fn a_section_without_sentences_is_left_out() {
    let cover = cover();
    let sections = [
        section(None, 0, 0),
        section(Some("Un"), 2, 1),
        section(Some("Deux"), 2, 1),
    ];
    let captions = [caption(1, BlockKind::Heading, "Un", (0, 1))];
    let mut book = Book::new(&epub("Titre", &cover, &sections), &captions);
    let names = book.names();
    let is_kept = |name: &&String| name.contains("section");
    assert_eq!(names.iter().filter(is_kept).count(), 3, "{names:?}");
    for file in ["EPUB/package.opf", "EPUB/nav.xhtml"] {
        let text = book.text(file);
        assert!(text.contains("section-2.xhtml"), "{text}");
        assert!(
            !text.contains("section-1") && !text.contains("section-3"),
            "{text}"
        );
    }
}

#[test]
fn a_book_without_sentences_or_with_a_bad_one_is_an_error() {
    let cover = cover();
    let sections = [section(Some("Un"), 1, 1)];
    let epub = epub("Un", &cover, &sections);
    let error = write(&epub, &[]).unwrap_err();
    assert_eq!(error.to_string(), "there is nothing to show or to hear");
    let file = tempfile::tempfile().unwrap();
    let captions = std::iter::once_with(|| bail!("no caption"));
    let sound = |_| Ok(tempfile::tempfile()?);
    let error = write::write(file, &epub, captions, sound).unwrap_err();
    assert_eq!(error.to_string(), "no caption");
}

#[test]
fn titles_and_names_may_hold_any_character() {
    let cover = cover();
    let evil = "-->]]></title><script>\"'&amp;\n\0\u{fffe}\u{1b}\u{2028}";
    let sections = [section(Some(evil), 2, 1), section(Some(" \n"), 2, 1)];
    let captions = [
        caption(0, BlockKind::Heading, evil, (0, 1)),
        caption(1, BlockKind::Paragraph, evil, (1, 2)),
    ];
    for title in [evil, " \n\t", &"é".repeat(10_000)] {
        let epub = Epub {
            authors: &[evil.to_owned()],
            id: evil,
            ..epub(title, &cover, &sections)
        };
        let mut book = Book::new(&epub, &captions);
        let names = book.names();
        let is_text = |name: &&String| !name.ends_with("css") && name.contains(".x");
        for name in names.iter().filter(is_text) {
            let text = book.text(name).replace("<!DOCTYPE html>", "");
            let document = roxmltree::Document::parse(&text).unwrap();
            let mut elements = document.descendants();
            assert!(!elements.any(|node| node.has_tag_name("script")), "{name}");
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
        }
        let nav = book.text("EPUB/nav.xhtml");
        assert!(nav.contains("\">Section 2</a>"), "{nav}");
    }
}

#[test]
fn the_date_of_the_article_is_that_of_the_last_change() {
    let cover = cover();
    let sections = [section(Some("Un"), 1, 1)];
    let captions = [caption(0, BlockKind::Title, "Un", (0, 1))];
    let epub = Epub {
        date: Some("2024-05-01"),
        publisher: Some("Le Monde & Cie"),
        source: Some("https://example.fr/?a=1&b=2"),
        authors: &["Anne Durand".to_owned(), "Paul Petit".to_owned()],
        ..epub("Un", &cover, &sections)
    };
    let package = Book::new(&epub, &captions).between(
        "EPUB/package.opf",
        "<metadata ",
        "<meta name=\"generator\"",
    );
    insta::assert_snapshot!(package, @r##"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:a5614527-0ce6-83be-bd1d-d012b7394867</dc:identifier>
    <dc:title>Un</dc:title>
    <dc:language>fr</dc:language>
    <dc:creator id="author-1">Anne Durand</dc:creator>
    <meta refines="#author-1" property="role" scheme="marc:relators">aut</meta>
    <dc:creator id="author-2">Paul Petit</dc:creator>
    <meta refines="#author-2" property="role" scheme="marc:relators">aut</meta>
    <dc:date>2024-05-01</dc:date>
    <dc:publisher>Le Monde &amp; Cie</dc:publisher>
    <dc:source>https://example.fr/?a=1&amp;b=2</dc:source>
    <meta property="dcterms:modified">2024-05-01T00:00:00Z</meta>
    "##);
}
