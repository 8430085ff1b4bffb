//! The voice of SVOX Pico, from outside.

use hound::WavReader;
use serde_json::Value;

use crate::environment::{Environment, SEED};

/// Samples per second of Pico.
const RATE: u64 = 16_000;

fn spoken(text: &str, options: &[&str]) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    let mut arguments = vec!["a.txt", "--voice", "pico"];
    arguments.extend(options);
    environment.succeed(&arguments);
    environment
}

/// The words of an article in order: spoken form, start and end in samples of their file.
fn words(environment: &Environment) -> Vec<(String, u64, u64)> {
    let manifest = environment.manifest("a");
    let list = |value: &Value, name: &str| value[name].as_array().unwrap().clone();
    let sections = list(&manifest, "sections");
    let sentences = sections
        .iter()
        .flat_map(|section| list(section, "sentences"));
    let words = sentences.flat_map(|sentence| list(&sentence, "words"));
    words
        .map(|word| {
            let number = |name: &str| word[name].as_u64().unwrap();
            (
                word["spoken"].as_str().unwrap().to_owned(),
                number("start"),
                number("end"),
            )
        })
        .collect()
}

fn total_seconds(environment: &Environment, article: &str) -> f64 {
    let manifest = environment.manifest(article);
    manifest["samples"].as_u64().unwrap() as f64 / manifest["sample_rate"].as_f64().unwrap()
}

#[test]
fn every_format_of_an_article_is_right() {
    let environment = Environment::with_seed();
    let name = format!("{SEED}.txt");
    let formats = "mp3,opus,m4b,flac,html,epub,srt,vtt,words-vtt,lrc,words-json";
    environment.succeed(&[&name, "--voice", "pico", "--format", formats]);
    let manifest = environment.manifest(SEED);
    assert_eq!(manifest["sample_rate"], 16_000);
    assert!(
        manifest["engine"]
            .as_str()
            .unwrap()
            .starts_with("SVOX Pico 1.0, data ")
    );
    let check = environment.succeed(&["check", &format!("output/{SEED}")]);
    let report: Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!(report["ok"], true, "{}", check.out);
}

#[test]
fn it_takes_as_long_as_espeak_at_every_rate() {
    for rate in ["80", "175", "300", "450"] {
        let seconds = |voice: &str| {
            let environment = Environment::with_seed();
            let name = format!("{SEED}.txt");
            environment.succeed(&[&name, "--voice", voice, "--rate", rate, "--loudness", "off"]);
            total_seconds(&environment, SEED)
        };
        let ratio = seconds("pico") / seconds("fr");
        assert!((0.95..=1.05).contains(&ratio), "{ratio} at {rate}");
    }
}

#[test]
fn pitch_is_heard_and_changes_no_length_by_much() {
    let [low, high] =
        ["20", "80"].map(|pitch| spoken("Bonjour tout le monde.", &["--pitch", pitch]));
    assert!(low.output()["a/01.wav"] != high.output()["a/01.wav"]);
    let ratio = total_seconds(&low, "a") / total_seconds(&high, "a");
    assert!((0.9..=1.1).contains(&ratio), "{ratio}");
}

