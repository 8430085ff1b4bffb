#![allow(clippy::unwrap_used, reason = "a test may")]

use std::cell::Cell;
use std::io::{self, Cursor};

use hound::{SampleFormat, WavSpec, WavWriter};

use super::*;
use crate::formats::captions::{Caption, CaptionWord, Said};
use lismoi_audio::encode::cover::ImageFormat;
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
        loudness: &[0, 255, 10],
        authors: &[],
        date: None,
        cover: None,
        dialect: Dialect::France,
        sound: SoundPlace::Beside,
        media_type: "audio/mpeg",
        sample_rate: 22_050,
        site: None,
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
    assert_eq!(page.matches("<h1>").count(), 1);
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
    assert_eq!(written.matches("</script>").count(), 3);
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
    assert!(written.contains("<h1>T</h1>"));
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
    assert!(out.contains("src=\"data:audio/mpeg;base64,AAECAw==\"></audio>"));
}

#[test]
fn a_page_without_sections_is_complete() {
    let written = written(&page("T", &[]), &[]);
    assert!(written.trim_end().ends_with("</html>"));
}

#[test]
fn without_scripts_each_file_has_a_player_with_its_name() {
    let sections = [section(Some("Un"), 1, "1.mp3"), section(None, 0, "2 &.mp3")];
    let written = written(&page("T", &sections), &[]);
    let player = |label, file| {
        format!(
            "<noscript><p class=\"plain\">{label} <audio controls preload=\"none\" \
             aria-label=\"{label}\" src=\"{file}\"></audio></p></noscript>"
        )
    };
    assert!(written.contains(&player("Un", "1.mp3")));
    assert!(written.contains(&player("Section 2", "2%20%26.mp3")));
}

#[test]
fn the_head_names_author_date_and_length() {
    let sections = [section(Some("Un"), 1, "1.wav")];
    let authors = ["A & B".to_owned(), "C".to_owned()];
    let cover = Cover {
        format: ImageFormat::Png,
        bytes: vec![1, 2, 3],
        width: 3,
        height: 4,
    };
    let page = Page {
        authors: &authors,
        date: Some("2024-03-01"),
        cover: Some(&cover),
        ..page("Un", &sections)
    };
    let written = written(&page, &[]);
    insta::assert_snapshot!(between(&written, "<header class=\"head\">\n", "</header>"), @r#"
    <img id="cover" alt="" width="3" height="4" src="data:image/png;base64,AQID">
    <div>
    <p class="authors">A &amp; B, C</p>
    <p class="facts"><time id="date" datetime="2024-03-01">1er mars 2024</time> · <span>1 s</span></p>
    </div>
    "#);
}

#[test]
fn a_word_that_a_rule_changed_is_told_with_its_cue() {
    let mut caption = caption(0, BlockKind::Paragraph, "5 €");
    caption.words[0].range = 0..5;
    caption.words[0].said = Some(Said {
        rule: "sum".to_owned(),
        spoken: "5 euros".to_owned(),
        ipa: String::new(),
    });
    let sections = [section(None, 0, "a.wav")];
    let written = written(&page("T", &sections), &[caption]);
    assert!(written.contains("[0,1000,[0,3,0,500],[[0,\"cinq euros\"]]]"));
}

#[test]
fn marks_of_many_sections_are_those_of_the_highest_headings() {
    let marks = |count: u8, level: fn(u8) -> u8| {
        let sections: Vec<_> = (0..count)
            .map(|number| section(None, level(number), "a.wav"))
            .collect();
        let written = written(&page("T", &sections), &[]);
        between(&written, "class=\"marks\" d=\"", "\"")
            .matches('M')
            .count()
    };
    assert_eq!(marks(9, |_| 2), 8);
    assert_eq!(marks(200, |number| if number % 20 == 0 { 2 } else { 3 }), 9);
    assert_eq!(marks(200, |_| 2), 0);
}

#[test]
fn loudness_is_that_of_the_concatenated_files() {
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
    // The roots of (0 + 0) / 2, (100² + 50²) / 2 and (0 + 200²) / 2, of which the last is 255.
    assert_eq!(loudness::overview(files(), 6, 3).unwrap(), [0, 143, 255]);
    assert_eq!(loudness::overview(files(), 6, 1).unwrap(), [255]);
    // Fewer samples than bars.
    assert_eq!(loudness::overview(files(), 6, 12).unwrap().len(), 12);
    // A day of loud sound is read here and there.
    let long = vec![1000; 400_000];
    assert_eq!(
        loudness::overview([file(&long)], 400_000, 2).unwrap(),
        [255, 255]
    );
}

#[test]
fn a_site_puts_its_own_around_a_page_and_may_load_no_more_than_its_own() {
    let site = Site {
        head: "<script src=\"/assets/a.js\"></script>\n",
        bar: "<nav class=\"bar\"></nav>\n",
    };
    let page = Page {
        site: Some(site),
        ..page("Titre", &[])
    };
    let html = written(&page, &[]);
    let (head, body) = html.split_once("</head>").unwrap();
    assert!(head.contains(site.head) && body.contains(site.bar));
    let policy = between(head, "Policy\" content=\"", "\"").replace("&#39;", "'");
    assert_eq!(policy, write::policy_of_site());
    assert!(!policy.contains("unsafe") && !policy.contains("file:"));
}
