//! Small words in capitals for emphasis: "LA solution", "le thé OU le café". The words around
//! them tell them from acronyms: "le SI", "vivre à LA", "l'UE".

use super::Verbalization;
use super::cursor::{Cursor, after_space, first_word, starts_with_vowel};
use crate::pronunciation::homographs::grammar::{
    FUNCTION_WORDS, PREPOSITIONS, SINGULAR_DETERMINERS, SUBJECTS, is_several,
};

/// What stands around a word.
struct Around<'a> {
    before: &'a str,
    /// The next word, where only spaces stand between.
    after: &'a str,
}

/// The word of `letters` in small letters, where it is no acronym. `after` is the text behind it.
pub(super) fn word(cursor: &Cursor<'_>, letters: &str, after: &str) -> Option<Verbalization> {
    let next = first_word(after_space(after));
    let around = Around {
        before: cursor.previous_word(),
        after: if after.starts_with(char::is_whitespace) {
            next
        } else {
            ""
        },
    };
    if is_determined(around.before) {
        return None;
    }
    let is_word = match letters {
        // An article loses its vowel before another one.
        "LE" | "LA" => around.precedes_noun() && !starts_with_vowel_letter(around.after),
        "LES" | "UN" | "UNE" | "DES" | "CES" | "CET" | "MES" | "TES" | "SES" | "NOS" | "VOS"
        | "MON" | "TON" | "SON" => around.precedes_noun(),
        "SI" => around.precedes_clause(),
        "TU" | "ON" | "IL" | "JE" => around.precedes_verb(),
        "ES" => around.before.eq_ignore_ascii_case("tu"),
        "NE" => around.is_negation(),
        "ET" if cursor.starts_sentence() => around.opens_sentence(),
        "OU" | "ET" => around.is_between(),
        _ => false,
    };
    is_word
        .then(|| Verbalization::new(letters.len(), letters.to_lowercase()))
        .flatten()
}

impl Around<'_> {
    fn has_small_letters_after(&self) -> bool {
        self.after.starts_with(char::is_lowercase) && self.after.chars().nth(1).is_some()
    }

    /// "UNE solution", but "LA de la Californie", "LA est".
    fn precedes_noun(&self) -> bool {
        self.has_small_letters_after() && !is_small_word(self.after)
    }

    /// "SI vous voulez", "SI la gare ferme".
    fn precedes_clause(&self) -> bool {
        let first = self.after.split(['\'', '’']).next().unwrap_or_default();
        self.has_small_letters_after()
            && (SUBJECTS.contains(self.after)
                || matches!(
                    first,
                    "l" | "c" | "j" | "le" | "la" | "les" | "un" | "une" | "des"
                )
                || SINGULAR_DETERMINERS.contains(first)
                || is_several(first))
    }

    /// "ON arrive", "TU ne sais pas".
    fn precedes_verb(&self) -> bool {
        let first = self.after.split(['\'', '’']).next().unwrap_or_default();
        self.after == "ES"
            || matches!(
                first,
                "ne" | "n" | "y" | "en" | "le" | "la" | "les" | "l" | "se" | "s"
            )
            || self.has_small_letters_after() && !is_small_word(self.after)
            || matches!(first, "a" | "est" | "as" | "es" | "ai")
    }

    /// "Je NE veux", "NE pas ouvrir".
    fn is_negation(&self) -> bool {
        self.has_small_letters_after()
            && (SUBJECTS.contains(&self.before.to_lowercase())
                || matches!(self.after, "pas" | "jamais" | "plus" | "rien"))
    }

    /// "Le thé OU le café", "lui ET elle", but "un ET vert".
    fn is_between(&self) -> bool {
        self.before.starts_with(char::is_alphabetic)
            && !PREPOSITIONS.contains(self.before)
            && self.has_small_letters_after()
            && !matches!(self.after, "de" | "du" | "des" | "est" | "a")
            || has_name_form(self.before) && has_name_form(self.after)
    }

    /// "ET oui", "ET je le savais", but "ET est un film", "ET l'extraterrestre".
    fn opens_sentence(&self) -> bool {
        const SMALL: [&str; 8] = [
            "alors", "donc", "enfin", "non", "oui", "puis", "si", "voilà",
        ];
        let first = self.after.split(['\'', '’']).next().unwrap_or_default();
        let is_subject = SUBJECTS.contains(first) && !matches!(first, "nous" | "vous");
        SMALL.contains(&first) || is_subject || matches!(first, "c" | "j")
    }
}

/// "Paris", not "ONU" and "X".
fn has_name_form(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// An acronym has its article before it.
fn is_determined(before: &str) -> bool {
    let before = before.to_lowercase();
    matches!(&*before, "du" | "au" | "aux" | "les" | "des" | "l" | "d")
        || SINGULAR_DETERMINERS.contains(&before)
        || is_several(&before)
}

fn is_small_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
        || PREPOSITIONS.contains(word)
        || SUBJECTS.contains(word)
        || matches!(
            word,
            "a" | "au"
                | "aux"
                | "comme"
                | "est"
                | "et"
                | "ne"
                | "on"
                | "ont"
                | "où"
                | "pas"
                | "plus"
                | "puis"
                | "qu"
                | "que"
                | "se"
                | "sera"
                | "sont"
                | "était"
        )
        || word.contains(['\'', '’'])
}

/// Whether an article before the word would be elided.
fn starts_with_vowel_letter(word: &str) -> bool {
    starts_with_vowel(word) && !word.starts_with(['h', 'H'])
}
