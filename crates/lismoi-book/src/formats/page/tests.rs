#![allow(clippy::unwrap_used, reason = "a test may")]

use std::cell::Cell;
use std::io::{self, Cursor};

use hound::{SampleFormat, WavSpec, WavWriter};

use super::*;
use crate::formats::captions::{Caption, CaptionWord};
use lismoi_audio::wav::reader::Reader;
use lismoi_document::BlockKind;

fn section(heading: Option<&str>, level: u8, file: &str) -> PageSection {
    PageSection {
        heading: heading.map(str::to_owned),
        level,
        samples: 22_050,
        file: file.to_owned(),
        offset: 0,
    }
}

/// One sentence of one second, whose only word is its first letter.
fn caption(section: usize, kind: BlockKind, text: &str) -> Caption {
    let start = 22_050 * section as u64;
    let first = text.chars().next().map_or(0, char::len_utf8);
    Caption {
        section,
        kind,
        opens_block: true,
        text: text.to_owned(),
        start,
        end: start + 22_050,
        words: vec![CaptionWord {
            range: 0..first,
            start,
            end: start + 11_025,
            said: None,
        }],
    }
}

fn written(page: &Page<'_>, captions: &[Caption]) -> String {
    let mut out = Vec::new();
    let again = || Ok(captions.iter().cloned().map(Ok));
    write::write(&mut out, page, again, |_| Ok(Cursor::new([0, 1, 2]))).unwrap();
    String::from_utf8(out).unwrap()
}

fn page<'a>(title: &'a str, sections: &'a [PageSection]) -> Page<'a> {
    Page {
        title,
        id: "id",
        sections,
        peaks: &[0, 255, 10],
        sound: SoundPlace::Beside,
        media_type: "audio/mpeg",
        sample_rate: 22_050,
    }
}

/// The text between two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let text = text.split_once(open).unwrap().1;
    text.split_once(close).unwrap().0
}

#[test]
fn the_text_has_the_structure_of_the_article() {
    let sections = [
        section(Some("Un"), 1, "1.wav"),
        section(None, 0, "2.wav"),
        section(Some("Deux"), 4, "3.wav"),
    ];
    let mut captions = vec![
        caption(0, BlockKind::Title, "Un"),
        caption(0, BlockKind::Byline, "Par X"),
        caption(0, BlockKind::Paragraph, "A."),
        caption(0, BlockKind::Paragraph, "B."),
        caption(0, BlockKind::Paragraph, "C."),
        caption(0, BlockKind::ListItem, "- a"),
        caption(0, BlockKind::ListItem, "- b"),
        caption(2, BlockKind::Heading, "Deux"),
        caption(2, BlockKind::Quote, "Q."),
        caption(2, BlockKind::Quote, "R."),
    ];
    captions[3].opens_block = false;
    let page = written(&page("Un", &sections), &captions);
    let text = between(&page, "<main id=\"text\" tabindex=\"-1\">\n", "</main>");
    insta::assert_snapshot!(text.replace("span class=\"sentence\"", "s").replace("/span", "/s"), @r#"
    <section id="section-1">
    <h1><s>Un</s></h1>
    <p class="byline"><s>Par X</s></p>
    <p><s>A.</s>
    <s>B.</s></p>
    <p><s>C.</s></p>
    <ul class="items" role="list">
    <li><s>- a</s></li>
    <li><s>- b</s></li>
    </ul>
    </section>
    <section id="section-2">
    </section>
    <section id="section-3">
    <h2><s>Deux</s></h2>
    <blockquote>
    <p><s>Q.</s></p>
    <p><s>R.</s></p>
    </blockquote>
    </section>
    "#);
    assert!(!page.contains("<header>"));
}

#[test]
fn no_text_of_an_article_becomes_markup() {
    let evil = "</script><script>alert(1)</script>\"'&amp;\0<!--";
    let sections = [section(Some(evil), 2, "a\"b#?%é.wav")];
    let captions = [caption(0, BlockKind::Heading, evil)];
    let evil_page = Page {
        id: evil,
        ..page(evil, &sections)
    };
    let written = written(&evil_page, &captions);
    assert_eq!(written.matches("</script>").count(), 2);
    assert!(!written.contains("<script>alert") && !written.contains('\0'));
    let data = between(&written, "id=\"data\">", "</script>");
    assert!(!data.contains('<'));
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["title"], evil);
    assert_eq!(data["sections"][0]["title"], evil);
    assert_eq!(data["sources"][0], "a%22b%23%3F%25%C3%A9.wav");
}

#[test]
fn places_in_the_text_are_utf_16_units() {
    let sections = [section(None, 0, "a.wav"), section(None, 0, "b.wav")];
    let captions = [caption(1, BlockKind::Paragraph, "😀 ?")];
    let written = written(&page("T", &sections), &captions);
    let data = between(&written, "id=\"data\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(
        data["cues"],
        serde_json::json!([[1000, 2000, [0, 2, 1000, 1500]]])
    );
    assert_eq!(data["length"], 2000);
    assert!(written.contains("<header><h1>T</h1></header>"));
}

#[test]
fn each_file_of_sound_is_in_the_page_once() {
    let sections = [section(None, 0, "a.mp3"), section(None, 0, "a.mp3")];
    let opened = Cell::new(0);
    let within = Page {
        sound: SoundPlace::Within,
        ..page("T", &sections)
    };
    let mut out = Vec::new();
    let none = || Ok(std::iter::empty());
    let open = |_: &str| {
        opened.set(opened.get() + 1);
        Ok(io::Cursor::new([0, 1, 2, 3]))
    };
    write::write(&mut out, &within, none, open).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(opened.get(), 1);
    assert!(out.contains("id=\"sound-0\">data:audio/mpeg;base64,AAECAw==</script>"));
}

#[test]
fn a_page_without_sections_is_complete() {
    let written = written(&page("T", &[]), &[]);
    assert!(written.trim_end().ends_with("</html>"));
}

#[test]
fn peaks_are_those_of_the_concatenated_files() {
    let file = |samples: &[i16]| {
        let mut bytes = Cursor::new(Vec::new());
        let spec = WavSpec {
            channels: 1,
            sample_rate: 22_050,
            bits_per_sample: 16,
            sample_format: SampleFormat::Int,
        };
        let mut writer = WavWriter::new(&mut bytes, spec).unwrap();
        for sample in samples {
            writer.write_sample(*sample).unwrap();
        }
        writer.finalize().unwrap();
        Reader::new(bytes)
    };
    let files = || [file(&[0, 0, -100]), file(&[]), file(&[50, 0, 200])];
    assert_eq!(peaks::overview(files(), 6, 3).unwrap(), [0, 127, 255]);
    assert_eq!(peaks::overview(files(), 6, 1).unwrap(), [255]);
    // Fewer samples than columns.
    assert_eq!(peaks::overview(files(), 6, 12).unwrap().len(), 12);
    // A day of loud sound is read here and there.
    let long = vec![1000; 400_000];
    assert_eq!(
        peaks::overview([file(&long)], 400_000, 2).unwrap(),
        [255, 255]
    );
}
