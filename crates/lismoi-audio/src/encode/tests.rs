//! Every format, decoded by ffmpeg and read by ffprobe.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::cover::{Cover, ImageFormat};
use super::tags::{ChapterMarker, MAX_TITLE, TrackNumber, one_line};
use super::*;
use crate::tools::is_installed;

pub(crate) const RATE: u32 = 22_050;

/// All formats with a codec.
pub(crate) fn formats() -> impl Iterator<Item = Format> {
    let all = [Format::Mp3, Format::Opus, Format::M4b, Format::Flac];
    all.into_iter().filter(|format| format.is_built())
}

/// A tone in noise that swells several times a second, in a band below 4 kHz: no moment is like
/// another.
pub(crate) fn sound(samples: u64) -> Vec<i16> {
    let mut seed = 1_u32;
    let mut low = [0.0_f64; 2];
    let sample = |at: u64| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = f64::from(seed) / f64::from(u32::MAX) - 0.5;
        low[0] += 0.4 * (noise - low[0]);
        low[1] += 0.4 * (low[0] - low[1]);
        let time = at as f64 / f64::from(RATE);
        let level = (time * 19.0).sin().max(0.0) * (time * 5.3).cos().powi(2);
        (level * (24_000.0 * low[1] + 3_000.0 * (time * 1_400.0).sin())) as i16
    };
    (0..samples).map(sample).collect()
}

/// A PNG of one pixel.
const PIXEL: &[u8] = include_bytes!("cover/pixel.png");

pub(crate) fn tags(samples: u64) -> Tags {
    let chapter = |title: &str, start: u64, end: u64| ChapterMarker {
        title: title.to_owned(),
        start: samples * start / 100,
        end: samples * end / 100,
        level: 2,
    };
    Tags {
        sample_rate: RATE,
        samples,
        title: "L'été à Noël\0: « œufs » 😀".to_owned(),
        authors: vec!["Zoë Müller".to_owned(), "Jean-Noël Petit".to_owned()],
        date: Some("2024-03-09".to_owned()),
        album: Some("Le Journal".to_owned()),
        genre: None,
        options: options::SoundOptions::default(),
        track: Some(TrackNumber {
            number: 2,
            count: 7,
        }),
        encoder: "lismoi 0.1.0".to_owned(),
        comment: Some(
            "Source : https://example.org/été\nVoix : Zoë (licence : CC BY 4.0)".to_owned(),
        ),
        id: "0123456789abcdef".to_owned(),
        text: Some("Première ligne\n\nSeconde ligne = fin".to_owned()),
        cover: Some(Cover {
            format: ImageFormat::Png,
            bytes: PIXEL.to_vec(),
            width: 1,
            height: 1,
        }),
        chapters: vec![
            chapter("L'été", 0, 23),
            chapter("Il --> dit \"non\" = <b>\n# 😀", 23, 71),
            chapter("Fin; [c] \\ n", 71, 100),
        ],
        threads: 2,
    }
}

pub(super) fn encode(format: Format, path: &Path, tags: &Tags, samples: &[i16], block: usize) {
    let file = File::create(path).unwrap();
    let mut encoding = Encoding::start(format, file, tags).unwrap();
    for block in samples.chunks(block) {
        encoding.write(block).unwrap();
    }
    encoding.finish().unwrap();
}

pub(super) fn decode(path: &Path, rate: u32) -> Vec<i16> {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-map", "0:a", "-f", "s16le", "-ac", "1", "-ar"])
        .arg(rate.to_string())
        .arg("-")
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(message, "", "{}", path.display());
    let pair = |pair: &[u8]| i16::from_le_bytes([pair[0], pair[1]]);
    output.stdout.chunks_exact(2).map(pair).collect()
}

pub(super) fn probe(path: &Path) -> Value {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-of", "json"])
        .args(["-show_format", "-show_streams", "-show_chapters"])
        .arg(path)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The delay of the second sound against the first, in samples.
fn lag(first: &[i16], second: &[i16]) -> i64 {
    let alike = |lag: i64| -> i64 {
        let pairs = first.iter().enumerate().map(|(at, sample)| {
            let other = usize::try_from(at as i64 + lag).ok();
            let other = other.and_then(|at| second.get(at)).unwrap_or(&0);
            i64::from(*sample) * i64::from(*other)
        });
        pairs.sum()
    };
    (-200..=200).max_by_key(|lag| alike(*lag)).unwrap()
}

/// A tag of the file or of its stream; the case of its name is ignored.
fn tag<'a>(probed: &'a Value, name: &str) -> &'a str {
    let places = [&probed["format"]["tags"], &probed["streams"][0]["tags"]];
    let tags = places.into_iter().filter_map(Value::as_object).flatten();
    let mut found = tags.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    found
        .next()
        .map_or("", |(_, value)| value.as_str().unwrap())
}

