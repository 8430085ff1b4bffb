//! Loudness normalization: the integrated loudness of a whole, and the one gain that brings it
//! to a target (ITU-R BS.1770-4, EBU R 128).
//!
//! The loudness of an utterance is kept as a histogram of its gating blocks, so that the
//! loudness of many is known without measuring them again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// BS.1770-4: quieter blocks count as silence, in LUFS.
const ABSOLUTE_GATE: f64 = -70.0;

/// BS.1770-4: blocks quieter than the mean by more than this are left out, in LU.
const RELATIVE_GATE: f64 = -10.0;

/// The width of a histogram bin, in LU. The middle of a bin is off by half of it at most.
const BIN: f64 = 0.25;

/// A histogram of gating blocks: how many blocks are in each bin of 0.25 LU, by the bin's
/// number (its lower border in LUFS divided by the width).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatingBlocks(BTreeMap<i16, u32>);

impl GatingBlocks {
    /// Counts a block, unless it is below the absolute gate.
    pub(super) fn add(&mut self, lufs: f64) {
        if lufs > ABSOLUTE_GATE {
            *self.0.entry((lufs / BIN).floor() as i16).or_default() += 1;
        }
    }

    /// Adds the blocks of another sound.
    pub fn extend(&mut self, other: &GatingBlocks) {
        for (bin, count) in &other.0 {
            let total = self.0.entry(*bin).or_default();
            *total = total.saturating_add(*count);
        }
    }
}

/// The integrated loudness of several sections as one, in LUFS; `None` for silence.
pub fn integrated<'a>(sections: impl Iterator<Item = &'a GatingBlocks> + Clone) -> Option<f64> {
    let blocks = sections.flat_map(|blocks| {
        let bins = blocks.0.iter();
        bins.map(|(bin, count)| ((f64::from(*bin) + 0.5) * BIN, f64::from(*count)))
    });
    let ungated = mean(blocks.clone())?;
    mean(blocks.filter(|(lufs, _)| *lufs > ungated + RELATIVE_GATE))
}

/// The loudness of the mean energy of blocks, given as loudness and count.
fn mean(blocks: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (energy, count) = blocks.fold((0.0, 0.0), |(energy, count), (lufs, times)| {
        (energy + times * 10_f64.powf(lufs / 10.0), count + times)
    });
    (count > 0.0).then(|| 10.0 * (energy / count).log10())
}

/// The loudness of a section or an utterance at one gain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoudnessMeasurement {
    /// The gain in tenths of a decibel.
    pub gain_cb: i16,
    /// Its gating blocks at that gain; those of a section are those of its utterances.
    pub blocks: GatingBlocks,
}

/// The search for the gain that brings all sections of an audiobook to a target loudness.
///
/// The limiter takes back a part of any gain, so a gain is tried, measured, and corrected.
/// The gains depend only on the measurements: an audiobook made in one run and one made of
/// parts kept from earlier runs end with the same gain.
#[derive(Clone, Debug)]
pub struct GainSearch {
    target_lufs: Option<i8>,
    /// All gains tried, in tenths of a decibel, the current one last; empty without a target.
    gains_cb: Vec<i16>,
}

/// The search ends within this distance of the target, in LU.
const TOLERANCE: f64 = 0.28;

/// The search ends after this many gains.
const MAX_GAINS: usize = 4;

/// The smallest part of a gain step that the limiter is assumed to leave. Where it leaves
/// less, more gain would only distort.
const MIN_KEPT: f64 = 0.3;

/// In tenths of a decibel. With more gain a voice would be nothing but limiter, with less it
/// would be gone.
const MAX_GAIN_CB: i16 = 300;

impl GainSearch {
    /// A search for the gain to `target_lufs`; `None` leaves the level unchanged. `usual_cb` is
    /// the loudness that the voice usually has at 0 dB, less what the limiter takes back, in
    /// tenths of a LUFS: with a good first guess, most audiobooks need not be spoken twice.
    pub fn new(target_lufs: Option<i8>, usual_cb: i16) -> GainSearch {
        let first = target_lufs.map(|target| i16::from(target) * 10 - usual_cb);
        GainSearch {
            target_lufs,
            gains_cb: first.into_iter().collect(),
        }
    }

