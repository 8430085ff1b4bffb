//! A memory of plain words: those that their own letters say in any sentence. A text repeats most
//! of its words, and to find that no source has one takes longer than all other stages.

use std::cell::RefCell;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// Places for words: more than most articles have different ones.
const PLACES: usize = 8192;

/// A word, filled up with zeros. Few are longer, and they are not remembered.
type Letters = [u8; 24];

thread_local! {
    /// Each word at the place that its hash gives; a later one takes it over.
    static WORDS: RefCell<Box<[Letters]>> = RefCell::new(vec![[0; 24]; PLACES].into());
}

/// Whether the word was remembered, and no other has taken its place since.
pub(super) fn is_plain(word: &str) -> bool {
    letters(word).is_some_and(|word| WORDS.with_borrow(|words| words[place(&word)] == word))
}

/// Remembers a word, by its own letters with their case.
pub(super) fn remember(word: &str) {
    if let Some(word) = letters(word) {
        WORDS.with_borrow_mut(|words| words[place(&word)] = word);
    }
}

fn letters(word: &str) -> Option<Letters> {
    let mut letters = Letters::default();
    letters
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    Some(letters)
}

fn place(word: &Letters) -> usize {
    FxBuildHasher.hash_one(word) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_was_remembered_is_plain() {
        for word in ["maison", "l'été"] {
            assert!(!is_plain(word), "{word}");
            remember(word);
            assert!(is_plain(word), "{word}");
        }
        let long = "anticonstitutionnellement";
        remember(long);
        assert!(!is_plain(long) && !is_plain("Maison") && !is_plain("maisons"));
    }
}
