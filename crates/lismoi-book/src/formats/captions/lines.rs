//! Breaks a caption into screens of one or two lines of at most [`LONGEST_LINE`] characters,
//! at the ends of phrases where possible.

use std::ops::Range;

use super::{Caption, CaptionWord};
use lismoi_audio::clock::samples;
use lismoi_document::word_list::WordList;

/// In characters, after Netflix's guide to French subtitles. Only a longer word makes a longer
/// line.
pub const LONGEST_LINE: usize = 42;

/// The lines that are shown at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// One or two lines, as ranges of the caption's text.
    pub lines: Vec<Range<usize>>,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
}

/// If a screen would be shorter than this, the times of the words are of no use.
const SHORTEST_SCREEN_MS: u32 = 10;

/// The screens of a caption, in order; none where there is no text.
pub fn screens(caption: &Caption, sample_rate: u32) -> Vec<Screen> {
    let pieces = pieces(caption);
    let screens = divide(&pieces);
    let spans = times(caption, &screens, sample_rate);
    let screens = screens.into_iter().zip(spans);
    screens
        .map(|(lines, span)| Screen {
            lines,
            start: span.start,
            end: span.end,
        })
        .collect()
}

/// Text that is never broken, and the price of a break after it.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    characters: usize,
    price_of_break: u32,
}

/// The text between plain spaces. Punctuation by itself goes with its word.
fn pieces(caption: &Caption) -> Vec<Piece> {
    let text = caption.text.as_str();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        match ranges.last_mut() {
            Some(last) if belongs_before(word) || belongs_after(&text[last.clone()]) => {
                last.end = end;
            }
            _ => ranges.push(start..end),
        }
    }
    let following = ranges.iter().skip(1).map(Some).chain([None]);
    let pieces = ranges.iter().zip(following).map(|(range, next)| Piece {
        range: range.clone(),
        characters: text[range.clone()].chars().count(),
        price_of_break: next.map_or(0, |next| {
            let is_inside_word = caption
                .words
                .iter()
                .any(|word| word.range.start < range.end && word.range.end > next.start);
            if is_inside_word {
                INSIDE_WORD
            } else {
                price_of_break(&text[range.clone()], &text[next.clone()])
            }
        }),
    });
    pieces.collect()
}

/// French puts a space before these.
fn belongs_before(word: &str) -> bool {
    word.chars().all(|c| "!?;:»%€…)".contains(c))
}

fn belongs_after(piece: &str) -> bool {
    piece.ends_with('«')
}

/// Inside a printed form that is spoken as one: "14 h 30".
const INSIDE_WORD: u32 = 60;

/// Words that open a phrase.
static OPENERS: WordList = WordList::new(include_str!("../../../data/phrase_openers.txt"));

/// Words that lean on the next one.
static PROCLITICS: WordList = WordList::new(include_str!("../../../data/proclitics.txt"));

fn price_of_break(before: &str, after: &str) -> u32 {
    let bare = before.trim_end_matches(['"', '\'', '’', ')', ']', ' ', '\u{a0}', '\u{202f}']);
    let first = after
        .split(['\'', '’'])
        .next()
        .unwrap_or_default()
        .trim_start_matches(['"', '(', '«', '“', ' ', '\u{a0}', '\u{202f}'])
        .to_lowercase();
    let last = before.to_lowercase();
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '…') => 0,
        Some(';' | ':') => 1,
        Some(',' | '»' | '”' | '—' | '–') => 2,
        _ if OPENERS.contains(&last) || PROCLITICS.contains(&last) => 24,
        _ if OPENERS.contains(&first) => 6,
        _ if matches!(
            first.as_str(),
            "de" | "du" | "des" | "d" | "à" | "au" | "aux"
        ) =>
        {
            9
        }
        _ => 12,
    }
}

/// The price of a screen: the fewer, the better.
const PRICE_OF_SCREEN: u32 = 16;

