//! Piper voices, the small ones of tests/piper: spoken, interrupted, resumed, refused.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use lismoi::config::tags::OwnMetadata;
use lismoi::config::{Config, Verbosity};
use lismoi::pipeline::{Run, read_aloud};
use lismoi_book::build::export::Wanted;
use lismoi_french::{Liaisons, Pace, Pauses};
use lismoi_speech::piper::voice::without_voice;
use lismoi_speech::voice::Voice;
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take};
use serde_json::{Value, json};

use crate::environment::{Environment, article};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/piper")
        .join(name)
}

/// Copies a voice of tests/piper into the environment, as `voice.onnx`, with its configuration
/// changed.
pub(crate) fn bring(environment: &Environment, name: &str, change: impl FnOnce(&mut Value)) {
    let model = fs::read(fixture(&format!("{name}.onnx"))).unwrap();
    environment.write("voice.onnx", model);
    let config = fs::read(fixture(&format!("{name}.onnx.json"))).unwrap();
    let mut config = serde_json::from_slice(&config).unwrap();
    change(&mut config);
    environment.write("voice.onnx.json", config.to_string());
}

#[test]
fn a_piper_voice_makes_the_same_files_for_any_number_of_jobs_and_check_accepts_them() {
    let mut outputs = Vec::new();
    for jobs in ["1", "2", "7"] {
        let environment = Environment::new();
        environment.write("a.txt", article(6));
        bring(&environment, "fr_FR-small-low", |_| ());
        environment.write("MODEL_CARD", "* License: CC BY 4.0\n");
        environment.succeed(&["a.txt", "--voice", "voice.onnx", "--jobs", jobs]);
        let check = environment.succeed(&["check", "output/a"]);
        assert!(check.out.contains("\"ok\": true"), "{}", check.out);
        let manifest = environment.manifest("a");
        assert_eq!(manifest["voice_licence"], "CC BY 4.0");
        assert_eq!(manifest["settings"]["voice"]["name"], "voice.onnx");
        let engine = manifest["engine"].as_str().unwrap();
        assert!(engine.starts_with("Piper voice, model "), "{engine}");
        assert!(engine.contains("eSpeak NG"), "{engine}");
        outputs.push(environment.output());
    }
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

#[test]
fn killed_at_any_moment_a_piper_voice_finishes_the_same_files() {
    let reference = Environment::new();
    reference.write("a.txt", article(40));
    bring(&reference, "fr_FR-pair-low", |_| ());
    let arguments = ["a.txt", "--voice", "voice.onnx#pierre"];
    let start = Instant::now();
    reference.succeed(&arguments);
    let whole = start.elapsed();

    let environment = Environment::new();
    environment.write("a.txt", article(40));
    bring(&environment, "fr_FR-pair-low", |_| ());
    for attempt in 1..=12 {
        let mut command = environment.command(&arguments);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(whole * attempt / 16);
        let _ = child.kill();
        child.wait().unwrap();
        if attempt % 4 == 0 {
            environment.succeed(&arguments);
            assert!(
                environment.output() == reference.output(),
                "after {attempt} kills"
            );
            fs::remove_dir_all(environment.path("output")).unwrap();
        }
    }
}

/// Speaks so many utterances, then is not available.
struct Tired<'a> {
    left: usize,
    spoken: &'a AtomicUsize,
}

impl Synthesizer for Tired<'_> {
    fn engine(&self) -> &EngineIdentity {
        without_voice()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        if self.left == 0 {
            return Err(SpeechError::Unavailable("it is tired".to_owned()));
        }
        self.left -= 1;
        self.spoken.fetch_add(1, Ordering::Relaxed);
        let mut take = Take::empty(self.engine().sample_rate);
        // Some utterances are louder than others.
        let peak = 7000.0 + (text.bytes().map(u32::from).sum::<u32>() % 1000) as f64;
        let wave = (0..text.len() * 300).map(|n| ((n as f64 / 20.0).sin() * peak) as i16);
        take.samples.extend(wave);
        Ok(take)
    }
}

