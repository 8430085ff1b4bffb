//! Every format, decoded by ffmpeg and read by ffprobe; left out where they are not
//! installed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::*;

pub(crate) const RATE: u32 = 22_050;

const FORMATS: [(Format, &str); 4] = [
    (Format::Mp3, "mp3"),
    (Format::Opus, "opus"),
    (Format::M4b, "m4b"),
    (Format::Flac, "flac"),
];

/// A tone under noise that comes and goes several times a second: no two of its moments are
/// alike, and all of its band is below 4 kHz.
pub(crate) fn sound(samples: u64) -> Vec<i16> {
    let mut seed = 1_u32;
    let mut low = [0.0_f64; 2];
    let sample = |at: u64| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = f64::from(seed) / f64::from(u32::MAX) - 0.5;
        low[0] += 0.4 * (noise - low[0]);
        low[1] += 0.4 * (low[0] - low[1]);
        let time = at as f64 / f64::from(RATE);
        let loud = (time * 19.0).sin().max(0.0) * (time * 5.3).cos().powi(2);
        (loud * (24_000.0 * low[1] + 3_000.0 * (time * 1_400.0).sin())) as i16
    };
    (0..samples).map(sample).collect()
}

/// A picture of one pixel.
const PIXEL: &[u8] = include_bytes!("cover/pixel.png");

