//! Loudness: how loud a book is heard, and the gain that brings it to a loudness (ITU-R
//! BS.1770-4, EBU R 128).
//!
//! What is measured of a section is kept as a histogram of its gating blocks, so that the
//! loudness of a whole book is known without hearing its sections again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// BS.1770-4: quieter blocks are silence, in LUFS.
const ABSOLUTE_GATE: f64 = -70.0;

/// BS.1770-4: blocks that are so much quieter than the others are not counted, in LU.
const RELATIVE_GATE: f64 = -10.0;

/// The bins of a histogram are so wide, in LU. Their middles are off by half of it at most,
/// up and down alike.
const BIN: f64 = 0.25;

/// How many gating blocks are how loud: the number of the bin, and how many are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocks(BTreeMap<i16, u32>);

impl Blocks {
    /// Counts one more block.
    pub(super) fn add(&mut self, lufs: f64) {
        if lufs > ABSOLUTE_GATE {
            *self.0.entry((lufs / BIN).floor() as i16).or_default() += 1;
        }
    }
}

/// The integrated loudness of several sections as one, in LUFS; `None` where all is silent.
pub fn integrated<'a>(sections: impl Iterator<Item = &'a Blocks> + Clone) -> Option<f64> {
    let blocks = sections.flat_map(|blocks| {
        let bins = blocks.0.iter();
        bins.map(|(bin, count)| ((f64::from(*bin) + 0.5) * BIN, f64::from(*count)))
    });
    let ungated = mean(blocks.clone())?;
    mean(blocks.filter(|(lufs, _)| *lufs > ungated + RELATIVE_GATE))
}

/// The loudness of the mean energy.
fn mean(blocks: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (energy, count) = blocks.fold((0.0, 0.0), |(energy, count), (lufs, times)| {
        (energy + times * 10_f64.powf(lufs / 10.0), count + times)
    });
    (count > 0.0).then(|| 10.0 * (energy / count).log10())
}

/// What was heard of a section at a gain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// In tenths of a decibel.
    pub gain_cb: i16,
    /// How loud it was then.
    pub blocks: Blocks,
}

/// How a book is brought to a loudness: with one gain for all its sections, which is tried,
/// measured, and tried anew, because the limiter takes back a part of it.
///
/// The gains depend on what is heard alone: a book that is spoken anew and one of which a
/// part was kept come to the same.
#[derive(Clone, Debug)]
pub struct Levelling {
    target_lufs: Option<i8>,
    /// Those tried, the current one last; none where the level is left as it is.
    gains_cb: Vec<i16>,
}

/// What the default voice has at a gain of nothing, less what the limiter takes back:
/// with it a book need not be spoken twice. In tenths of a LUFS.
const USUAL_LOUDNESS: i16 = -232;

/// A book is so near its target, in LU, or as near as so many gains bring it.
const TOLERANCE: f64 = 0.28;
const MOST_GAINS: usize = 4;

/// Where the limiter takes back more than this leaves, more gain would only distort.
const LEAST_KEPT: f64 = 0.3;

/// Beyond it a voice would be all limiter, or gone. In tenths of a decibel.
const LARGEST_GAIN: i16 = 300;

impl Levelling {
    /// To `target_lufs`; `None` leaves the level as it is.
    pub fn new(target_lufs: Option<i8>) -> Levelling {
        let first = target_lufs.map(|target| i16::from(target) * 10 - USUAL_LOUDNESS);
        Levelling {
            target_lufs,
            gains_cb: first.into_iter().collect(),
        }
    }

    /// The gain that is tried now, in tenths of a decibel.
    pub fn gain_cb(&self) -> Option<i16> {
        self.gains_cb.last().copied()
    }

    /// Whether a section was heard at all gains that were tried.
    pub fn knows(&self, measured: &[Measured]) -> bool {
        self.tried(measured).count() == self.gains_cb.len()
    }

