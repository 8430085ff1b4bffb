//! Words that are divided at the end of a line.

use std::collections::HashSet;

use crate::pdf::layout::lines::Line;

/// The words of a document, to tell a divided word from a compound.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Words(HashSet<String>);

/// Second halves of compounds with a hyphen: "peut-être", "a-t-il", "celui-ci".
const AFTER_HYPHENS: [&str; 30] = [
    "ce", "ci", "cela", "dedans", "dehors", "delà", "dessous", "dessus", "devant", "dire", "elle",
    "elles", "être", "il", "ils", "je", "là", "leur", "lui", "moi", "même", "mêmes", "nous", "on",
    "toi", "tu", "unes", "uns", "vous", "vis",
];

/// First halves: "demi-heure", "c'est-à-dire".
const BEFORE_HYPHENS: [&str; 15] = [
    "après", "au", "avant", "celui", "celle", "ci", "c’est", "c'est", "demi", "est", "ex", "mi",
    "non", "quasi", "vice",
];

/// Pronouns after an imperative: "cessez-le".
const PRONOUNS: [&str; 5] = ["en", "la", "le", "les", "y"];

/// Whether a verb may be an imperative of the plural.
fn is_imperative(word: &str) -> bool {
    word.ends_with("ez") || word.ends_with("ons")
}

impl Words {
    pub(in crate::pdf) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Words {
        let mut words = HashSet::new();
        for line in lines {
            // The last word may be divided.
            let text = line.text.trim_end();
            let whole = match ends_with_hyphen(text) {
                true => text.rsplit_once(' ').map_or("", |(before, _)| before),
                false => text,
            };
            for word in whole.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c))) {
                if !word.is_empty() {
                    words.insert(word.to_lowercase());
                }
            }
        }
        Words(words)
    }

    /// How the end of a line and the start of the next become one text: with a space, as one
    /// word without the hyphen, or with it.
    pub(in crate::pdf) fn junction(&self, last: &str, next: &str) -> Junction {
        if !ends_with_hyphen(last) {
            return Junction::Space;
        }
        let first = last_word(last);
        let second = first_word(next);
        if first.is_empty() || second.is_empty() {
            return Junction::Space;
        }
        if last.ends_with('\u{AD}') {
            return Junction::Joined;
        }
        let is_capital = !second.starts_with(char::is_lowercase);
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        let joined = format!("{first}{second}");
        if self.0.contains(&joined) {
            return Junction::Joined;
        }
        if is_capital || first.ends_with(|c: char| c.is_numeric()) {
            return Junction::Hyphen;
        }
        let is_compound = self.0.contains(&format!("{first}-{second}"))
            || first.contains(is_hyphen)
            // Words are not divided before their second or after their last but one letter.
            || first.chars().count() == 1
            || second.chars().count() == 1
            || is_imperative(&first) && PRONOUNS.contains(&second.as_str())
            || AFTER_HYPHENS.contains(&second.as_str())
            || BEFORE_HYPHENS.contains(&first.as_str());
        if is_compound {
            Junction::Hyphen
        } else {
            Junction::Joined
        }
    }
}

/// How two lines become one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pdf) enum Junction {
    Space,
    /// The hyphen falls away.
    Joined,
    /// The hyphen stays, without a space.
    Hyphen,
}

pub(in crate::pdf) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{AD}' | '\u{2010}' | '\u{2011}')
}

/// Whether a line ends in a word with a hyphen; a dash stands after a space.
fn ends_with_hyphen(text: &str) -> bool {
    let mut end = text.chars().rev();
    end.next().is_some_and(is_hyphen) && end.next().is_some_and(char::is_alphanumeric)
}

/// The last word without its hyphen at the end, with those within it.
fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(is_hyphen);
    let is_word = |c: char| c.is_alphanumeric() || is_hyphen(c) || c == '’' || c == '\'';
    let start = text.trim_end_matches(is_word).len();
    &text[start..]
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}
