//! When one thing after the other is shown or heard in, whether they are in order and within
//! the sound out.

use super::part::Part;
use super::report::FileReport;
use lismoi_audio::SAMPLE_RATE;

/// What has been shown so far.
pub(super) struct Times {
    length_ms: u64,
    /// The end of what came before.
    last_ms: u64,
}

impl Times {
    /// For the sound of a part.
    pub(super) fn new(part: Part<'_>) -> Times {
        Times {
            length_ms: (part.samples() * 1000).div_ceil(u64::from(SAMPLE_RATE)),
            last_ms: 0,
        }
    }

    /// `name` is that of what comes next, in the report.
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
