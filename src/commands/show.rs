//! What each stage makes, for people and for tests.

use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use serde_json::{Value, json};

use super::words;
use crate::cli::Stage;
use lismoi_document::{
    Block, BlockKind, Document, Section, SkipReason, Skipped, Source, collapse_whitespace, lines,
};
use lismoi_french::{self as french, Options, Segment, Segmentation, Utterance};
use lismoi_readers::{self as article, InputFormat, ReadOptions};
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use lismoi_speech::render::{Rendered, render};

/// What is to be shown, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// After which stage.
    pub stage: Stage,
    /// The article.
    pub file: &'a Path,
    /// How it is read.
    pub reading: ReadOptions,
    /// How it is said.
    pub options: Options<'a>,
    /// With the rule that made each spoken form.
    pub explain: bool,
    /// JSON, one object a line.
    pub json: bool,
}

/// Prints what a stage makes. `workers` is called for phonemes and words only.
///
/// # Errors
/// The article cannot be read, the voice is not available, or `out` fails.
pub fn show(
    request: Request<'_>,
    out: &mut impl Write,
    workers: impl FnOnce() -> Result<Vec<Worker>>,
) -> Result<()> {
    let (source, document) = article::read(request.file, request.reading)?;
    let mut printer = Printer {
        source: &source.text,
        json: request.json,
        out,
    };
    match request.stage {
        Stage::Blocks => blocks(&document, &mut printer)?,
        Stage::Sentences => sentences(&document, request.options.segmentation, &mut printer)?,
        Stage::Spoken => {
            for line in spoken_lines(&source, &document, request) {
                let text = join(&line, |utterance| render(utterance).text);
                printer.line(&text, || spoken_json(&source.text, &line))?;
                if request.explain && !request.json {
                    explanation(&source.text, &line, printer.out)?;
                }
            }
        }
        Stage::Words => {
            let utterances = spoken_lines(&source, &document, request).concat();
            let found = words::find(&source.text, &utterances, request.options.lexicon);
            words::print(found, request.json, out, workers()?)?;
        }
        Stage::Phonemes => phonemes(
            spoken_lines(&source, &document, request),
            &mut printer,
            workers()?,
        )?,
    }
    Ok(())
}

/// Writes lines of text, or of JSON.
struct Printer<'a, W> {
    source: &'a str,
    json: bool,
    out: &'a mut W,
}

impl<W: Write> Printer<'_, W> {
    fn line(&mut self, text: &str, json: impl FnOnce() -> Value) -> io::Result<()> {
        if self.json {
            writeln!(self.out, "{}", json())
        } else {
            if io::stdout().is_terminal() {
                // What the article holds must not command the terminal.
                let plain = text.replace(|c: char| c.is_control() && c != '\t', "\u{FFFD}");
                return writeln!(self.out, "{plain}");
            }
            writeln!(self.out, "{text}")
        }
    }

    fn text(&self, range: &Range<usize>) -> String {
        collapse_whitespace(&self.source[range.clone()])
    }
}

fn blocks(document: &Document, printer: &mut Printer<'_, impl Write>) -> Result<()> {
    // A reference to a note stands within a block, which is printed as it is.
    let is_block = |item: &&Skipped| item.reason != SkipReason::FootnoteReference;
    let mut skipped = document.skipped.iter().filter(is_block).peekable();
    let mut print = |kind: &str,
                     range: &Range<usize>,
                     level: Option<u8>,
                     reason: Option<SkipReason>| {
        let text = printer.text(range);
        let reason = reason.map(|reason| reason.to_string());
        let mut line = format!("{kind}\t{text}");
        if let Some(reason) = &reason {
            line += &format!("\t({reason})");
        }
        printer.line(&line, || {
            json!({"type": kind, "level": level, "text": text, "range": [range.start, range.end], "reason": reason})
        })
    };
    for section in &document.sections {
        for block in section.all_blocks() {
            while let Some(item) = skipped.next_if(|item| item.range.start < block.range.start) {
                print("drop", &item.range, None, Some(item.reason))?;
            }
            let is_heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
            let level = is_heading.then_some(section.level);
            print(block.kind.name(), &block.range, level, None)?;
            for note in block
                .references
                .iter()
                .filter_map(|reference| reference.footnote.as_ref())
            {
                print("paragraph", note, None, None)?;
            }
        }
    }
    for item in skipped {
        print("drop", &item.range, None, Some(item.reason))?;
    }
    Ok(())
}

