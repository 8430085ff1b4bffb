//! Whether a mark ends a sentence, by what stands before and after it.

use lismoi_document::word_list::WordList;

use super::abbreviations::{self, Class};
use crate::normalization::starts_with_date;

/// A final mark and the text around it, within one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct FinalMark<'a> {
    /// The sentence so far.
    pub before: &'a str,
    /// The mark or marks: ".", "?!", "…".
    pub marks: &'a str,
    /// Closing quotes, brackets and references to notes directly after the marks.
    pub closing: &'a str,
    /// The rest of the block.
    pub after: &'a str,
}

/// Words that start sentences and are no names.
static STARTERS: WordList = WordList::new(include_str!("../../data/sentence_starters.txt"));

/// Of these, the ones that may as well be the first word of a surname: "Le Clézio".
const PARTICLES: [&str; 9] = ["le", "la", "les", "des", "du", "de", "d", "van", "von"];

/// Nouns that a single letter or numeral follows as a name: "le plan B".
static LETTERED: WordList = WordList::new(include_str!("../../data/lettered_nouns.txt"));

/// Words before a letter and a number in a code of law: "art. L. 121-1".
const LAW: [&str; 5] = ["art", "arts", "article", "articles", "al"];

/// Letters of the parts of a code of law, which stand before the number of an article.
const CODE_LETTERS: [&str; 7] = ["L", "R", "D", "A", "C", "LO", "L.O"];

/// Words before an article of a code: "aux articles D. 213 et D. 215".
const BEFORE_ARTICLES: [&str; 7] = ["et", "ou", "à", "ni", "aux", "des", "voir"];

/// Prepositions of time at the start of a sentence.
const TIME_PREPOSITIONS: [&str; 10] = [
    "en", "au", "à", "vers", "dès", "avant", "après", "depuis", "jusqu", "dans",
];

/// Names that are written with an exclamation mark.
const EXCLAIMED: [&str; 3] = ["yahoo", "joomla", "jeopardy"];

