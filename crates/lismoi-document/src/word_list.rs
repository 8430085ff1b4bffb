//! Word lists: data files with one word a line.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A word list in the `data/` folder of a crate, embedded with `include_str!`.
///
/// One word a line, sorted by bytes, without duplicates, in Unicode normalization form C, and
/// in lower case unless the file name ends in `_cased.txt`. Lines that start with `#` are
/// comments. A word may hold spaces.
///
/// ```
/// use lismoi_document::word_list::WordList;
///
/// static ANIMALS: WordList = WordList::new("# domestic\nchat\nchien\n");
/// assert!(ANIMALS.contains("chat"));
/// assert!(ANIMALS.contains_ignoring_case("Chien"));
/// ```
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// The list in `text`, parsed at its first use.
    pub const fn new(text: &'static str) -> WordList {
        WordList {
            text,
            words: OnceLock::new(),
        }
    }

    /// The words in the order of the list.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        let lines = self.text.lines();
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// Whether the list holds `word` exactly.
    pub fn contains(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| self.words().collect());
        words.contains(word)
    }

    /// Whether the list, which is in lower case, holds `word` in lower case.
    pub fn contains_ignoring_case(&self, word: &str) -> bool {
        let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_lower {
            self.contains(word)
        } else {
            self.contains(&word.to_lowercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn only_whole_words_are_found_and_no_comments() {
        static LIST: WordList = WordList::new("# mots\nchat\nété\n");
        assert!(LIST.contains("chat") && LIST.contains_ignoring_case("ÉTÉ"));
        for word in ["", "cha", "Chat", "# mots", "mots"] {
            assert!(!LIST.contains(word), "{word}");
        }
        assert_eq!(LIST.words().count(), 2);
    }
}
