//! `show words`: the words that a listener may want to correct, with how often they occur,
//! how each is said and by which rule, most frequent first.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use lismoi_document::collapse_whitespace;
use lismoi_french::pronunciation::PronunciationRule;
use lismoi_french::pronunciation::lexicon::is_loan_word;
use lismoi_french::pronunciation::lookup::lookup_alone;
use lismoi_french::pronunciation::word::{Case, Word, elision};
use lismoi_french::{Lexicon, Utterance};
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use lismoi_speech::render::espeak::render_parts;
use serde_json::json;

use super::print::{Printer, without_controls};
use super::{Article, spoken};

/// A word of the article, or a phrase of the user's lexicon in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    /// As printed, without an elided article.
    word: String,
    /// Number of occurrences.
    count: usize,
    /// The text that the speech engine gets.
    spoken: String,
    /// The rule that made this text; `None` where the engine's own rules apply.
    rule: Option<PronunciationRule>,
}

/// Prints the names, acronyms, foreign words and lexicon entries of the article.
pub(super) fn print(
    article: &Article<'_>,
    printer: &mut Printer<'_, impl Write>,
    workers: Vec<&mut Worker>,
) -> Result<()> {
    let utterances = spoken::lines(article).concat();
    let found = find(&article.source.text, &utterances, article.options.lexicon);
    let requests = found.into_iter().map(|found| {
        let text = format!("{}.", found.spoken);
        (found, text)
    });
    speak_in_order(workers, requests, |found, take| {
        let ipa = take?.ipa();
        let rule = found.rule.map_or("eSpeak NG", PronunciationRule::name);
        let word = without_controls(&found.word);
        let line = format!("{}\t{word}\t{ipa}\t{rule}", found.count);
        printer.line(&line, || {
            json!({"word": found.word, "count": found.count, "ipa": ipa,
                "spoken": found.spoken, "rule": rule})
        })?;
        Ok(())
    })
}

/// The words to list, most frequent first, then in the order of the article.
fn find(source: &str, utterances: &[Utterance], lexicon: &Lexicon) -> Vec<Found> {
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

/// Whether a word is a name or an acronym, by its capitals, or is in the list of loan words.
fn stands_out(word: &str, is_first: bool) -> bool {
    let seen = Word::new(word, None);
    match seen.case {
        Case::Upper => true,
        // Every sentence starts with a capital.
        Case::Capital if !is_first => word.chars().count() > 1,
        _ => is_loan_word(seen.lower()),
    }
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
