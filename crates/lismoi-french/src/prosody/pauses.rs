//! The silences between utterances: where they stand and how long they are.

use lismoi_document::BlockKind;
use serde::{Deserialize, Serialize};

use crate::Utterance;

/// Lengths of silence, in milliseconds. Commas are left to the synthesizer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pauses {
    /// After a sentence, within a paragraph.
    pub sentence_ms: u32,
    /// After a paragraph.
    pub paragraph_ms: u32,
    /// Before a heading, in addition to the section's start.
    pub before_heading_ms: u32,
    /// After a heading.
    pub after_heading_ms: u32,
    /// After an item of a list.
    pub list_item_ms: u32,
    /// At the start of every section.
    pub section_start_ms: u32,
    /// At the end of every section.
    pub section_end_ms: u32,
}

/// Pauses by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// Half of the natural pauses.
    Tight,
    /// Those of a newsreader.
    #[default]
    Natural,
    /// Three halves of the natural pauses: time to think.
    Slow,
}

/// Between the clauses of a sentence that is too long for one breath.
const PART_MS: u32 = 80;

impl Pauses {
    /// The pauses of a pace.
    pub fn of(pace: Pace) -> Pauses {
        let scaled = |natural_ms: u32| match pace {
            Pace::Tight => natural_ms / 2,
            Pace::Natural => natural_ms,
            Pace::Slow => natural_ms * 3 / 2,
        };
        Pauses {
            sentence_ms: scaled(350),
            paragraph_ms: scaled(700),
            before_heading_ms: scaled(400),
            after_heading_ms: scaled(800),
            list_item_ms: scaled(450),
            section_start_ms: scaled(300),
            section_end_ms: scaled(900),
        }
    }

    /// The longest silence that these pauses can make in one file.
    pub fn longest_ms(&self) -> u32 {
        let within = [
            self.sentence_ms,
            self.paragraph_ms,
            self.after_heading_ms,
            self.list_item_ms,
        ];
        let start_ms = self.section_start_ms + self.before_heading_ms;
        within
            .into_iter()
            .fold(PART_MS.max(start_ms).max(self.section_end_ms), u32::max)
    }
}

/// Sets the pauses of the utterances of one section.
pub(crate) fn place(
    utterances: impl Iterator<Item = Utterance>,
    pauses: &Pauses,
) -> impl Iterator<Item = Utterance> {
    let mut utterances = utterances.peekable();
    let mut is_first = true;
    std::iter::from_fn(move || {
        let mut utterance = utterances.next()?;
        if is_first {
            utterance.pause_before_ms = pauses.section_start_ms;
            if is_heading(&utterance) {
                utterance.pause_before_ms += pauses.before_heading_ms;
            }
        }
        is_first = false;
        utterance.pause_after_ms = match utterances.peek() {
            Some(next) => between(&utterance, next, pauses),
            None => pauses.section_end_ms,
        };
        Some(utterance)
    })
}

fn is_heading(utterance: &Utterance) -> bool {
    matches!(utterance.kind, BlockKind::Title | BlockKind::Heading)
}

fn between(utterance: &Utterance, next: &Utterance, pauses: &Pauses) -> u32 {
    if utterance.sentence == next.sentence {
        PART_MS
    } else if utterance.block == next.block {
        pauses.sentence_ms
    } else if is_heading(utterance) {
        pauses.after_heading_ms
    } else if utterance.kind == BlockKind::ListItem {
        pauses.list_item_ms
    } else {
        pauses.paragraph_ms
    }
}
