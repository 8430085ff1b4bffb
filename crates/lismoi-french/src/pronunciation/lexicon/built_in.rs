//! The built-in lexicon: words that letter-to-sound rules get wrong.

use std::sync::LazyLock;

use lismoi_document::word_list::WordList;
use rustc_hash::FxHashSet;

use super::Table;
use crate::pronunciation::{Ipa, Pronunciation};

/// A tab between a word and its pronunciation: [IPA](crate::pronunciation::ipa) between
/// slashes, or a respelling. A capital in the word must be there in the text too; `*` at the
/// end of a word stands for any ending, which is kept.
const TABLES: &[&str] = &[
    include_str!("../../../data/words.tsv"),
    include_str!("../../../data/accents_left_out.tsv"),
    include_str!("../../../data/names_without_accents.tsv"),
    include_str!("../../../data/final_letters.tsv"),
    include_str!("../../../data/inner_letters.tsv"),
    include_str!("../../../data/ranks.tsv"),
    include_str!("../../../data/stems.tsv"),
    LOANS,
    include_str!("../../../data/english_words.tsv"),
    include_str!("../../../data/names_products.tsv"),
    include_str!("../../../data/names_french.tsv"),
    include_str!("../../../data/places.tsv"),
    include_str!("../../../data/people.tsv"),
    include_str!("../../../data/names_first.tsv"),
    include_str!("../../../data/names_family.tsv"),
    include_str!("../../../data/names_communes.tsv"),
    include_str!("../../../data/names_abroad.tsv"),
    include_str!("../../../data/names_english.tsv"),
    include_str!("../../../data/names_world.tsv"),
    include_str!("../../../data/names_firms.tsv"),
    include_str!("../../../data/names_acronyms.tsv"),
    include_str!("../../../data/fixed.tsv"),
];

/// The loan words, one of the tables above.
const LOANS: &str = include_str!("../../../data/loans.tsv");

/// Verbs in the third person plural whose mute ending is read as that of a noun.
static VERBS: WordList = WordList::new(include_str!("../../../data/silent_ent_verbs.txt"));

/// The built-in lexicon, read at the first word.
pub(crate) fn built_in() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        // As many as there are, and some.
        let mut table = Table::with_capacity(3_500, 4_500);
        for (word, pronunciation) in entries() {
            table.add(word, read(pronunciation));
        }
        for verb in VERBS.words() {
            let silent = verb.strip_suffix("nt").unwrap_or(verb);
            table.add(verb, Pronunciation::Respelling(silent.into()));
        }
        table
    });
    &TABLE
}

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLES.iter().flat_map(|text| text.lines());
    lines.filter_map(|line| line.split_once('\t'))
}

/// A pronunciation as the tables write it.
pub(crate) fn read(written: &'static str) -> Pronunciation {
    let inner = written.strip_prefix('/');
    match inner.and_then(|inner| inner.strip_suffix('/')) {
        Some(ipa) => Pronunciation::Ipa(Ipa::from_table(ipa)),
        None => Pronunciation::Respelling(written.into()),
    }
}

/// Whether a word, in lower case, is a loan word of the built-in lexicon.
pub fn is_loan_word(lower: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let words = LOANS.lines().filter_map(|line| line.split('\t').next());
        words.collect()
    });
    WORDS.contains(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pronunciation_is_ipa_of_the_notation_with_a_sound_or_a_respelling() {
        let homographs = include_str!("../../../data/homographs.tsv").lines();
        let readings = homographs.flat_map(|line| line.split('\t').skip(2));
        for written in entries().map(|(_, written)| written).chain(readings) {
            match read(written) {
                Pronunciation::Ipa(ipa) => {
                    assert_eq!(Ipa::new(ipa.as_str()), Ok(ipa.clone()), "{written}");
                    assert!(ipa.has_sound(), "{written}");
                }
                Pronunciation::Respelling(letters) => {
                    assert!(!letters.contains(['/', '[']), "{written}");
                }
            }
        }
    }
}
