//! `show spoken`: one utterance per line, as the speech engine gets it; with `--explain`, the
//! rules that made its spoken forms below it.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use lismoi_document::{Block, BlockKind, Section, collapse_whitespace, lines};
use lismoi_french::{self as french, Segment, Utterance};
use lismoi_readers::InputFormat;
use lismoi_speech::render::Rendered;
use serde_json::{Value, json};

use super::Article;
use super::print::Printer;
use crate::printable::printable;

/// The utterances of one printed line: one, or with [`InputFormat::Lines`] all of an input
/// line, which may have none.
pub(super) type Line = Vec<Utterance>;

/// All lines, in order.
pub(super) fn lines(article: &Article<'_>) -> Vec<Line> {
    let source = &article.source.text;
    let utterances = |section: &Section| -> Vec<Utterance> {
        french::segments(source, section, article.options)
            .filter_map(|segment| match segment {
                Segment::Utterance(utterance) => Some(utterance),
                Segment::Silent(_) => None,
            })
            .collect()
    };
    if article.reading.format == InputFormat::Lines {
        let sections = lines::records(source).map(|range| Section {
            blocks: vec![Block::new(BlockKind::Paragraph, range)],
            ..Section::default()
        });
        return sections.map(|section| utterances(&section)).collect();
    }
    let utterances = article.sections().flat_map(utterances);
    utterances.map(|utterance| vec![utterance]).collect()
}

/// The text of every utterance of a line, separated by spaces.
fn join(rendered: &[Rendered]) -> String {
    let texts = rendered.iter().map(|rendered| rendered.text.as_str());
    texts.collect::<Vec<_>>().join(" ")
}

/// The printed text of a line.
pub(super) fn printed(source: &str, line: &[Utterance]) -> String {
    let texts = line
        .iter()
        .map(|utterance| source[utterance.range.clone()].trim());
    texts.collect::<Vec<_>>().join(" ")
}

pub(super) fn print(
    article: &Article<'_>,
    explain: bool,
    printer: &mut Printer<'_, impl Write>,
) -> Result<()> {
    let source = &article.source.text;
    let render = |utterance: &Utterance| article.engine.render(utterance);
    for line in lines(article) {
        let rendered: Vec<Rendered> = line.iter().map(render).collect();
        printer.line(&join(&rendered), || json(source, &line, &rendered))?;
        if explain {
            print_explanation(source, &line, &rendered, printer)?;
        }
    }
    Ok(())
}

fn json(source: &str, line: &[Utterance], rendered: &[Rendered]) -> Value {
    let words = line.iter().zip(rendered).flat_map(|(utterance, rendered)| {
        let words = utterance.words.iter().zip(&rendered.words);
        words.map(|(word, range)| {
            json!({
                "spoken": rendered.text[range.clone()],
                "printed": source[word.printed.clone()],
                "range": [word.printed.start, word.printed.end],
                "rule": word.rule,
            })
        })
    });
    let silent = line.iter().flat_map(|utterance| &utterance.silent);
    let silent = silent.map(|word| {
        json!({
            "printed": source[word.printed.clone()],
            "range": [word.printed.start, word.printed.end],
            "rule": word.rule,
        })
    });
    json!({
        "text": printed(source, line),
        "spoken": join(rendered),
        "words": words.collect::<Vec<_>>(),
        "silent": silent.collect::<Vec<_>>(),
    })
}

/// Prints a line for each rule that was applied: printed form, spoken form, rule.
fn print_explanation(
    source: &str,
    line: &[Utterance],
    rendered: &[Rendered],
    printer: &mut Printer<'_, impl Write>,
) -> Result<()> {
    let [printed_style, spoken_style, rule_style] = if printer.is_terminal {
        [AnsiColor::Yellow, AnsiColor::Green, AnsiColor::Cyan].map(|color| color.on_default())
    } else {
        [Style::new(); 3]
    };
    for (utterance, rendered) in line.iter().zip(rendered) {
        let words = utterance.words.iter().zip(&rendered.words);
        let spoken = words.filter_map(|(word, range)| {
            let spoken = &rendered.text[range.clone()];
            Some((&word.printed, spoken, word.rule?))
        });
        let silent = utterance.silent.iter();
        let silent = silent.map(|word| (&word.printed, "", word.rule));
        let mut forms: Vec<_> = spoken.chain(silent).collect();
        forms.sort_by_key(|(printed, ..)| printed.start);
        for (printed, spoken, rule) in forms {
            let printed = collapse_whitespace(&source[printed.clone()]);
            let (printed, spoken) = (printable(&printed), printable(spoken));
            printer.detail(&format!(
                "\t{printed_style}{printed}{printed_style:#}\t{spoken_style}{spoken}{spoken_style:#}\t{rule_style}{rule}{rule_style:#}"
            ))?;
        }
    }
    Ok(())
}
