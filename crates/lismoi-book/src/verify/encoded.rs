//! Verifies an encoded file: decodes it and compares it with the WAV files.

use anyhow::Result;

use super::alignment::Alignment;
use super::chapters;
use super::loudness::{HIGHEST_PEAK, LOUDNESS_TOLERANCE, SoundMeter, is_short};
use super::part::Part;
use super::report::FileReport;
use super::wav::Original;
use crate::formats::{Loss, Sound};
use lismoi_audio::decode::Decoding;

/// In dBTP. Lossy codecs raise peaks; players and hosts want them below -1 after decoding
/// (AES TD1008). The default voice stays below -2.
const HIGHEST_LOSSY_PEAK: f64 = -1.0;

/// The loss of a lossless file at another sample rate than that of the WAV files: a band that
/// the lower rate has no room for.
const CONVERSION: Loss = Loss::Detail { softer_db: 0.5 };

/// How much louder than the WAV files it may be, in decibels.
const GAIN_TOLERANCE: f64 = 0.5;

/// How much softer than the WAV files it may be, in decibels.
fn may_be_softer(loss: Loss) -> f64 {
    match loss {
        Loss::None => GAIN_TOLERANCE,
        Loss::Detail { softer_db } => softer_db,
    }
}

/// Decodes a file and compares it with the WAV files of its sections.
///
/// # Errors
/// It cannot be decoded at all.
pub(super) fn check(sound: Sound, part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let file = part.folder.open_file(&report.file)?;
    let mut decoding = Decoding::start(sound.codec, file)?;
    chapters::check(part, &decoding.tags, report);
    let loss = match sound.loss {
        // Converted to another sample rate.
        Loss::None if decoding.sample_rate != part.sample_rate => CONVERSION,
        loss => loss,
    };
    listen(loss, &mut decoding, part, report)
}

/// Decodes the rest of a file and compares it with the WAV files.
///
/// # Errors
/// It cannot be measured.
pub(super) fn listen(
    loss: Loss,
    decoding: &mut Decoding,
    part: Part<'_>,
    report: &mut FileReport,
) -> Result<()> {
    let mut meter = SoundMeter::new(decoding.sample_rate);
    let heard = match loss {
        Loss::None => hear_exactly(decoding, part, &mut meter, report),
        Loss::Detail { .. } => hear_in_step(loss, decoding, part, &mut meter, report),
    };
    match heard {
        Ok(End::Reached) => check_length(decoding, part, report),
        Ok(End::TooLate) => report.add("it goes on after the sound of the WAV files".to_owned()),
        Err(error) => {
            report.add(format!("it cannot be decoded to its end: {error:#}"));
            check_length(decoding, part, report);
        }
    }
    report.seconds = Some(decoding.ticks as f64 / f64::from(decoding.ticks_per_second));
    (report.loudness_lufs, report.true_peak_dbtp) = meter.finish();
    check_loudness(loss, part, report);
    Ok(())
}

/// Whether a file ends, or goes on for more than a second after its end. It may go on for days:
/// silence is short in some formats.
enum End {
    Reached,
    TooLate,
}

/// The most samples to decode.
fn most_samples(decoding: &Decoding, part: Part<'_>) -> u64 {
    length_at(decoding.sample_rate, part).saturating_add(decoding.sample_rate.into())
}

