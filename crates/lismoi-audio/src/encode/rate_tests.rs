//! Other bit rates and sample rates, decoded by ffmpeg.

use std::fs;

use tempfile::TempDir;

use super::Format;
use super::options::SoundOptions;
use super::tests::{RATE, decode, encode, file, probe, sound, tags};
use crate::tools::is_installed;

#[test]
fn a_file_at_another_rate_is_as_long_and_as_loud() {
    if !is_installed("ffmpeg", "other sample rates and bit rates") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let sound = sound(60_001);
    let energy = |samples: &[i16]| {
        let squares = samples.iter().map(|sample| f64::from(*sample).powi(2));
        squares.sum::<f64>() / samples.len() as f64
    };
    for (format, bitrate, rate) in [
        (Format::Mp3, "64", 44_100),
        (Format::Mp3, "192", 44_100),
        (Format::Mp3, "224", 48_000),
        (Format::Mp3, "320", 32_000),
        (Format::Mp3, "V2", 44_100),
        (Format::Mp3, "V9", 16_000),
        (Format::M4b, "24", 16_000),
        (Format::M4b, "192", 44_100),
        (Format::Opus, "64", 48_000),
        (Format::Opus, "16", 16_000),
        (Format::Flac, "0", 16_000),
        (Format::Flac, "0", 44_100),
    ] {
        if !format.is_built() {
            continue;
        }
        let mut tags = tags(60_001);
        tags.options = SoundOptions {
            bitrate: Some(bitrate.parse().unwrap()),
            sample_rate: Some(rate),
        };
        let path = file(&folder, format);
        encode(format, &path, &tags, &sound, 1_000);
        let bytes = fs::read(&path).unwrap();
        encode(format, &path, &tags, &sound, 7_777);
        assert!(fs::read(&path).unwrap() == bytes, "{format:?} {bitrate}");
        let mut decoded = decode(&path, rate);
        let long = (60_001 * u64::from(rate) + u64::from(RATE / 2)) / u64::from(RATE);
        if format == Format::M4b {
            // ffmpeg plays the last frame to its end.
            let end = &probe(&path)["streams"][0]["duration_ts"];
            assert_eq!(end.as_u64(), Some(long), "{format:?} {bitrate} {rate}");
            decoded.truncate(long as usize);
        }
        let off = decoded.len().abs_diff(long as usize);
        assert!(off <= 2, "{format:?} {bitrate} {rate}: {off} samples off");
        let louder = 10.0 * (energy(&decoded) / energy(&sound)).log10();
        // At 16 kb/s Opus drops noise; LAME's factors differ by 0.2 dB and more.
        let tolerance = if format == Format::Opus { 0.5 } else { 0.15 };
        assert!(
            louder.abs() < tolerance,
            "{format:?} {bitrate} {rate}: {louder} dB"
        );
    }
}
