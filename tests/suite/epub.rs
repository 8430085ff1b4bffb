//! The book to read along: an archive whose overlays and sound belong to its text.

use std::env;
use std::fs::{self, File};
use std::io::{Cursor, Read, Seek, Write};
use std::path::Path;
use std::process::Command;

use lismoi_audio::encode::cover::{Cover, ImageFormat};
use lismoi_book::formats::captions::Caption;
use lismoi_book::formats::epub::{Epub, EpubSection, Highlight, write};
use lismoi_document::BlockKind;
use roxmltree::{Document, Node, ParsingOptions};
use zip::{CompressionMethod, ZipArchive};

use crate::environment::{Environment, article, seed};
use crate::tools;

/// The book of an article named `a.txt`, in one of the formats.
struct Book {
    file: String,
    environment: Environment,
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Book {
    fn new(text: &str) -> Book {
        Book::of(text, "epub", "a.epub")
    }

    /// With each word highlighted.
    fn by_word(text: &str) -> Book {
        Book::of(text, "words-epub", "a.words.epub")
    }

    fn of(text: &str, format: &str, file: &str) -> Book {
        let environment = Environment::new();
        environment.write("a.txt", text);
        environment.succeed(&["a.txt", "--format", format]);
        let file = format!("output/a/{file}");
        let bytes = fs::read(environment.path(&file)).unwrap();
        Book {
            file,
            environment,
            archive: ZipArchive::new(Cursor::new(bytes)).unwrap(),
        }
    }

    fn path(&self) -> std::path::PathBuf {
        self.environment.path(&self.file)
    }

    fn text(&mut self, name: &str) -> String {
        let mut text = String::new();
        let mut file = self.archive.by_name(&format!("EPUB/{name}")).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }
}

fn parsed(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap()
}

fn named<'a>(document: &'a Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    let nodes = document.descendants();
    nodes.filter(move |node| node.tag_name().name() == name)
}

/// `HH:MM:SS.mmm` in milliseconds.
fn ms(clock: &str) -> u64 {
    let parts: Vec<&str> = clock.split([':', '.']).collect();
    let [hours, minutes, seconds, ms] = parts.as_slice() else {
        panic!("{clock} is no time");
    };
    let number = |text: &str| text.parse::<u64>().unwrap();
    ((number(hours) * 60 + number(minutes)) * 60 + number(seconds)) * 1000 + number(ms)
}

#[test]
fn every_sentence_is_there_and_is_heard_when_the_manifest_says() {
    let mut book = Book::new(&article(4));
    let manifest = book.environment.manifest("a");
    let package = book.text("package.opf");
    let package = parsed(&package);
    let mut total = 0;
    for (index, section) in (1..).zip(manifest["sections"].as_array().unwrap()) {
        let page = book.text(&format!("section-{index}.xhtml"));
        let page = parsed(&page);
        let overlay = book.text(&format!("section-{index}.smil"));
        let overlay = parsed(&overlay);
        let samples = section["samples"].as_u64().unwrap();
        let refines = format!("#overlay-{index}");
        let length =
            named(&package, "meta").find(|meta| meta.attribute("refines") == Some(&refines));
        let length = ms(length.unwrap().text().unwrap());
        assert_eq!(length, samples * 1000 / 22_050);
        total += length;

        let sentences = section["sentences"].as_array().unwrap();
        let marks: Vec<_> = named(&overlay, "text").collect();
        let clips: Vec<_> = named(&overlay, "audio").collect();
        assert_eq!(
            (marks.len(), clips.len()),
            (sentences.len(), sentences.len())
        );
        let mut end = 0;
        for (place, sentence) in sentences.iter().enumerate() {
            let target = marks[place].attribute("src").unwrap();
            let (file, id) = target.split_once('#').unwrap();
            assert_eq!(file, format!("section-{index}.xhtml"));
            let shown: Vec<_> = named(&page, "span")
                .filter(|span| span.attribute("id") == Some(id))
                .collect();
            assert_eq!(shown.len(), 1, "{target}");
            assert_eq!(shown[0].text(), sentence["text"].as_str());
            let [begin, until] = ["clipBegin", "clipEnd"].map(|it| clips[place].attribute(it));
            assert_eq!(ms(begin.unwrap()), end);
            if place > 0 {
                assert_eq!(end, sentence["start"].as_u64().unwrap() * 1000 / 22_050);
            }
            end = ms(until.unwrap());
            assert!(end >= sentence["end"].as_u64().unwrap() * 1000 / 22_050);
        }
        assert_eq!(end, length, "the last pause is heard too");
    }
    let whole = named(&package, "meta").find(|meta| {
        meta.attribute("property") == Some("media:duration") && !meta.has_attribute("refines")
    });
    assert_eq!(ms(whole.unwrap().text().unwrap()), total);
}