    /// Whether a section has the gain that is tried now.
    pub fn is_met_by(&self, measured: &[Measured]) -> bool {
        measured.len() == self.gains_cb.len() && self.knows(measured)
    }

    /// What was heard of a section at the gains before the current one, as far as it goes.
    pub fn before(&self, measured: &[Measured]) -> Vec<Measured> {
        let count = self.gains_cb.len().saturating_sub(1);
        self.tried(measured).take(count).cloned().collect()
    }

    fn tried<'a>(&'a self, measured: &'a [Measured]) -> impl Iterator<Item = &'a Measured> {
        let gains = self.gains_cb.iter().zip(measured);
        let equal = gains.take_while(|(gain, measured)| **gain == measured.gain_cb);
        equal.map(|(_, measured)| measured)
    }

    /// Goes on to another gain where the sections, all of which are known, are too loud or
    /// not loud enough; says whether it does.
    pub fn goes_on(&mut self, sections: &[&[Measured]]) -> bool {
        let (Some(target), Some(gain)) = (self.target_lufs, self.gain_cb()) else {
            return false;
        };
        let heard = |index: usize| {
            let blocks = sections.iter().filter_map(|measured| measured.get(index));
            integrated(blocks.map(|measured| &measured.blocks))
        };
        let last = self.gains_cb.len() - 1;
        let Some(lufs) = heard(last) else {
            return false;
        };
        let missing = f64::from(target) - lufs;
        // How much of a decibel of gain the limiter leaves.
        let kept = last.checked_sub(1).and_then(|before| {
            let gained = f64::from(gain - self.gains_cb[before]) / 10.0;
            Some((lufs - heard(before)?) / gained)
        });
        let step = (missing * 10.0 / kept.unwrap_or(1.0).clamp(LEAST_KEPT, 1.0)).round();
        let next = gain.saturating_add(step as i16);
        let next = next.clamp(-LARGEST_GAIN, LARGEST_GAIN);
        let is_done = missing.abs() <= TOLERANCE || self.gains_cb.len() == MOST_GAINS;
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

    /// A section of one block that is so loud at each gain.
    fn section(heard: &[(i16, f64)]) -> Vec<Measured> {
        let measured = heard.iter().map(|(gain_cb, lufs)| {
            let mut blocks = Blocks::default();
            blocks.add(*lufs);
            Measured {
                gain_cb: *gain_cb,
                blocks,
            }
        });
        measured.collect()
    }

    #[test]
    fn a_gain_is_tried_anew_until_the_loudness_is_right() {
        let mut levelling = Levelling::new(Some(-16));
        assert_eq!(levelling.gain_cb(), Some(72));
        // The limiter takes back half of what is added.
        let first = section(&[(72, -18.1)]);
        assert!(levelling.knows(&first) && levelling.goes_on(&[&first]));
        assert_eq!(levelling.gain_cb(), Some(93));
        assert!(!levelling.knows(&first));
        let second = section(&[(72, -18.1), (93, -17.1)]);
        assert!(levelling.goes_on(&[&second]));
        assert_eq!(levelling.gain_cb(), Some(117));
        let third = section(&[(72, -18.1), (93, -17.1), (117, -16.1)]);
        assert!(!levelling.goes_on(&[&third]) && levelling.is_met_by(&third));
        // Kept from a run in which another gain came second.
        let other = section(&[(72, -18.1), (95, -17.0), (117, -16.1)]);
        assert!(!levelling.knows(&other));
        assert_eq!(levelling.before(&other).len(), 1);
    }

    #[test]
    fn what_is_right_at_once_or_not_asked_for_is_left() {
        let mut levelling = Levelling::new(Some(-19));
        assert!(!levelling.goes_on(&[&section(&[(42, -19.1)])]));
        assert!(!levelling.goes_on(&[&[]]), "all is silent");
        let mut off = Levelling::new(None);
        assert!(off.knows(&[]) && off.is_met_by(&[]) && !off.goes_on(&[&[]]));
    }
}
