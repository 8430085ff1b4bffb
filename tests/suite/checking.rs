//! What the check finds in files that were spoiled: each so that only one look at it can see
//! it, with its length and hash in the manifest made to fit.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use lismoi_audio::encode::{Chapter, Description, Encoding, Format};
use lismoi_book::verify::{self, Report};
use proptest::prelude::*;
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::environment::{Environment, article, samples};
use crate::exporting::ALL;

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
    let record = |bytes: &[u8]| {
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("\"bytes\":{},\"sha256\":\"{hash}\"", bytes.len())
    };
    let manifest = String::from_utf8(files["a/manifest.json"].clone()).unwrap();
    let changed = manifest.replace(&record(&old), &record(&new));
    assert_ne!(changed, manifest);
    environment.write("output/a/manifest.json", changed);
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

const FORMATS: [(Format, &str); 4] = [
    (Format::Mp3, "a.mp3"),
    (Format::Opus, "a.opus"),
    (Format::M4b, "a.m4b"),
    (Format::Flac, "a.flac"),
];

/// The sound of the article, and what its files say about it.
fn sound() -> (Vec<i16>, Description) {
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
        chapters.push(Chapter {
            title: section["heading"].as_str().unwrap().to_owned(),
            start,
            end: sound.len() as u64,
        });
    }
    let description = Description {
        sample_rate: 22_050,
        samples: sound.len() as u64,
        title: manifest["title"].as_str().unwrap().to_owned(),
        chapters,
        ..Description::default()
    };
    (sound, description)
}

fn encoded(format: Format, samples: &[i16], description: &Description) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut encoding = Encoding::start(format, file.reopen().unwrap(), description).unwrap();
    encoding.write(samples).unwrap();
    encoding.finish().unwrap();
    fs::read(file.path()).unwrap()
}