/// The length of a part at another rate, rounded to the nearest.
fn length_at(rate: u32, part: Part<'_>) -> u64 {
    let (wanted, own) = (u128::from(rate), u128::from(part.sample_rate));
    let length = (u128::from(part.samples()) * wanted + own / 2) / own;
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Lossless: every sample equals that of the WAV files.
fn hear_exactly(
    decoding: &mut Decoding,
    part: Part<'_>,
    meter: &mut SoundMeter,
    report: &mut FileReport,
) -> Result<End> {
    let mut original = Original::new(part);
    let (mut block, mut first_other, mut at) = (Vec::new(), None, 0);
    let (mut copied, most, mut end) = (0, most_samples(decoding, part), End::Reached);
    while decoding.next_block(&mut block)? {
        copied += block.len() as u64;
        if copied > most {
            end = End::TooLate;
            break;
        }
        meter.add(&block);
        let mut rest = &block[..];
        while !rest.is_empty() && first_other.is_none() {
            let samples = original.next(rest.len());
            let mut pairs = samples.iter().zip(rest);
            let other = pairs.position(|(one, other)| f32::from(*one) / 32_768.0 != *other);
            if other.is_some() || samples.is_empty() {
                first_other = Some(at + other.unwrap_or(0));
            }
            at += samples.len();
            rest = &rest[samples.len()..];
        }
    }
    if let Some(at) = first_other.filter(|at| (*at as u64) < part.samples()) {
        report.add(format!(
            "its samples are not those of the WAV files from {:.3} s on",
            at as f64 / f64::from(part.sample_rate)
        ));
    }
    Ok(end)
}

/// Lossy: the sound has the times and the level of the WAV files.
fn hear_in_step(
    loss: Loss,
    decoding: &mut Decoding,
    part: Part<'_>,
    meter: &mut SoundMeter,
    report: &mut FileReport,
) -> Result<End> {
    let mut original = Original::new(part);
    let most = most_samples(decoding, part);
    let mut alignment = Alignment::new(part.sample_rate, decoding.sample_rate);
    let (mut block, mut levels) = (Vec::new(), Vec::new());
    let (mut copied, mut read) = (0, 0);
    let mut heard = Ok(true);
    while let Ok(true) = heard
        && copied <= most
    {
        heard = decoding.next_block(&mut block);
        meter.add(&block);
        copied += block.len() as u64;
        alignment.copy.hear(&block);
        while alignment.is_behind() {
            let samples = original.next(1 << 14);
            if samples.is_empty() {
                alignment.end_original();
                break;
            }
            read += samples.len() as u64;
            levels.clear();
            levels.extend(samples.iter().map(|sample| f32::from(*sample) / 32_768.0));
            alignment.original.hear(&levels);
        }
        alignment.compare();
    }
    alignment.finish();
    report_places(&alignment, report);
    let gain = alignment.gain_db(read, copied);
    let may_be = -may_be_softer(loss)..=GAIN_TOLERANCE;
    let is_whole = matches!(heard, Ok(false));
    if let Some(gain) = gain.filter(|gain| is_whole && !may_be.contains(gain)) {
        let (amount, way) = (gain.abs(), if gain > 0.0 { "louder" } else { "softer" });
        report.add(format!("it is {amount:.1} dB {way} than the WAV files"));
    }
    heard.map(|goes_on| if goes_on { End::TooLate } else { End::Reached })
}

fn report_places(alignment: &Alignment, report: &mut FileReport) {
    let found = &alignment.found;
    let of = |places: usize| format!("in {places} of {} places", found.places);
    if let Some(at_ms) = found.different.first() {
        report.add(format!(
            "it is not the sound of the WAV files from {:.1} s on, {}",
            *at_ms as f64 / 1000.0,
            of(found.different.len())
        ));
    }
    if let Some((at_ms, lag_ms)) = found.shifted.first() {
        let (lag_ms, way) = (lag_ms.abs(), if *lag_ms > 0 { "late" } else { "early" });
        report.add(format!(
            "it is heard {lag_ms} ms too {way} from {:.1} s on, {}",
            *at_ms as f64 / 1000.0,
            of(found.shifted.len())
        ));
    }
}

fn check_length(decoding: &Decoding, part: Part<'_>, report: &mut FileReport) {
    let ticks = decoding.ticks_per_second;
    let wanted = length_at(ticks, part);
    if decoding.ticks != wanted {
        report.add(format!(
            "it has {} samples at {ticks} Hz instead of {wanted}",
            decoding.ticks
        ));
    }
}

/// The target loudness is that of the whole; single sections may differ.
fn check_loudness(loss: Loss, part: Part<'_>, report: &mut FileReport) {
    let Some(target) = part.target_lufs else {
        return;
    };
    let highest = match loss {
        Loss::None => HIGHEST_PEAK,
        Loss::Detail { .. } => HIGHEST_LOSSY_PEAK,
    };
    if let Some(peak) = report.true_peak_dbtp.filter(|peak| *peak > highest) {
        report.add(format!("its highest true peak is at {peak:.1} dBTP"));
    }
    let is_whole = part.section.is_none() && !is_short(part.samples(), part.sample_rate);
    let may_be = -may_be_softer(loss).max(LOUDNESS_TOLERANCE)..=LOUDNESS_TOLERANCE;
    let is_off = |lufs: &f64| !may_be.contains(&(lufs - f64::from(target)));
    if let Some(lufs) = report.loudness_lufs.filter(|lufs| is_whole && is_off(lufs)) {
        report.add(format!("it is at {lufs:.1} LUFS instead of {target}"));
    }
}
