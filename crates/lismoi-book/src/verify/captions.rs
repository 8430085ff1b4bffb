//! Verifies captions: the printed text, in step with the sound.

use std::fs::File;
use std::io::{BufRead, BufReader};

use anyhow::Result;

use super::part::Part;
use super::printed::Printed;
use super::report::FileReport;
use super::times::Times;
use crate::formats::captions::{CaptionFormat, ShownCue};

/// Compares a file, cue by cue, with the sentences of the manifest.
///
/// # Errors
/// It cannot be read or understood.
pub(super) fn check(format: CaptionFormat, part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let file = BufReader::new(File::open(part.folder.join(&report.file))?);
    let cues = (format.read)(file.lines())?;
    let mut printed = Printed::new(part)?;
    let (mut times, mut count) = (Times::new(part), 0);
    for cue in cues {
        let cue = cue?;
        count += 1;
        check_times(count, &cue, &mut times, report);
        printed.show(&cue.text, Some(cue.start_ms), report)?;
    }
    report.cues = Some(count);
    printed.finish(report)
}

/// Verifies the times of a cue and of its words.
fn check_times(number: usize, cue: &ShownCue, times: &mut Times, report: &mut FileReport) {
    let (start, end) = (cue.start_ms, cue.end_ms);
    times.check(&format!("cue {number}"), (start, end), report);
    let is_inside = |at: &u64| (start..=end).contains(at);
    if !cue.inner_ms.is_sorted() || !cue.inner_ms.iter().all(is_inside) {
        report.add(format!("the words of cue {number} are out of order"));
    }
}
