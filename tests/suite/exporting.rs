//! Files of the whole article: sound with chapters, captions, the page to read along.

use crate::environment::{Environment, article};

const ALL: &str = "mp3,opus,m4b,flac,html,srt,vtt,words-vtt,lrc,words-json";
const ENDINGS: [&str; 10] = [
    "mp3",
    "opus",
    "m4b",
    "flac",
    "html",
    "srt",
    "vtt",
    "words.vtt",
    "lrc",
    "words.json",
];

fn made(text: &str, arguments: &[&str]) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    environment.succeed(&[&["a.txt", "--format", ALL], arguments].concat());
    environment
}

#[test]
fn every_kind_of_file_is_made_and_a_second_run_leaves_it() {
    let environment = made(&article(4), &[]);
    let before = environment.output();
    for ending in ENDINGS {
        assert!(before.contains_key(&format!("a/a.{ending}")), "{ending}");
    }
    let run = environment.succeed(&["a.txt", "--format", ALL]);
    assert!(run.out.contains("all up to date"), "{}", run.out);
    assert!(environment.output() == before);
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));
    // The same bytes elsewhere, and with other jobs.
    assert!(made(&article(4), &["--jobs", "1"]).output() == before);
}

#[test]
fn captions_hold_every_printed_sentence_in_order() {
    let environment = made(&article(4), &[]);
    let output = environment.output();
    let text = |file: &str| String::from_utf8(output[&format!("a/{file}")].clone()).unwrap();
    for file in ["a.srt", "a.vtt", "a.lrc", "a.html", "a.words.vtt"] {
        let text = text(file);
        for number in 1..4 {
            let found = text.find(&format!("Partie numéro {number}"));
            assert!(found.is_some() || file == "a.words.vtt", "{file} {number}");
        }
    }
    let words: serde_json::Value = serde_json::from_str(&text("a.words.json")).unwrap();
    assert!(words.to_string().contains("phrase"));
}

#[test]
fn a_changed_article_gets_new_files_and_what_is_not_asked_for_any_more_goes() {
    let environment = made(&article(4), &[]);
    let changed = article(4).replace("la phrase 2.", "la phrase nouvelle.");
    environment.write("a.txt", &changed);
    environment.succeed(&["a.txt", "--format", "m4b"]);
    let output = environment.output();
    assert!(!output.contains_key("a/a.mp3"), "it said what is not so");
    assert!(output["a/a.m4b"] == made(&changed, &[]).output()["a/a.m4b"]);
}

#[test]
fn what_stands_in_the_way_costs_itself_only() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    environment.write("output/a/a.mp3", "mine");
    let run = environment.run(&["a.txt", "--format", "mp3,srt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("lismoi did not write it"), "{}", run.err);
    assert!(run.err.contains("--force"), "{}", run.err);
    let output = environment.output();
    assert!(output["a/a.mp3"] == b"mine" && output.contains_key("a/a.srt"));
    environment.succeed(&["a.txt", "--format", "mp3,srt", "--force"]);
    assert!(environment.output()["a/a.mp3"] != b"mine");
}

#[test]
fn a_cover_that_is_none_is_an_error_and_costs_no_section() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.write("cover.png", "no picture");
    for cover in ["cover.png", "missing.png"] {
        let run = environment.run(&["a.txt", "--format", "mp3", "--cover", cover]);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(cover), "{}", run.err);
        assert!(
            environment
                .output()
                .keys()
                .any(|name| name.ends_with(".wav"))
        );
    }
    let run = environment.run(&["a.txt", "--format", "mp4"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("m4b"), "{}", run.err);
}
