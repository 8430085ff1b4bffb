//! Divides the whole text of a caption into words: punctuation goes with the word that it
//! touches.

use std::ops::Range;

use super::Caption;
use super::read::trimmed;

/// The words with their punctuation, and when each is spoken.
pub(crate) fn with_marks(caption: &Caption) -> Vec<(Range<usize>, Range<u64>)> {
    let text = caption.text.as_str();
    if caption.words.is_empty() {
        return vec![(0..text.len(), caption.start..caption.end)];
    }
    let following = caption.words.iter().skip(1);
    let ends = caption.words.iter().zip(following);
    let ends = ends
        .map(|(word, next)| border(text, word.range.end..next.range.start))
        .chain([text.len()]);
    let mut start = 0;
    let pieces = caption.words.iter().zip(ends).map(|(word, end)| {
        let piece = trimmed(text, start..end);
        start = end;
        (piece, word.start..word.end)
    });
    pieces.collect()
}

/// The end of the first word's punctuation in the gap between two words: before an opening
/// mark, else at the last white space.
fn border(text: &str, gap: Range<usize>) -> usize {
    let between = &text[gap.clone()];
    let mut spaces = between.match_indices(char::is_whitespace);
    let opening = spaces.clone().find(|(place, space)| {
        between[place + space.len()..].starts_with(['«', '“', '"', '(', '[', '‘'])
    });
    let space = opening.or_else(|| spaces.next_back());
    space.map_or(gap.end, |(place, _)| gap.start + place)
}