impl FinalMark<'_> {
    /// Whether the sentence ends here.
    pub(super) fn ends_sentence(self) -> bool {
        let next = self.after.trim_start();
        if next.is_empty() {
            return true;
        }
        if !(next.len() < self.after.len() || self.lacks_space()) || self.is_omission() {
            return false;
        }
        let next = next.trim_start_matches(|c: char| c.is_whitespace() || is_opening(c));
        let Some(first) = next.chars().next() else {
            return true;
        };
        if self.is_aside() {
            return false;
        }
        // A quote with spaces on both sides may open or close: a single sentence does not
        // show which, so the result must not depend on it.
        let is_spaced_quote =
            self.closing.contains(char::is_whitespace) && self.closing.ends_with('"');
        let is_quoted = is_spaced_quote || self.after.trim_start().starts_with(['"', '”']);
        if self.marks == "." && (holds_no_quote(self.closing) || is_spaced_quote) {
            return !(is_quoted && first.is_lowercase()) && self.full_stop_ends(first, next);
        }
        if self.marks == "!" && is_among(&EXCLAIMED, last_word(self.before)) {
            return false;
        }
        // A sentence goes on in lower case: « Vraiment ? » dit-il.
        !first.is_lowercase() || is_camel_case(next)
    }

    /// Whether a single full stop ends the sentence before `next`, whose first
    /// character is `first`.
    fn full_stop_ends(self, first: char, next: &str) -> bool {
        let before = self.before.trim_end();
        let word = last_word(before);
        if is_list_number(before) || is_article_of_code(before, word, next) {
            return false;
        }
        let goes_on = first.is_lowercase() && !is_camel_case(next);
        let is_initial = is_initials(word) && first.is_uppercase() && !starts_sentence(next);
        if abbreviations::is_unit(word) && follows_number(before, word) && !is_initial {
            // "6 h. 30"
            let minutes = figures(next);
            let is_time = word == "h" && (1..=2).contains(&minutes);
            // "Ordonnance n° 2015-1341 L. 231-4".
            let is_code = word == "L" && next[minutes..].starts_with('-');
            return !(goes_on || is_code || is_time || goes_on_after_time(before, next));
        }
        if is_era(before) {
            return first.is_uppercase() && !goes_on_after_time(before, next);
        }
        // "Lun.-ven."
        let last = word.rsplit_once(".-").map_or(word, |(_, last)| last);
        if let Some(class) = abbreviations::class(word).or_else(|| abbreviations::class(last)) {
            return class_ends(class, first, next);
        }
        if is_initials(word) {
            return self.initials_end(word, first, next);
        }
        let is_number = word.starts_with(|c: char| c.is_ascii_digit()) && !is_year(word);
        if is_number && is_chess_move(next) {
            return false;
        }
        !goes_on || (word.chars().count() > 2 && !is_number)
    }

    /// Whether initials end the sentence: "J. R. R.", "U.S.A.", "plan B.", "Charles X."
    fn initials_end(self, word: &str, first: char, next: &str) -> bool {
        let before = self.before.trim_end();
        let head = &before[..before.len() - word.len()];
        let previous = last_word(head.trim_end());
        if head.trim().is_empty() || first.is_lowercase() {
            return false;
        }
        if first.is_ascii_digit() {
            return !(is_among(&LAW, previous.trim_end_matches('.')) || is_initials(previous));
        }
        LETTERED.contains_ignoring_case(previous) || starts_sentence(next)
    }

    /// Whether a space is missing after the mark: "fin.Le", but not "U.S.A." or a web address.
    fn lacks_space(self) -> bool {
        let has_bracket_only = self.closing.chars().all(|c| matches!(c, ')' | ']'));
        if self.closing.is_empty() && self.after.starts_with(['«', '“', '—']) {
            return true;
        }
        if !self.closing.is_empty() && has_bracket_only {
            return false;
        }
        let mut following = self.after.chars();
        let starts_word = following.next().is_some_and(char::is_uppercase)
            && following
                .next()
                .is_some_and(|c| c.is_lowercase() || c == ' ' || is_apostrophe(c));
        if !starts_word {
            return false;
        }
        // "Il est tard .Le soleil": but "le cadre .NET" goes on.
        if self.before.ends_with(char::is_whitespace) {
            return self.marks == "." && starts_sentence(self.after);
        }
        let word = last_word(self.before);
        let is_word = |word: &str| {
            word.chars().count() > 1 && word.chars().all(|c| c.is_lowercase() || c == '-')
        };
        let rest = word.trim_start_matches(char::is_uppercase);
        is_word(word) || ((is_word(rest) || is_year(word)) && starts_sentence(self.after))
    }

    /// Whether the mark ends an aside in brackets that is no sentence: "(1350 ?)", "(dir.)".
    fn is_aside(self) -> bool {
        let nearby = &self.before[self
            .before
            .ceil_char_boundary(self.before.len().saturating_sub(80))..];
        self.closing.starts_with(')')
            && nearby.rsplit_once('(').is_some_and(|(outside, inside)| {
                !outside.trim().is_empty()
                    && !inside.starts_with(|c: char| c.is_uppercase() || "«“\"".contains(c))
            })
    }

    /// Whether the marks stand alone in brackets: "(...)", "\[…\]", "(!)".
    fn is_omission(self) -> bool {
        self.closing.starts_with([')', ']']) && self.before.trim_end().ends_with(['(', '['])
    }
}

/// Whether an initial and the number after it are an article of a code: "R. 4127-5", and, after
/// a comma or a word that joins articles, "D. 123".
fn is_article_of_code(before: &str, letters: &str, next: &str) -> bool {
    let number = next.trim_start_matches(|c: char| c.is_ascii_digit());
    if !CODE_LETTERS.contains(&letters) || number.len() == next.len() {
        return false;
    }
    let head = &before[..before.len() - letters.len()];
    let has_parts = number.strip_prefix('-').is_some_and(|part| {
        part.trim_start_matches(['L', 'R', 'D'])
            .starts_with(|c: char| c.is_ascii_digit())
    });
    let head = head.trim_end();
    has_parts
        || head.ends_with([',', ';', '('])
        || is_among(&BEFORE_ARTICLES, last_word(head))
        || is_among(&LAW, last_word(head).trim_end_matches('.'))
}

fn class_ends(class: Class, first: char, next: &str) -> bool {
    match class {
        Class::Title | Class::Reference => false,
        Class::AlsoWord | Class::Company => first.is_uppercase() && starts_sentence(next),
        Class::Numbered => {
            let word = first_word(next);
            let is_elided = next[word.len()..].starts_with(is_apostrophe);
            first.is_uppercase() && (is_elided || starts_sentence(next) || !is_numeral(word))
        }
        Class::Day => !(first.is_lowercase() || starts_with_date(next)),
        Class::Trailing => first.is_uppercase(),
    }
}

/// Whether the first word is one that starts sentences, and no part of a name.
fn starts_sentence(next: &str) -> bool {
    let word = first_word(next);
    if !STARTERS.contains_ignoring_case(word) {
        return false;
    }
    let rest = &next[word.len()..];
    let following = rest.trim_start_matches(|c: char| c == ' ' || is_apostrophe(c));
    let is_name = is_among(&PARTICLES, word) && following.starts_with(char::is_uppercase);
    // A word at the very end decides nothing.
    following.len() < rest.len() && !is_name
}

