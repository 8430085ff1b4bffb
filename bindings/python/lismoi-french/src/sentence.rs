//! Sentences and their words as Python gets them.

use std::ops::Range;

use lismoi_document::{Block, BlockKind, Section, lines};
use lismoi_french::{Mark, Options, Part, Segment, SpokenWord, Utterance, segments};

use crate::offsets::Offsets;

/// The printed text, its first character and the one after its last, the spoken form, the spoken
/// words, and the printed words that are not spoken.
pub(crate) type Sentence = (String, usize, usize, String, Vec<Word>, Vec<Word>);

/// The printed text, its first character and the one after its last, the spoken form, and the
/// rule that made it.
type Word = (String, usize, usize, String, Option<&'static str>);

/// How words are written that letter-to-sound rules get wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As a dictionary has them.
    Usual,
    /// In other letters, which French rules get right.
    Respelled,
}

/// All sentences of a text whose paragraphs blank lines divide.
pub(crate) fn all(text: &str, options: Options<'_>, spelling: Spelling) -> Vec<Sentence> {
    let section = Section {
        blocks: paragraphs(text)
            .into_iter()
            .map(|range| Block::new(BlockKind::Paragraph, range))
            .collect(),
        ..Section::default()
    };
    let mut offsets = Offsets::new(text);
    let mut sentences: Vec<(Range<usize>, Sentence)> = Vec::new();
    for segment in segments(text, &section, options) {
        let range = match &segment {
            Segment::Utterance(utterance) => utterance.sentence.clone(),
            Segment::Silent(range) => range.clone(),
        };
        // A very long sentence has several utterances.
        if sentences.last().is_none_or(|(last, _)| *last != range) {
            let range_trimmed = lines::trim(text, range.clone());
            let (start, end) = offsets.characters(&range_trimmed);
            let printed = text[range_trimmed].to_owned();
            let empty = (printed, start, end, String::new(), Vec::new(), Vec::new());
            sentences.push((range, empty));
        }
        if let (Segment::Utterance(utterance), Some((_, sentence))) =
            (segment, sentences.last_mut())
        {
            add(sentence, text, &utterance, &mut offsets, spelling);
        }
    }
    sentences
        .into_iter()
        .map(|(_, sentence)| sentence)
        .collect()
}

/// The groups of lines between blank ones.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for line in lines::all(text) {
        let line = lines::trim(text, line);
        match paragraphs.last_mut() {
            _ if line.is_empty() => is_open = false,
            Some(paragraph) if is_open => paragraph.end = line.end,
            _ => {
                paragraphs.push(line);
                is_open = true;
            }
        }
    }
    paragraphs
}

fn add(
    (_, _, _, spoken, words, silent): &mut Sentence,
    text: &str,
    utterance: &Utterance,
    offsets: &mut Offsets<'_>,
    spelling: Spelling,
) {
    let mut word = |printed: &Range<usize>, spoken: String, rule| {
        let (start, end) = offsets.characters(printed);
        (text[printed.clone()].to_owned(), start, end, spoken, rule)
    };
    for spoken_word in &utterance.words {
        let form = spelled(spoken_word, spelling);
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.push_str(&form);
        spoken.extend(spoken_word.mark.map(Mark::as_str));
        words.push(word(&spoken_word.printed, form, spoken_word.rule));
    }
    for silent_word in &utterance.silent {
        let rule = Some(silent_word.rule);
        silent.push(word(&silent_word.printed, String::new(), rule));
    }
}

fn spelled(word: &SpokenWord, spelling: Spelling) -> String {
    let written = |part: &'_ Part| match part {
        Part::Respelled { respelling, .. } if spelling == Spelling::Respelled => respelling.clone(),
        part => part.spelling().to_owned(),
    };
    word.parts.iter().map(written).collect()
}
