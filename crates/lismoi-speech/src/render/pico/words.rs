//! Words whose letters SVOX Pico mispronounces, and their phonemes.

use std::collections::HashMap;
use std::sync::LazyLock;

use lismoi_french::Ipa;

type Table = HashMap<&'static str, Ipa>;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../../data/pico_words.tsv")));

static RESPELLINGS: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../../data/pico_respellings.tsv")));

/// A table of lines: word, tab, IPA. Lines with `#` are comments.
fn table(text: &'static str) -> Table {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs
        .filter_map(|(word, ipa)| Some((word, Ipa::new(ipa).ok()?)))
        .collect()
}

/// The pronunciation of a word in lower case that Pico would get wrong.
pub(super) fn of_word(word: &str) -> Option<&'static Ipa> {
    WORDS.get(word)
}

/// The pronunciation that a respelling of `lismoi-french` stands for, if Pico would get the
/// word's own letters wrong.
pub(super) fn of_respelling(respelling: &str) -> Option<&'static Ipa> {
    RESPELLINGS.get(respelling)
}

/// How a part of a compound number is told to Pico.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberPart<'a> {
    /// As text.
    Text(&'a str),
    /// As phonemes, in X-SAMPA.
    Phonemes(&'static str),
}

/// The numbers after "vingt" that make its t heard.
const UNITS: [&str; 8] = [
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
];

/// The parts of a number like "quatre-vingt-dix-sept", which Pico reads wrongly as one word:
/// "dix" has another sound before each unit, and "vingt" its t only without "quatre". The last
/// word stays text, so that Pico links it to the next one. `None` for any other compound, and
/// for numbers that Pico reads well, such as "trente-huit".
pub(super) fn number(compound: &str) -> Option<Vec<NumberPart<'_>>> {
    let words: Vec<&str> = compound.split('-').collect();
    let mut parts = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).copied();
        at += 1;
        parts.push(match (*word, next) {
            ("quatre", Some("vingt" | "vingts")) => {
                at += 1;
                NumberPart::Phonemes("katR@vE~")
            }
            ("vingt", Some(unit)) if UNITS.contains(&unit) => NumberPart::Phonemes("vE~t"),
            ("dix", Some("sept")) => NumberPart::Phonemes("dis"),
            ("dix", Some("huit" | "neuf")) => NumberPart::Phonemes("diz"),
            (word, _) => NumberPart::Text(word),
        });
    }
    let is_changed = parts
        .iter()
        .any(|part| matches!(part, NumberPart::Phonemes(_)));
    is_changed.then_some(parts)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;

    use super::*;
    use crate::render::pico::xsampa::{Follow, xsampa};

    #[test]
    fn every_table_is_sorted_and_unique_and_has_sounds_that_pico_knows() {
        for text in [
            include_str!("../../../data/pico_words.tsv"),
            include_str!("../../../data/pico_respellings.tsv"),
        ] {
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.len() > 100);
            for pair in lines.windows(2) {
                let words = [pair[0], pair[1]].map(|line| line.split('\t').next());
                assert!(words[0] < words[1], "{pair:?} are not in order");
            }
            for line in lines {
                let (word, ipa) = line.split_once('\t').expect(line);
                let ipa = Ipa::new(ipa).unwrap_or_else(|error| panic!("{line}: {error}"));
                assert!(
                    is_nfc(word) && !xsampa(&ipa, Follow::Pause).is_empty(),
                    "{line}"
                );
            }
        }
    }

    #[test]
    fn numbers_with_hyphens_are_divided_and_nothing_else_is() {
        use NumberPart::{Phonemes, Text};
        assert_eq!(
            number("quatre-vingt-dix-sept"),
            Some(vec![Phonemes("katR@vE~"), Phonemes("dis"), Text("sept")])
        );
        assert_eq!(
            number("vingt-deux"),
            Some(vec![Phonemes("vE~t"), Text("deux")])
        );
        assert_eq!(number("quatre-vingts"), Some(vec![Phonemes("katR@vE~")]));
        for other in [
            "dix",
            "soixante-quatre",
            "petit-fils",
            "deux-chevaux",
            "vingt-heures",
            "",
        ] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
