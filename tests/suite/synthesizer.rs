//! The whole pipeline around another voice, one that can be told to fail.

use std::sync::atomic::AtomicBool;

use lismoi::config::tags::OwnMetadata;
use lismoi::config::{Config, Verbosity};
use lismoi::pipeline::{Run, read_aloud};
use lismoi_audio::encode::options::SoundOptions;
use lismoi_book::build::audiobook::Outcome;
use lismoi_book::build::export::{Extent, Wanted, WantedFormat};
use lismoi_book::formats::table;
use lismoi_french::{Liaisons, Pace, Pauses};
use lismoi_speech::voice::Voice;
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take, espeak};

use crate::environment::{Environment, article, samples};
use crate::readers::decoded;

/// Hums for as long as the text is, but fails where it holds `fails_on`.
struct Hum {
    fails_on: &'static str,
    error: fn(String) -> SpeechError,
}

impl Synthesizer for Hum {
    fn engine(&self) -> &EngineIdentity {
        espeak::identity()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        if text.contains(self.fails_on) {
            return Err((self.error)("it fell silent".to_owned()));
        }
        let wave = (0..text.len() * 1000).map(|n| ((n as f64 / 20.0).sin() * 8000.0) as i16);
        Ok(Take {
            sample_rate: self.engine().sample_rate,
            samples: wave.collect(),
            words: Vec::new(),
        })
    }
}

fn config(environment: &Environment) -> Config {
    Config {
        articles: Vec::new(),
        subfolders: lismoi_readers::Subfolders::LeftOut,
        output: environment.path("output"),
        allow_private: false,
        lexicon: lismoi_french::Lexicon::default(),
        files: Wanted::default(),
        unused: Vec::new(),
        metadata: OwnMetadata::default(),
        settings: lismoi_book::Settings {
            loudness_lufs: None,
            voice: Voice::default(),
            liaisons: Liaisons::Usual,
            pauses: Pauses::of(Pace::Natural),
            reading: lismoi_readers::ReadOptions::default(),
        },
        password: None,
        piper: None,
        jobs: 2,
        force: false,
        dry_run: false,
        verbosity: Verbosity::Quiet,
        progress: None,
        quota: None,
        found: None,
    }
}

fn hum(
    environment: &Environment,
    fails_on: &'static str,
    error: fn(String) -> SpeechError,
) -> anyhow::Result<Outcome> {
    hum_with(&config(environment), fails_on, error)
}

fn hum_with(
    config: &Config,
    fails_on: &'static str,
    error: fn(String) -> SpeechError,
) -> anyhow::Result<Outcome> {
    let run = Run {
        config,
        output: &config.output,
        interrupted: &AtomicBool::new(false),
        number: 1,
        of: 1,
        taken: &[],
    };
    let article = config.output.with_file_name("a.txt");
    let articles = lismoi_readers::read(&article, config.settings.reading)?;
    let (source, document) = articles.into_iter().next().expect("one article");
    read_aloud(&article, source, document, run, || {
        Ok((0..2).map(|_| Hum { fails_on, error }).collect())
    })
}

#[test]
fn a_word_that_fails_costs_itself_only_and_is_tried_again_by_the_next_run() {
    let environment = Environment::new();
    environment.write("a.txt", article(4));
    let outcome = hum(&environment, "2", SpeechError::Utterance).unwrap();
    // The headings and sentences of the second section end in it.
    assert_eq!((outcome.sections.len(), outcome.failed), (4, 2));

    let manifest = environment.manifest("a");
    let sentence = &manifest["sections"][2]["sentences"][1];
    assert_eq!(sentence["text"], "Voici la phrase 2.");
    assert_eq!(sentence["failed"], "it fell silent; left out: 2");
    let wav = samples(&environment.path("output/a/03-Partie-numéro-2.wav"));
    for (at, word) in sentence["words"].as_array().unwrap().iter().enumerate() {
        let [start, end] = ["start", "end"].map(|key| word[key].as_u64().unwrap() as usize);
        let is_heard = wav[start..end].iter().any(|sample| *sample != 0);
        assert_eq!(is_heard, at < 3, "{word}");
    }

    let check = environment.run(&["check", "output/a"]);
    assert_eq!(check.code, Some(1));
    assert!(
        check.out.contains("it fell silent; left out: 2"),
        "{}",
        check.out
    );

    let outcome = hum(&environment, "nothing of the kind", SpeechError::Utterance).unwrap();
    assert_eq!((outcome.spoken, outcome.failed), (1, 0));
    assert!(environment.manifest("a")["sections"][2]["sentences"][1]["failed"].is_null());
}