/// The cheapest division into screens of one or two lines, by dynamic programming.
fn divide(pieces: &[Piece]) -> Vec<Vec<Range<usize>>> {
    // For each number of pieces from the start: the price, the first piece of the last
    // screen, and the first piece of its last line.
    let mut best = vec![(0, 0, 0)];
    for end in 1..=pieces.len() {
        let mut cheapest = (u32::MAX, end - 1, end - 1);
        for second in (0..end).rev() {
            let Some(length) = line_length(&pieces[second..end]) else {
                break;
            };
            // A screen of one line.
            let short = u32::try_from(20_usize.saturating_sub(length)).unwrap_or(0);
            let price = best[second].0 + PRICE_OF_SCREEN + short + break_after(pieces, end);
            cheapest = cheapest.min((price, second, second));
            for first in (0..second).rev() {
                let Some(above) = line_length(&pieces[first..second]) else {
                    break;
                };
                if line_length(&pieces[first..end]).is_some() {
                    // One line is enough.
                    continue;
                }
                // Two lines look best at equal lengths, or with a longer lower one.
                let unlike = u32::try_from(above.abs_diff(length) / 6).unwrap_or(u32::MAX / 4);
                let upside_down = u32::from(above > length);
                let price = best[first].0
                    + PRICE_OF_SCREEN
                    + unlike
                    + upside_down
                    + pieces[second - 1].price_of_break
                    + break_after(pieces, end);
                cheapest = cheapest.min((price, first, second));
            }
        }
        best.push(cheapest);
    }
    let mut screens = Vec::new();
    let mut end = pieces.len();
    while end > 0 {
        let (_, first, second) = best[end];
        let mut lines = vec![line(&pieces[second..end])];
        if first < second {
            lines.insert(0, line(&pieces[first..second]));
        }
        screens.push(lines);
        end = first;
    }
    screens.reverse();
    screens
}

/// A break between screens costs twice one between lines.
fn break_after(pieces: &[Piece], end: usize) -> u32 {
    2 * pieces[end - 1].price_of_break
}

fn line(pieces: &[Piece]) -> Range<usize> {
    pieces[0].range.start..pieces[pieces.len() - 1].range.end
}

/// In characters; `None` where the pieces do not fit on a line. One piece always fits.
fn line_length(pieces: &[Piece]) -> Option<usize> {
    let characters: usize = pieces.iter().map(|piece| piece.characters).sum();
    let length = characters + pieces.len() - 1;
    (length <= LONGEST_LINE || pieces.len() == 1).then_some(length)
}

/// The times of the screens, by the words on them.
fn times(caption: &Caption, screens: &[Vec<Range<usize>>], sample_rate: u32) -> Vec<Range<u64>> {
    let mut spans: Vec<Range<u64>> = Vec::with_capacity(screens.len());
    for lines in screens {
        let (from, to) = (lines[0].start, lines[lines.len() - 1].end);
        spans.push(when_begun(caption, from)..when_done(caption, to));
    }
    if let Some(first) = spans.first_mut() {
        first.start = caption.start;
    }
    if let Some(last) = spans.last_mut() {
        last.end = caption.end;
    }
    let is_usable = spans
        .iter()
        .all(|span| span.start + samples(SHORTEST_SCREEN_MS, sample_rate) <= span.end)
        && spans.is_sorted_by(|one, next| one.end <= next.start);
    if is_usable {
        spans
    } else {
        evenly(caption, screens)
    }
}

/// The start of the first word that ends after a place.
fn when_begun(caption: &Caption, place: usize) -> u64 {
    let word = caption.words.iter().find(|word| word.range.end > place);
    word.map_or(caption.end, |word| within(word, place))
}

/// The end of the last word that starts before a place.
fn when_done(caption: &Caption, place: usize) -> u64 {
    let mut words = caption.words.iter().rev();
    let word = words.find(|word| word.range.start < place);
    word.map_or(caption.start, |word| within(word, place))
}

/// The time of a place inside a word, in proportion.
fn within(word: &CaptionWord, place: usize) -> u64 {
    let length = word.end.saturating_sub(word.start);
    let bytes = (word.range.end - word.range.start) as u64;
    let before = place.saturating_sub(word.range.start) as u64;
    word.start + length * before.min(bytes) / bytes
}

/// Divides the time of the caption in proportion to the length of the text.
fn evenly(caption: &Caption, screens: &[Vec<Range<usize>>]) -> Vec<Range<u64>> {
    let length = caption.end.saturating_sub(caption.start);
    let bytes = caption.text.len().max(1) as u64;
    let at = |byte: usize| caption.start + length * byte as u64 / bytes;
    let starts = screens.iter().map(|lines| lines[0].start);
    let ends = starts.clone().skip(1).map(at).chain([caption.end]);
    let starts = starts.map(at).enumerate();
    starts
        .zip(ends)
        .map(|((index, start), end)| if index == 0 { caption.start } else { start }..end)
        .collect()
}
