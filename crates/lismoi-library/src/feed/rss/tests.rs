use super::*;
use crate::feed::{Chapter, chapters};

fn file(kind: FileKind, name: &str, media_type: &'static str) -> EpisodeFile {
    EpisodeFile {
        kind,
        name: name.to_owned(),
        media_type,
        bytes: 1_798_171,
        sha256: "ab".repeat(32),
    }
}

fn episode() -> Episode {
    let chapter = |start_ms, title: &str| Chapter {
        start_ms,
        title: title.to_owned(),
    };
    Episode {
        id: "12".repeat(32),
        title: "Sel & <vent>\u{7}".to_owned(),
        authors: vec!["Jeanne \"J.\" Le Goff".to_owned(), "A. & B.".to_owned()],
        site: Some("L'Écho <du> sel".to_owned()),
        address: Some("https://exemple.fr/sel?a=1&b=2".to_owned()),
        opening: "Le vent se lève ; « rien » <b>ne</b> bouge.".to_owned(),
        published: 1_795_955_398,
        length_ms: 219_864,
        chapters: vec![
            chapter(0, "Sel & <vent>"),
            chapter(3_725_004, "La \"suite\""),
        ],
        files: vec![
            file(FileKind::Mp3, "sel.mp3", "audio/mpeg"),
            file(FileKind::Opus, "sel.opus", "audio/ogg"),
            file(
                FileKind::Chapters,
                "sel.chapters.json",
                chapters::MEDIA_TYPE,
            ),
            file(FileKind::Vtt, "sel.vtt", "text/vtt"),
            file(FileKind::Srt, "sel.srt", "application/x-subrip"),
            file(FileKind::Cover, "sel.png", "image/png"),
        ],
    }
}

fn channel() -> Channel {
    Channel {
        title: "À écouter".to_owned(),
        description: "Des articles.".to_owned(),
        address: "https://exemple.fr/podcast/feed.xml".to_owned(),
        page: "https://exemple.fr/podcast/".to_owned(),
        cover: "https://exemple.fr/podcast/cover.png".to_owned(),
    }
}

fn written(episode: &Episode) -> String {
    let address = |_: &Episode, file: &EpisodeFile| format!("https://exemple.fr/{}", file.name);
    feed(&channel(), std::slice::from_ref(episode), &address).unwrap()
}

#[test]
fn a_feed_has_the_tags_that_apps_look_for() {
    insta::assert_snapshot!(written(&episode()));
}

#[test]
fn chapters_are_in_json_too() {
    let episode = episode();
    let json = chapters::json(&episode.title, &episode.chapters).unwrap();
    insta::assert_snapshot!(String::from_utf8(json).unwrap(), @r#"
    {
      "version": "1.2.0",
      "title": "Sel & <vent>\u0007",
      "chapters": [
        {
          "startTime": 0.0,
          "title": "Sel & <vent>"
        },
        {
          "startTime": 3725.004,
          "title": "La \"suite\""
        }
      ]
    }
    "#);
}

#[test]
fn only_addresses_of_the_web_become_links() {
    for address in ["javascript:alert(1)", "file:///etc/passwd", "https://a b"] {
        let episode = Episode {
            address: Some(address.to_owned()),
            ..episode()
        };
        assert!(!written(&episode).contains(address), "{address}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_xml_that_can_be_read(
        title in "\\PC{0,20}|[\u{0}-\u{ffff}]{0,20}",
        author in "[\u{0}-\u{ffff}]{0,20}",
    ) {
        let episode = Episode {
            authors: vec![author],
            title: title.clone(),
            ..episode()
        };
        let xml = written(&episode);
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut texts = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Text(text) => texts += &text,
                _ => {}
            }
        }
        let is_in_xml = |c: char| {
            matches!(c, '\t' | '\n' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
        };
        proptest::prop_assert!(xml.chars().all(is_in_xml));
        proptest::prop_assert!(!texts.contains('<'));
    }
}