#[test]
fn every_word_is_there_and_is_heard_when_the_manifest_says() {
    let text = "Les mots d'un livre\n\nLe train part à 14h30, dit-il. « Oui », dit Mme Petit.\n";
    let mut book = Book::by_word(text);
    let manifest = book.environment.manifest("a");
    let (page, overlay) = (book.text("section-1.xhtml"), book.text("section-1.smil"));
    let (page, overlay) = (parsed(&page), parsed(&overlay));
    let sentences = manifest["sections"][0]["sentences"].as_array().unwrap();
    let mut end = 0;
    let groups = named(&overlay, "seq").skip(1);
    for (group, sentence) in groups.zip(sentences) {
        let shown = |target: &str| {
            let (_, id) = target.split_once('#').unwrap();
            let spans: Vec<_> = named(&page, "span")
                .filter(|span| span.attribute("id") == Some(id))
                .collect();
            assert_eq!(spans.len(), 1, "{target}");
            let texts = spans[0]
                .descendants()
                .filter_map(|node| match node.is_text() {
                    true => node.text(),
                    false => None,
                });
            texts.collect::<String>()
        };
        let textref = ("http://www.idpf.org/2007/ops", "textref");
        let whole = shown(group.attribute(textref).unwrap());
        assert_eq!(Some(&*whole), sentence["text"].as_str());
        let words = sentence["words"].as_array().unwrap();
        let starts: Vec<u64> = words
            .iter()
            .map(|word| word["start"].as_u64().unwrap() * 1000 / 22_050)
            .collect();
        let pairs = group.children().filter(|node| node.has_tag_name("par"));
        let mut joined = String::new();
        for (place, pair) in pairs.enumerate() {
            let child = |name: &str| {
                let mut children = pair.children();
                children
                    .find(|node| node.tag_name().name() == name)
                    .unwrap()
            };
            joined += &shown(child("text").attribute("src").unwrap());
            let time = |name| ms(child("audio").attribute(name).unwrap());
            assert_eq!(time("clipBegin"), end);
            assert!(place == 0 || starts.contains(&end), "{end}: {starts:?}");
            end = time("clipEnd");
        }
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&joined), bare(&whole));
    }
    let samples = manifest["sections"][0]["samples"].as_u64().unwrap();
    assert_eq!(end, samples * 1000 / 22_050, "the last pause is heard too");
}

#[test]
fn a_book_by_words_is_remembered_and_made_again() {
    let book = Book::by_word(&article(2));
    book.environment.write("a.txt", article(3));
    book.environment.succeed(&["a.txt"]);
    let fresh = Book::by_word(&article(3));
    assert!(book.environment.output() == fresh.environment.output());
    let check = book.environment.run(&["check", "output/a"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
}

/// What a book states of itself, as property and value.
fn stated(book: &mut Book) -> Vec<(String, String)> {
    let package = book.text("package.opf");
    let package = parsed(&package);
    let properties = named(&package, "meta").filter_map(|meta| {
        let property = meta.attribute("property")?;
        Some((
            property.to_owned(),
            meta.text().unwrap_or_default().to_owned(),
        ))
    });
    properties.collect()
}

#[test]
fn a_book_states_that_it_is_accessible_and_who_says_so() {
    for mut book in [Book::new(&article(2)), Book::by_word(&article(2))] {
        let stated = stated(&mut book);
        let values = |name: &str| -> Vec<&str> {
            let fitting = stated.iter().filter(|(property, _)| property == name);
            fitting.map(|(_, value)| value.as_str()).collect()
        };
        assert_eq!(
            values("dcterms:conformsTo"),
            ["EPUB Accessibility 1.1 - WCAG 2.1 Level A"]
        );
        let program = concat!("lismoi ", env!("CARGO_PKG_VERSION"));
        assert_eq!(values("a11y:certifiedBy"), [program]);
        assert_eq!(values("schema:accessMode"), ["textual", "auditory"]);
        assert_eq!(values("schema:accessibilityHazard"), ["none"]);
        assert!(values("schema:accessibilityFeature").contains(&"synchronizedAudioText"));
        assert_eq!(values("schema:accessibilitySummary").len(), 1);
        assert_eq!(values("media:narrator"), ["eSpeak NG (voix de synthèse)"]);
    }
}

#[test]
fn a_book_in_another_language_does_not_state_that_it_is_accessible() {
    let environment = Environment::new();
    let page = |language: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"{language}\"><title>Un titre</title>\
             <article><h1>Un titre</h1><p>Une phrase assez longue pour un article.</p></article>"
        )
    };
    for (language, states) in [("fr-CA", true), ("oc", false)] {
        environment.write("a.html", page(language));
        environment.succeed(&["a.html", "--format", "epub"]);
        let bytes = environment.output()["a/a.epub"].clone();
        let mut book = Book {
            file: String::new(),
            environment: Environment::new(),
            archive: ZipArchive::new(Cursor::new(bytes)).unwrap(),
        };
        let stated = stated(&mut book);
        let conforms = stated
            .iter()
            .any(|(property, _)| property == "dcterms:conformsTo");
        assert_eq!(conforms, states, "{language}");
    }
}

