//! Compares the text that a file shows, piece by piece, with the printed sentences. Line breaks
//! and replacements for markup characters make no difference.

use anyhow::Result;

use super::part::Part;
use super::report::FileReport;
use crate::formats::captions::Caption;
use crate::formats::captions::read::BookCaptions;
use crate::formats::markup::text::is_forbidden;
use lismoi_audio::clock::whole_ms;

/// The largest difference of a sentence's start to that of its first cue: the coarsest format
/// rounds to hundredths of a second.
const TOLERANCE_MS: u64 = 20;

/// The text that is still to be shown.
pub(super) struct Printed {
    captions: BookCaptions,
    sample_rate: u32,
    sentence: Option<Caption>,
    /// The characters of the sentence not yet shown, in reverse.
    rest: Vec<char>,
    /// Whether a difference was found: the rest cannot be compared then.
    is_lost: bool,
}

impl Printed {
    /// # Errors
    /// The manifest cannot be read.
    pub(super) fn new(part: Part<'_>) -> Result<Printed> {
        Ok(Printed {
            captions: part.captions()?,
            sample_rate: part.sample_rate,
            sentence: None,
            rest: Vec::new(),
            is_lost: false,
        })
    }

    /// Compares the next piece, with its start in milliseconds if known. Returns whether it is
    /// printed there, and not empty.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub(super) fn show(
        &mut self,
        text: &str,
        start_ms: Option<u64>,
        report: &mut FileReport,
    ) -> Result<bool> {
        let mut is_first = true;
        for shown in bare(text) {
            if self.is_lost {
                return Ok(false);
            }
            let begins = self.rest.is_empty();
            if begins && !self.next_sentence()? {
                self.is_lost = true;
                report.add(format!("it shows '{text}', which is not printed there"));
                return Ok(false);
            }
            if self.rest.pop() != Some(shown) {
                self.lose(report, "it is missing, or not shown as it is printed");
                return Ok(false);
            }
            if let Some(start_ms) = start_ms.filter(|_| begins && is_first) {
                self.check_start(start_ms, report);
            }
            is_first = false;
        }
        Ok(!is_first)
    }

    /// Reports sentences that were not shown.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub(super) fn finish(mut self, report: &mut FileReport) -> Result<()> {
        if !self.is_lost && (!self.rest.is_empty() || self.next_sentence()?) {
            self.lose(report, "it is missing, and all that follows");
        }
        Ok(())
    }

    /// Advances to the next sentence with text; returns whether there is one.
    fn next_sentence(&mut self) -> Result<bool> {
        while self.rest.is_empty() {
            self.sentence = self.captions.next().transpose()?;
            let Some(sentence) = &self.sentence else {
                return Ok(false);
            };
            self.rest.extend(bare(&sentence.text));
            self.rest.reverse();
        }
        Ok(true)
    }

    fn lose(&mut self, report: &mut FileReport, problem: &str) {
        self.is_lost = true;
        self.report(report, problem.to_owned());
    }

    fn report(&self, report: &mut FileReport, problem: String) {
        let sentence = self
            .sentence
            .as_ref()
            .map(|sentence| sentence.text.as_str());
        report.add_to(sentence, problem);
    }

    fn check_start(&mut self, start_ms: u64, report: &mut FileReport) {
        let start = self.sentence.as_ref().map_or(0, |sentence| sentence.start);
        let wanted = whole_ms(start, self.sample_rate);
        if start_ms.abs_diff(wanted) > TOLERANCE_MS {
            self.report(
                report,
                format!("it is shown at {start_ms} ms instead of {wanted}"),
            );
        }
    }
}

/// The characters that every format keeps, with replacements for markup undone, and all for
/// characters that a format may replace.
pub(super) fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
    let kept = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{2060}');
    kept.map(|c| match c {
        '［' => '[',
        '］' => ']',
        '＜' => '<',
        '＞' => '>',
        _ if is_forbidden(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    })
}