#[test]
fn everything_that_is_made_passes_and_is_measured() {
    let environment = book();
    let run = environment.run(&["check", "output/a"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 11);
    for file in files {
        let is_sound = file["cues"].is_null();
        assert_eq!(file["chapters"] == 4, is_sound, "{file}");
        if is_sound {
            let off =
                |name: &str| (file[name].as_f64().unwrap() - report[name].as_f64().unwrap()).abs();
            assert!(
                off("seconds") < 0.0001 && off("loudness_lufs") < 0.3,
                "{file}"
            );
            assert!(off("true_peak_dbtp") < 1.5, "{file}");
        } else {
            assert!(file["cues"].as_u64().unwrap() >= 11, "{file}");
        }
    }
}

#[test]
fn what_is_encoded_from_the_same_sound_passes_too() {
    let (sound, description) = sound();
    for (format, file) in FORMATS {
        let problems = found(file, |_| encoded(format, &sound, &description));
        assert_eq!(problems, [], "{file}");
    }
}

#[test]
fn a_sound_that_is_late_or_another_or_softer_is_found() {
    let (sound, description) = sound();
    let late = |samples: usize| {
        let mut late = vec![0; samples];
        late.extend_from_slice(&sound[..sound.len() - samples]);
        late
    };
    let (late, other) = (late(441), late(sound.len() / 2));
    let softer: Vec<i16> = sound.iter().map(|sample| sample / 10 * 7).collect();
    for (format, file) in FORMATS {
        let [is_late, is_other, is_softer] = match format {
            Format::Flac => ["its samples are not those of the WAV files"; 3],
            _ => [
                "20 ms too late",
                "it is not the sound of the WAV files",
                "dB softer",
            ],
        };
        expect(file, is_late, |_| encoded(format, &late, &description));
        expect(file, is_other, |_| encoded(format, &other, &description));
        expect(file, is_softer, |_| encoded(format, &softer, &description));
    }
}

#[test]
fn a_missing_end_is_found() {
    let page = |bytes: &[u8]| bytes.windows(4).rposition(|four| four == b"OggS").unwrap();
    expect("a.mp3", "samples at 22050 Hz instead of", |mut bytes| {
        bytes.truncate(bytes.len() - 3 * 209);
        bytes
    });
    expect("a.opus", "samples at 48000 Hz instead of", |mut bytes| {
        bytes.truncate(page(&bytes));
        bytes
    });
    for (file, words) in [("a.m4b", "it ends too soon"), ("a.flac", "instead of")] {
        expect(file, words, |mut bytes| {
            bytes.truncate(bytes.len() - 20);
            bytes
        });
    }
}

#[test]
fn a_chapter_or_title_that_is_not_the_manifests_is_found() {
    let (sound, description) = sound();
    let (mut moved, mut renamed, mut fewer, mut other) = (
        description.clone(),
        description.clone(),
        description.clone(),
        description.clone(),
    );
    moved.chapters[1].end += 100;
    moved.chapters[2].start += 100;
    renamed.chapters[2].title = "Partie".to_owned();
    fewer.chapters.remove(3);
    other.title = "Autre".to_owned();
    for (format, file) in FORMATS {
        let spoiled = |description: &Description| encoded(format, &sound, description);
        expect(file, "instead of", |_| spoiled(&moved));
        expect(file, "is 'Partie' instead of", |_| spoiled(&renamed));
        expect(file, "3 chapters instead of 4", |_| spoiled(&fewer));
        expect(file, "its title is 'Autre'", |_| spoiled(&other));
    }
}

#[test]
fn a_damaged_tag_of_an_mp3_is_found() {
    expect("a.mp3", "has 0 chapters instead of 4", |mut bytes| {
        // Its version: there is no ID3v2.9.
        bytes[3] = 9;
        bytes
    });
}

#[test]
fn both_lists_of_an_m4b_are_looked_at() {
    // The first title in Nero's list has its start before it: 8 bytes, and its length.
    expect(
        "a.m4b",
        "chapter 1 of its list starts at 10 ms",
        |mut bytes| {
            let place = bytes.windows(4).position(|four| four == b"chpl").unwrap();
            bytes[place + 13..place + 21].copy_from_slice(&100_000_u64.to_be_bytes());
            bytes
        },
    );
    // The second table of times is that of the titles: pairs of a count and a length.
    expect(
        "a.m4b",
        "chapter 1 of its track of titles ends",
        |mut bytes| {
            let mut places = bytes
                .windows(4)
                .enumerate()
                .filter(|(_, four)| *four == b"stts");
            let (place, _) = places.nth(1).unwrap();
            bytes[place + 18] ^= 1;
            bytes
        },
    );
}

const CAPTIONS: [&str; 5] = ["a.srt", "a.vtt", "a.words.vtt", "a.lrc", "a.words.json"];

#[test]
fn a_sentence_that_captions_or_the_page_lack_is_named() {
    for file in CAPTIONS.into_iter().chain(["a.html"]) {
        let problems = found(file, |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let changed = match file {
                "a.words.json" => {
                    let mut lines: Vec<_> = text.lines().collect();
                    let is_it = |line: &&str| line.contains("Puis c'est la fin.");
                    let place = lines.iter().position(is_it).unwrap();
                    lines.remove(place);
                    lines.join("\n")
                }
                _ => text.replacen("fin.", "", 1),
            };
            changed.into_bytes()
        });
        let named = problems[0].sentence.as_deref();
        assert_eq!(named, Some("Puis c'est la fin."), "{file}: {problems:#?}");
    }
    for file in CAPTIONS {
        // What follows is not guessed at.
        let end = |text: &str| text.trim_end().rfind("Puis").unwrap();
        let problems = found(file, |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let start = text[..end(&text)].rfind('\n').unwrap_or(0);
            text.as_bytes()[..start].to_vec()
        });
        assert!(!problems.is_empty(), "{file}");
    }
}

/// With two parts exchanged, counted in what stands between the marks.
fn exchanged(text: &str, mark: &str, one: usize, other: usize) -> String {
    let mut parts: Vec<_> = text.split(mark).collect();
    parts.swap(one, other);
    parts.join(mark)
}

