use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};

use proptest::prelude::*;

use super::*;
use crate::encode::tests::{RATE, description, sound};
use crate::encode::{Chapter, Description, Encoding, label};

const FORMATS: [Format; 4] = [Format::Mp3, Format::Opus, Format::M4b, Format::Flac];

fn encoded(format: Format, description: &Description, samples: &[i16]) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut encoding = Encoding::start(format, file.reopen().unwrap(), description).unwrap();
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

/// All samples of a file, and how it ended.
fn decoded(format: Format, bytes: &[u8]) -> Result<(Decoding, Vec<f32>)> {
    let mut decoding = Decoding::start(format, file_of(bytes))?;
    let (mut samples, mut block) = (Vec::new(), Vec::new());
    while decoding.next_block(&mut block)? {
        samples.extend_from_slice(&block);
    }
    Ok((decoding, samples))
}

/// How much later the second is heard than the first, in samples of the first.
fn lag(first: &[i16], first_rate: u32, second: &[f32], second_rate: u32) -> i64 {
    let at = |sample: i64| {
        let place = sample * i64::from(second_rate) / i64::from(first_rate);
        let place = usize::try_from(place).ok();
        place
            .and_then(|place| second.get(place))
            .map_or(0.0, |it| *it)
    };
    let alike = |lag: i64| -> f64 {
        let pairs = first.iter().zip(0_i64..);
        pairs
            .map(|(one, place)| f64::from(*one) * f64::from(at(place + lag)))
            .sum()
    };
    (-100..=100)
        .max_by(|one, other| alike(*one).total_cmp(&alike(*other)))
        .unwrap()
}

#[test]
fn what_was_encoded_comes_back_at_its_place_and_whole() {
    for (rate, count) in [
        (RATE, 1_151),
        (RATE, 22_050),
        (RATE, 50_003),
        (16_000, 1_151),
        (16_000, 50_003),
        (24_000, 50_003),
    ] {
        let sound = sound(count);
        for format in FORMATS {
            let description = Description {
                sample_rate: rate,
                ..description(count)
            };
            let bytes = encoded(format, &description, &sound);
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
                assert_eq!(lag, 0, "{format:?} at {rate} Hz");
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
fn an_m4b_within_a_file_is_heard_as_if_alone() {
    let bytes = encoded(Format::M4b, &description(30_000), &sound(30_000));
    let around = [&[7; 999][..], &bytes, &[7; 99]].concat();
    let end = 999 + bytes.len() as u64;
    let mut inner = Decoding::start_m4b_within(file_of(&around), 999..end).unwrap();
    let (alone, samples) = decoded(Format::M4b, &bytes).unwrap();
    assert_eq!(inner.label, alone.label);
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
fn what_a_file_says_of_its_sound_is_read() {
    let description = description(50_003);
    for format in FORMATS {
        let bytes = encoded(format, &description, &sound(50_003));
        let (decoding, _) = decoded(format, &bytes).unwrap();
        assert_eq!(
            decoding.label.title,
            Some(label::line(&description.title, 1000))
        );
        let forms = decoding.label.chapters;
        assert_eq!(forms.len(), if format == Format::M4b { 2 } else { 1 });
        for list in forms {
            assert_eq!(list.marks.len(), 3, "{:?}", list.form);
            for (mark, Chapter { title, start, end }) in
                list.marks.iter().zip(&description.chapters)
            {
                assert_eq!(mark.title, label::line(title, 1000));
                let us = |samples: &u64| samples * 1_000_000 / u64::from(RATE);
                assert!(mark.start_us.abs_diff(us(start)) <= 500, "{:?}", list.form);
                assert!(mark.end_us.is_none_or(|it| it.abs_diff(us(end)) <= 500));
            }
        }
    }
}

#[test]
fn what_is_cut_short_is_an_error_or_shorter() {
    let sound = sound(30_000);
    for format in FORMATS {
        let bytes = encoded(format, &description(30_000), &sound);
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
    fn no_bytes_make_a_decoder_panic(
        which in 0..4_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        junk in proptest::collection::vec(any::<u8>(), 0..300),
        is_junk in any::<bool>(),
    ) {
        thread_local! {
            static FILES: Vec<Vec<u8>> =
                FORMATS.map(|format| encoded(format, &description(30_000), &sound(30_000))).to_vec();
        }
        let mut bytes = FILES.with(|files| files[which].clone());
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let bytes = if is_junk { &junk } else { &bytes };
        let _ = decoded(FORMATS[which], bytes);
    }
}
