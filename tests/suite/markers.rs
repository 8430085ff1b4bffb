//! The markers in the sections' files: every sentence, where it is heard.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::environment::Environment;
use crate::tools;

const TEXT: &str = "Un titre\n\nLe « début\u{a0}», à 14 h 30,\nest là. 😀 Oui\u{0} ? Non.\n\n\
                    Une partie\n\nElle est courte : Œdipe.";

/// The sections of the article in the manifest, and their files.
fn spoken(environment: &Environment) -> Vec<(Value, PathBuf)> {
    environment.write("a.txt", TEXT);
    environment.succeed(&["a.txt"]);
    let manifest = environment.manifest("a");
    let sections = manifest["sections"].as_array().unwrap().iter();
    let file = |section: &Value| section["file"].as_str().unwrap().to_owned();
    let path = |section: &Value| environment.path("output/a").join(file(section));
    let sections = sections.map(|section| (section.clone(), path(section)));
    sections.collect()
}

/// Where each sentence starts, and its text on one line.
fn sentences(section: &Value) -> Vec<(u64, String)> {
    let sentences = section["sentences"].as_array().unwrap().iter();
    let sentences = sentences.map(|sentence| {
        let words = sentence["text"].as_str().unwrap().split_whitespace();
        let text = words.collect::<Vec<_>>().join(" ").replace('\0', "");
        (sentence["start"].as_u64().unwrap(), text)
    });
    sentences.collect()
}

/// The names and contents of chunks.
fn chunks(mut bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut chunks = Vec::new();
    while !bytes.is_empty() {
        let length = number(bytes, 4) as usize;
        chunks.push((&bytes[..4], &bytes[8..8 + length]));
        bytes = &bytes[8 + length.next_multiple_of(2)..];
    }
    chunks
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

#[test]
fn every_sentence_has_its_marker_at_its_first_sample() {
    let environment = Environment::new();
    let sections = spoken(&environment);
    assert_eq!(sections.len(), 2);
    for (section, path) in sections {
        let bytes = fs::read(path).unwrap();
        assert_eq!(number(&bytes, 4) as usize + 8, bytes.len());
        let chunks = self::chunks(&bytes[12..]);
        let content = |name: &str| {
            let mut all = chunks.iter().filter(|chunk| chunk.0 == name.as_bytes());
            all.next().unwrap().1
        };
        let points = content("cue ")[4..].chunks(24);
        let labels = self::chunks(content("LIST").strip_prefix(b"adtl").unwrap());
        let markers = points.zip(labels).map(|(point, (name, label))| {
            assert_eq!((name, number(label, 0)), (&b"labl"[..], number(point, 0)));
            let text = label[4..].strip_suffix(b"\0").unwrap();
            let text = String::from_utf8(text.to_vec()).unwrap();
            (u64::from(number(point, 20)), text)
        });
        assert_eq!(markers.collect::<Vec<_>>(), sentences(&section));
    }
}

#[test]
fn ffprobe_shows_the_markers() {
    let environment = Environment::new();
    for (section, path) in spoken(&environment) {
        let mut ffprobe = Command::new("ffprobe");
        ffprobe.args(["-v", "warning", "-of", "json", "-show_chapters"]);
        let Ok(output) = ffprobe.arg(path).output() else {
            tools::missing("ffprobe", "markers of WAV files as ffprobe reads them");
            return;
        };
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let chapters = found["chapters"].as_array().unwrap().iter();
        let chapters = chapters.map(|chapter| {
            let title = chapter["tags"]["title"].as_str().unwrap().to_owned();
            (chapter["start"].as_u64().unwrap(), title)
        });
        assert_eq!(chapters.collect::<Vec<_>>(), sentences(&section));
    }
}

#[test]
fn other_programs_read_as_many_samples_as_ever() {
    let environment = Environment::new();
    let sections = spoken(&environment);
    let programs: [(&str, &[&str]); 2] = [
        ("sox", &["--i", "-s"]),
        ("mediainfo", &["--Inform=Audio;%SamplingCount%"]),
    ];
    for (program, arguments) in programs {
        for (section, path) in &sections {
            let mut command = Command::new(program);
            let command = command.args(arguments).arg(path).stdin(Stdio::null());
            let Ok(output) = command.output() else {
                tools::missing(program, "the length of WAV files in other programs");
                break;
            };
            let (out, err) = (output.stdout, String::from_utf8_lossy(&output.stderr));
            let samples = section["samples"].to_string();
            assert_eq!(String::from_utf8_lossy(&out).trim(), samples, "{program}");
            assert_eq!(err, "", "{program}");
        }
    }
}
