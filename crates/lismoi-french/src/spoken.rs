//! A sentence in, utterances out: the words that will be spoken, each tied to the
//! printed text that it comes from, without references to notes.
//!
//! What the words are is decided by `forms`, which marks are heeded by `tokens`; here
//! they are put together into what is handed to the synthesizer at once.

use std::ops::Range;

use super::clauses::Clauses;
use super::pronunciation::window::pronounced;
use super::tokens::{HEEDED, Token, tokens};
use super::{Options, Segment, Utterance};
use lismoi_document::{Block, FootnoteReference};

/// The utterances of one sentence, or the sentence itself where it has no word.
pub(super) fn segments<'a>(
    source: &'a str,
    block: &'a Block,
    sentence: Range<usize>,
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + 'a {
    let pieces = pieces(sentence.clone(), block.references_within(&sentence));
    let end = sentence.end;
    let tokens = pieces.flat_map(move |piece| {
        let is_last = piece.end == end;
        tokens(source, piece, options.dialect).map(move |mut token| {
            // "M.[3] Dupont": the sentence goes on behind the reference.
            token.mark = token.mark.filter(|mark| is_last || *mark != '.');
            token
        })
    });
    let mut clauses = Clauses::new(pronounced(tokens, options.lexicon));
    let mut start = sentence.start;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let Some(tokens) = clauses.next() else {
            done = true;
            return (start == sentence.start).then(|| Segment::Silent(sentence.clone()));
        };
        let utterance = utterance(block, &sentence, start, tokens, clauses.is_done());
        start = utterance.range.end;
        Some(Segment::Utterance(utterance))
    })
}

fn utterance(
    block: &Block,
    sentence: &Range<usize>,
    start: usize,
    tokens: Vec<Token<'_>>,
    is_last: bool,
) -> Utterance {
    let (mut text, mut words, mut end) = (String::new(), Vec::new(), start);
    let mut silent = Vec::new();
    for mut token in tokens {
        end = token.end;
        silent.append(&mut token.silent);
        token.append_to(&mut text, &mut words);
    }
    finish(&mut text, is_last);
    Utterance {
        kind: block.kind,
        block: block.range.clone(),
        sentence: sentence.clone(),
        range: start..end,
        text,
        words,
        silent,
        pause_before_ms: 0,
        pause_after_ms: 0,
    }
}

/// Ends the text with a mark: without one the voice stays up in the air.
fn finish(text: &mut String, is_last: bool) {
    if !text.ends_with(HEEDED) {
        text.push(if is_last { '.' } else { ',' });
    }
}

/// A sentence without the references to notes in it.
fn pieces(
    sentence: Range<usize>,
    marks: &[FootnoteReference],
) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(sentence.start).chain(marks.iter().map(|mark| mark.range.end));
    let ends = marks.iter().map(|mark| mark.range.start);
    let ends = ends.chain(std::iter::once(sentence.end));
    starts.zip(ends).map(|(start, end)| start..end.max(start))
}
