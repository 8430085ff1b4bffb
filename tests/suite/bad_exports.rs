//! Ugly input for the files of the whole article: a clear error, or files in which nothing
//! of it is taken for markup.

use std::collections::BTreeSet;
use std::fs::File;

use crate::environment::{Environment, Run, article};
use crate::exporting::ALL;
use crate::readers::{chapters_by_ffprobe, chapters_by_mediainfo, chapters_by_mutagen};

/// Written in all formats, which `check` and ffprobe must find in order.
fn made(text: &str) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    environment.succeed(&["a.txt", "--format", ALL, "--loudness", "off"]);
    let check = environment.run(&["check", "output/a"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    let sections = environment.manifest("a")["sections"]
        .as_array()
        .unwrap()
        .len();
    for format in ["mp3", "opus", "m4b", "flac"] {
        let path = environment.path(&format!("output/a/a.{format}"));
        if let Some(chapters) = chapters_by_ffprobe(&path) {
            assert_eq!(chapters.len(), sections, "{format}");
        }
    }
    environment
}

fn file(environment: &Environment, ending: &str) -> String {
    String::from_utf8(environment.output()[&format!("a/a.{ending}")].clone()).unwrap()
}

/// What a cover is refused with.
fn refused(cover: &str, make: impl Fn(&Environment)) -> Run {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    make(&environment);
    let run = environment.run(&["a.txt", "--format", ALL, "--cover", cover]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(
        run.err.contains(&format!("the cover '{cover}'")),
        "{}",
        run.err
    );
    let names: Vec<String> = environment.output().into_keys().collect();
    assert!(
        !names.iter().any(|name| name.starts_with("a/a.")),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|name| name.ends_with(".part")),
        "{names:?}"
    );
    run
}

#[test]
fn what_is_no_format_is_wrong_usage() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    for format in ["mp4", "mp3,wma", "mp3,,opus", ""] {
        let run = environment.run(&["a.txt", "--format", format]);
        assert_eq!(run.code, Some(2), "'{format}': {}", run.err);
        assert!(run.err.contains("m4b"), "{}", run.err);
    }
    assert!(environment.output().is_empty());
}

#[test]
fn a_cover_of_100_megabytes_is_refused_by_its_size() {
    let run = refused("large.png", |environment| {
        let file = File::create(environment.path("large.png")).unwrap();
        file.set_len(100_000_000).unwrap();
    });
    assert!(run.err.contains("is larger than 10 MB"), "{}", run.err);
    assert!(run.err.contains("hint: "), "{}", run.err);
}

#[test]
fn a_cover_that_only_starts_like_a_picture_is_refused() {
    let pixel = include_bytes!("../../crates/lismoi-audio/src/encode/cover/pixel.png");
    for kept in [8, 33, pixel.len() / 2] {
        let run = refused("cover.png", |environment| {
            environment.write("cover.png", [&pixel[..kept], &[0x55; 5000]].concat());
        });
        assert!(
            run.err.contains("hint: save it as PNG or JPEG"),
            "{}",
            run.err
        );
    }
    let run = refused(".", |_| ());
    assert!(run.err.contains("Is a directory"), "{}", run.err);
}

/// What a text of each kind could be taken for, in every place.
const HOSTILE: &str = "\
</script><script>alert(1)</script> & \"l'été\" --> <b>{\\an8}\0

Une phrase --> <img src=\"x.png\" onerror=\"alert(1)\"> {\\b1} &amp; ]]> 😀 fin. <!-- reste -->

Partie ]]> <!-- \"a\" 'b' [00:01.00] <00:00:01.000> 😀

Elle dit ]]> et <c.jaune>rit</c> 👩‍👩‍👧. 00:00:01,000 --> 00:00:02,000 est une heure.

[ti:Autre] est un titre. NOTE est un mot. STYLE aussi.
";

/// The same shape, without harm.
const HARMLESS: &str = "\
Un titre qui ne dit rien

Une phrase qui ne dit rien, et fin. Elle reste.

Partie qui ne dit rien

Elle dit tout et rit. Il est une heure.

Autre est un titre. Note est un mot. Style aussi.
";

