//! The words of an article that may be worth correcting.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use lismoi_document::collapse_whitespace;
use lismoi_french::normalization::verbalizers::VERBALIZERS;
use lismoi_french::pronunciation::PronunciationRule;
use lismoi_french::pronunciation::lexicon::is_loan_word;
use lismoi_french::pronunciation::lookup::lookup_alone;
use lismoi_french::pronunciation::word::{Case, Word, elision};
use lismoi_french::{Lexicon, Utterance};
use lismoi_speech::render::espeak::render_parts;

use super::Found;
use super::doubt::Doubt;

/// How a word occurs in an article.
#[derive(Clone, Debug, Default)]
struct Occurrences {
    count: usize,
    /// Whether it looks like a name, an acronym or a loan word somewhere.
    stands_out: bool,
    /// As a homograph that its neighbours leave in doubt.
    homograph: Option<Doubt>,
}

/// The words to list: the most doubtful first, then the most frequent, then in the order of the
/// article.
pub(super) fn find(source: &str, utterances: &[Utterance], lexicon: &Lexicon) -> Vec<Found> {
    let mut occurrences: HashMap<String, Occurrences> = HashMap::new();
    let mut order = Vec::new();
    let mut small = HashSet::new();
    for utterance in utterances {
        for (index, word) in utterance.words.iter().enumerate() {
            if word.rule.is_some_and(is_written_out) {
                continue;
            }
            let printed = collapse_whitespace(&source[word.printed.clone()]).replace('’', "'");
            let key = printed[elision(&printed)..].to_owned();
            if key.starts_with(char::is_lowercase) {
                small.insert(key.clone());
            }
            let opens = index == 0 || follows_opening(&source[..word.printed.start]);
            let seen = occurrences.entry(key.clone()).or_insert_with(|| {
                order.push(key.clone());
                Occurrences::default()
            });
            seen.count += 1;
            seen.stands_out |= stands_out(&key, opens);
            seen.homograph = seen.homograph.or(word.rule.and_then(Doubt::of_homograph));
        }
    }
    let found = order.into_iter().filter_map(|word| {
        let seen = &occurrences[&word];
        let case = Word::new(&word, None).case;
        // "Reste" in a headline is no name where the article has "reste" too.
        let is_opener = case == Case::Capital && small.contains(&word.to_lowercase());
        listed(word, seen, is_opener, lexicon)
    });
    let mut found: Vec<Found> = found.collect();
    found.sort_by_key(|found| {
        let is_sure = found.doubt.is_none();
        let is_plain = is_sure || !looks_foreign(&found.word);
        (is_sure, found.doubt, is_plain, Reverse(found.count))
    });
    found
}

/// Whether a word has letters that are rare in French words: their sound is a guess.
fn looks_foreign(word: &str) -> bool {
    const RARE: [&str; 24] = [
        "k", "w", "sh", "sch", "tch", "dj", "zh", "cz", "sz", "tz", "ij", "oo", "ee", "aa", "ng",
        "th", "gh", "kh", "bh", "dh", "cc", "zz", "ñ", "ø",
    ];
    let lower = word.to_lowercase();
    let ends_with_foreign = ["o", "i", "a", "y", "ck", "er", "en", "us", "is", "os"];
    RARE.iter().any(|letters| lower.contains(letters))
        || ends_with_foreign
            .iter()
            .any(|ending| lower.ends_with(ending))
        || lower.contains(|c: char| {
            c.is_alphabetic() && !c.is_ascii() && !"àâæçéèêëîïôœùûüÿ".contains(c)
        })
}

/// The word as it is listed; `None` where nobody would look for it.
fn listed(word: String, seen: &Occurrences, is_opener: bool, lexicon: &Lexicon) -> Option<Found> {
    let said = lookup_alone(&word, lexicon);
    let rule = said.as_ref().map(|said| said.rule);
    let is_letters = matches!(rule, Some(PronunciationRule::Letters(_)));
    let is_users = rule == Some(PronunciationRule::User);
    let is_name = seen.stands_out && !is_opener;
    if !is_name && !is_users && !is_letters && seen.homograph.is_none() {
        return None;
    }
    let doubt = match is_name || is_letters {
        true => Doubt::of(&word, rule),
        false => None,
    };
    Some(Found {
        count: seen.count,
        spoken: said
            .as_ref()
            .map_or_else(|| word.clone(), |said| render_parts(&said.parts)),
        rule,
        doubt: doubt.or(seen.homograph),
        word,
    })
}

