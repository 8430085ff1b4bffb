//! Verifies that cues are in order and within the sound.

use super::part::Part;
use super::report::FileReport;

/// The times of the cues so far.
pub(super) struct Times {
    length_ms: u64,
    /// The end of the previous cue.
    last_ms: u64,
}

impl Times {
    /// Starts before the first cue of a part.
    pub(super) fn new(part: Part<'_>) -> Times {
        Times {
            length_ms: part
                .samples()
                .saturating_mul(1000)
                .div_ceil(part.sample_rate.into()),
            last_ms: 0,
        }
    }

    /// Verifies the next cue, called `name` in the report.
    pub(super) fn check(&mut self, name: &str, (start, end): (u64, u64), report: &mut FileReport) {
        let (last, length) = (self.last_ms, self.length_ms);
        if start < last {
            report.add(format!(
                "{name} starts at {start} ms, before the one before ends at {last} ms"
            ));
        }
        if end < start {
            report.add(format!("{name} ends at {end} ms, before it starts"));
        }
        if end.max(start) > length {
            report.add(format!(
                "{name} is after the end of the sound at {length} ms"
            ));
        }
        self.last_ms = end.max(start);
    }
}
