//! `show phonemes`: one utterance per line, in the IPA that was spoken.

use std::io::Write;

use anyhow::Result;
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use lismoi_speech::render::espeak::render;
use serde_json::json;

use super::Article;
use super::print::Printer;
use super::spoken::{self, Line};

pub(super) fn print(
    article: &Article<'_>,
    printer: &mut Printer<'_, impl Write>,
    workers: Vec<Worker>,
) -> Result<()> {
    let lines = spoken::lines(article);
    let mut ipa = String::new();
    speak_in_order(
        workers,
        lines.iter().flat_map(requests),
        |(line, is_last), take| {
            if !ipa.is_empty() {
                ipa.push(' ');
            }
            ipa.push_str(&take?.ipa());
            if is_last {
                let text = || spoken::printed(&article.source.text, line);
                printer.line(&ipa, || json!({"text": text(), "ipa": ipa}))?;
                ipa.clear();
            }
            Ok(())
        },
    )
}

/// The texts to speak for a line, each with the line and whether it is its last.
fn requests(line: &Line) -> impl Iterator<Item = ((&Line, bool), String)> {
    let texts = line
        .iter()
        .enumerate()
        .map(move |(index, part)| (index + 1 == line.len(), render(part).text));
    // A line with nothing to say is printed too, as an empty line.
    let empty = line.is_empty().then(|| (true, String::new()));
    texts
        .chain(empty)
        .map(move |(is_last, text)| ((line, is_last), text))
}
