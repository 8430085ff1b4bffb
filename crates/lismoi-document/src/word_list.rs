//! Lists of words: data, one word a line, held in a file beside the code that uses it.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A list of words, embedded with `include_str!` from a crate's `data/` folder: one word a
/// line, sorted by bytes, unique, in NFC, lower case unless the file's name ends in
/// `_cased.txt`. Lines that start with `#` are comments.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// The list in `text`; read when it is first asked.
    pub const fn new(text: &'static str) -> WordList {
        WordList {
            text,
            words: OnceLock::new(),
        }
    }

    /// The words, in the order of the list.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        let lines = self.text.lines();
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// Whether it holds this word as it is written.
    pub fn contains(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| self.words().collect());
        words.contains(word)
    }

    /// Whether a lower-case list holds this word, however it is capitalized.
    pub fn contains_ignoring_case(&self, word: &str) -> bool {
        let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_lower {
            self.contains(word)
        } else {
            self.contains(&word.to_lowercase())
        }
    }
}

/// Whether a text of words between spaces holds this word as it is written.
pub fn contains(list: &str, word: &str) -> bool {
    !word.is_empty()
        && word.len() < 24
        && list.match_indices(word).any(|(at, _)| {
            let end = list.as_bytes().get(at + word.len());
            list.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ')
                && end.is_none_or(|byte| *byte == b' ')
        })
}

/// Whether a text of words between spaces, in small letters, holds this word in whatever
/// capitals.
pub fn is_in(list: &str, word: &str) -> bool {
    // A list is searched only for what could stand in it.
    if word.is_empty() || word.len() > 24 {
        return false;
    }
    let word = word.to_lowercase();
    list.split(' ').any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn a_word_is_found_whole_and_a_comment_never() {
        static LIST: WordList = WordList::new("# mots\nchat\nété\n");
        assert!(LIST.contains("chat") && LIST.contains_ignoring_case("ÉTÉ"));
        for word in ["", "cha", "Chat", "# mots", "mots"] {
            assert!(!LIST.contains(word), "{word}");
        }
        assert_eq!(LIST.words().count(), 2);
    }
}
