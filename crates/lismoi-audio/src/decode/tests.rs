use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};

use proptest::prelude::*;

use super::*;
use crate::encode::Encoding;
use crate::encode::tags::{ChapterMarker, MAX_TITLE, Tags, one_line};
use crate::encode::tests::{RATE, formats, sound, tags};

fn encoded(format: Format, tags: &Tags, samples: &[i16]) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut encoding = Encoding::start(format, file.reopen().unwrap(), tags).unwrap();
    encoding.write(samples).unwrap();
    encoding.finish().unwrap();
    fs::read(file.path()).unwrap()
}

fn file_of(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file
}

/// All samples of a file, and its state at the end.
fn decoded(format: Format, bytes: &[u8]) -> Result<(Decoding, Vec<f32>)> {
    let mut decoding = Decoding::start(format, file_of(bytes))?;
    let (mut samples, mut block) = (Vec::new(), Vec::new());
    while decoding.next_block(&mut block)? {
        samples.extend_from_slice(&block);
    }
    Ok((decoding, samples))
}

/// The delay of the second sound against the first, in samples of the first.
fn lag(first: &[i16], first_rate: u32, second: &[f32], second_rate: u32) -> i64 {
    let at = |sample: i64| {
        let index = sample * i64::from(second_rate) / i64::from(first_rate);
        let index = usize::try_from(index).ok();
        index
            .and_then(|index| second.get(index))
            .map_or(0.0, |it| *it)
    };
    let correlation = |lag: i64| -> f64 {
        let pairs = first.iter().zip(0_i64..);
        pairs
            .map(|(one, index)| f64::from(*one) * f64::from(at(index + lag)))
            .sum()
    };
    (-100..=100)
        .max_by(|one, other| correlation(*one).total_cmp(&correlation(*other)))
        .unwrap()
}

#[cfg(all(feature = "mp3", feature = "m4b"))]
#[test]
fn the_cover_of_a_file_is_the_one_it_was_given() {
    let facts = crate::encode::cover::Facts::default();
    let drawn = crate::encode::cover::draw::from_facts(&facts).unwrap();
    let with_cover = |cover| Tags {
        cover,
        ..tags(2_000)
    };
    for format in [Format::Mp3, Format::M4b] {
        let tags = with_cover(Some(drawn.clone()));
        let bytes = encoded(format, &tags, &sound(2_000));
        assert_eq!(cover(format, file_of(&bytes)), Some(drawn.clone()));
        let bytes = encoded(format, &with_cover(None), &sound(2_000));
        assert_eq!(cover(format, file_of(&bytes)), None);
    }
}

#[test]
fn every_sample_is_decoded_at_its_position_at_any_rate() {
    for (rate, count) in [
        (RATE, 1_151),
        (RATE, 22_050),
        (RATE, 50_003),
        (16_000, 1_151),
        (16_000, 50_003),
        (24_000, 50_003),
    ] {
        let sound = sound(count);
        for format in formats() {
            let tags = Tags {
                sample_rate: rate,
                ..tags(count)
            };
            let bytes = encoded(format, &tags, &sound);
            let (decoding, samples) = decoded(format, &bytes).unwrap();
            let own_rate = match format {
                Format::Opus if rate <= 24_000 => 24_000,
                _ => rate,
            };
            assert_eq!(decoding.sample_rate, own_rate, "{format:?}");
            let (ticks, wide) = (u64::from(decoding.ticks_per_second), u64::from(rate));
            let ticks = (count * ticks + wide / 2) / wide;
            assert_eq!(decoding.ticks, ticks, "{format:?} of {count} at {rate} Hz");
            if count > 20_000 {
                let lag = lag(&sound, rate, &samples, decoding.sample_rate);
                // Opus itself shifts a sound by a part of a sample.
                let tolerance = i64::from(format == Format::Opus);
                assert!(lag.abs() <= tolerance, "{format:?}: {lag} at {rate} Hz");
            }
            if format == Format::Flac {
                let same = samples.iter().zip(&sound);
                assert!(
                    same.clone()
                        .all(|(one, other)| one * 32_768.0 == f32::from(*other))
                );
            }
        }
    }
}

#[test]
#[cfg(feature = "m4b")]
fn an_m4b_within_a_file_is_decoded_like_one_alone() {
    let bytes = encoded(Format::M4b, &tags(30_000), &sound(30_000));
    let around = [&[7; 999][..], &bytes, &[7; 99]].concat();
    let end = 999 + bytes.len() as u64;
    let mut inner = Decoding::start_m4b_within(file_of(&around), 999..end).unwrap();
    let (alone, samples) = decoded(Format::M4b, &bytes).unwrap();
    assert_eq!(inner.tags, alone.tags);
    let (mut heard, mut block) = (Vec::new(), Vec::new());
    while inner.next_block(&mut block).unwrap() {
        heard.extend_from_slice(&block);
    }
    assert!(heard == samples);
    for part in [999..end - 20, 998..end, end + 500..end + 600] {
        assert!(Decoding::start_m4b_within(file_of(&around), part).is_err());
    }
}

#[test]
fn title_and_chapters_are_read_in_every_form() {
    let tags = tags(50_003);
    for format in formats() {
        let bytes = encoded(format, &tags, &sound(50_003));
        let (decoding, _) = decoded(format, &bytes).unwrap();
        assert_eq!(decoding.tags.title, Some(one_line(&tags.title, MAX_TITLE)));
        let lists = decoding.tags.chapters;
        assert_eq!(lists.len(), if format == Format::M4b { 2 } else { 1 });
        for list in lists {
            assert_eq!(list.chapters.len(), 3, "{:?}", list.form);
            for (
                chapter,
                ChapterMarker {
                    title, start, end, ..
                },
            ) in list.chapters.iter().zip(&tags.chapters)
            {
                assert_eq!(chapter.title, one_line(title, MAX_TITLE));
                let us = |samples: &u64| samples * 1_000_000 / u64::from(RATE);
                assert!(
                    chapter.start_us.abs_diff(us(start)) <= 500,
                    "{:?}",
                    list.form
                );
                assert!(chapter.end_us.is_none_or(|it| it.abs_diff(us(end)) <= 500));
            }
        }
    }
}

#[test]
fn a_truncated_file_is_an_error_or_shorter() {
    let sound = sound(30_000);
    for format in formats() {
        let bytes = encoded(format, &tags(30_000), &sound);
        let whole = decoded(format, &bytes).unwrap().0.ticks;
        for part in 0..40 {
            let cut = &bytes[..bytes.len() * part / 40];
            if let Ok((decoding, _)) = decoded(format, cut) {
                assert!(decoding.ticks < whole, "{format:?} cut at {part}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn no_content_makes_a_decoder_panic(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        junk in proptest::collection::vec(any::<u8>(), 0..300),
        is_junk in any::<bool>(),
    ) {
        thread_local! {
            static FILES: Vec<(Format, Vec<u8>)> = formats()
                .map(|format| (format, encoded(format, &tags(30_000), &sound(30_000))))
                .collect();
        }
        let (format, mut bytes) = FILES.with(|files| which.get(files).clone());
        for (position, byte) in changes {
            let position = position.index(bytes.len());
            bytes[position] = byte;
        }
        let bytes = if is_junk { &junk } else { &bytes };
        let _ = decoded(format, bytes);
    }
}
