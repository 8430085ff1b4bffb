//! The silences between utterances: where they stand and how long they are.

use lismoi_document::BlockKind;
use serde::{Deserialize, Serialize};

use super::Mark;
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
        let start_ms = self.section_start_ms.saturating_add(self.before_heading_ms);
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
    } else if goes_on_in_verse(utterance, next) {
        pauses.sentence_ms / 2
    } else if is_heading(utterance) {
        pauses.after_heading_ms
    } else if utterance.kind == BlockKind::ListItem {
        pauses.list_item_ms
    } else {
        pauses.paragraph_ms
    }
}

/// The longest line of a poem, in bytes: an alexandrine has some 60.
const LONGEST_VERSE: usize = 90;

/// Whether a sentence goes on from one line to the next, as in a poem: two short blocks with
/// nothing but a line end between them, and no final mark at the end of the first.
fn goes_on_in_verse(utterance: &Utterance, next: &Utterance) -> bool {
    let is_verse = |utterance: &Utterance| {
        matches!(utterance.kind, BlockKind::Paragraph | BlockKind::Quote)
            && utterance.block.len() <= LONGEST_VERSE
    };
    let is_open = utterance.words.last().is_some_and(|last| {
        // Without a printed mark, the sentence ends with its last word.
        matches!(last.mark, Some(Mark::Comma | Mark::Semicolon | Mark::Colon))
            || last.printed.end == utterance.range.end
    });
    is_verse(utterance) && is_verse(next) && is_open && next.block.start <= utterance.block.end + 1
}

#[cfg(test)]
mod tests {
    use lismoi_document::Block;

    use super::*;
    use crate::{Lexicon, Options};

    /// The pauses after the utterances of the lines of a text, each of which is a block.
    fn pauses_after_lines(text: &str) -> Vec<u32> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let range = start..start + line.trim_end().len();
            start += line.len();
            range
        });
        let lexicon = Lexicon::default();
        let utterances = lines.filter(|range| !range.is_empty()).flat_map(|range| {
            let block = Block::new(BlockKind::Paragraph, range);
            let segments: Vec<_> =
                crate::block_segments(text, &block, Options::new(&lexicon)).collect();
            segments
        });
        let spoken = utterances.filter_map(|segment| match segment {
            crate::Segment::Utterance(utterance) => Some(utterance),
            crate::Segment::Silent(_) => None,
        });
        place(spoken, &Pauses::of(Pace::Natural))
            .map(|utterance| utterance.pause_after_ms)
            .collect()
    }

    #[test]
    fn a_verse_that_goes_on_is_no_paragraph() {
        let poem = "Ainsi, poussés vers de nouveaux rivages,\nSur l'océan des âges\n\
                    Jeter l'ancre un seul jour ?\nÔ lac ! l'année a fini,\n\nEt près des flots";
        assert_eq!(pauses_after_lines(poem), [175, 175, 700, 700, 900]);
    }
}
