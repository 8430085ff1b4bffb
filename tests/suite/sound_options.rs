//! `--bitrate` and `--sample-rate`.

use std::path::Path;

use serde_json::Value;

use crate::environment::{Environment, article};
use crate::readers::probed;
use crate::tools::is_installed;

fn stream(environment: &Environment, file: &str) -> Value {
    let path = environment.path(&format!("output/a/{file}"));
    let probed = probed(Path::new(&path)).expect("ffprobe is installed");
    let streams = probed["streams"].as_array().expect("it has streams");
    let sound = streams.iter().find(|it| it["codec_type"] == "audio");
    sound.expect("it has sound").clone()
}

fn number(value: &Value) -> f64 {
    value.as_str().and_then(|it| it.parse().ok()).unwrap_or(0.0)
}

/// The length of the WAV files together, in seconds.
fn seconds(environment: &Environment) -> f64 {
    let manifest: Value = serde_json::from_slice(&environment.output()["a/manifest.json"])
        .expect("the manifest is JSON");
    let sections = manifest["sections"].as_array().expect("it has sections");
    let samples = |section: &Value| section["samples"].as_u64().unwrap_or(0);
    let samples: u64 = sections.iter().map(samples).sum();
    samples as f64 / 22_050.0
}

#[test]
fn an_mp3_for_acx_is_192_kbps_at_44100_hz_and_as_long_as_the_wav_files() {
    if !is_installed("ffprobe", "bit rates and sample rates") {
        return;
    }
    let environment = Environment::new();
    environment.write("a.txt", article(4));
    let run = ["a.txt", "--format", "mp3,m4b,flac", "--bitrate", "192"];
    environment.succeed(&[&run[..], &["--sample-rate", "44100"]].concat());
    let long = seconds(&environment);
    for (file, codec, bitrate) in [("a.mp3", "mp3", 192_000.0), ("a.m4b", "aac", 192_000.0)] {
        let stream = stream(&environment, file);
        assert_eq!(stream["codec_name"], codec);
        assert_eq!(stream["sample_rate"], "44100");
        assert_eq!(stream["channels"], 1);
        let found = number(&stream["bit_rate"]);
        assert!((found / bitrate - 1.0).abs() < 0.1, "{file}: {found}");
        let found = number(&stream["duration"]);
        assert!((found - long).abs() < 0.06, "{file}: {found} s, not {long}");
    }
    assert_eq!(stream(&environment, "a.flac")["sample_rate"], "44100");
    let check = environment.run(&["check", "output/a"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
}

#[test]
fn a_variable_bit_rate_has_a_header_that_tells_the_length() {
    if !is_installed("ffprobe", "variable bit rates") {
        return;
    }
    let sizes = ["V0", "V9"].map(|quality| {
        let environment = Environment::new();
        environment.write("a.txt", article(4));
        environment.succeed(&["a.txt", "--format", "mp3", "--bitrate", quality]);
        let long = seconds(&environment);
        let found = number(&stream(&environment, "a.mp3")["duration"]);
        // ffprobe counts whole frames of 26 ms, with the delay of encoder and decoder.
        assert!((found - long).abs() < 0.08, "{found} s, not {long}");
        let mp3 = &environment.output()["a/a.mp3"];
        assert!(mp3.windows(4).any(|bytes| bytes == b"Xing"), "{quality}");
        let check = environment.run(&["check", "output/a"]);
        assert_eq!(check.code, Some(0), "{}", check.out);
        mp3.len()
    });
    assert!(sizes[0] > sizes[1], "{sizes:?}");
}

#[test]
fn another_bit_rate_makes_only_the_files_that_have_one_again() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.write("lismoi.toml", "bitrate = 32\nsample-rate = 48000\n");
    let run = ["a.txt", "--format", "opus,flac"];
    environment.succeed(&run);
    let first = environment.output();
    assert!(environment.succeed(&run).out.contains("all up to date"));
    environment.succeed(&[&run[..], &["--bitrate", "40"]].concat());
    let second = environment.output();
    let changed = first.iter().filter(|(file, old)| second[*file] != **old);
    let changed: Vec<_> = changed.map(|(file, _)| file.as_str()).collect();
    assert_eq!(changed, ["a/a.opus", "a/manifest.json"]);
    environment.succeed(&run);
    assert!(
        environment.output() == first,
        "the same options, other bytes"
    );
}

#[test]
fn a_file_made_at_another_bit_rate_stays_when_another_format_is_asked_for() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt", "--format", "mp3", "--bitrate", "V2"]);
    let mp3 = environment.output()["a/a.mp3"].clone();
    environment.succeed(&["a.txt", "--format", "srt"]);
    assert!(environment.output().get("a/a.mp3") == Some(&mp3));
}

#[test]
fn a_value_that_a_format_cannot_have_is_wrong_usage_with_a_hint() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    for (format, options, hint) in [
        ("mp3", &["--bitrate", "192"][..], "--sample-rate 44100"),
        ("mp3", &["--bitrate", "100"], "V0 to V9"),
        ("m4b", &["--bitrate", "V2"], "kb/s"),
        ("opus", &["--sample-rate", "44100"], "48000"),
        ("flac", &["--sample-rate", "1"], "22050"),
    ] {
        let run = environment.run(&[&["a.txt", "--format", format], options].concat());
        assert_eq!(run.code, Some(2), "{format} {options:?}: {}", run.err);
        assert!(run.err.contains("hint: "), "{}", run.err);
        assert!(run.err.contains(hint), "{}", run.err);
        assert!(environment.output().is_empty());
    }
}

#[test]
fn an_option_that_changes_no_file_warns() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    let run = environment.succeed(&["a.txt", "--format", "flac,srt", "--bitrate", "64"]);
    assert!(
        run.err.contains("warning: --bitrate changes"),
        "{}",
        run.err
    );
}

#[test]
fn a_sample_rate_is_for_the_formats_that_can_have_it() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    let plain = Environment::new();
    plain.write("a.txt", article(2));
    plain.succeed(&["a.txt", "--format", "mp3,opus"]);
    let run = ["a.txt", "--format", "mp3,opus", "--sample-rate", "44100"];
    environment.succeed(&run);
    let (made, plain) = (environment.output(), plain.output());
    assert!(made["a/a.opus"] == plain["a/a.opus"]);
    assert!(made["a/a.mp3"] != plain["a/a.mp3"]);
    assert!(environment.succeed(&run).out.contains("all up to date"));
    let neither = ["a.txt", "--only", "mp3,opus", "--sample-rate", "96000"];
    assert_eq!(environment.run(&neither).code, Some(2));
}