pub(super) fn file(folder: &TempDir, format: Format) -> PathBuf {
    folder
        .path()
        .join("sound")
        .with_extension(format.extension())
}

#[test]
fn every_sample_is_decoded_at_its_position_at_any_rate() {
    if !is_installed("ffmpeg", "encoded samples") {
        return;
    }
    let folder = TempDir::new().unwrap();
    for (rate, samples) in [
        (RATE, 1_151),
        (RATE, 22_050),
        (RATE, 100_003),
        (16_000, 100_003),
        (24_000, 100_003),
        (48_000, 100_003),
    ] {
        let sound = sound(samples);
        for format in formats() {
            let path = file(&folder, format);
            let tags = Tags {
                sample_rate: rate,
                ..tags(samples)
            };
            encode(format, &path, &tags, &sound, 10_000);
            let mut decoded = decode(&path, rate);
            match format {
                Format::Mp3 | Format::Flac => {}
                // Opus is exact to a sample at 48 kHz.
                Format::Opus => {
                    let rate = u64::from(rate);
                    let length = (samples * 48_000 + rate / 2) / rate;
                    assert_eq!(decode(&path, 48_000).len() as u64, length);
                    decoded.resize(sound.len(), 0);
                }
                // ffmpeg knows where the sound ends, but decodes whole frames.
                Format::M4b => {
                    let end = &probe(&path)["streams"][0]["duration_ts"];
                    assert_eq!(end.as_u64(), Some(samples));
                    assert!((sound.len()..sound.len() + 1024).contains(&decoded.len()));
                    decoded.truncate(sound.len());
                }
            }
            assert_eq!(decoded.len(), sound.len(), "{format:?} at {rate} Hz");
            if samples > 20_000 {
                assert_eq!(lag(&sound, &decoded), 0, "{format:?} at {rate} Hz");
            }
            if format == Format::Flac {
                assert!(decoded == sound);
            }
        }
    }
}

#[test]
fn runs_give_the_same_bytes_with_any_number_of_threads() {
    let folder = TempDir::new().unwrap();
    // Two blocks of Opus and a part of a third.
    let sound = sound(900_001);
    for format in formats() {
        let runs = [(333, 0), (70_000, 1), (900_001, 2), (10_000, 7)].map(|(block, threads)| {
            let path = file(&folder, format);
            let tags = Tags {
                threads,
                ..tags(900_001)
            };
            encode(format, &path, &tags, &sound, block);
            fs::read(path).unwrap()
        });
        assert!(runs.iter().all(|run| *run == runs[0]), "{format:?}");
    }
}

#[test]
fn ffprobe_reads_chapters_tags_and_cover() {
    if !is_installed("ffprobe", "chapters, tags and covers") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let tags = tags(100_003);
    for format in formats() {
        let path = file(&folder, format);
        encode(format, &path, &tags, &sound(100_003), 4_096);
        let probed = probe(&path);
        let chapters = probed["chapters"].as_array().unwrap();
        assert_eq!(chapters.len(), 3, "{format:?}");
        for (chapter, wanted) in chapters.iter().zip(&tags.chapters) {
            assert_eq!(chapter["tags"]["title"], one_line(&wanted.title, MAX_TITLE));
            for (name, samples) in [("start_time", wanted.start), ("end_time", wanted.end)] {
                // Vorbis comments have no ends: ffprobe takes the start of the next chapter,
                // or its own estimate of where the Opus stream ends.
                if name == "end_time" && format == Format::Opus && wanted.end == 100_003 {
                    continue;
                }
                let time: f64 = chapter[name].as_str().unwrap().parse().unwrap();
                let off = time - samples as f64 / f64::from(RATE);
                assert!(
                    off.abs() < 0.001,
                    "{format:?}: {name} {time} is off by {off}"
                );
            }
        }
        let date = tag(&probed, "date");
        assert!(["2024-03-09", "2024"].contains(&date), "{format:?}: {date}");
        assert_eq!(
            tag(&probed, "title"),
            "L'été à Noël : « œufs » 😀",
            "{format:?}"
        );
        let between = match format {
            Format::Mp3 => "/",
            Format::M4b => ", ",
            Format::Opus | Format::Flac => ";",
        };
        let artists = ["Zoë Müller", "Jean-Noël Petit"].join(between);
        assert_eq!(tag(&probed, "artist"), artists, "{format:?}");
        assert_eq!(tag(&probed, "album"), "Le Journal", "{format:?}");
        assert_eq!(tag(&probed, "genre"), "Speech", "{format:?}");
        assert_eq!(
            tag(&probed, "comment"),
            "Source : https://example.org/été\nVoix : Zoë (licence : CC BY 4.0)",
            "{format:?}"
        );
        assert!(["2/7", "2"].contains(&tag(&probed, "track")), "{format:?}");
        let streams = probed["streams"].as_array().unwrap();
        let cover = |stream: &&Value| stream["disposition"]["attached_pic"] == 1;
        let cover = streams.iter().find(cover).expect("a picture");
        assert_eq!(
            (&cover["codec_name"], &cover["width"]),
            (&"png".into(), &1.into())
        );
    }
}

