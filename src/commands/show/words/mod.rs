//! `show words`: the words that a listener may want to correct, those first that are most in
//! doubt, with how often they occur, how each is said and by which rule.

use std::io::Write;

use anyhow::Result;
use lismoi_french::pronunciation::PronunciationRule;
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use serde_json::json;

use self::doubt::Doubt;
use super::print::Printer;
use super::{Article, spoken};
use crate::printable::printable;

mod doubt;
mod find;
mod lexicon;

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
    /// Why it may be wrong; `None` where a table has it.
    doubt: Option<Doubt>,
}

/// What is printed of the words, and how.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordOptions {
    /// Only so many words that are in doubt; `None` prints them all, and the others.
    pub(super) unsure: Option<usize>,
    /// Whether they are printed as a lexicon, to be corrected.
    pub(super) as_lexicon: bool,
}

/// Prints the names, acronyms, foreign words, doubtful homographs and lexicon entries of the
/// article.
pub(super) fn print(
    article: &Article<'_>,
    options: WordOptions,
    printer: &mut Printer<'_, impl Write>,
    workers: Vec<&mut Worker>,
) -> Result<()> {
    let utterances = spoken::lines(article).concat();
    let mut found = find::find(&article.source.text, &utterances, article.options.lexicon);
    if let Some(most) = options.unsure {
        found.retain(|found| found.doubt.is_some());
        found.truncate(most);
    }
    if options.as_lexicon {
        lexicon::print_head(printer)?;
    }
    let requests = found.into_iter().map(|found| {
        let text = format!("{}.", found.spoken);
        (found, text)
    });
    speak_in_order(workers, requests, |found, take| {
        let ipa = take?.ipa();
        if options.as_lexicon {
            return Ok(lexicon::print(&found, &ipa, printer)?);
        }
        let rule = found.rule.map_or("eSpeak NG", PronunciationRule::name);
        let doubt = found.doubt.map(Doubt::name);
        let word = printable(&found.word);
        let shown = doubt.unwrap_or("-");
        let line = format!("{}\t{word}\t{ipa}\t{rule}\t{shown}", found.count);
        printer.line(&line, || {
            json!({"word": found.word, "count": found.count, "ipa": ipa,
                "spoken": found.spoken, "rule": rule, "doubt": doubt})
        })?;
        Ok(())
    })
}