#[test]
fn nothing_of_an_article_is_taken_for_markup() {
    let (hostile, harmless) = (made(HOSTILE), made(HARMLESS));
    let html = file(&hostile, "html");
    assert_eq!(tags(&html), tags(&file(&harmless, "html")));
    for mark in ["<script", "</script", "<style", "<!--"] {
        let count = |page: &str| page.matches(mark).count();
        assert_eq!(count(&html), count(&file(&harmless, "html")), "{mark}");
    }
    for ending in ["vtt", "words.vtt", "srt"] {
        let captions = file(&hostile, ending);
        for line in captions.lines().filter(|line| line.contains("-->")) {
            let is_time = |c: char| c.is_ascii_digit() || " :.,->".contains(c);
            assert!(line.chars().all(is_time), "{ending}: {line}");
            assert_eq!(line.len(), "00:00:00.000 --> 00:00:00.000".len(), "{line}");
        }
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!captions.contains(is_control), "{ending}");
    }
    assert_eq!(tags(&file(&hostile, "vtt")), BTreeSet::new());
    // Only times may stand between these.
    let times = tags(&file(&hostile, "words.vtt"));
    assert!(times.iter().all(|tag| tag.starts_with("00")), "{times:?}");
    let vtt = file(&hostile, "vtt");
    for entity in vtt.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;"].iter();
        assert!(
            known.clone().any(|name| entity.starts_with(*name)),
            "{entity}"
        );
    }
    for (at, _) in file(&hostile, "srt").match_indices(['<', '{']) {
        let after = file(&hostile, "srt")[at + 1..].chars().next();
        assert_eq!(after, Some('\u{2060}'));
    }
    for line in file(&hostile, "lrc")
        .lines()
        .filter(|line| !line.is_empty())
    {
        assert!(line.starts_with('['), "{line}");
        assert!(!line.starts_with("[ti:Autre"), "{line}");
    }
    serde_json::from_str::<serde_json::Value>(&file(&hostile, "words.json")).unwrap();
}

/// What opens an element, or may be taken for it: what follows each `<`.
fn tags(text: &str) -> BTreeSet<String> {
    let is_name = |c: &char| c.is_ascii_alphanumeric() || "/!-".contains(*c);
    let name = |rest: &str| -> String { rest.chars().take_while(is_name).collect() };
    let names = text.split('<').skip(1).map(name);
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_title_of_10_000_characters_is_read_and_written() {
    let title = "très ".repeat(2_000);
    let environment = made(&format!("Un {title}long titre\n\nLe texte est court.\n"));
    for ending in ["html", "srt", "vtt", "words.json"] {
        let count = file(&environment, ending).matches("très").count();
        assert!(count >= 2_000, "{ending}: {count}");
    }
}

/// For as little sound as can be.
const FAST: [&str; 7] = [
    "--loudness=off",
    "--rate=450",
    "--pauses=tight",
    "--pause-section-start=0",
    "--pause-section-end=0",
    "--pause-before-heading=0",
    "--pause-after-heading=0",
];

#[test]
fn two_thousand_sections_are_two_thousand_chapters() {
    let environment = Environment::new();
    let section = |number: usize| format!("Partie {number}\n\nOui.\n\n");
    let text: String = (1..2_000).map(section).collect();
    environment.write("a.txt", format!("Un long livre\n\nIl est long.\n\n{text}"));
    environment.succeed(&[&["a.txt", "--format", "mp3,srt"], &FAST[..]].concat());
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));
    let captions = file(&environment, "srt").matches(" --> ").count();
    assert_eq!(captions, 4_000);
    if let Some(chapters) = chapters_by_ffprobe(&environment.path("output/a/a.mp3")) {
        assert_eq!(chapters.len(), 2_000);
        assert_eq!(chapters[1_999].1, "Partie 1999");
    }
}

#[test]
fn a_list_of_chapters_without_room_for_all_keeps_the_upper_headings_and_says_so() {
    let environment = Environment::new();
    let chapter = |number: usize| match number % 15 {
        0 => format!("## Partie {number}\n\nOui.\n\n"),
        _ => format!("### Chapitre {number}\n\nOui.\n\n"),
    };
    let text: String = (0..299).map(chapter).collect();
    environment.write("a.md", format!("# Un long livre\n\nIl est long.\n\n{text}"));
    let run = environment.succeed(&[&["a.md", "--format", "mp3,m4b"], &FAST[..]].concat());
    let warning = "warning: the list of chapters for older players in 'a.m4b' has 21 of 300;";
    assert!(run.err.contains(warning), "{}", run.err);
    let check = environment.run(&["check", "output/a"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    let mp3 = environment.path("output/a/a.mp3");
    for found in [chapters_by_ffprobe(&mp3), chapters_by_mutagen(&mp3)] {
        let Some(found) = found else { continue };
        assert_eq!(found.len(), 300);
        assert_eq!(found[299].1, "Chapitre 298");
    }
    if let Some(lists) = chapters_by_mediainfo(&environment.path("output/a/a.m4b")) {
        let mut lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
        lengths.sort_unstable();
        assert_eq!(lengths, [21, 300]);
        let short = lists.iter().find(|list| list.len() == 21).unwrap();
        assert_eq!(short[0].1, "Un long livre");
        assert_eq!(short[20].1, "Partie 285");
    }
}