pub(crate) fn description(samples: u64) -> Description {
    let chapter = |title: &str, start: u64, end: u64| Chapter {
        title: title.to_owned(),
        start: samples * start / 100,
        end: samples * end / 100,
    };
    Description {
        sample_rate: RATE,
        samples,
        title: "L'été à Noël\0: « œufs » 😀".to_owned(),
        author: Some("Zoë Müller".to_owned()),
        date: Some("2024-03-09".to_owned()),
        album: Some("Le Journal".to_owned()),
        track: Some(Track {
            number: 2,
            count: 7,
        }),
        encoder: "lismoi 0.1.0".to_owned(),
        id: "0123456789abcdef".to_owned(),
        text: Some("Première ligne\n\nSeconde ligne = fin".to_owned()),
        cover: Some(Cover {
            kind: Picture::Png,
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

fn encode(format: Format, path: &Path, description: &Description, samples: &[i16], block: usize) {
    let file = File::create(path).unwrap();
    let mut encoding = Encoding::start(format, file, description).unwrap();
    for block in samples.chunks(block) {
        encoding.write(block).unwrap();
    }
    encoding.finish().unwrap();
}

pub(super) fn is_installed(program: &str) -> bool {
    let installed = Command::new(program).arg("-version").output().is_ok();
    if !installed {
        eprintln!("not checked: {program} is not installed");
    }
    installed
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

/// How many samples later the second is heard than the first.
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

/// A tag of the file or of its sound, whatever the case of its name.
fn tag<'a>(probed: &'a Value, name: &str) -> &'a str {
    let places = [&probed["format"]["tags"], &probed["streams"][0]["tags"]];
    let tags = places.into_iter().filter_map(Value::as_object).flatten();
    let mut found = tags.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    found
        .next()
        .map_or("", |(_, value)| value.as_str().unwrap())
}

fn file(folder: &TempDir, extension: &str) -> PathBuf {
    folder.path().join("sound").with_extension(extension)
}

#[test]
fn every_sample_comes_back_at_its_place() {
    let folder = TempDir::new().unwrap();
    if !is_installed("ffmpeg") {
        return;
    }
    for (rate, samples) in [
        (RATE, 1_151),
        (RATE, 22_050),
        (RATE, 100_003),
        (16_000, 100_003),
        (24_000, 100_003),
        (48_000, 100_003),
    ] {
        let sound = sound(samples);
        for (format, extension) in FORMATS {
            let path = file(&folder, extension);
            let description = Description {
                sample_rate: rate,
                ..description(samples)
            };
            encode(format, &path, &description, &sound, 10_000);
            let mut decoded = decode(&path, rate);
            match format {
                Format::Mp3 | Format::Flac => {}
                // Opus has its own rate: the length is exact in its samples.
                Format::Opus => {
                    let rate = u64::from(rate);
                    let length = (samples * 48_000 + rate / 2) / rate;
                    assert_eq!(decode(&path, 48_000).len() as u64, length);
                    decoded.resize(sound.len(), 0);
                }
                // ffmpeg knows where the sound ends, but always gives whole frames.
                Format::M4b => {
                    let end = &probe(&path)["streams"][0]["duration_ts"];
                    assert_eq!(end.as_u64(), Some(samples));
                    assert!((sound.len()..sound.len() + 1024).contains(&decoded.len()));
                    decoded.truncate(sound.len());
                }
            }
            assert_eq!(decoded.len(), sound.len(), "{extension} at {rate} Hz");
            if samples > 20_000 {
                assert_eq!(lag(&sound, &decoded), 0, "{extension} at {rate} Hz");
            }
            if format == Format::Flac {
                assert!(decoded == sound);
            }
        }
    }
}

/// The signal-to-noise ratio, in decibels.
fn snr_db(sound: &[i16], decoded: &[i16]) -> f64 {
    let (mut signal, mut noise) = (0.0, 0.0);
    for (one, other) in sound.iter().zip(decoded) {
        signal += f64::from(*one).powi(2);
        noise += (f64::from(*one) - f64::from(*other)).powi(2);
    }
    10.0 * (signal / noise).log10()
}

#[test]
fn opus_sounds_as_well_where_two_blocks_meet_as_within_them() {
    let folder = TempDir::new().unwrap();
    if !is_installed("ffmpeg") {
        return;
    }
    let second = RATE as usize;
    // A steady vowel: what is lost of it where an encoder starts cold is heard at once.
    let harmonic = |number: f64, time: f64| (time * 880.0 * number).sin() / number;
    let vowel = |at: usize| {
        let time = at as f64 / second as f64;
        let harmonics = (1..20).map(|number| harmonic(f64::from(number), time));
        (6_000.0 * harmonics.sum::<f64>()) as i16
    };
    let sound: Vec<i16> = (0..62 * second).map(vowel).collect();
    let path = file(&folder, "opus");
    let decoded = |sound: &[i16]| {
        let description = description(sound.len() as u64);
        encode(Format::Opus, &path, &description, sound, 10_000);
        decode(&path, RATE)
    };
    let whole = decoded(&sound);
    let window = second / 20;
    let places = (second..61 * second).step_by(window);
    let mut met: Vec<f64> = places
        .map(|at| snr_db(&sound[at..at + window], &whole[at..at + window]))
        .collect();
    met.sort_by(f64::total_cmp);
    let (worst, usual) = (met[0], met[met.len() / 2]);
    assert!(
        worst > usual - 4.0,
        "{worst} dB at worst, {usual} as a rule"
    );
}

#[test]
fn two_runs_give_the_same_bytes_with_any_number_of_threads() {
    let folder = TempDir::new().unwrap();
    // More than two blocks of Opus, and a little.
    let sound = sound(900_001);
    for (format, extension) in FORMATS {
        let runs = [(333, 0), (70_000, 1), (900_001, 2), (10_000, 7)].map(|(block, threads)| {
            let path = file(&folder, extension);
            let description = Description {
                threads,
                ..description(900_001)
            };
            encode(format, &path, &description, &sound, block);
            fs::read(path).unwrap()
        });
        assert!(runs.iter().all(|run| *run == runs[0]), "{extension}");
    }
}

#[test]
fn chapters_tags_and_cover_are_read_by_others() {
    let folder = TempDir::new().unwrap();
    if !is_installed("ffprobe") {
        return;
    }
    let description = description(100_003);
    for (format, extension) in FORMATS {
        let path = file(&folder, extension);
        encode(format, &path, &description, &sound(100_003), 4_096);
        let probed = probe(&path);
        let chapters = probed["chapters"].as_array().unwrap();
        assert_eq!(chapters.len(), 3, "{extension}");
        for (chapter, wanted) in chapters.iter().zip(&description.chapters) {
            assert_eq!(chapter["tags"]["title"], label::line(&wanted.title, 1000));
            for (name, samples) in [("start_time", wanted.start), ("end_time", wanted.end)] {
                // In comments a chapter has no end: ffprobe takes the next one's start, or
                // its own idea of where Opus ends.
                if name == "end_time" && format == Format::Opus && wanted.end == 100_003 {
                    continue;
                }
                let time: f64 = chapter[name].as_str().unwrap().parse().unwrap();
                let off = time - samples as f64 / f64::from(RATE);
                assert!(
                    off.abs() < 0.001,
                    "{extension}: {name} {time} is off by {off}"
                );
            }
        }
        let date = tag(&probed, "date");
        assert!(
            ["2024-03-09", "2024"].contains(&date),
            "{extension}: {date}"
        );
        assert_eq!(
            tag(&probed, "title"),
            "L'été à Noël : « œufs » 😀",
            "{extension}"
        );
        assert_eq!(tag(&probed, "artist"), "Zoë Müller", "{extension}");
        assert_eq!(tag(&probed, "album"), "Le Journal", "{extension}");
        assert_eq!(tag(&probed, "genre"), "Speech", "{extension}");
        assert!(["2/7", "2"].contains(&tag(&probed, "track")), "{extension}");
        let streams = probed["streams"].as_array().unwrap();
        let cover = |stream: &&Value| stream["disposition"]["attached_pic"] == 1;
        let cover = streams.iter().find(cover).expect(extension);
        assert_eq!(
            (&cover["codec_name"], &cover["width"]),
            (&"png".into(), &1.into())
        );
    }
}

#[test]
fn thousands_of_chapters_and_endless_titles_are_written() {
    let folder = TempDir::new().unwrap();
    let mut description = description(200_000);
    description.title = "é😀".repeat(5_000);
    description.chapters = (0..2_000)
        .map(|number| Chapter {
            title: format!("{number} {}", "œ\0".repeat(5_000)),
            start: number * 100,
            end: number * 100 + 100,
        })
        .collect();
    for (format, extension) in FORMATS {
        let path = file(&folder, extension);
        encode(format, &path, &description, &sound(200_000), 4_096);
        if !is_installed("ffprobe") {
            continue;
        }
        let probed = probe(&path);
        let chapters = probed["chapters"].as_array().unwrap();
        let last = &chapters[chapters.len() - 1]["tags"]["title"];
        let (count, start) = match format {
            // Their comments number chapters with three digits.
            Format::Opus | Format::Flac => (667, "1998 œ"),
            Format::Mp3 | Format::M4b => (2_000, "1999 œ"),
        };
        assert_eq!(chapters.len(), count, "{extension}");
        assert!(
            last.as_str().unwrap().starts_with(start),
            "{extension}: {last}"
        );
    }
}

#[test]
fn nothing_but_sound_is_needed() {
    let folder = TempDir::new().unwrap();
    let bare = Description {
        sample_rate: RATE,
        samples: 5_000,
        ..Description::default()
    };
    for (format, extension) in FORMATS {
        let path = file(&folder, extension);
        encode(format, &path, &bare, &sound(5_000), 5_000);
        if is_installed("ffmpeg") {
            let length = decode(&path, RATE).len();
            assert!(
                (4_999..5_000 + 1024).contains(&length),
                "{extension}: {length}"
            );
        }
    }
}

#[test]
fn samples_must_be_as_many_as_were_announced() {
    for (format, extension) in FORMATS {
        let start = |samples: u64| {
            let file = tempfile::tempfile().unwrap();
            Encoding::start(format, file, &description(samples))
        };
        assert!(start(0).is_err(), "{extension}");
        assert!(start(10).unwrap().write(&[0; 11]).is_err(), "{extension}");
        assert!(start(10).unwrap().finish().is_err(), "{extension}");
    }
}