/// How many utterances a run speaks, with a voice that ends after `left`.
pub(crate) fn spoken(environment: &Environment, left: usize) -> usize {
    let config = Config {
        articles: Vec::new(),
        subfolders: lismoi_readers::Subfolders::LeftOut,
        output: environment.path("output"),
        allow_private: false,
        lexicon: lismoi_french::Lexicon::default(),
        files: Wanted::default(),
        unused: Vec::new(),
        metadata: OwnMetadata::default(),
        settings: lismoi_book::Settings {
            loudness_lufs: Some(-19),
            voice: Voice {
                name: "voice.onnx".to_owned(),
                ..Voice::default()
            },
            liaisons: Liaisons::Usual,
            pauses: Pauses::of(Pace::Natural),
            reading: lismoi_readers::ReadOptions::default(),
        },
        password: None,
        piper: None,
        jobs: 1,
        force: false,
        dry_run: false,
        verbosity: Verbosity::Quiet,
        progress: None,
        quota: None,
        found: None,
    };
    let spoken = AtomicUsize::new(0);
    let run = Run {
        config: &config,
        output: &config.output,
        interrupted: &AtomicBool::new(false),
        number: 1,
        of: 1,
        taken: &[],
    };
    let path = environment.path("a.txt");
    let articles = lismoi_readers::read(&path, config.settings.reading).expect("an article");
    let (source, document) = articles.into_iter().next().expect("one article");
    let outcome = read_aloud(&path, source, document, run, || {
        let spoken = &spoken;
        Ok(vec![Tired { left, spoken }])
    });
    assert_eq!(outcome.is_ok(), spoken.load(Ordering::Relaxed) < left);
    spoken.load(Ordering::Relaxed)
}

#[test]
fn a_stopped_run_of_a_slow_voice_goes_on_at_the_utterance_even_within_a_section() {
    // One section of 100 sentences.
    let text = |changed: &str| {
        let sentence = |n: usize| match n {
            10 => format!("{changed} "),
            n => format!("Voici la phrase numéro {n}, qui est assez longue. "),
        };
        (1..=100).map(sentence).collect::<String>()
    };
    let environment = Environment::new();
    environment.write("a.txt", text("La dixième phrase."));
    assert_eq!(spoken(&environment, 90), 90);
    environment.write("a.txt", text("Une autre phrase ici."));
    assert_eq!(
        spoken(&environment, 1000),
        10 + 1,
        "the rest, and what changed"
    );
    let hidden = environment
        .output()
        .into_keys()
        .filter(|name| name.contains(".take"));
    assert_eq!(hidden.count(), 0, "none is left when the book is whole");
}