/// Whether the first word is a name such as "eBay" or "iPhone".
fn is_camel_case(next: &str) -> bool {
    let word = first_word(next);
    let rest = word.trim_start_matches(char::is_lowercase);
    word.len() - rest.len() <= 2 && rest.starts_with(char::is_uppercase)
}

/// Whether the text ends with an era: "44 av. J.-C."
fn is_era(before: &str) -> bool {
    let Some(head) = ["J.-C", "JC", "J.C"]
        .iter()
        .find_map(|christ| before.strip_suffix(christ))
    else {
        return false;
    };
    let previous = last_word(head.trim_end());
    matches!(previous, "av." | "apr." | "ap." | "avant" | "après")
}

/// Whether the text is only a time, and a name goes on: "En 44 av. J.-C. César meurt", "Au
/// XVIIIe s. Voltaire écrit".
fn goes_on_after_time(before: &str, next: &str) -> bool {
    before.len() <= 40
        && is_among(&TIME_PREPOSITIONS, first_word(before))
        && before.split_whitespace().count() <= 5
        && !starts_sentence(next)
}

/// Whether a unit or "s" has its number: "300 m", "XIXe s".
fn follows_number(before: &str, word: &str) -> bool {
    let head = before[..before.len() - word.len()].trim_end();
    let ordinal = last_word(head).trim_end_matches(['e', 'è', 'm', 'ᵉ', 'r']);
    head.ends_with(|c: char| c.is_ascii_digit()) || (word == "s" && is_numeral(ordinal))
}

/// Whether a word is a number in Roman or Arabic figures.
fn is_numeral(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || (!word.is_empty() && word.bytes().all(|b| b"IVXLCDM".contains(&b)))
}

/// Whether the text starts with a move of chess: "Cf3", "exd5", "O-O".
fn is_chess_move(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let word = &text[..end.unwrap_or(text.len())];
    let word = word.strip_prefix(['C', 'F', 'T', 'D', 'R']).unwrap_or(word);
    let takes = word.trim_start_matches(|c| matches!(c, 'a'..='h' | 'x'));
    let square = word.as_bytes();
    matches!(word, "O-O" | "O-O-O" | "0-0" | "0-0-0")
        || matches!(square, [.., b'a'..=b'h', b'1'..=b'8']) && takes.len() == 1 && square.len() <= 4
}

/// The count of figures at the start of the text.
fn figures(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word is initials: "J", "J.-P", "U.S".
fn is_initials(word: &str) -> bool {
    let mut parts = word.split(['.', '-']).filter(|part| !part.is_empty());
    let is_letter = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let is_dotted = word.contains('.');
    parts.clone().next().is_some()
        && parts.all(|part| is_letter(part) && (is_dotted || part.chars().all(char::is_uppercase)))
}

/// Whether the text is the number of a list item: "1", "3.2.1", "IV", "A".
fn is_list_number(before: &str) -> bool {
    let label = before.trim_start_matches(is_opening);
    (1..=8).contains(&label.len())
        && (label.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && label.split('.').all(|part| part.len() <= 2)
            || label.bytes().all(|b| b"IVXLC".contains(&b))
            || (label.len() == 1 && label.bytes().all(|b| b.is_ascii_alphabetic())))
}

/// Whether the closing characters are only references to notes: "fin.\[3\]", "fin.¹".
fn holds_no_quote(closing: &str) -> bool {
    let is_bracket_only =
        closing.ends_with([')', ']']) && !closing.contains(|c: char| c.is_ascii_digit());
    !is_bracket_only
        && closing
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "[]()*†¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c))
}

/// Whether the word, in lower case, is one of a list.
fn is_among(list: &[&str], word: &str) -> bool {
    list.contains(&word.to_lowercase().as_str())
}

/// Whether a character may stand before the first word of a sentence.
fn is_opening(character: char) -> bool {
    "«“„\"‘'([{—–-•·¿¡*".contains(character)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// The letters and figures at the start, at most 32 bytes of them.
fn first_word(text: &str) -> &str {
    let start = &text[..text.floor_char_boundary(32)];
    let length = start
        .find(|c: char| !(c.is_alphanumeric() || c == '-'))
        .unwrap_or(start.len());
    &start[..length]
}

/// The end of `text` after the last space, bracket, quote or elision, at most 64 bytes.
fn last_word(text: &str) -> &str {
    // No abbreviation is longer, and a text without a space may be very long.
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(64))..];
    end.rsplit(|c: char| c.is_whitespace() || "([«“\"'’‘".contains(c))
        .next()
        .unwrap_or_default()
}
