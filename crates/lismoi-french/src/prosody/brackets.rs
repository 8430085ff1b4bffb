//! Brackets set off by pauses: "Le maire (PS) a salué Anne (sa fille) hier" is said as if commas
//! stood there. The gaps between the words of a sentence in, a mark where one is set off out.

use std::ops::Range;

use super::Mark;

/// The brackets of one sentence that are open and set off.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Where each of them closes, the innermost last; the end of the text for one that does not.
    closings: Vec<usize>,
}

/// The farthest that the other bracket is looked for, in bytes: it keeps the total time linear.
const LONGEST: usize = 1024;

/// Words after which no voice pauses.
const NEED_MORE: [&str; 10] = ["de", "du", "des", "le", "la", "les", "un", "une", "à", "au"];

/// Longer than each of [`NEED_MORE`] with the spaces around it, in bytes.
const LONGEST_NEED: usize = 16;

impl Brackets {
    /// The mark after the word before `gap`, the text between two words, where a bracket opens or
    /// closes in it.
    pub(crate) fn mark(&mut self, text: &str, gap: Range<usize>) -> Option<Mark> {
        // Most gaps are a space.
        if &text[gap.clone()] == " " {
            return None;
        }
        let mut sets_off = false;
        for (at, character) in text[gap.clone()].char_indices() {
            let at = gap.start + at;
            match character {
                '(' | '[' => {
                    if let Some(closing) = set_off(text, at) {
                        self.closings.push(closing);
                        sets_off = true;
                    }
                }
                ')' | ']' => {
                    sets_off |= self.closings.pop_if(|closing| *closing == at).is_some()
                        || is_label(&text[..at]);
                }
                _ => {}
            }
        }
        sets_off.then_some(Mark::Comma)
    }
}

/// Where the bracket at `open` closes, if it is set off.
fn set_off(text: &str, open: usize) -> Option<usize> {
    let end = text.floor_char_boundary(open + 1 + LONGEST);
    let (before, after) = (&text[..open], &text[open + 1..end]);
    // "f(x)", "ami(e)s"; and "de [nom]", "le (petit) lac" go on.
    let near = &before[before.ceil_char_boundary(open.saturating_sub(LONGEST_NEED))..];
    let previous = near.trim_end().rsplit(char::is_whitespace).next()?;
    if before.ends_with(char::is_alphanumeric) || NEED_MORE.contains(&previous) {
        return None;
    }
    let length = closing(&text[open..end]);
    let inside = &after[..length.unwrap_or(after.len())];
    if length.is_some_and(|length| after[length + 1..].starts_with(char::is_alphanumeric)) {
        // "(re)voir"
        return None;
    }
    let words = inside.split_whitespace();
    let mut words = words.filter(|word| word.contains(char::is_alphanumeric));
    let first = words.next()?;
    let is_alone = words.next().is_none();
    // A square bracket with a word or two mends a quotation: "[le maire] a dit".
    let is_mended =
        text[open..].starts_with('[') && words.nth(1).is_none() && !inside.contains(super::is_mark);
    // "f (x)", and references to notes; but "(a) Le vote" starts with a label.
    let is_symbol = is_alone && first.chars().nth(1).is_none() && !before.trim_start().is_empty();
    if is_mended || is_symbol || (is_alone && length.is_none()) {
        return None;
    }
    Some(length.map_or(text.len(), |length| open + 1 + length))
}

/// The length of the text between the bracket at the start and the one that closes it.
fn closing(text: &str) -> Option<usize> {
    let (open, close) = match text.as_bytes().first()? {
        b'(' => (b'(', b')'),
        _ => (b'[', b']'),
    };
    let mut depth = 0;
    text.bytes()
        .take(LONGEST)
        .position(|byte| {
            depth += i32::from(byte == open) - i32::from(byte == close);
            depth == 0
        })?
        .checked_sub(1)
}

/// Whether a bracket without another one closes a label: "a) Le vote", "1) Ouvrir".
fn is_label(before: &str) -> bool {
    before.len() <= 3 && before.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::Segmentation;
    use crate::tests::spoken;

    /// The spoken words of a sentence with their marks.
    fn heard(sentence: &str) -> String {
        let utterances = spoken(sentence, Segmentation::Sentences).into_iter();
        utterances.map(|utterance| utterance.spelling()).collect()
    }

    #[test]
    fn a_bracket_is_set_off_by_pauses() {
        for (printed, said) in [
            (
                "Le maire (PS) a salué Anne (sa fille) hier.",
                "Le maire, P S, a salué Anne, sa fille, hier.",
            ),
            (
                "M. Dupont (dont la femme (Anne) est là), élu (sans elle).",
                "monsieur Dupont, dont la femme, Anne, est là, élu, sans elle.",
            ),
            ("(Paris) Le maire dort.", "Paris, Le maire dort."),
            (
                "Oui ( ou non ) ; voir (le reste",
                "Oui, ou non; voir, le reste.",
            ),
            ("Il dit [ndlr : hier] non.", "Il dit, ndlr: hier, non."),
            ("(a) Le vote.", "a, Le vote."),
            ("a) Le vote.", "a, Le vote."),
        ] {
            assert_eq!(heard(printed), said, "{printed}");
        }
    }

    #[test]
    fn a_bracket_that_is_part_of_a_word_or_a_symbol_is_not_set_off() {
        for (printed, said) in [
            ("Les ami(e)s de f(x) dorment.", "Les amis de f x dorment."),
            (
                "Il faut (re)voir f (x) et (1) ici.",
                "Il faut re voir f x et un ici.",
            ),
            (
                "Il dit : « [le maire] dort (...) [...] ici »",
                "Il dit: le maire dort ici.",
            ),
            (
                "Il voit le (petit) lac de [nom de la ville]",
                "Il voit le petit lac de nom de la ville.",
            ),
            ("La fonction head(x) dort.", "La fonction head x dort."),
        ] {
            assert_eq!(heard(printed), said, "{printed}");
        }
    }
}
