//! Names for files and folders that are safe on every system, in every shell and player.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name, with its number and ending, in bytes of UTF-8.
pub const LONGEST: usize = 120;

/// The longest ending of a file.
const LONGEST_ENDING: &str = ".words.json";

/// Names that Windows reserves for devices, with any ending.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The folder of an article.
pub fn folder(name: &str) -> String {
    match slug(name, LONGEST - LONGEST_ENDING.len()) {
        empty if empty.is_empty() => "article".to_owned(),
        reserved if RESERVED.contains(&reserved.to_lowercase().as_str()) => {
            format!("{reserved}-article")
        }
        slug => slug,
    }
}

/// The file of section `number` of `count`. Numbers have as many digits as `count`, so that
/// the files sort in order.
pub fn wav(number: usize, count: usize, heading: &str) -> String {
    let width = count.to_string().len().max(2);
    let number = format!("{number:0width$}");
    match slug(
        heading,
        LONGEST - number.len() - "-".len() - LONGEST_ENDING.len(),
    ) {
        empty if empty.is_empty() => format!("{number}.wav"),
        slug => format!("{number}-{slug}.wav"),
    }
}

/// The letters, figures, `_` and `-` of a text in NFC, words joined by `-`, cut to
/// `longest` bytes after a whole word where there is one.
fn slug(text: &str, longest: usize) -> String {
    let mut slug = String::new();
    for character in text.nfc() {
        let belongs = character.is_alphanumeric()
            || character == '_'
            || (is_combining_mark(character) && slug.ends_with(char::is_alphanumeric));
        if belongs {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > longest {
            break;
        }
    }
    if slug.len() > longest {
        slug.truncate(slug.floor_char_boundary(longest));
        if let Some(word_end) = slug.rfind('-') {
            slug.truncate(word_end);
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn french_letters_are_kept_and_others_become_a_hyphen() {
        assert_eq!(
            wav(1, 9, "L'été : où / comment ?"),
            "01-L-été-où-comment.wav"
        );
        assert_eq!(wav(7, 250, "E\u{301}tat"), "007-État.wav");
        assert_eq!(wav(2, 9, "?!…"), "02.wav");
        assert_eq!(folder("000_725524dbbbc85542"), "000_725524dbbbc85542");
    }

    #[test]
    fn a_long_heading_is_cut_after_a_word() {
        let name = wav(1, 9, &"événement ".repeat(40));
        assert!(
            name.len() <= LONGEST - 7 && name.ends_with("-événement.wav"),
            "{name}"
        );
    }

    #[test]
    fn names_that_windows_reserves_are_changed() {
        assert_eq!(folder("AUX"), "AUX-article");
        assert_eq!(folder("..."), "article");
    }

    proptest! {
        #[test]
        fn every_heading_makes_a_name_that_systems_accept(heading in ".{0,300}", number in 1_usize..2000) {
            for name in [wav(number, 2000, &heading), folder(&heading)] {
                let stem = name.strip_suffix(".wav").unwrap_or(&name);
                prop_assert!(stem.len() + LONGEST_ENDING.len() <= LONGEST);
                prop_assert!(!name.chars().any(|c| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|'$&;()`!#".contains(c)));
                prop_assert!(!name.starts_with(['.', '-']) && !name.ends_with(['.', '-']));
                prop_assert!(name.nfc().eq(name.chars()));
            }
        }
    }
}