/// Whether a rule writes something out that is no word: "XIXe", "14 h 30".
fn is_written_out(rule: &str) -> bool {
    let mut verbalizers = VERBALIZERS.iter();
    rule != "acronym" && verbalizers.any(|verbalizer| verbalizer.name == rule)
}

/// Whether a sentence or a quotation may start after this text: its capital is no sign of a name.
fn follows_opening(before: &str) -> bool {
    // No full stop: "M. Jaouen". Sentences are told apart elsewhere.
    const OPENINGS: [char; 13] = [
        ':', '«', '“', '"', '„', '(', '[', '—', '–', '•', '!', '?', '…',
    ];
    let before = before.trim_end().chars().next_back();
    before.is_none_or(|last| OPENINGS.contains(&last))
}

/// Words with a capital before names, which everybody knows.
const TITLES: [&str; 8] = [
    "Le",
    "La",
    "Les",
    "Monsieur",
    "Madame",
    "Mademoiselle",
    "Messieurs",
    "Docteur",
];

/// Whether a word is a name or an acronym, by its capitals, or is in the list of loan words.
fn stands_out(word: &str, opens: bool) -> bool {
    let seen = Word::new(word, None);
    match seen.case {
        Case::Upper => true,
        // Every sentence starts with a capital.
        Case::Capital if !opens => word.chars().count() > 1 && !TITLES.contains(&word),
        _ => is_loan_word(seen.lower()),
    }
}

#[cfg(test)]
mod tests {
    use lismoi_document::{Block, BlockKind, Section};
    use lismoi_french::{Options, Pauses, utterances};

    use super::*;

    fn words(text: &str) -> Vec<(String, usize, Option<Doubt>)> {
        let section = Section {
            blocks: vec![Block::new(BlockKind::Paragraph, 0..text.len())],
            ..Section::default()
        };
        let (lexicon, pauses) = (Lexicon::default(), Pauses::of(Default::default()));
        let options = Options::new(&lexicon);
        let utterances = utterances(text, &section, options, &pauses, |_| ());
        let found = find(text, &utterances.collect::<Vec<_>>(), &lexicon);
        let words = found.into_iter();
        words
            .map(|found| (found.word, found.count, found.doubt))
            .collect()
    }

    #[test]
    fn the_most_doubtful_words_come_first() {
        let text = "Le leader Tusk parle à Zorbelin. Hier, l'OTAN et la ZOUFT ont reçu Tusk à Los \
            Angeles, et Zorbelin rit. Les fils de Tusk sont là.";
        let words = words(text);
        let names: Vec<(&str, Option<Doubt>)> = words
            .iter()
            .map(|(word, _, doubt)| (word.as_str(), *doubt))
            .collect();
        assert_eq!(
            names,
            [
                ("Zorbelin", Some(Doubt::Name)),
                ("ZOUFT", Some(Doubt::Acronym)),
                ("fils", Some(Doubt::Homograph)),
                ("Tusk", None),
                ("leader", None),
                ("OTAN", None),
                ("Los Angeles", None),
            ]
        );
        assert_eq!(words[3].1, 3, "Tusk");
    }

    #[test]
    fn what_is_written_out_and_titles_are_no_names() {
        assert_eq!(
            words("Au XIXe siècle, Monsieur lisait Le journal à 14 h 30."),
            []
        );
    }

    #[test]
    fn what_opens_a_sentence_or_a_quotation_is_no_name() {
        let text = "Alors il dit : « Regardez ! Partons. » (Personne ne bouge.) Personne – Rien.";
        assert_eq!(words(text), []);
        assert_eq!(words("Il lit Reste dehors. On reste ici."), []);
    }
}