#[test]
fn captions_that_are_out_of_order_or_after_the_end_are_found() {
    for file in ["a.srt", "a.vtt", "a.words.vtt"] {
        let is_late = |text: String| {
            let place = text.rfind(" --> ").unwrap() + 5;
            format!("{}09{}", &text[..place], &text[place + 2..])
        };
        expect_text(file, "after the end of the sound", is_late);
        // Only the times of two cues: the text stays what it is.
        expect_text(file, "before the one before ends", |text| {
            let times: Vec<_> = text.lines().filter(|line| line.contains(" --> ")).collect();
            let (one, other) = (times[1], times[2]);
            let marked = text.replacen(one, "@", 1).replacen(other, one, 1);
            marked.replacen('@', other, 1)
        });
    }
    expect_text("a.lrc", "after the end of the sound", |text| {
        let place = text.rfind('[').unwrap();
        format!("{}[09:00.00]\n", &text[..place])
    });
    expect_text("a.lrc", "not shown as it is printed", |text| {
        exchanged(&text, "\n", 3, 4)
    });
    expect_text("a.words.json", "not shown as it is printed", |text| {
        exchanged(&text, "\n", 2, 3)
    });
    expect_text("a.words.json", "after the end of the sound", |text| {
        let place = text.rfind("\"end\":").unwrap() + 6;
        let place = text[..place - 6].rfind("\"text\"").unwrap() - 1;
        let start = text[..place].rfind(':').unwrap() + 1;
        format!("{}900.0{}", &text[..start], &text[place..])
    });
    let first_start = |text: &str| text.find(" --> ").unwrap() - 12;
    expect_text("a.srt", "it is shown at", |text| {
        let place = first_start(&text);
        format!("{}00:00:00,400{}", &text[..place], &text[place + 12..])
    });
    expect_text("a.vtt", "is no time", |text| {
        let place = first_start(&text);
        format!("{}00:00{}", &text[..place], &text[place + 12..])
    });
}

/// The line of a page that names what it plays.
fn sources(page: &str) -> &str {
    let mut lines = page.lines();
    lines.find(|line| line.starts_with("\"sources\"")).unwrap()
}

#[test]
fn a_page_that_would_play_the_wrong_thing_is_found() {
    let whole = &*BOOK;
    let single = made(&["--format", "html", "--single-page"]);
    let of_sections = made(&["--per-section", "--format", "mp3,html"]);
    let of_wavs = made(&["--per-section", "--format", "html"]);
    for files in [whole, &single, &of_sections, &of_wavs] {
        assert_eq!(checked(&with_files(files)).problems, []);
    }
    for files in [whole, &of_sections, &of_wavs] {
        expect_text_in(files, "a.html", "is missing", |text| {
            let line = sources(&text).to_owned();
            text.replace(&line, &line.replacen("[\"", "[\"99", 1))
        });
    }
    let words = "it plays something else for section 2";
    for other in ["a.opus", "a.srt", "01-Un-article-pour-essayer.wav"] {
        // Opus is of the same sound, and as good.
        let is_good = other == "a.opus";
        let problems = found("a.html", |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let line = sources(&text).to_owned();
            text.replace(&line, &line.replace("a.m4b", other)).into()
        });
        let is_named = |problem: &verify::Problem| problem.problem == words;
        assert_eq!(problems.is_empty(), is_good, "{other}: {problems:#?}");
        assert_eq!(problems.iter().any(is_named), !is_good, "{problems:#?}");
    }
    for files in [&of_sections, &of_wavs] {
        expect_text_in(files, "a.html", words, |text| {
            let line = sources(&text).to_owned();
            text.replace(&line, &exchanged(&line, "\"", 3, 5))
        });
    }
    for files in [whole, &single] {
        expect_text_in(files, "a.html", words, |text| {
            let place = text.match_indices("\"offset\":").nth(1).unwrap().0 + 9;
            format!("{}9{}", &text[..place], &text[place..])
        });
    }
    for files in [whole, &single] {
        expect_text_in(files, "a.html", "before the one before ends", |text| {
            let is_it = |line: &str| line.starts_with("\"sources\"");
            let line = text.lines().position(is_it).unwrap();
            exchanged(&text, "\n", line + 3, line + 4)
        });
        expect_text_in(files, "a.html", "after the end of the sound", |text| {
            let place = text.rfind("]]}</script>").unwrap();
            let start = text[..place].rfind("\n[").unwrap() + 2;
            let end = start + text[start..].find(",[").unwrap();
            format!("{}900000,900001{}", &text[..start], &text[end..])
        });
    }
}

