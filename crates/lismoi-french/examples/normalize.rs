//! Prints how a line is spoken, and the rule behind each word that is not read as printed:
//! `cargo run --example normalize "L'ONU a 193 membres."`, or lines on standard input.

use std::io::{self, BufRead, Write};

use lismoi_french::{Lexicon, Options, Part, Segment, paragraph};

fn main() -> io::Result<()> {
    let line = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    if !line.is_empty() {
        return print(&line);
    }
    io::stdin()
        .lock()
        .lines()
        .try_for_each(|line| print(&line?))
}

fn print(line: &str) -> io::Result<()> {
    let lexicon = Lexicon::default();
    let mut out = io::stdout().lock();
    for segment in paragraph(line, Options::new(&lexicon)) {
        let Segment::Utterance(utterance) = segment else {
            continue;
        };
        writeln!(out, "{}", utterance.spelling())?;
        for word in &utterance.words {
            let Some(rule) = word.rule else { continue };
            let printed = &line[word.printed.clone()];
            let spoken: String = word.parts.iter().map(shown).collect();
            writeln!(out, "  {printed}\t{spoken}\t{rule}")?;
        }
        for word in &utterance.silent {
            writeln!(out, "  {}\t\t{}", &line[word.printed.clone()], word.rule)?;
        }
    }
    Ok(())
}

/// The part in the notation that says most about it.
fn shown(part: &Part) -> String {
    match part {
        Part::Letters(letters) => letters.clone(),
        Part::Number { words, .. } => words.clone(),
        Part::Respelled { respelling, .. } => respelling.clone(),
        Part::Pronounced { ipa, .. } => format!("/{ipa}/"),
        Part::Liaison(_) => String::new(),
        Part::Mark(mark) => mark.as_str().to_owned(),
    }
}
