//! The small voices of tests/piper, which its make_voice.py has made.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::config::Config;
use super::ids::ids;
use super::model::{Model, Sound};
use super::noise::Noise;
use super::voice::PiperVoice;
use crate::take::TakeWord;

const TEXT: &str = "un mot, dit.";

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/piper");
    folder.join(format!("{name}.onnx"))
}

fn words() -> Vec<TakeWord> {
    [(0, "œ̃"), (3, "mo"), (8, "di")]
        .map(|(character, ipa)| TakeWord {
            character,
            start: 0,
            ipa: ipa.to_owned(),
        })
        .to_vec()
}

fn voice(name: &str, speaker: Option<&str>) -> (PiperVoice, Model) {
    let voice = PiperVoice::read(&path(name), speaker, false).expect(name);
    let model = Model::load(&voice.source.model, &voice.config, voice.source.speaker);
    (voice, model.expect(name))
}

fn speak(name: &str, speaker: Option<&str>, length_factor: f32) -> Result<Sound, String> {
    let (voice, model) = voice(name, speaker);
    let ids = ids(&voice.config, TEXT, &words());
    let noise = Noise::of(&voice.source.hash, voice.source.speaker, TEXT);
    let sound = model.run(&ids.ids, length_factor, noise);
    sound.map_err(|error| error.to_string())
}

#[test]
fn a_word_starts_where_the_durations_say() {
    let (voice, _) = voice("fr_FR-small-low", None);
    let sound = speak("fr_FR-small-low", None, 1.0).expect("it speaks");
    let ids = ids(&voice.config, TEXT, &words());
    assert_eq!(sound.starts.len(), ids.ids.len());
    let loudness = |range: std::ops::Range<usize>| {
        let samples = sound.samples[range]
            .iter()
            .map(|sample| f64::from(*sample).powi(2));
        samples.sum::<f64>()
    };
    for word in &ids.words {
        let start = sound.starts[word.start] as usize;
        // A start is one of the frames, and the pad before it is silent but for the noise.
        assert_eq!(start % 256, 0);
        let (before, after) = (loudness(start - 256..start), loudness(start..start + 256));
        assert!(after > 10.0 * before, "{start}: {before} {after}");
    }
    assert!(sound.samples.len().is_multiple_of(256));
}

#[test]
fn a_text_sounds_the_same_each_time_and_speakers_differ() {
    let sound = |speaker| speak("fr_FR-pair-low", speaker, 1.0).expect("it speaks");
    assert_eq!(sound(None), sound(Some("jessica")));
    assert_eq!(sound(Some("pierre")), sound(Some("1")));
    assert_ne!(sound(None), sound(Some("pierre")));
}

#[test]
fn a_greater_length_factor_lasts_longer() {
    let length = |factor| {
        speak("fr_FR-small-low", None, factor)
            .expect("it speaks")
            .samples
            .len()
    };
    let (short, natural, long) = (length(0.5), length(1.0), length(2.0));
    assert!(
        short < natural && natural < long,
        "{short} {natural} {long}"
    );
}

#[test]
fn samples_that_are_no_numbers_are_an_error() {
    assert_eq!(
        speak("fr_FR-nan-low", None, 1.0),
        Err("the model returns samples that are no numbers".to_owned())
    );
}

/// Why the model does not load with the configuration of `config`.
fn refusal(model: &Path, config: &str) -> String {
    let config = PiperVoice::read(&path(config), None, false)
        .expect(config)
        .config;
    match Model::load(model, &config, 0) {
        Ok(_) => panic!("'{}' was loaded", model.display()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn another_kind_of_graph_is_refused_with_the_node_that_is_missing() {
    let refused = refusal(&path("fr_FR-still-low"), "fr_FR-still-low");
    assert!(
        refused.ends_with(
            "is not a Piper voice: the graph has 0 RandomNormalLike nodes, not 2; use a voice \
             exported by Piper"
        ),
        "{refused}"
    );
    let refused = refusal(&path("fr_FR-pair-low"), "fr_FR-small-low");
    assert!(
        refused.contains("the number of speakers differs"),
        "{refused}"
    );
}

#[test]
fn a_damaged_model_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = fs::read(path("fr_FR-small-low")).expect("readable");
    for kept in [0, 1, 100, 5_000, whole.len() - 1] {
        let model = folder.path().join("cut.onnx");
        fs::write(&model, &whole[..kept]).expect("writable");
        let refused = refusal(&model, "fr_FR-small-low");
        assert!(refused.contains("cut.onnx' is not a"), "{kept}: {refused}");
    }
}

#[test]
fn a_voice_without_usable_files_is_refused_before_its_model_is_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let model = folder.path().join("voice.onnx");
    let config = folder.path().join("voice.onnx.json");
    let refusal = || {
        let read = PiperVoice::read(&model, None, false);
        read.expect_err("refused").to_string()
    };
    assert!(
        refusal().starts_with("could not read the voice"),
        "{}",
        refusal()
    );
    // A sparse file.
    File::create(&model)
        .and_then(|file| file.set_len(2 << 30))
        .expect("writable");
    assert!(refusal().ends_with("has 2147483648 bytes; no voice has so many"));
    fs::copy(path("fr_FR-small-low"), &model).expect("writable");
    assert!(
        refusal().contains("is missing: it belongs beside the model"),
        "{}",
        refusal()
    );

    let good = fs::read_to_string(path("fr_FR-small-low.onnx").with_extension("json"));
    let good: serde_json::Value = serde_json::from_str(&good.expect("readable")).expect("JSON");
    let changed = |pointer: &str, value: serde_json::Value| {
        let mut json = good.clone();
        *json.pointer_mut(pointer).expect(pointer) = value;
        fs::write(&config, json.to_string()).expect("writable");
        refusal()
    };
    for (pointer, value, expected) in [
        (
            "/audio/sample_rate",
            7.into(),
            "no voice has 7 samples per second",
        ),
        ("/num_symbols", 20.into(), "is not below 'num_symbols', 20"),
        (
            "/phoneme_id_map/^",
            serde_json::json!([]),
            "its 'phoneme_id_map' has no '^'",
        ),
        (
            "/phoneme_type",
            "text".into(),
            "its phonemes are 'text', not those of eSpeak NG",
        ),
        (
            "/inference/length_scale",
            0.into(),
            "its 'length_scale' is 0",
        ),
        (
            "/language/code",
            "en_US".into(),
            "'voice' speaks 'en_US', not French",
        ),
    ] {
        let refused = changed(pointer, value);
        assert!(refused.contains(expected), "{pointer}: {refused}");
    }
    fs::write(&config, "{").expect("writable");
    assert!(refusal().contains("is not the configuration of a Piper voice"));
}

#[test]
fn a_config_reads_what_a_real_voice_has() {
    let config = Config::read(&path("fr_FR-pair-low").with_extension("onnx.json")).expect("read");
    assert_eq!((config.audio.sample_rate, config.num_speakers), (16_000, 2));
    assert_eq!(config.speakers(), ["jessica", "pierre"]);
    assert_eq!(config.speaker(Some("pierre")), Some(1));
    assert_eq!(config.speaker(Some("2")), None);
    assert!(config.is_french());
}
