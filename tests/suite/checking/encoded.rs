//! Encoded sound, its chapters and its title.

use super::*;

pub(super) const FORMATS: [(Format, &str); 4] = [
    (Format::Mp3, "a.mp3"),
    (Format::Opus, "a.opus"),
    (Format::M4b, "a.m4b"),
    (Format::Flac, "a.flac"),
];

#[test]
fn everything_that_is_made_passes_and_is_measured() {
    let environment = book();
    let run = environment.run(&["check", "output/a"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 12);
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
    let (sound, tags) = sound();
    for (format, file) in FORMATS {
        let problems = found(file, |_| encoded(format, &sound, &tags));
        assert_eq!(problems, [], "{file}");
    }
}

#[test]
fn a_sound_that_is_late_or_another_or_softer_is_found() {
    let (sound, tags) = sound();
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
        expect(file, is_late, |_| encoded(format, &late, &tags));
        expect(file, is_other, |_| encoded(format, &other, &tags));
        expect(file, is_softer, |_| encoded(format, &softer, &tags));
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
    for (file, words) in [("a.m4b", "it is truncated"), ("a.flac", "instead of")] {
        expect(file, words, |mut bytes| {
            bytes.truncate(bytes.len() - 20);
            bytes
        });
    }
}

#[test]
fn a_chapter_or_title_that_is_not_the_manifests_is_found() {
    let (sound, tags) = sound();
    let (mut moved, mut renamed, mut fewer, mut other) =
        (tags.clone(), tags.clone(), tags.clone(), tags.clone());
    moved.chapters[1].end += 100;
    moved.chapters[2].start += 100;
    renamed.chapters[2].title = "Partie".to_owned();
    fewer.chapters.remove(3);
    other.title = "Autre".to_owned();
    for (format, file) in FORMATS {
        let spoiled = |tags: &Tags| encoded(format, &sound, tags);
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
