//! A caption in, what is shown at once out: one or two lines of at most
//! [`LONGEST_LINE`] characters, broken where the sense allows.

use std::ops::Range;

use super::{Caption, CaptionWord};
use lismoi_audio::clock::samples;
use lismoi_speech::SAMPLE_RATE;

/// In characters, as Netflix's guide to French subtitles has it. Only a word that is longer
/// stands on a longer line.
pub const LONGEST_LINE: usize = 42;

/// What is shown at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// One or two lines, as places in the caption's text.
    pub lines: Vec<Range<usize>>,
    /// Its first sample.
    pub start: u64,
    /// The sample after its last.
    pub end: u64,
}

/// Shorter than this, a part cannot be read at all, and the words' times are not usable.
const SHORTEST_PART_MS: u32 = 10;

/// The parts of a caption, in order; none where there is no text.
pub fn parts(caption: &Caption) -> Vec<Part> {
    let pieces = pieces(caption);
    let screens = divide(&pieces);
    let spans = times(caption, &screens);
    let parts = screens.into_iter().zip(spans);
    parts
        .map(|(lines, span)| Part {
            lines,
            start: span.start,
            end: span.end,
        })
        .collect()
}

/// What is never broken, and the price of a break behind it.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    characters: usize,
    price_of_break: u32,
}

/// The text between plain spaces; marks that stand alone go with their word.
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

/// A printed form that is said as one: "14 h 30".
const INSIDE_WORD: u32 = 60;

/// What is weakly tied to the word before it.
const OPENERS: &[&str] = &[
    "et", "mais", "ou", "car", "donc", "or", "ni", "puis", "qui", "que", "dont", "où", "quand",
    "lorsque", "puisque", "parce", "comme", "si", "tandis", "alors", "afin", "pour", "sans",
    "avant", "après", "pendant", "selon", "malgré", "depuis", "avec", "dans", "sur", "par", "chez",
    "vers", "entre", "contre", "sous", "jusque", "soit", "qu", "lorsqu", "puisqu", "jusqu", "dès",
    "bien", "tant", "ainsi",
];

/// What is closely tied to the word after it.
const TIED: &[&str] = &[
    "le", "la", "les", "un", "une", "des", "du", "de", "à", "au", "aux", "en", "ce", "cet",
    "cette", "ces", "mon", "ton", "son", "ma", "ta", "sa", "mes", "tes", "ses", "notre", "votre",
    "leur", "nos", "vos", "leurs", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles",
    "se", "ne", "me", "te", "y", "très", "plus", "ont", "est", "sont", "a",
];

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
        _ if OPENERS.contains(&last.as_str()) || TIED.contains(&last.as_str()) => 24,
        _ if OPENERS.contains(&first.as_str()) => 6,
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

/// What a part costs by itself: as few as possible.
const PRICE_OF_PART: u32 = 16;

/// The cheapest division into parts of one or two lines, by dynamic programming.
fn divide(pieces: &[Piece]) -> Vec<Vec<Range<usize>>> {
    // For each number of pieces from the start: the price, where the last part begins,
    // and where its last line does.
    let mut best = vec![(0, 0, 0)];
    for end in 1..=pieces.len() {
        let mut cheapest = (u32::MAX, end - 1, end - 1);
        for second in (0..end).rev() {
            let Some(length) = line_length(&pieces[second..end]) else {
                break;
            };
            // A part of one line.
            let short = u32::try_from(20_usize.saturating_sub(length)).unwrap_or(0);
            let price = best[second].0 + PRICE_OF_PART + short + break_behind(pieces, end);
            cheapest = cheapest.min((price, second, second));
            for first in (0..second).rev() {
                let Some(above) = line_length(&pieces[first..second]) else {
                    break;
                };
                if line_length(&pieces[first..end]).is_some() {
                    // One line does.
                    continue;
                }
                // Two lines look best alike, the lower one the longer.
                let unlike = u32::try_from(above.abs_diff(length) / 6).unwrap_or(u32::MAX / 4);
                let upside_down = u32::from(above > length);
                let price = best[first].0
                    + PRICE_OF_PART
                    + unlike
                    + upside_down
                    + pieces[second - 1].price_of_break
                    + break_behind(pieces, end);
                cheapest = cheapest.min((price, first, second));
            }
        }
        best.push(cheapest);
    }
    let mut parts = Vec::new();
    let mut end = pieces.len();
    while end > 0 {
        let (_, first, second) = best[end];
        let mut lines = vec![line(&pieces[second..end])];
        if first < second {
            lines.insert(0, line(&pieces[first..second]));
        }
        parts.push(lines);
        end = first;
    }
    parts.reverse();
    parts
}

/// A part that ends amid a thought is worse than a line that does.
fn break_behind(pieces: &[Piece], end: usize) -> u32 {
    2 * pieces[end - 1].price_of_break
}

fn line(pieces: &[Piece]) -> Range<usize> {
    pieces[0].range.start..pieces[pieces.len() - 1].range.end
}

/// In characters; `None` where they do not fit on a line. One piece always does.
fn line_length(pieces: &[Piece]) -> Option<usize> {
    let characters: usize = pieces.iter().map(|piece| piece.characters).sum();
    let length = characters + pieces.len() - 1;
    (length <= LONGEST_LINE || pieces.len() == 1).then_some(length)
}

/// When the parts are heard, after the words in them.
fn times(caption: &Caption, parts: &[Vec<Range<usize>>]) -> Vec<Range<u64>> {
    let mut spans: Vec<Range<u64>> = Vec::with_capacity(parts.len());
    for lines in parts {
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
        .all(|span| span.start + samples(SHORTEST_PART_MS, SAMPLE_RATE) <= span.end)
        && spans.is_sorted_by(|one, next| one.end <= next.start);
    if is_usable {
        spans
    } else {
        evenly(caption, parts)
    }
}

/// When the first word that ends behind a place is begun.
fn when_begun(caption: &Caption, place: usize) -> u64 {
    let word = caption.words.iter().find(|word| word.range.end > place);
    word.map_or(caption.end, |word| within(word, place))
}

/// When the last word that starts before a place is done.
fn when_done(caption: &Caption, place: usize) -> u64 {
    let mut words = caption.words.iter().rev();
    let word = words.find(|word| word.range.start < place);
    word.map_or(caption.start, |word| within(word, place))
}

/// When a place is heard, by its share of a word.
fn within(word: &CaptionWord, place: usize) -> u64 {
    let length = word.end.saturating_sub(word.start);
    let bytes = (word.range.end - word.range.start) as u64;
    let before = place.saturating_sub(word.range.start) as u64;
    word.start + length * before.min(bytes) / bytes
}

/// Shares the caption's time by the length of the text.
fn evenly(caption: &Caption, parts: &[Vec<Range<usize>>]) -> Vec<Range<u64>> {
    let length = caption.end.saturating_sub(caption.start);
    let bytes = caption.text.len().max(1) as u64;
    let at = |byte: usize| caption.start + length * byte as u64 / bytes;
    let starts = parts.iter().map(|lines| lines[0].start);
    let ends = starts.clone().skip(1).map(at).chain([caption.end]);
    let starts = starts.map(at).enumerate();
    starts
        .zip(ends)
        .map(|((index, start), end)| if index == 0 { caption.start } else { start }..end)
        .collect()
}
