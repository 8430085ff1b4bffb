//! What the check finds in files that were spoiled: each so that only one look at it can see
//! it, with its length and hash in the manifest made to fit.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use lismoi_audio::encode::tags::{ChapterMarker, Tags};
use lismoi_audio::encode::{Encoding, Format};
use lismoi_book::verify::{self, Report};
use proptest::prelude::*;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::environment::{Environment, article, samples};
use crate::exporting::ALL;
use crate::manifests::{hash, with_checksums};

/// The files of an article by their names.
type Files = BTreeMap<String, Vec<u8>>;

/// All that can be made of the whole, made once.
static BOOK: LazyLock<Files> = LazyLock::new(|| made(&["--format", ALL]));

fn made(arguments: &[&str]) -> Files {
    let environment = Environment::new();
    environment.write("a.txt", article(4));
    environment.succeed(&[&["a.txt"], arguments].concat());
    environment.output()
}

fn book() -> Environment {
    with_files(&BOOK)
}

fn with_files(files: &Files) -> Environment {
    let environment = Environment::new();
    fs::create_dir_all(environment.path("output/a")).unwrap();
    for (name, bytes) in files {
        environment.write(&format!("output/{name}"), bytes);
    }
    environment
}

/// What is found where a file was changed, and the manifest with it.
fn found(file: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<verify::Problem> {
    found_in(&BOOK, file, change)
}

fn found_in(
    files: &Files,
    file: &str,
    change: impl FnOnce(Vec<u8>) -> Vec<u8>,
) -> Vec<verify::Problem> {
    let environment = with_files(files);
    let old = files[&format!("a/{file}")].clone();
    let new = change(old.clone());
    assert!(new != old, "{file} is as it was");
    environment.write(&format!("output/a/{file}"), &new);
    let record = |bytes: &[u8]| format!("\"bytes\":{},\"sha256\":\"{}\"", bytes.len(), hash(bytes));
    let manifest = String::from_utf8(files["a/manifest.json"].clone()).unwrap();
    let changed = manifest.replace(&record(&old), &record(&new));
    assert_ne!(changed, manifest);
    environment.write("output/a/manifest.json", with_checksums(&changed));
    checked(&environment).problems
}

fn checked(environment: &Environment) -> Report {
    verify::verify(&environment.path("output/a")).unwrap()
}

/// Changes a file, and expects to be told of it, in these words.
fn expect(file: &str, words: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    expect_in(&BOOK, file, words, change);
}

fn expect_in(files: &Files, file: &str, words: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let problems = found_in(files, file, change);
    let is_named = |problem: &verify::Problem| problem.problem.contains(words);
    assert!(
        problems.iter().any(is_named),
        "{file}: no '{words}' in {problems:#?}"
    );
    assert!(
        problems.iter().all(|problem| problem.file == file),
        "{problems:#?}"
    );
}

/// The same for a file of text.
fn expect_text(file: &str, words: &str, change: impl FnOnce(String) -> String) {
    expect_text_in(&BOOK, file, words, change);
}

fn expect_text_in(files: &Files, file: &str, words: &str, change: impl FnOnce(String) -> String) {
    expect_in(files, file, words, |bytes| {
        change(String::from_utf8(bytes).unwrap()).into_bytes()
    });
}

/// With two parts exchanged, counted in what stands between the marks.
fn exchanged(text: &str, mark: &str, one: usize, other: usize) -> String {
    let mut parts: Vec<_> = text.split(mark).collect();
    parts.swap(one, other);
    parts.join(mark)
}

/// The sound of the article, and what its files say about it.
fn sound() -> (Vec<i16>, Tags) {
    let environment = book();
    let manifest = environment.manifest("a");
    let mut sound = Vec::new();
    let mut chapters = Vec::new();
    for section in manifest["sections"].as_array().unwrap() {
        let path = environment
            .path("output/a")
            .join(section["file"].as_str().unwrap());
        let start = sound.len() as u64;
        sound.extend(samples(&path));
        chapters.push(ChapterMarker {
            title: section["heading"].as_str().unwrap().to_owned(),
            start,
            end: sound.len() as u64,
            level: 2,
        });
    }
    let tags = Tags {
        sample_rate: 22_050,
        samples: sound.len() as u64,
        title: manifest["title"].as_str().unwrap().to_owned(),
        chapters,
        ..Tags::default()
    };
    (sound, tags)
}

fn encoded(format: Format, samples: &[i16], tags: &Tags) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut encoding = Encoding::start(format, file.reopen().unwrap(), tags).unwrap();
    encoding.write(samples).unwrap();
    encoding.finish().unwrap();
    fs::read(file.path()).unwrap()
}

mod awkward;
mod captions;
mod encoded;
mod epub;
mod hostile;
mod page;
