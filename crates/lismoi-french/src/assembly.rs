//! A sentence in, utterances out: its tokens without the references to notes, pronounced, and
//! divided where the sentence is very long.

use std::ops::Range;

use lismoi_document::{BlockKind, FootnoteReference};

use crate::liaison::link;
use crate::pronunciation::window::pronounced;
use crate::prosody::Mark;
use crate::segmentation::Segmentation;
use crate::segmentation::clauses::Clauses;
use crate::tokens::{SpokenToken, tokens};
use crate::{Options, Segment, SpokenWord, Utterance};

/// The block that a sentence stands in.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) kind: BlockKind,
    pub(crate) block: Range<usize>,
}

/// The utterances of one sentence, or the sentence itself where it has no word. `references`
/// are those within the sentence.
pub(crate) fn segments<'a>(
    source: &'a str,
    place: Place,
    sentence: Range<usize>,
    references: &'a [FootnoteReference],
    options: Options<'a>,
) -> impl Iterator<Item = Segment> + use<'a> {
    let end = sentence.end;
    // A sentence is not divided again, but a line that is taken as one may be several.
    let segmentation = match options.segmentation {
        Segmentation::Sentences if references.is_empty() => Segmentation::Whole,
        _ => Segmentation::Sentences,
    };
    let tokens = pieces(sentence.clone(), references).flat_map(move |piece| {
        let is_last = piece.end == end;
        tokens(source, piece, segmentation, options).map(move |mut token| {
            // "M.[3] Dupont": the sentence goes on after the reference.
            token.mark = token.mark.filter(|mark| is_last || *mark != Mark::FullStop);
            token
        })
    });
    let mut clauses = Clauses::new(pronounced(tokens, options), options.limits);
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
        let mut utterance = utterance(&place, &sentence, start, tokens, clauses.is_done());
        link(&mut utterance.words, options.liaisons);
        start = utterance.range.end;
        Some(Segment::Utterance(utterance))
    })
}

fn utterance(
    place: &Place,
    sentence: &Range<usize>,
    start: usize,
    tokens: Vec<SpokenToken>,
    is_last: bool,
) -> Utterance {
    let (mut silent, mut end) = (Vec::new(), start);
    let words = tokens.into_iter().filter_map(|mut token| {
        end = token.end;
        silent.append(&mut token.silent);
        Some(SpokenWord {
            mark: token.mark,
            ..token.word?
        })
    });
    let mut words: Vec<SpokenWord> = words.collect();
    // Without a mark, a voice does not fall at the end.
    let end_mark = if is_last { Mark::FullStop } else { Mark::Comma };
    if let Some(last) = words.last_mut() {
        last.mark.get_or_insert(end_mark);
    }
    Utterance {
        kind: place.kind,
        block: place.block.clone(),
        sentence: sentence.clone(),
        range: start..end,
        words,
        silent,
        pause_before_ms: 0,
        pause_after_ms: 0,
    }
}

/// A sentence without the references to notes in it.
fn pieces(
    sentence: Range<usize>,
    references: &[FootnoteReference],
) -> impl Iterator<Item = Range<usize>> {
    let ranges = || references.iter().map(|reference| &reference.range);
    let starts = std::iter::once(sentence.start).chain(ranges().map(|range| range.end));
    let ends = ranges().map(|range| range.start).chain([sentence.end]);
    starts.zip(ends).map(|(start, end)| start..end.max(start))
}
