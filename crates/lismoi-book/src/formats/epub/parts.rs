//! Divides a sentence into the parts that a reading system highlights one after the other.

use std::ops::Range;

use super::Highlight;
use crate::formats::captions::Caption;
use crate::formats::captions::marks::with_marks;
use lismoi_audio::clock::whole_ms;

/// A part of a sentence. It lasts until the next part starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its range in the text of the sentence, in bytes, without the white space around it.
    pub(crate) text: Range<usize>,
    /// Its first sample.
    pub(crate) start: u64,
}

/// The parts of a sentence, one or more: the sentence, or its words with their punctuation.
/// The first starts with the sentence.
///
/// Words that start in the same millisecond, the finest that an overlay tells, are one part.
pub(crate) fn parts(caption: &Caption, highlight: Highlight, sample_rate: u32) -> Vec<Part> {
    let whole = Part {
        text: 0..caption.text.len(),
        start: caption.start,
    };
    if highlight == Highlight::Sentences {
        return vec![whole];
    }
    let mut parts: Vec<Part> = Vec::new();
    for (text, spoken) in with_marks(caption) {
        let start = spoken.start.max(caption.start);
        match parts.last_mut() {
            Some(last) if whole_ms(start, sample_rate) <= whole_ms(last.start, sample_rate) => {
                last.text.end = text.end;
            }
            Some(_) => parts.push(Part { text, start }),
            None => parts.push(Part {
                text,
                start: caption.start,
            }),
        }
    }
    if parts.is_empty() { vec![whole] } else { parts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::captions::CaptionWord;
    use lismoi_document::BlockKind;

    /// A sentence whose words, at 1000 samples a second, start at these places and times.
    fn caption(text: &str, words: &[(&str, u64)]) -> Caption {
        let words = words.iter().map(|(word, start)| {
            let place = text.find(word).expect("a word of the text");
            CaptionWord {
                range: place..place + word.len(),
                start: *start,
                end: *start + 100,
                said: None,
            }
        });
        Caption {
            section: 0,
            kind: BlockKind::Paragraph,
            opens_block: true,
            text: text.to_owned(),
            start: 500,
            end: 2000,
            words: words.collect(),
        }
    }

    fn texts(caption: &Caption, highlight: Highlight) -> Vec<(&str, u64)> {
        let parts = parts(caption, highlight, 1000).into_iter();
        let texts = parts.map(|part| (&caption.text[part.text], part.start));
        texts.collect()
    }

    #[test]
    fn words_keep_their_punctuation_and_the_first_starts_with_the_sentence() {
        let caption = caption("« Oui », dit-il.", &[("Oui", 600), ("dit-il", 900)]);
        assert_eq!(
            texts(&caption, Highlight::Words),
            [("« Oui »,", 500), ("dit-il.", 900)]
        );
        assert_eq!(
            texts(&caption, Highlight::Sentences),
            [("« Oui », dit-il.", 500)]
        );
    }

    #[test]
    fn words_that_start_at_once_or_too_early_are_one_part() {
        let words = [
            ("Le", 500),
            ("grand", 700),
            ("14", 700),
            ("h", 650),
            ("ici", 900),
        ];
        let caption = caption("Le grand 14 h, ici.", &words);
        assert_eq!(
            texts(&caption, Highlight::Words),
            [("Le", 500), ("grand 14 h,", 700), ("ici.", 900)]
        );
    }

    #[test]
    fn a_sentence_without_words_is_one_part() {
        let caption = caption("* * *", &[]);
        assert_eq!(texts(&caption, Highlight::Words), [("* * *", 500)]);
    }
}
