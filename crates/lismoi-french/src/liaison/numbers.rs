//! Liaisons of numbers: a quantity is linked to what is counted ("dix‿ans"), a number that
//! stands for itself is not ("le numéro 10 a marqué").

use lismoi_document::word_list::WordList;

use super::phrase::{Phrase, PlacedWord, after_last};
use super::policy::{linked, noun_follows};
use super::sounds::{self, Start};
use super::{Liaison, classes};
use crate::pronunciation::homographs::grammar::is_number;

/// Number words with a consonant that depends on what follows, and the consonant.
const NUMBERS: [(&str, &str); 9] = [
    ("deux", "z"),
    ("trois", "z"),
    ("six", "z"),
    ("dix", "z"),
    ("huit", "t"),
    ("vingts", "z"),
    ("cents", "z"),
    ("vingt", "t"),
    ("cent", "t"),
];

/// Words after six, huit and dix that count nothing: "il note 10 le devoir" is said with an s.
static AFTER_NUMBERS_ALONE: WordList =
    WordList::new(include_str!("../../data/after_numbers_alone.txt"));

/// Months and other words without an s that follow a quantity.
const COUNTED_IN_THE_SINGULAR: [&str; 16] = [
    "janvier",
    "février",
    "mai",
    "juin",
    "juillet",
    "septembre",
    "novembre",
    "décembre",
    "mille",
    "cent",
    "million",
    "milliard",
    "demi",
    "mètre",
    "franc",
    "kilo",
];

/// Words before a number that names one thing.
const NUMBERED: [&str; 14] = [
    "annexe", "article", "chapitre", "figure", "niveau", "numéro", "page", "partie", "phase",
    "point", "section", "tableau", "titre", "étape",
];

/// A number word whose consonant depends on what follows.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberWord {
    name: &'static str,
    consonant: &'static str,
}

/// The last word of a number, where that is one of [`NUMBERS`].
pub(super) fn last_of(word: &PlacedWord<'_>, key: &str) -> Option<NumberWord> {
    let text = word.number.unwrap_or(key);
    let last = after_last(text, b" -");
    let (name, consonant) = NUMBERS.iter().find(|(name, _)| *name == last)?;
    Some(NumberWord { name, consonant })
}

pub(super) fn decide(phrase: &Phrase<'_>, at: usize, number: NumberWord) -> Option<Liaison> {
    let next = phrase.key(at + 1);
    // "Dix pour cent à vingt": a share, and not a number of things.
    let is_percent = number.name == "cent" && at > 0 && phrase.key(at - 1) == "pour";
    match sounds::start(phrase, at + 1) {
        // "Six youtubeurs" has no s: nothing is to be kept apart.
        Start::Barred
            if matches!(number.name, "six" | "dix" | "huit")
                && sounds::starts_with_glide(&next) =>
        {
            None
        }
        Start::Barred => Some(Liaison::Unlinked),
        Start::Consonant => {
            let is_alone = matches!(number.name, "six" | "huit" | "dix")
                && (is_year(phrase, at, &next) || counts_nothing(phrase, at, number, &next));
            is_alone.then_some(Liaison::Unlinked)
        }
        // Its t is heard before every vowel.
        Start::Vowel if number.name == "huit" => None,
        Start::Vowel if is_percent => Some(Liaison::Unlinked),
        Start::Vowel => Some(match is_quantity(phrase, at, number, &next) {
            true => linked(number.consonant),
            false => Liaison::Unlinked,
        }),
    }
}

/// Whether a number stands for itself before a consonant: "la loi de 2006 fixe", "l'encart 8-26
/// montre", but "6 juin", "six personnes", "3,6 millions", "10 %", "10 PME".
fn counts_nothing(phrase: &Phrase<'_>, at: usize, number: NumberWord, next: &str) -> bool {
    // The t of "huit point" is heard or not.
    let is_either = number.name == "huit" && next == "point";
    let is_percent = next == "pour" && phrase.after(at, 2) == "cent";
    if is_either || is_percent {
        return false;
    }
    let word = &phrase.words[at + 1];
    // Before other words, the t of "huit" is heard or not.
    let is_singular = number.name != "huit"
        && word.text.starts_with(char::is_lowercase)
        && !next.ends_with(['s', 'x', 'z'])
        && !COUNTED_IN_THE_SINGULAR.contains(&next);
    let is_before_number = number.name != "huit" && word.number.is_some();
    AFTER_NUMBERS_ALONE.contains(next) || is_singular || is_before_number
}

/// Nouns that a year follows, besides the months.
static BEFORE_YEARS: WordList = WordList::new(include_str!("../../data/nouns_before_years.txt"));

/// Whether figures name a year before a consonant: "la rentrée 2018 sera", "en 2006 lors du
/// vote", but "2018 personnes", "en 2018 exemplaires".
fn is_year(phrase: &Phrase<'_>, at: usize, next: &str) -> bool {
    let word = &phrase.words[at];
    let is_of_years = word.number.is_some()
        && word.text.len() == 4
        && (word.text.starts_with('1') || word.text.starts_with("20"));
    let before = phrase.before(at, 1);
    let is_plural = next.ends_with(['s', 'x', 'z']) && !classes::is_stop(next);
    is_of_years
        && (BEFORE_YEARS.contains(&before)
            || matches!(&*before, "en" | "de" | "depuis" | "dès" | "vers") && !is_plural)
}

fn is_quantity(phrase: &Phrase<'_>, at: usize, number: NumberWord, next: &str) -> bool {
    let third = phrase.after(at, 2);
    // "Vingt et un" is one number.
    let goes_on = number.name == "vingt"
        && next == "et"
        && matches!(&*third, "un" | "une" | "onze" | "unième");
    let is_simple = !in_words(phrase, at).contains([' ', '-']);
    goes_on
        || is_dated(next)
        || is_range(phrase, at, next)
        || is_simple && classes::is_phrase(number.name, next, in_words(phrase, at + 2))
        || phrase.is_acronym(at + 1) && !is_in_one_code(phrase, at)
        || is_counted(phrase, at, next)
}

/// "H 3 O", where figures and letters are one printed word.
fn is_in_one_code(phrase: &Phrase<'_>, at: usize) -> bool {
    phrase.words[at].place.word == phrase.words[at + 1].place.word
}

/// "Le trois‿avril".
fn is_dated(next: &str) -> bool {
    matches!(next, "avril" | "août" | "octobre")
}

/// "De dix‿à quinze", "deux‿à un"; years are said one by one: "de 2010 à 2020".
fn is_range(phrase: &Phrase<'_>, at: usize, next: &str) -> bool {
    next == "à"
        && phrase.words.len() > at + 2
        && is_number(&phrase.key(at + 2))
        && !in_words(phrase, at).contains("mille")
}

/// A word as it is printed, a number in words: "2 ou 3" is linked as "deux ou trois" is.
fn in_words<'a>(phrase: &'a Phrase<'_>, at: usize) -> &'a str {
    let word = phrase.words.get(at);
    word.map_or("", |word| word.number.unwrap_or(&word.text))
}

/// "Trois autres", but "point 7.3 Autres causes".
fn is_counted(phrase: &Phrase<'_>, at: usize, next: &str) -> bool {
    let is_heading = phrase.words[at + 1].text.starts_with(char::is_uppercase)
        && NUMBERED.contains(&&*phrase.before(at, 1));
    !is_heading && noun_follows(phrase, at, true) && next.ends_with(['s', 'x', 'z'])
}
