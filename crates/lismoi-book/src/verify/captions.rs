//! Verifies captions: the printed text, in step with the sound.

use std::io::BufReader;

use anyhow::{Result, ensure};

use super::part::Part;
use super::printed::Printed;
use super::report::FileReport;
use super::times::Times;
use crate::formats::captions::{CaptionFormat, ShownCue};
use crate::lines::Lines;

/// The most cues in a row that show nothing of the article: what follows is not read. A file
/// without faults has none.
const MOST_IDLE: usize = 1000;

/// Compares a file, cue by cue, with the sentences of the manifest.
///
/// # Errors
/// It cannot be read or understood.
pub(super) fn check(format: CaptionFormat, part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let file = BufReader::new(part.folder.open_file(&report.file)?);
    let cues = (format.read)(Lines::new(file))?;
    let mut printed = Printed::new(part)?;
    let (mut times, mut count, mut idle) = (Times::new(part), 0, 0);
    for cue in cues {
        let cue = cue?;
        count += 1;
        check_times(count, &cue, &mut times, report);
        let is_printed = printed.show(&cue.text, Some(cue.start_ms), report)?;
        idle = if is_printed { 0 } else { idle + 1 };
        ensure!(idle <= MOST_IDLE, "it goes on after its text");
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
