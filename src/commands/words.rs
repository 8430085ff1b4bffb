//! The words of an article that a listener may want to correct: names, acronyms and
//! foreign words, with how each will be said and by which rule, most frequent first.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use serde_json::json;

use lismoi_document::collapse_whitespace;
use lismoi_french::pronunciation::PronunciationRule;
use lismoi_french::pronunciation::lexicon::is_loan_word;
use lismoi_french::pronunciation::lookup::lookup_alone;
use lismoi_french::pronunciation::word::{Case, Word, elision};
use lismoi_french::{Lexicon, Utterance};
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use lismoi_speech::render::render_parts;

/// A word, or a phrase of the lexicon, as it stands in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As printed, without an elided article.
    pub word: String,
    /// How often.
    pub count: usize,
    /// What eSpeak NG is given for it.
    pub spoken: String,
    /// Why; eSpeak NG's own rules where there is none.
    pub rule: Option<PronunciationRule>,
}

/// The words worth hearing, most frequent first, then in the order of the article.
pub fn find(source: &str, utterances: &[Utterance], lexicon: &Lexicon) -> Vec<Found> {
    let mut counts: HashMap<String, (usize, bool)> = HashMap::new();
    let mut order = Vec::new();
    for utterance in utterances {
        for (index, word) in utterance.words.iter().enumerate() {
            let printed = collapse_whitespace(&source[word.printed.clone()]).replace('’', "'");
            let key = printed[elision(&printed)..].to_owned();
            let is_name = stands_out(&key, index == 0);
            let (count, is_listed) = counts.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                (0, false)
            });
            *count += 1;
            *is_listed |= is_name;
        }
    }
    let mut found: Vec<Found> = order
        .into_iter()
        .filter_map(|word| {
            let (count, is_name) = counts[&word];
            let said = lookup_alone(&word, lexicon);
            let is_users = said
                .as_ref()
                .is_some_and(|said| said.rule == PronunciationRule::User);
            if !is_name && !is_users {
                return None;
            }
            Some(Found {
                count,
                spoken: said
                    .as_ref()
                    .map_or_else(|| word.clone(), |said| render_parts(&said.parts)),
                rule: said.map(|said| said.rule),
                word,
            })
        })
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.count));
    found
}

/// A name or an acronym by its capitals, or a loan word by the list of them.
fn stands_out(word: &str, is_first: bool) -> bool {
    let seen = Word::new(word, None);
    match seen.case {
        Case::Upper => true,
        // At the start of a sentence a capital says nothing.
        Case::Capital if !is_first => word.chars().count() > 1,
        _ => is_loan_word(seen.lower()),
    }
}

/// Prints the words with their phonemes, as lines or as JSON.
///
/// # Errors
/// A voice that fails, or `out`.
pub fn print(
    found: Vec<Found>,
    as_json: bool,
    out: &mut impl Write,
    workers: Vec<Worker>,
) -> Result<()> {
    let requests = found.into_iter().map(|found| {
        let text = format!("{}.", found.spoken);
        (found, text)
    });
    speak_in_order(workers, requests, |found, take| {
        let ipa = take?.ipa();
        let rule = found.rule.map_or("eSpeak NG", PronunciationRule::name);
        if as_json {
            let line = json!({"word": found.word, "count": found.count, "ipa": ipa,
                "spoken": found.spoken, "rule": rule});
            writeln!(out, "{line}")?;
        } else {
            let word = found.word.replace(char::is_control, "\u{FFFD}");
            writeln!(out, "{}\t{word}\t{ipa}\t{rule}", found.count)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use lismoi_document::{Block, BlockKind, Section};
    use lismoi_french::{Options, Pauses, utterances};

    use super::*;

    #[test]
    fn names_acronyms_and_loan_words_are_found_most_frequent_first() {
        let text = "Le leader Tusk parle. Hier, l'OTAN a reçu Tusk à Los Angeles.";
        let section = Section {
            blocks: vec![Block::new(BlockKind::Paragraph, 0..text.len())],
            ..Section::default()
        };
        let (lexicon, pauses) = (Lexicon::default(), Pauses::of(Default::default()));
        let options = Options::new(&lexicon);
        let utterances = utterances(text, &section, options, &pauses, |_| ());
        let found = find(text, &utterances.collect::<Vec<_>>(), &lexicon);
        let words: Vec<(&str, usize)> = found
            .iter()
            .map(|found| (found.word.as_str(), found.count))
            .collect();
        assert_eq!(
            words,
            [("Tusk", 2), ("leader", 1), ("OTAN", 1), ("Los Angeles", 1)]
        );
    }
}
