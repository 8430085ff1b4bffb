//! Abbreviations that end in a full stop, classed by what follows them.
//!
//! The words are those of the Lexique des règles typographiques en usage à l'Imprimerie
//! nationale, of dictionaries and of the press. Words that are rarely abbreviations ("long",
//! "fin", "mer") are left out.

use std::sync::LazyLock;

use lismoi_document::word_list::WordList;
use rustc_hash::FxHashMap;

/// The kind of text after an abbreviation, which decides where it may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A name: "M. Dupont". Never ends a sentence.
    Title,
    /// A number, a name or the rest of a phrase: "p. 5", "cf. Dupont". Never ends a
    /// sentence.
    Reference,
    /// As [`Class::Reference`], but it is a word as well: "l'art. 5", and "C'est de
    /// l'art. Il peint." Ends a sentence before a word that starts one.
    AlsoWord,
    /// A number: "no. 7", "sept. 2020". Elsewhere it is a word.
    Numbered,
    /// The day of a month: "jeu. 12 mars". Elsewhere it is a word.
    Day,
    /// The rest of a name, or nothing: "Apple Inc. Tim Cook". Ends a sentence before a
    /// word that starts one.
    Company,
    /// Nothing new: "etc." Ends a sentence before a capital.
    Trailing,
}

/// An abbreviation, without its full stop, and the name of its class.
const TABLE: &str = include_str!("../../data/abbreviation_classes.tsv");

/// Units that are abbreviated only after a number: "300 m."
static UNITS: WordList = WordList::new(include_str!("../../data/unit_abbreviations_cased.txt"));

static CLASSES: LazyLock<FxHashMap<&str, Class>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (word, class) = line.split_once('\t')?;
            Some((word, Class::named(class)?))
        })
        .collect()
});

impl Class {
    /// The class that the table calls so.
    fn named(name: &str) -> Option<Class> {
        Some(match name {
            "title" => Class::Title,
            "reference" => Class::Reference,
            "also word" => Class::AlsoWord,
            "numbered" => Class::Numbered,
            "day" => Class::Day,
            "company" => Class::Company,
            "trailing" => Class::Trailing,
            _ => return None,
        })
    }
}

/// No abbreviation of the tables is longer, in bytes.
const LONGEST: usize = 12;

/// The class of the word that stands before a full stop; `None` where it is a word.
pub(super) fn class(word: &str) -> Option<Class> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let class = CLASSES.get(word).or_else(|| {
        // "R." is no "r.": it is an initial.
        let may_differ = word.len() > 1 && word.contains(char::is_uppercase);
        may_differ
            .then(|| CLASSES.get(word.to_lowercase().as_str()))
            .flatten()
    });
    class.copied()
}

/// Whether a word is a unit of measure, after a number.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_class_and_no_word_stands_there_twice() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let lines: Vec<&str> = lines.collect();
        for line in &lines {
            let (word, class) = line.split_once('\t').expect("two fields");
            assert!(Class::named(class).is_some(), "{line}");
            assert!(word.len() <= LONGEST, "{line}");
        }
        assert_eq!(CLASSES.len(), lines.len());
    }

    #[test]
    fn case_distinguishes_monsieur_from_metres() {
        assert_eq!(class("M"), Some(Class::Title));
        assert_eq!(class("m"), None);
        assert_eq!(class("Me"), Some(Class::Title));
        assert_eq!(class("me"), None);
        assert_eq!(class("Etc"), Some(Class::Trailing));
        assert_eq!(class("DR"), Some(Class::Title));
    }
}
