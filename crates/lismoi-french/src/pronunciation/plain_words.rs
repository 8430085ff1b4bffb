//! A memory of plain words: those that their own letters say, whatever stands around them. A text
//! repeats most of its words, and to find that no source has one takes longer than all other stages.

use std::cell::RefCell;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// Places for words: more than most articles have different ones.
const PLACES: usize = 8192;

/// The longest word that is remembered, in bytes; few are longer.
const LONGEST: usize = 23;

/// Where the letters of a word say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    /// Wherever it stands.
    Everywhere,
    /// Unless it starts a phrase of the lexicon, as "a" starts "a posteriori".
    OutsidePhrases,
}

/// A word, filled up with zeros, and where it is plain.
#[derive(Clone, Copy)]
struct Remembered {
    letters: [u8; LONGEST],
    plain: Plain,
}

thread_local! {
    /// Each word at the place that its hash gives; a later one takes it over.
    static WORDS: RefCell<Box<[Remembered]>> = RefCell::new(
        vec![Remembered { letters: [0; LONGEST], plain: Plain::Everywhere }; PLACES].into()
    );
}

/// Where the word is plain, if it was remembered and no other has taken its place since.
pub(super) fn plain(word: &str) -> Option<Plain> {
    let letters = letters(word)?;
    let remembered = WORDS.with_borrow(|words| words[place(&letters)]);
    (remembered.letters == letters).then_some(remembered.plain)
}

/// Remembers a word, by its own letters with their case.
pub(super) fn remember(word: &str, plain: Plain) {
    if let Some(letters) = letters(word) {
        WORDS.with_borrow_mut(|words| words[place(&letters)] = Remembered { letters, plain });
    }
}

fn letters(word: &str) -> Option<[u8; LONGEST]> {
    let mut letters = [0; LONGEST];
    letters
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    Some(letters)
}

fn place(letters: &[u8; LONGEST]) -> usize {
    FxBuildHasher.hash_one(letters) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_as_plain_as_it_was_remembered() {
        for (word, expected) in [
            ("maison", Plain::Everywhere),
            ("l'été", Plain::Everywhere),
            ("a", Plain::OutsidePhrases),
        ] {
            assert_eq!(plain(word), None, "{word}");
            remember(word, expected);
            assert_eq!(plain(word), Some(expected), "{word}");
        }
        let long = "anticonstitutionnellement";
        remember(long, Plain::Everywhere);
        for word in [long, "Maison", "maisons"] {
            assert_eq!(plain(word), None, "{word}");
        }
    }
}