#[test]
fn a_playlist_of_another_format_is_found() {
    let files = made(&["--per-section", "--format", "mp3,opus"]);
    assert_eq!(checked(&with_files(&files)).problems, []);
    for other in [".opus", ".wav", ".html"] {
        expect_text_in(
            &files,
            "playlist-mp3.m3u8",
            "it is not that of the manifest",
            |text| text.replace(".mp3", other),
        );
    }
}

/// The same archive with one of its files changed, or left out.
fn archive(bytes: Vec<u8>, changed: &str, change: impl Fn(Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let content = if name.ends_with(changed) {
            change(content)
        } else {
            Some(content)
        };
        if let Some(content) = content {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            new.start_file(name, options).unwrap();
            new.write_all(&content).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_book_whose_sound_or_text_is_not_the_articles_is_found() {
    let with = |changed: &'static str, change: fn(String) -> String| {
        move |bytes: Vec<u8>| {
            let change = |text| Some(change(String::from_utf8(text).unwrap()).into_bytes());
            archive(bytes, changed, change)
        }
    };
    expect("a.epub", "section-2.m4a' is missing", |bytes| {
        archive(bytes, "section-2.m4a", |_| None)
    });
    expect("a.epub", "it ends too soon", |bytes| {
        archive(bytes, "section-2.m4a", |mut sound| {
            sound.truncate(sound.len() - 20);
            Some(sound)
        })
    });
    let (sound, _) = sound();
    expect("a.epub", "samples at 22050 Hz instead of", |bytes| {
        let description = Description {
            sample_rate: 22_050,
            samples: 30_000,
            ..Description::default()
        };
        let other = encoded(Format::M4b, &sound[..30_000], &description);
        archive(bytes, "section-2.m4a", |_| Some(other.clone()))
    });
    expect(
        "a.epub",
        "after the end of the sound",
        with("section-2.smil", |smil| {
            let place = smil.rfind("clipEnd=\"").unwrap() + 9;
            format!("{}09{}", &smil[..place], &smil[place + 2..])
        }),
    );
    expect(
        "a.epub",
        "before the one before ends",
        with("section-2.smil", |smil| {
            let pairs = smil
                .lines()
                .position(|line| line.starts_with("<par"))
                .unwrap();
            exchanged(&smil, "\n", pairs + 1, pairs + 2)
        }),
    );
    let problems = found(
        "a.epub",
        with("section-2.xhtml", |page| page.replacen("fin.", "", 1)),
    );
    assert_eq!(
        problems[0].sentence.as_deref(),
        Some("Puis c'est la fin."),
        "{problems:#?}"
    );
    expect("a.epub", "it is no archive", |bytes| {
        bytes[..bytes.len() / 2].to_vec()
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn whatever_is_in_the_files_the_check_ends_with_a_report(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        junk in proptest::collection::vec(any::<u8>(), 1..50),
        is_cut in any::<bool>(),
    ) {
        let environment = book();
        let made: Vec<_> = BOOK.iter().filter(|(name, _)| name.starts_with("a/a.")).collect();
        let (name, bytes) = which.get(&made);
        let mut bytes = (*bytes).clone();
        let place = place.index(bytes.len());
        bytes.truncate(if is_cut { place } else { bytes.len() });
        let end = (place + junk.len()).min(bytes.len());
        bytes.splice(place.min(end)..end, junk);
        environment.write(&format!("output/{name}"), &bytes);
        let report = checked(&environment);
        prop_assert!(report.problems.iter().all(|problem| name.ends_with(&problem.file)));
    }
}