#[test]
fn thousands_of_chapters_and_very_long_titles_are_written() {
    let has_ffprobe = is_installed("ffprobe", "thousands of chapters");
    let folder = TempDir::new().unwrap();
    let mut tags = tags(200_000);
    tags.title = "é😀".repeat(5_000);
    tags.chapters = (0..2_000)
        .map(|number| ChapterMarker {
            title: format!("{number} {}", "œ\0".repeat(5_000)),
            start: number * 100,
            end: number * 100 + 100,
            level: 2,
        })
        .collect();
    for format in formats() {
        let path = file(&folder, format);
        encode(format, &path, &tags, &sound(200_000), 4_096);
        if !has_ffprobe {
            continue;
        }
        let probed = probe(&path);
        let chapters = probed["chapters"].as_array().unwrap();
        let last = &chapters[chapters.len() - 1]["tags"]["title"];
        let (count, start) = match format {
            // Vorbis comments number chapters with three digits.
            Format::Opus | Format::Flac => (667, "1998 œ"),
            Format::Mp3 | Format::M4b => (2_000, "1999 œ"),
        };
        assert_eq!(chapters.len(), count, "{format:?}");
        assert!(
            last.as_str().unwrap().starts_with(start),
            "{format:?}: {last}"
        );
    }
}

#[test]
fn all_tags_are_optional() {
    let has_ffmpeg = is_installed("ffmpeg", "files without tags");
    let folder = TempDir::new().unwrap();
    let bare = Tags {
        sample_rate: RATE,
        samples: 5_000,
        ..Tags::default()
    };
    for format in formats() {
        let path = file(&folder, format);
        encode(format, &path, &bare, &sound(5_000), 5_000);
        if has_ffmpeg {
            let length = decode(&path, RATE).len();
            assert!(
                (4_999..5_000 + 1024).contains(&length),
                "{format:?}: {length}"
            );
        }
    }
}

#[test]
fn other_than_the_announced_number_of_samples_is_an_error() {
    for format in formats() {
        let start = |samples: u64| {
            let file = tempfile::tempfile().unwrap();
            Encoding::start(format, file, &tags(samples))
        };
        assert!(start(0).is_err(), "{format:?}");
        assert!(start(10).unwrap().write(&[0; 11]).is_err(), "{format:?}");
        assert!(start(10).unwrap().finish().is_err(), "{format:?}");
    }
}

#[test]
fn unsupported_sample_rates_are_errors() {
    for format in formats() {
        let start = |sample_rate: u32| {
            let tags = Tags {
                sample_rate,
                ..tags(10)
            };
            Encoding::start(format, tempfile::tempfile().unwrap(), &tags)
        };
        assert!(start(0).is_err(), "{format:?}");
        // FLAC supports any rate.
        assert_eq!(start(22_051).is_ok(), format == Format::Flac, "{format:?}");
    }
}

#[test]
fn a_format_that_is_not_built_is_an_error() {
    for format in [Format::Mp3, Format::Opus, Format::M4b, Format::Flac] {
        let started = Encoding::start(format, tempfile::tempfile().unwrap(), &tags(10));
        let missing = started.err().map(|error| error.downcast().unwrap());
        let wanted = (!format.is_built()).then_some(MissingCodec(format));
        assert_eq!(missing, wanted);
    }
}
