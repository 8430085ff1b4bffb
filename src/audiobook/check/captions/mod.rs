//! A file of captions in, whether it shows the printed text in step with the sound out.

use std::fs::File;
use std::io::{BufRead, BufReader};

use anyhow::{Context, Result};

use super::printed::Printed;
use super::{FileReport, Part};
use crate::audiobook::captions::CaptionForm;
use crate::speech::SAMPLE_RATE;
use cues::{Cue, Cues};

mod cues;

/// Reads a file cue by cue, beside the sentences of the manifest.
///
/// # Errors
/// It cannot be read or understood.
pub(super) fn check(form: CaptionForm, part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let file = BufReader::new(File::open(part.folder.join(&report.file))?);
    let mut cues = Cues::new(form, file.lines())?;
    let mut printed = Printed::new(part)?;
    let mut times = Times {
        length_ms: (part.samples() * 1000).div_ceil(u64::from(SAMPLE_RATE)),
        last_ms: 0,
        count: 0,
    };
    while let Some(cue) = cues.next()? {
        times.check(&cue, report);
        printed.show(&cue.text, Some(cue.start_ms), report)?;
    }
    report.cues = Some(times.count);
    printed.finish(report)
}

/// When cues are shown.
struct Times {
    length_ms: u64,
    /// The end of the cue before.
    last_ms: u64,
    count: usize,
}

impl Times {
    fn check(&mut self, cue: &Cue, report: &mut FileReport) {
        self.count += 1;
        let (number, start, end) = (self.count, cue.start_ms, cue.end_ms);
        if start < self.last_ms {
            let last = self.last_ms;
            report.add(format!(
                "cue {number} starts at {start} ms, before the one before ends at {last} ms"
            ));
        }
        if end < start {
            report.add(format!("cue {number} ends at {end} ms, before it starts"));
        }
        if end.max(start) > self.length_ms {
            let length = self.length_ms;
            report.add(format!(
                "cue {number} is shown after the end of the sound at {length} ms"
            ));
        }
        let is_inside = |at: &u64| (start..=end).contains(at);
        if !cue.inner_ms.is_sorted() || !cue.inner_ms.iter().all(is_inside) {
            report.add(format!("the words of cue {number} are out of order"));
        }
        self.last_ms = end.max(start);
    }
}

/// In milliseconds, from `HH:MM:SS.mmm`, `HH:MM:SS,mmm` or `MM:SS.cc`.
pub(super) fn milliseconds(text: &str) -> Result<u64> {
    let time = || -> Option<u64> {
        let (clock, fraction) = text.trim().split_once([',', '.'])?;
        let seconds = clock.split(':').try_fold(0_u64, |sum, part| {
            sum.checked_mul(60)?.checked_add(part.parse().ok()?)
        })?;
        let fraction = match (fraction.len(), fraction.parse::<u64>().ok()?) {
            (2, hundredths) => hundredths * 10,
            (3, thousandths) => thousandths,
            _ => return None,
        };
        seconds.checked_mul(1000)?.checked_add(fraction)
    };
    time().with_context(|| format!("'{text}' is no time"))
}
