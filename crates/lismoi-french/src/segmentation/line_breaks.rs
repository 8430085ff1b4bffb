//! Words that are divided at the end of a line: "gouverne-" above "ment".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The first part of a compound, and the parts that follow its hyphen; `*` for any.
const COMPOUNDS: &str = include_str!("../../data/compounds.tsv");

static SECOND_PARTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = COMPOUNDS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Pronouns and adverbs after a verb or noun, and the endings of the word before them; no
/// ending where any will do.
const ENCLITICS: &[(&str, &[&str])] = &[
    ("même mêmes y", &[]),
    ("je", &["s", "x", "i", "é", "d"]),
    ("tu", &["s", "x"]),
    ("il ils elle elles on", &["t", "d"]),
    ("nous vous", &["ons", "ez", "es"]),
    ("moi toi", &["ez", "es", "is", "ds", "ns", "e"]),
    ("le la les lui leur", &["ez", "ons"]),
    ("en", &["ez", "ons", "as", "s-t", "nds"]),
];

/// The hyphen, or the empty string, that joins the two parts of a word divided at the end of
/// a line; `None` where `word` and `next` are two words. `between` is what is printed between
/// them.
pub(crate) fn joint(word: &str, between: &str, next: &str) -> Option<&'static str> {
    let is_soft = word.ends_with('\u{AD}');
    let gap = if is_soft {
        between
    } else {
        between.strip_prefix(['-', '\u{2010}', '\u{AD}'])?
    };
    let start = word.trim_end_matches('\u{AD}');
    let is_line_end = gap.contains(['\n', '\r', '\u{2028}']) && gap.trim().is_empty();
    if !(is_line_end && start.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase))
    {
        return None;
    }
    let is_soft = is_soft || between.starts_with('\u{AD}');
    Some(if !is_soft && keeps_hyphen(start, next) {
        "-"
    } else {
        ""
    })
}

fn keeps_hyphen(start: &str, rest: &str) -> bool {
    let is_in = |list: &str, word: &str| list.split(' ').any(|listed| listed == word);
    let end = rest.find(|c: char| !(c.is_alphabetic() || "'’-".contains(c)));
    let next = &rest[..end.unwrap_or(rest.len())];
    let last = start
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let is_compound = SECOND_PARTS
        .get(last.as_str())
        .is_some_and(|second| *second == "*" || is_in(second, next));
    let is_enclitic = ENCLITICS.iter().any(|(pronouns, endings)| {
        is_in(pronouns, next)
            && (endings.is_empty() || endings.iter().any(|ending| last.ends_with(ending)))
    });
    // A word with another hyphen is a compound already: "c'est-à-" above "dire".
    start.contains('-') || next.starts_with("t-") || is_compound || is_enclitic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_keeps_its_hyphen_and_a_divided_word_does_not() {
        for (word, between, next, joint) in [
            ("gouverne", "-\n", "ment", ""),
            ("gouverne", "-\r\n    ", "ment", ""),
            ("gouverne\u{AD}", "\n", "ment", ""),
            ("peut", "-\n", "être", "-"),
            ("dit", "-\n", "il", "-"),
            ("au", "-\n", "dessus", "-"),
            ("vingt", "-\n", "trois", "-"),
            ("c'est-à", "-\n", "dire", "-"),
            ("saint", "-\n", "pierre", "-"),
            ("prenez", "-\n", "le", "-"),
            ("semi", "-\n", "conducteur", "-"),
        ] {
            assert_eq!(super::joint(word, between, next), Some(joint), "{word}");
        }
    }

    #[test]
    fn a_word_that_is_no_compound_loses_its_hyphen() {
        for word in [
            "mi-nistre",
            "par-le",
            "dis-cours",
            "au-teur",
            "va-leur",
            "soi-rée",
            "moi-tié",
            "par-lement",
            "ex-plique",
            "mi-lieu",
            "par-tie",
            "par-tir",
            "bien-tôt",
            "au-cun",
            "mal-heureux",
            "entre-prise",
            "sous-traire",
            "non-chalant",
            "ci-toyen",
            "six-tième",
            "el-le",
            "pla-ce",
            "ver-tu",
            "mer-ci",
            "cha-leur",
            "sal-les",
        ] {
            let (start, rest) = word.split_once('-').expect("a hyphen");
            assert_eq!(joint(start, "-\n", rest), Some(""), "{word}");
        }
    }

    #[test]
    fn only_a_lower_case_word_across_a_line_end_is_joined() {
        for (word, between, next) in [
            ("tour", " -\n", "ment"),
            ("gare", "-\n", "Lyon"),
            ("gare", "- ", "ment"),
            ("fin", "\n", "puis"),
            ("fin", "-\n", "12"),
        ] {
            assert_eq!(joint(word, between, next), None, "{word}");
        }
    }
}