#[test]
fn sound_is_stored_and_as_long_as_its_section() {
    let mut book = Book::new(&article(3));
    let manifest = book.environment.manifest("a");
    for (index, section) in (1..).zip(manifest["sections"].as_array().unwrap()) {
        let name = format!("EPUB/section-{index}.m4a");
        let mut file = book.archive.by_name(&name).unwrap();
        assert_eq!(file.compression(), CompressionMethod::Stored);
        let mut sound = Vec::new();
        file.read_to_end(&mut sound).unwrap();
        assert_eq!(&sound[4..8], b"ftyp");
        // ISO/IEC 14496-12, 8.2.2: version, flags, two dates, samples a second, samples.
        let header = sound.windows(4).position(|bytes| bytes == b"mvhd").unwrap();
        let number = |at: usize| {
            sound[header + at..][..4]
                .iter()
                .fold(0, |number, byte| number << 8 | u64::from(*byte))
        };
        assert_eq!(number(16), 22_050);
        assert_eq!(Some(number(20)), section["samples"].as_u64());
    }
}

#[test]
fn the_book_is_the_same_whenever_and_wherever_it_is_made() {
    let book = Book::new(&article(3));
    let again = Book::new(&article(3));
    assert!(fs::read(book.path()).unwrap() == fs::read(again.path()).unwrap());
    // Nothing is left beside it.
    let output = book.environment.output();
    let mut hidden = output.keys().filter(|name| name.starts_with("a/."));
    assert_eq!(hidden.next(), None);
    let run = book.environment.succeed(&["a.txt", "--format", "epub"]);
    assert!(run.out.contains("all up to date"), "{}", run.out);
}

#[test]
fn epubcheck_has_nothing_to_say() {
    let mut text = article(50);
    text += "\n- un\n- deux\n\n« Une citation. »\n\n\
             Le titre --> <script>alert(\"1\")</script> & 'fin'\n\nPuis la fin.\n";
    let no_title = "Un texte sans titre, qui commence par une longue phrase, et qui va plus \
                    loin que toute ligne.\n\nPuis un autre paragraphe.\n";
    for text in [seed().as_str(), &text, no_title] {
        check(&Book::new(text).path());
        check(&Book::by_word(text).path());
    }
}

#[test]
fn epubcheck_has_nothing_to_say_of_ugly_books() {
    let evil = "-->]]></title><script>\"'&amp;\n\0\u{fffe}\u{1b}\u{2028}";
    let long = "é".repeat(10_000);
    for (title, count) in [(evil, 200), (&long, 3), (" \n", 3)] {
        let environment = Environment::new();
        let path = environment.path("a.epub");
        write_ugly(&path, title, count);
        check(&path);
    }
}

/// A book with all that may be in the way: no heading first, a section without a sentence.
fn write_ugly(path: &Path, title: &str, count: usize) {
    let section = |index: usize| EpubSection {
        heading: (index > 0).then_some(title),
        level: (index % 7) as u8,
        samples: if index == 2 { 0 } else { 1000 },
    };
    let sections: Vec<_> = (0..count).map(section).collect();
    let mut start = 0;
    let mut captions = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let kinds = match index {
            0 => [BlockKind::Byline, BlockKind::ListItem],
            _ => [BlockKind::Heading, BlockKind::Quote],
        };
        for (place, kind) in (0..).zip(kinds).filter(|_| section.samples > 0) {
            captions.push(Ok(Caption {
                section: index,
                kind,
                opens_block: true,
                text: title.to_owned(),
                // All sentences but the first start at once.
                start: start + place.min(1),
                end: start + section.samples,
                words: Vec::new(),
            }));
        }
        start += section.samples;
    }
    let cover = Cover {
        format: ImageFormat::Png,
        bytes: fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/crates/lismoi-audio/src/encode/cover/pixel.png"
        ))
        .unwrap(),
        width: 1,
        height: 1,
    };
    let epub = Epub {
        title,
        authors: &[title.to_owned()],
        date: Some("2024-05-01"),
        publisher: Some(title),
        source: Some(title),
        language: None,
        engine: title,
        highlight: Highlight::Words,
        id: title,
        encoder: title,
        sample_rate: 22_050,
        cover: &cover,
        sections: &sections,
    };
    let sound = |_| {
        let mut file = tempfile::tempfile()?;
        file.write_all(b"sound")?;
        file.rewind()?;
        Ok(file)
    };
    let file = File::create_new(path).unwrap();
    drop(write::write(file, &epub, captions.into_iter(), sound).unwrap());
}

/// Expects epubcheck to find nothing at all. Its jar may be named by `LISMOI_EPUBCHECK`.
fn check(path: &Path) {
    let mut command = match env::var_os("LISMOI_EPUBCHECK") {
        Some(jar) => {
            let mut java = Command::new("java");
            java.arg("-jar").arg(jar);
            java
        }
        None => Command::new("epubcheck"),
    };
    let Ok(output) = command.arg("--usage").arg(path).output() else {
        tools::missing("epubcheck", "EPUB books by epubcheck");
        return;
    };
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let nothing = "0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages";
    assert!(said.contains(nothing), "{said}");
}