    /// All gains tried, in tenths of a decibel, the current one last; empty without a target.
    pub fn gains_cb(&self) -> &[i16] {
        &self.gains_cb
    }

    /// Whether a section has been measured at every gain tried so far.
    pub fn is_measured(&self, measured: &[LoudnessMeasurement]) -> bool {
        let measured = measured.iter().map(|measured| &measured.gain_cb);
        measured.take(self.gains_cb.len()).eq(&self.gains_cb)
    }

    /// Whether a section was last made at the current gain.
    pub fn is_at_current_gain(&self, measured: &[LoudnessMeasurement]) -> bool {
        measured.len() == self.gains_cb.len() && self.is_measured(measured)
    }

    /// Moves to the next gain where the current one misses the target. Returns whether there
    /// is a next gain. All `sections` must be measured.
    pub fn advance(&mut self, sections: &[&[LoudnessMeasurement]]) -> bool {
        let (Some(target), Some(&gain)) = (self.target_lufs, self.gains_cb.last()) else {
            return false;
        };
        let loudness_at = |index: usize| {
            let blocks = sections.iter().filter_map(|measured| measured.get(index));
            integrated(blocks.map(|measured| &measured.blocks))
        };
        let last = self.gains_cb.len() - 1;
        let Some(lufs) = loudness_at(last) else {
            return false;
        };
        let missing = f64::from(target) - lufs;
        // The part of a decibel of gain that the limiter leaves.
        let kept = last.checked_sub(1).and_then(|before| {
            let gained = f64::from(gain - self.gains_cb[before]) / 10.0;
            Some((lufs - loudness_at(before)?) / gained)
        });
        let step = (missing * 10.0 / kept.unwrap_or(1.0).clamp(MIN_KEPT, 1.0)).round();
        let next = gain.saturating_add(step as i16);
        let next = next.clamp(-MAX_GAIN_CB, MAX_GAIN_CB);
        let is_done = missing.abs() <= TOLERANCE || self.gains_cb.len() == MAX_GAINS;
        if is_done || next == gain {
            return false;
        }
        self.gains_cb.push(next);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section of one block, with its loudness at each gain.
    fn section(loudness: &[(i16, f64)]) -> Vec<LoudnessMeasurement> {
        let measured = loudness.iter().map(|(gain_cb, lufs)| {
            let mut blocks = GatingBlocks::default();
            blocks.add(*lufs);
            LoudnessMeasurement {
                gain_cb: *gain_cb,
                blocks,
            }
        });
        measured.collect()
    }

    #[test]
    fn gains_are_tried_until_the_loudness_is_at_the_target() {
        let mut search = GainSearch::new(Some(-16), -232);
        assert_eq!(search.gains_cb(), [72]);
        // The limiter takes back half of what is added.
        let first = section(&[(72, -18.1)]);
        assert!(search.is_measured(&first) && search.advance(&[&first]));
        assert_eq!(search.gains_cb(), [72, 93]);
        assert!(!search.is_measured(&first));
        let second = section(&[(72, -18.1), (93, -17.1)]);
        assert!(search.advance(&[&second]));
        assert_eq!(search.gains_cb(), [72, 93, 117]);
        let third = section(&[(72, -18.1), (93, -17.1), (117, -16.1)]);
        assert!(!search.advance(&[&third]) && search.is_at_current_gain(&third));
        // Kept from a run in which another gain came second.
        let other = section(&[(72, -18.1), (95, -17.0), (117, -16.1)]);
        assert!(!search.is_measured(&other));
    }

    #[test]
    fn a_search_ends_at_the_target_in_silence_and_without_a_target() {
        let mut search = GainSearch::new(Some(-19), -232);
        assert!(!search.advance(&[&section(&[(42, -19.1)])]));
        assert!(!search.advance(&[&[]]), "all is silent");
        let mut off = GainSearch::new(None, -232);
        assert!(off.is_measured(&[]) && off.is_at_current_gain(&[]) && !off.advance(&[&[]]));
    }
}
