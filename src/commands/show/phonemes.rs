//! `show phonemes`: one utterance per line, in the IPA that was spoken.
//!
//! SVOX Pico does not tell its phonemes. For it, a line holds the phonemes that it was given, in
//! brackets (X-SAMPA), and for words that were left to it, those of eSpeak NG after `~`.

use std::io::Write;

use anyhow::Result;
use lismoi_french::Utterance;
use lismoi_speech::Take;
use lismoi_speech::engine::Engine;
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use lismoi_speech::render::{Rendered, espeak};
use serde_json::json;

use super::Article;
use super::print::Printer;
use super::spoken::{self, Line};

pub(super) fn print(
    article: &Article<'_>,
    printer: &mut Printer<'_, impl Write>,
    workers: Vec<&mut Worker>,
) -> Result<()> {
    let lines = spoken::lines(article);
    let mut ipa = String::new();
    speak_in_order(
        workers,
        lines.iter().flat_map(requests),
        |(line, utterance, is_last), take| {
            if !ipa.is_empty() {
                ipa.push(' ');
            }
            let take = take?;
            ipa.push_str(&match (article.engine, utterance) {
                (Engine::Pico, Some(utterance)) => given_or_guessed(utterance, &take),
                _ => take.ipa(),
            });
            if is_last {
                let text = || spoken::printed(&article.source.text, line);
                printer.line(&ipa, || json!({"text": text(), "ipa": ipa}))?;
                ipa.clear();
            }
            Ok(())
        },
    )
}

/// A line, one of its utterances, and whether it is the last one. A line with nothing to say has
/// no utterance.
type Request<'a> = (&'a Line, Option<&'a Utterance>, bool);

/// The texts to speak for a line, each with what it belongs to.
fn requests(line: &Line) -> impl Iterator<Item = (Request<'_>, String)> {
    let texts = line.iter().enumerate().map(move |(index, utterance)| {
        let is_last = index + 1 == line.len();
        let text = espeak::render(utterance).text;
        ((line, Some(utterance), is_last), text)
    });
    // A line with nothing to say is printed too, as an empty line.
    let empty = line.is_empty().then(|| ((line, None, true), String::new()));
    texts.chain(empty)
}

/// The phonemes that Pico is given for each word, or what eSpeak NG says in the take.
fn given_or_guessed(utterance: &Utterance, take: &Take) -> String {
    let given = Engine::Pico.render(utterance);
    let guessed = espeak::render(utterance);
    let mut words = Vec::with_capacity(given.words.len());
    for (at, range) in given.words.iter().enumerate() {
        let readable = Engine::Pico.readable(&given.text[range.clone()]);
        let is_given = readable.starts_with('[') && readable.ends_with(']');
        words.push(match is_given && readable.matches('[').count() == 1 {
            true => readable.into_owned(),
            false => format!("~{}", ipa_of(&guessed, at, take)),
        });
    }
    words.join(" ")
}

/// What eSpeak NG said for one of the words of a text.
fn ipa_of(rendered: &Rendered, at: usize, take: &Take) -> String {
    let characters = |bytes: usize| rendered.text[..bytes].chars().count() as u32;
    let start = characters(rendered.words[at].start);
    let next = rendered.words.get(at + 1);
    let end = next.map_or(u32::MAX, |next| characters(next.start));
    let words = take.words.iter();
    let own = words.filter(|word| (start..end).contains(&word.character));
    own.map(|word| word.ipa.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
