//! The lengths of sections. What is new is spoken; where the voice is slow, a part of it is, and
//! the rest is estimated.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use crate::Interrupted;
use crate::build::observer::{Event, Observer, Stage};
use crate::build::plan::{Plan, ScriptLine};
use crate::build::postprocess;
use crate::timeline::place::PLACEHOLDER_MS;
use lismoi_audio::clock;
use lismoi_speech::engine::Engine;
use lismoi_speech::order::process_in_order;
use lismoi_speech::{SpeechError, Synthesizer};

/// So many sentences of a slow voice are spoken. With 20 of them the length of an article was
/// off by 2.5 % at most, that of a section by 5 %.
const SPOKEN_BY_SLOW_VOICES: usize = 20;

/// The lengths of all sections.
#[derive(Clone, Debug)]
pub(super) struct Lengths {
    /// In samples, in the order of the plan.
    pub(super) samples: Vec<u64>,
    /// Whether not everything was spoken.
    pub(super) is_estimated: bool,
}

/// A sentence of a new section.
struct Line {
    /// The index of its section.
    section: usize,
    /// The number of letters that the engine is given.
    letters: u64,
    /// Its pauses, in samples.
    pauses: u64,
    /// Its length without them; `None` where it was not spoken.
    samples: Option<u64>,
}

/// The lengths; `kept` has those of sections that are up to date.
pub(super) fn lengths<S: Synthesizer + Send>(
    plan: &Plan<'_>,
    kept: &[Option<u64>],
    workers: impl FnOnce() -> Result<Vec<S>>,
    interrupted: &AtomicBool,
    observer: Observer<'_>,
) -> Result<Lengths> {
    let mut samples: Vec<u64> = kept.iter().map(|kept| kept.unwrap_or(0)).collect();
    let new = kept.iter().enumerate().filter(|(_, kept)| kept.is_none());
    let new: Vec<usize> = new.map(|(index, _)| index).collect();
    if new.is_empty() {
        return Ok(Lengths {
            samples,
            is_estimated: false,
        });
    }
    let count: usize = match plan.settings.voice.engine() {
        Engine::Piper => new.iter().map(|&index| lines(plan, index).count()).sum(),
        Engine::Espeak | Engine::Pico => 0,
    };
    let step = count.div_ceil(SPOKEN_BY_SLOW_VOICES).max(1);
    let lines = spoken(plan, &new, step, workers()?, interrupted, observer)?;
    let fit = Fit::of(&lines);
    for line in &lines {
        samples[line.section] += line.pauses + line.samples.unwrap_or_else(|| fit.at(line.letters));
    }
    Ok(Lengths {
        samples,
        is_estimated: step > 1,
    })
}

fn lines<'a>(plan: &Plan<'a>, section: usize) -> impl Iterator<Item = ScriptLine> + use<'a> {
    plan.script(plan.sections[section].section)
}

/// The sentences of the sections, every one in `step` of them spoken.
fn spoken<S: Synthesizer + Send>(
    plan: &Plan<'_>,
    sections: &[usize],
    step: usize,
    workers: Vec<S>,
    interrupted: &AtomicBool,
    observer: Observer<'_>,
) -> Result<Vec<Line>> {
    let rate = plan.engine.sample_rate;
    let total = sections
        .iter()
        .map(|&index| plan.sections[index].spoken_bytes)
        .sum();
    let stage = Stage::Speaking;
    observer(Event::Started { stage, total });
    let all = sections
        .iter()
        .flat_map(|&section| lines(plan, section).map(move |line| (section, line)));
    let requests = all.enumerate().map(|(number, (section, line))| {
        let pauses = [
            line.utterance.pause_before_ms,
            line.utterance.pause_after_ms,
        ];
        let text = line.rendered.text;
        let found = Line {
            section,
            letters: text.len() as u64,
            pauses: pauses.map(|ms| clock::samples(ms, rate)).iter().sum(),
            samples: None,
        };
        (found, number.is_multiple_of(step).then_some(text))
    });
    let length = |take| postprocess::process(take, &[]).take.samples.len() as u64;
    let mut lines = Vec::new();
    let result = process_in_order(workers, requests, length, |mut line: Line, length| {
        if interrupted.load(Ordering::Relaxed) {
            return Err(Interrupted.into());
        }
        line.samples = match length {
            // A sentence without a sound has a short silence in its place.
            Some(Ok(0) | Err(SpeechError::Utterance(_))) => {
                Some(clock::samples(PLACEHOLDER_MS, rate))
            }
            Some(Ok(samples)) => Some(samples),
            Some(Err(error)) => return Err(error.into()),
            None => None,
        };
        observer(Event::Advanced(line.letters));
        lines.push(line);
        Ok(())
    });
    observer(Event::Ended);
    result.map(|()| lines)
}

/// A straight line through the lengths of the sentences that were spoken, by least squares.
#[derive(Clone, Copy, Debug)]
struct Fit {
    /// The length of no letters, in samples.
    start: f64,
    /// Samples per letter.
    slope: f64,
}

impl Fit {
    fn of(lines: &[Line]) -> Fit {
        let points = lines
            .iter()
            .filter_map(|line| Some((line.letters as f64, line.samples? as f64)));
        let (mut count, mut x, mut y, mut xx, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (letters, samples) in points {
            count += 1.0;
            x += letters;
            y += samples;
            xx += letters * letters;
            xy += letters * samples;
        }
        let spread = count * xx - x * x;
        let slope = match spread > 0.0 {
            true => (count * xy - x * y) / spread,
            false => y / f64::max(x, 1.0),
        };
        Fit {
            start: (y - slope * x) / f64::max(count, 1.0),
            slope,
        }
    }

    fn at(self, letters: u64) -> u64 {
        (self.start + self.slope * letters as f64).max(0.0) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_goes_through_points_on_a_line() {
        let line = |letters, samples| Line {
            section: 0,
            letters,
            pauses: 0,
            samples,
        };
        let points = [line(10, Some(1500)), line(30, Some(3500)), line(90, None)];
        let fit = Fit::of(&points);
        assert_eq!((fit.at(10), fit.at(20)), (1500, 2500));
        let one = Fit::of(&points[..1]);
        assert_eq!(one.at(20), 3000);
    }
}
