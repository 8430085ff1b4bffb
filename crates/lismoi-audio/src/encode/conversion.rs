//! Conversion of a whole stream to the sample rate that the user chose: 16-bit samples in,
//! 16-bit samples out, as many as [`Tags`] at that rate announce.

use super::resample::{REACH, Ratio, Resampler};
use super::tags::{ChapterMarker, Tags};

/// A conversion and what it still owes.
pub(super) struct Conversion {
    resampler: Resampler,
    /// How many samples are still to come out.
    missing: u64,
}

impl Conversion {
    /// From the rate and the length of `from` to those of `to`.
    pub(super) fn new(from: &Tags, to: &Tags) -> Conversion {
        Conversion {
            resampler: Resampler::new(Ratio::new(from.sample_rate, to.sample_rate)),
            missing: to.samples,
        }
    }

    /// Takes the next samples, and returns those that no longer depend on later ones.
    pub(super) fn convert(&mut self, samples: &[i16]) -> Vec<i16> {
        let mut converted = Vec::new();
        self.resampler.push(samples, &mut converted);
        let wanted = usize::try_from(self.missing).unwrap_or(usize::MAX);
        converted.truncate(wanted);
        self.missing -= converted.len() as u64;
        let sample = |sample: f32| (sample * 32_768.0).round() as i16;
        converted.into_iter().map(sample).collect()
    }

    /// Returns the rest. Silence follows the last sample.
    pub(super) fn finish(&mut self) -> Vec<i16> {
        let mut rest = Vec::new();
        while self.missing > 0 {
            rest.extend(self.convert(&[0; REACH]));
        }
        rest
    }
}

/// The tags of the same sound at another sample rate: every time is the nearest sample.
pub(super) fn at_rate(tags: &Tags, sample_rate: u32) -> Tags {
    let (from, to) = (u64::from(tags.sample_rate), u64::from(sample_rate));
    let nearest = |sample: u64| (sample * to + from / 2) / from;
    let chapter = |chapter: &ChapterMarker| ChapterMarker {
        start: nearest(chapter.start),
        end: nearest(chapter.end),
        ..chapter.clone()
    };
    Tags {
        sample_rate,
        samples: nearest(tags.samples).max(1),
        chapters: tags.chapters.iter().map(chapter).collect(),
        ..tags.clone()
    }
}