fn sentences(
    document: &Document,
    segmentation: Segmentation,
    printer: &mut Printer<'_, impl Write>,
) -> Result<()> {
    let source = printer.source;
    let mut print = |range: &Range<usize>| {
        let text = printer.text(range);
        printer.line(
            &text,
            || json!({"text": text, "range": [range.start, range.end]}),
        )
    };
    for block in document.sections.iter().flat_map(Section::all_blocks) {
        for sentence in segmentation.sentences(source, block.range.clone()) {
            print(&sentence)?;
            for note in block.footnotes_within(&sentence) {
                for sentence in segmentation.sentences(source, note) {
                    print(&sentence)?;
                }
            }
        }
    }
    Ok(())
}

/// The utterances of each line to be printed: one, or in [`InputFormat::Lines`] all of an input
/// line, which are none where there is nothing to say.
fn spoken_lines(source: &Source, document: &Document, request: Request<'_>) -> Vec<Vec<Utterance>> {
    let utterances = |section: &Section| -> Vec<Utterance> {
        french::segments(&source.text, section, request.options)
            .filter_map(|line| match line {
                Segment::Utterance(utterance) => Some(utterance),
                Segment::Silent(_) => None,
            })
            .collect()
    };
    if request.reading.format != InputFormat::Lines {
        return document
            .sections
            .iter()
            .flat_map(utterances)
            .map(|utterance| vec![utterance])
            .collect();
    }
    lines::records(&source.text)
        .map(|range| {
            utterances(&Section {
                blocks: vec![Block::new(BlockKind::Paragraph, range)],
                ..Section::default()
            })
        })
        .collect()
}

fn join(line: &[Utterance], part: impl Fn(&Utterance) -> String) -> String {
    line.iter().map(part).collect::<Vec<_>>().join(" ")
}

/// What is printed where an utterance is spoken.
fn printed(source: &str, utterance: &Utterance) -> String {
    source[utterance.range.clone()].trim().to_owned()
}

fn spoken_json(source: &str, line: &[Utterance]) -> Value {
    let rendered: Vec<Rendered> = line.iter().map(render).collect();
    let words = line
        .iter()
        .zip(&rendered)
        .flat_map(|(utterance, rendered)| {
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
        "text": join(line, |utterance| printed(source, utterance)),
        "spoken": rendered.iter().map(|rendered| &*rendered.text).collect::<Vec<_>>().join(" "),
        "words": words.collect::<Vec<_>>(),
        "silent": silent.collect::<Vec<_>>(),
    })
}

/// Under a line, what a rule made of it: printed, spoken, rule.
fn explanation(source: &str, line: &[Utterance], out: &mut impl Write) -> Result<()> {
    let [printed_style, spoken_style, rule_style] = if io::stdout().is_terminal() {
        [AnsiColor::Yellow, AnsiColor::Green, AnsiColor::Cyan].map(|color| color.on_default())
    } else {
        [Style::new(); 3]
    };
    for utterance in line {
        let rendered = render(utterance);
        let words = utterance.words.iter().zip(&rendered.words);
        let said = words.filter_map(|(word, range)| {
            let spoken = &rendered.text[range.clone()];
            Some((&word.printed, spoken, word.rule?))
        });
        let silent = utterance.silent.iter();
        let silent = silent.map(|word| (&word.printed, "", word.rule));
        let mut made: Vec<_> = said.chain(silent).collect();
        made.sort_by_key(|(printed, ..)| printed.start);
        for (printed, spoken, rule) in made {
            let printed = collapse_whitespace(&source[printed.clone()])
                .replace(|c: char| c.is_control(), "\u{FFFD}");
            writeln!(
                out,
                "\t{printed_style}{printed}{printed_style:#}\t{spoken_style}{spoken}{spoken_style:#}\t{rule_style}{rule}{rule_style:#}"
            )?;
        }
    }
    Ok(())
}

fn phonemes(
    lines: Vec<Vec<Utterance>>,
    printer: &mut Printer<'_, impl Write>,
    workers: Vec<Worker>,
) -> Result<()> {
    let requests = lines.iter().flat_map(|line| {
        let parts = line
            .iter()
            .enumerate()
            .map(move |(index, part)| (index + 1 == line.len(), render(part).text));
        // A line with nothing to say has its place in the order all the same.
        let empty = line.is_empty().then(|| (true, String::new()));
        parts
            .chain(empty)
            .map(move |(is_last, text)| ((line, is_last), text))
    });
    let mut ipa = String::new();
    speak_in_order(workers, requests, |(line, is_last), take| {
        if !ipa.is_empty() {
            ipa.push(' ');
        }
        ipa.push_str(&take?.ipa());
        if is_last {
            let text = join(line, |utterance| printed(printer.source, utterance));
            printer.line(&ipa, || json!({"text": text, "ipa": ipa}))?;
            ipa.clear();
        }
        Ok(())
    })
}
