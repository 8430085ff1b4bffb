//! The noun that a number counts, and its gender: by tables of nouns, then by endings.

use super::Gender;
use super::cursor::{after_space, first_word};
use lismoi_document::word_list::WordList;

/// The word after a number.
pub(super) struct Counted<'a> {
    /// The word itself, which may be an adjective.
    pub(super) word: &'a str,
    /// The gender of the noun; `None` where it is not known.
    pub(super) gender: Option<Gender>,
}

/// Feminine nouns, in the singular, whose ending does not show it.
static FEMININE: WordList = WordList::new(include_str!("../../data/nouns_feminine.txt"));

/// Masculine nouns whose ending looks feminine.
static MASCULINE: WordList = WordList::new(include_str!("../../data/nouns_masculine.txt"));

/// Endings of feminine nouns, in the singular.
const FEMININE_ENDINGS: [&str; 34] = [
    "tion",
    "sion",
    "xion",
    "gion",
    "nion",
    "aison",
    "té",
    "ée",
    "ette",
    "ure",
    "ance",
    "ence",
    "ie",
    "elle",
    "esse",
    "trice",
    "euse",
    "ise",
    "ude",
    "ade",
    "ille",
    "ienne",
    "onne",
    "ine",
    "aine",
    "ère",
    "ière",
    "oire",
    "ice",
    "enne",
    "ante",
    "ente",
    "otte",
    "iste-femme",
];

/// Words that may follow a number without being counted.
static FUNCTION_WORDS: WordList = WordList::new(include_str!("../../data/words_not_counted.txt"));

/// Adjectives that sound alike in both genders and may come before a noun.
static ADJECTIVES: WordList = WordList::new(include_str!(
    "../../data/adjectives_before_counted_nouns.txt"
));

/// The counted word, from the text after the number; `None` where nothing is counted.
pub(super) fn counted(after: &str) -> Option<Counted<'_>> {
    let word = word_after(after)?;
    let mut noun = word;
    let mut rest = after;
    // At most two adjectives: "21 autres jeunes femmes".
    for _ in 0..2 {
        if !ADJECTIVES.contains(noun) {
            break;
        }
        let start = noun.as_ptr() as usize - rest.as_ptr() as usize + noun.len();
        rest = &rest[start..];
        match word_after(rest) {
            Some(next) => noun = next,
            None => break,
        }
    }
    let gender = gender(noun);
    Some(Counted { word, gender })
}

fn word_after(after: &str) -> Option<&str> {
    let text = after_space(after);
    if text.len() == after.len() {
        return None;
    }
    let word = first_word(text);
    let is_noun = word.len() > 1
        // A word with a capital is a name, as in "le 21 Alain part", but for "41 États".
        && (word.starts_with(char::is_lowercase) || matches!(word, "États" | "Etats"))
        && text.get(1..2).is_none_or(|c| c != "'")
        && !word.contains(['\'', '’'])
        && !FUNCTION_WORDS.contains(word);
    is_noun.then_some(word)
}

/// The gender of a noun in either number; `None` where it is not known.
fn gender(noun: &str) -> Option<Gender> {
    let singular = noun.strip_suffix(['s', 'x']).unwrap_or(noun);
    if FEMININE.contains(noun) || FEMININE.contains(singular) {
        return Some(Gender::Feminine);
    }
    if MASCULINE.contains(noun) || MASCULINE.contains(singular) {
        return Some(Gender::Masculine);
    }
    FEMININE_ENDINGS
        .iter()
        .any(|ending| singular.ends_with(ending))
        .then_some(Gender::Feminine)
}