#[test]
fn an_utterance_that_fails_as_a_whole_is_spoken_without_its_foreign_words_or_word_by_word() {
    let environment = Environment::new();
    let text = "Un titre\n\nIl dit Москва sans peine.\n\nTout va bien ici.\n";
    environment.write("a.txt", text);
    let outcome = hum(&environment, "moskva", SpeechError::Utterance).unwrap();
    assert_eq!(outcome.failed, 1);
    let made = environment.output();
    let manifest = environment.manifest("a");
    let sentence = &manifest["sections"][0]["sentences"][1];
    assert_eq!(sentence["failed"], "it fell silent; left out: Москва");
    // At once: 1000 samples for each letter of "Il dit sans peine."
    let length = |sentence: &serde_json::Value| {
        sentence["end"].as_u64().unwrap() - sentence["start"].as_u64().unwrap()
    };
    assert!((17_500..18_100).contains(&length(sentence)), "{sentence}");
    hum(&environment, "moskva", SpeechError::Utterance).unwrap();
    assert_eq!(environment.output(), made, "every run says the same");

    // Only two words together fail: nothing is left out.
    let outcome = hum(&environment, "va bien", SpeechError::Utterance).unwrap();
    assert_eq!(outcome.failed, 0);
    let manifest = environment.manifest("a");
    assert!(length(&manifest["sections"][0]["sentences"][2]) > 14_000);
}

#[test]
fn an_utterance_of_which_nothing_is_spoken_leaves_a_silence_and_the_section_goes_on() {
    let environment = Environment::new();
    environment.write("a.txt", "Un titre\n\nNon.\n\nTout va bien ici.\n");
    let outcome = hum(&environment, "Non", SpeechError::Utterance).unwrap();
    assert_eq!(outcome.failed, 1);
    let manifest = environment.manifest("a");
    let sentence = &manifest["sections"][0]["sentences"][1];
    assert_eq!(sentence["failed"], "it fell silent");
    let [start, end] = ["start", "end"].map(|key| sentence[key].as_u64().unwrap() as usize);
    assert_eq!(end - start, 22_050 * 400 / 1000);
    let file = manifest["sections"][0]["file"].as_str().unwrap().to_owned();
    let wav = samples(&environment.path(&format!("output/a/{file}")));
    assert!(
        wav[start..end].iter().all(|sample| *sample == 0),
        "its place is silent"
    );
    assert!(
        wav[end..].iter().any(|sample| *sample != 0),
        "the section goes on"
    );
    let check = environment.run(&["check", "output/a"]);
    assert_eq!(check.code, Some(1));
    let reported = check.out.contains("it could not be spoken: it fell silent");
    assert!(reported, "{}", check.out);
}

#[test]
fn a_section_without_a_sound_and_an_article_of_such_are_in_every_file() {
    let wanted = |format| WantedFormat {
        format,
        extent: Extent::Whole,
        encoding: SoundOptions::default(),
    };
    let files = Wanted {
        formats: table::formats().map(wanted).collect(),
        ..Wanted::default()
    };
    for (fails_on, failed) in [("rien", 2), ("", 5)] {
        let environment = Environment::new();
        let text = "Un titre\n\nUne phrase.\n\nDire rien\n\nIl ne dit rien.\n\nLa fin est là.\n";
        environment.write("a.txt", text);
        let mut config = config(&environment);
        config.settings.loudness_lufs = Some(-19);
        config.files = files.clone();
        let outcome = hum_with(&config, fails_on, SpeechError::Utterance).unwrap();
        assert_eq!(outcome.failed, failed);
        let output = environment.output();
        let made = output.keys().filter(|name| name.starts_with("a/a."));
        // The WAV files are those of sections.
        assert_eq!(made.count(), files.formats.len() - 1, "{fails_on}");
        for format in ["mp3", "opus", "m4b", "flac"] {
            let path = environment.path(&format!("output/a/a.{format}"));
            if let Some(sound) = decoded(&path, 22_050) {
                assert!(sound.len() > 22_050, "{format}");
                let is_silent = sound.iter().all(|sample| sample.unsigned_abs() < 2);
                assert_eq!(is_silent, fails_on.is_empty(), "{format}");
            }
        }
    }
}

#[test]
fn a_voice_that_is_not_there_ends_the_run_and_leaves_nothing() {
    let environment = Environment::new();
    environment.write("a.txt", article(4));
    let error = hum(&environment, "phrase 2", SpeechError::Unavailable).unwrap_err();
    assert_eq!(format!("{error:#}"), "it fell silent");
    assert!(
        !environment
            .output()
            .keys()
            .any(|name| name.ends_with(".part") || name.ends_with("manifest.json"))
    );
}
