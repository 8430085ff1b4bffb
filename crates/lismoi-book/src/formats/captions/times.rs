//! Converts samples to the milliseconds of caption files.

use lismoi_audio::clock::whole_ms;

/// Rounds times so that cues stay in order and inside the audio.
#[derive(Debug)]
pub(crate) struct Clock {
    sample_rate: u32,
    /// The length of the audio, in whole milliseconds.
    length_ms: u64,
    /// The end of the last cue.
    shown_until_ms: u64,
}

/// The times of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start_ms: u64,
    pub(crate) end_ms: u64,
}

impl Clock {
    pub(crate) fn new(samples: u64, sample_rate: u32) -> Clock {
        Clock {
            sample_rate,
            length_ms: whole_ms(samples, sample_rate),
            shown_until_ms: 0,
        }
    }

    /// Rounds down, so that no end is after that of the audio. A cue lasts at least a
    /// millisecond while there is room for it.
    pub(crate) fn span(&mut self, start: u64, end: u64) -> Span {
        let last_start = self.length_ms.saturating_sub(1);
        let start_ms = self.ms(start).max(self.shown_until_ms).min(last_start);
        let end_ms = self.ms(end).max(start_ms + 1).min(self.length_ms);
        self.shown_until_ms = end_ms;
        Span { start_ms, end_ms }
    }

    /// Whole milliseconds.
    pub(crate) fn ms(&self, samples: u64) -> u64 {
        whole_ms(samples, self.sample_rate)
    }
}