#[test]
fn words_start_where_they_are_heard() {
    // After a pause, with a first sound that has no silence of its own.
    let phrases = [
        "Allons", "maman", "la lune", "un ami", "onze", "entrons", "la mer", "Nina", "Léo",
        "rarement", "aussi", "elle", "il rit", "oui", "enfin", "mardi", "lundi", "avril",
    ];
    let text = (phrases.join(", ") + ".\n\n").repeat(12);
    let environment = spoken(&text, &["--from", "paragraphs", "--loudness", "off"]);
    let mut reader = WavReader::open(environment.path("output/a/01.wav")).unwrap();
    let samples: Vec<i16> = reader.samples().map(Result::unwrap).collect();
    let is_loud = |sample: &i16| sample.unsigned_abs() > 300;
    let mut offsets_ms = Vec::new();
    let mut heard_before = 0;
    for (_, start, _) in words(&environment) {
        let around = start.saturating_sub(RATE / 10) as usize;
        let quiet = samples[around.saturating_sub(RATE as usize / 25)..around].iter();
        let heard = around + samples[around..].iter().position(is_loud).unwrap();
        // Words within a phrase have no silence before them.
        if heard > around && heard > heard_before && !quiet.clone().any(is_loud) {
            offsets_ms.push((heard as i64 - start as i64).abs() * 1000 / RATE as i64);
            heard_before = heard;
        }
    }
    assert!(offsets_ms.len() >= 200, "only {}", offsets_ms.len());
    offsets_ms.sort_unstable();
    let late = offsets_ms[offsets_ms.len() * 95 / 100];
    assert!(late <= 25, "{late} ms: {offsets_ms:?}");
}

#[test]
fn long_words_and_sentences_lose_nothing() {
    let long_word = "anticonstitutionnellement".repeat(8);
    let long_sentence = "le chat de la voisine regarde la lune et ".repeat(60);
    let numbers = "97 841 236 514, ".repeat(30);
    let text = format!("Le {long_word} est là.\n\nEt {long_sentence} dort.\n\n{numbers}");
    let environment = spoken(&text, &["--from", "paragraphs"]);
    let words = words(&environment);
    assert_eq!(
        words.iter().filter(|(spoken, ..)| spoken == "chat").count(),
        60
    );
    let seconds = |(_, start, end): &(String, u64, u64)| (end - start) as f64 / RATE as f64;
    let is_checked = |word: &&(String, u64, u64)| ["voisine", "regarde"].contains(&word.0.as_str());
    for word in words.iter().filter(is_checked) {
        assert!((0.15..1.5).contains(&seconds(word)), "{word:?}");
    }
    let long: f64 = words
        .iter()
        .filter(|(spoken, ..)| spoken.contains("constitu"))
        .map(seconds)
        .sum();
    assert!(long > 8.0, "{long} s for {} letters", long_word.len());
    let check = environment.succeed(&["check", "output/a"]);
    assert!(check.out.contains("\"ok\": true"), "{}", check.out);
}

#[test]
fn the_dialect_is_an_option_of_its_own() {
    let said = |options: &[&str]| {
        let environment = spoken("Il a 97 ans.", options);
        words(&environment)
            .into_iter()
            .map(|(word, ..)| word)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(said(&[]).contains("[katR@vE~] [dis] sept"));
    assert!(said(&["--dialect", "be"]).contains("nonante-sept"));
    assert!(said(&["--dialect", "ch"]).contains("nonante-sept"));
    let environment = Environment::new();
    environment.write("a.txt", "Il a 97 ans.");
    environment.write("b.txt", "Il a 97 ans.");
    environment.succeed(&["a.txt", "--voice", "fr-be+f2"]);
    environment.succeed(&["b.txt", "--voice", "fr+f2", "--dialect", "be"]);
    let output = environment.output();
    assert!(output["a/01.wav"] == output["b/01.wav"]);
    let run = environment.run(&["a.txt", "--voice", "fr-ch", "--dialect", "be"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err
            .contains("'dialect' is 'be', but the voice is 'fr-ch'"),
        "{}",
        run.err
    );
}

#[test]
fn what_looks_like_markup_is_read_as_text() {
    let text = "Le code <speed level=\"500\"> & <mark name=\"00001\"/> reste <break time=\"9s\"/> du texte.";
    let environment = spoken(text, &["--from", "lines"]);
    let words = words(&environment);
    assert!(
        words.iter().any(|(word, ..)| word.starts_with("reste")),
        "{words:?}"
    );
    assert!(
        words.iter().any(|(word, ..)| word.starts_with("texte")),
        "{words:?}"
    );
    assert!(
        words.windows(2).all(|pair| pair[0].1 <= pair[1].1),
        "{words:?}"
    );
}