#[test]
fn a_voice_that_cannot_speak_is_refused_with_a_reason_and_leaves_nothing() {
    let whole = fs::read(fixture("fr_FR-small-low.onnx")).unwrap();
    type Change = fn(&Environment, &[u8]);
    let cases: [(&str, Change, &str); 7] = [
        (
            "fr_FR-small-low",
            |e, whole| e.write("voice.onnx", &whole[..5000]),
            "not a whole ONNX",
        ),
        (
            "fr_FR-small-low",
            |e, _| e.write("voice.onnx", "garbage"),
            "is not a ",
        ),
        (
            "fr_FR-still-low",
            |_, _| (),
            "0 RandomNormalLike nodes, not 2",
        ),
        (
            "fr_FR-small-low",
            |e, _| bring_config(e, "fr_FR-pair-low"),
            "different voices",
        ),
        (
            "fr_FR-small-low",
            |e, _| fs::remove_file(e.path("voice.onnx.json")).unwrap(),
            "hint: download the .onnx.json",
        ),
        (
            "fr_FR-small-low",
            |e, _| e.write("voice.onnx.json", "[]"),
            "is not the configuration",
        ),
        (
            "fr_FR-small-low",
            |e, _| {
                File::create(e.path("voice.onnx"))
                    .unwrap()
                    .set_len(2 << 30)
                    .unwrap();
            },
            "no voice has so many",
        ),
    ];
    for (name, change, expected) in cases {
        let environment = Environment::new();
        environment.write("a.txt", article(2));
        bring(&environment, name, |_| ());
        change(&environment, &whole);
        let start = Instant::now();
        for arguments in [
            &["a.txt", "--voice", "voice.onnx"][..],
            &["voices", "add", "voice.onnx"],
        ] {
            let run = environment.run(arguments);
            assert_ne!(run.code, Some(0), "{expected}");
            assert!(
                run.err.contains(expected),
                "{arguments:?}, {expected}: {}",
                run.err
            );
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{expected}");
        assert_eq!(environment.output().len(), 0, "{expected}");
        assert!(!environment.path("data/lismoi").exists(), "{expected}");
    }
}

fn bring_config(environment: &Environment, name: &str) {
    let config = fs::read(fixture(&format!("{name}.onnx.json"))).unwrap();
    environment.write("voice.onnx.json", config);
}

#[test]
fn a_model_that_returns_no_numbers_or_gets_wrong_ids_costs_the_run_and_no_partial_file() {
    let far = |config: &mut Value| {
        config["num_symbols"] = json!(100_000);
        for ids in config["phoneme_id_map"]
            .as_object_mut()
            .unwrap()
            .values_mut()
        {
            *ids = json!([90_000]);
        }
    };
    let same = |_: &mut Value| ();
    for (name, change) in [
        ("fr_FR-nan-low", &same as &dyn Fn(&mut Value)),
        ("fr_FR-small-low", &far),
    ] {
        let environment = Environment::new();
        environment.write("a.txt", article(5));
        bring(&environment, name, change);
        let run = environment.run(&["a.txt", "--voice", "voice.onnx"]);
        assert_eq!(run.code, Some(1));
        assert!(
            run.err.contains("not one of 10 sentences could be spoken"),
            "{}",
            run.err
        );
        let output = environment.output();
        assert!(!output.keys().any(|name| name.ends_with(".part")));
        assert!(!output.keys().any(|name| name.ends_with("manifest.json")));
    }
}

#[test]
fn every_sample_rate_of_piper_gives_every_format() {
    for rate in [16_000, 44_100] {
        let environment = Environment::new();
        environment.write("a.txt", article(3));
        bring(&environment, "fr_FR-small-low", |config| {
            config["audio"]["sample_rate"] = json!(rate);
        });
        let formats = "mp3,opus,m4b,flac,epub,html,srt";
        environment.succeed(&["a.txt", "--voice", "voice.onnx", "--format", formats]);
        assert_eq!(environment.manifest("a")["sample_rate"], rate);
        let check = environment.succeed(&["check", "output/a"]);
        assert!(check.out.contains("\"problems\": []"), "{}", check.out);
    }
}

#[test]
fn an_unknown_phoneme_is_reported_once_with_its_word() {
    let environment = Environment::new();
    environment.write("a.txt", article(4));
    bring(&environment, "fr_FR-small-low", |config| {
        config["phoneme_id_map"]
            .as_object_mut()
            .unwrap()
            .remove("ʁ");
    });
    let run = environment.succeed(&["a.txt", "--voice", "voice.onnx"]);
    let warning = "warning: the voice does not know the phoneme 'ʁ' of '";
    assert_eq!(run.err.matches(warning).count(), 1, "{}", run.err);
}

#[test]
fn rate_changes_the_length_pitch_is_refused_and_other_languages_only_by_option() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    bring(&environment, "fr_FR-small-low", |config| {
        config["language"] = json!({"code": "en_US", "family": "en"});
    });
    let with =
        |more: &[&str]| environment.run(&[&["a.txt", "--voice", "voice.onnx"], more].concat());
    let refused = with(&[]);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.err.contains("'voice' speaks 'en_US', not French"),
        "{}",
        refused.err
    );
    assert!(
        refused.err.contains("hint: use --any-language"),
        "{}",
        refused.err
    );
    let refused = with(&["--any-language", "--pitch", "60"]);
    assert!(
        refused.err.contains("a Piper voice has no other"),
        "{}",
        refused.err
    );
    let refused = environment.run(&["a.txt", "--any-language", "--voice", "voice.onnx#marie"]);
    assert!(
        refused.err.contains("'voice' has no speaker 'marie'"),
        "{}",
        refused.err
    );
    let length = |rate: &str| {
        assert_eq!(with(&["--any-language", "--rate", rate]).code, Some(0));
        environment.manifest("a")["samples"].as_u64().unwrap()
    };
    assert!(length("350") < length("175") && length("175") < length("90"));
}

#[test]
fn an_added_voice_speaks_by_its_name() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    let model = fixture("fr_FR-pair-low.onnx");
    environment.succeed(&["voices", "add", model.to_str().unwrap()]);
    environment.succeed(&["a.txt", "--voice", "pair#pierre"]);
    let voice = environment.manifest("a")["settings"]["voice"]["name"].clone();
    assert_eq!(voice, "fr_FR-pair-low.onnx#pierre");
}
