//! The summary of an article, on standard output.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use lismoi_audio::clock::duration;
use lismoi_book::build::audiobook::Outcome;
use lismoi_document::SkipReason;
use lismoi_readers::LeftOut;

use crate::config::Verbosity;
use crate::message::{shortened, warning};

/// Longer lists are printed with `--verbose` only.
const LONGEST_LIST: usize = 30;

/// Prints the files of an article, their length, and what is not read.
///
/// # Errors
/// Those of `out`.
pub fn outcome(
    outcome: &Outcome,
    took: Duration,
    verbosity: Verbosity,
    out: &mut impl Write,
) -> io::Result<()> {
    if verbosity == Verbosity::Quiet {
        return Ok(());
    }
    for line in &outcome.damaged_lines {
        warning(&format!(
            "line {line} contains bytes that are not text; they are not read"
        ));
    }
    for skipped in &outcome.skipped {
        if skipped.reason == SkipReason::Missing {
            warning(&format!("missing from the book: {}", skipped.text));
        }
    }
    let seconds = |samples: u64| samples as f64 / f64::from(outcome.sample_rate);
    writeln!(out, "{}", outcome.folder.display())?;
    if verbosity == Verbosity::Verbose || outcome.sections.len() <= LONGEST_LIST {
        for section in &outcome.sections {
            writeln!(
                out,
                "  {:>8}  {}",
                clock(seconds(section.samples)),
                section.file
            )?;
        }
    }
    if verbosity == Verbosity::Verbose || outcome.files.len() <= LONGEST_LIST {
        for file in &outcome.files {
            writeln!(out, "            {file}")?;
        }
    } else {
        let count = counted(outcome.files.len(), "file");
        writeln!(out, "            {count} in other formats; -v lists them")?;
    }
    for file in &outcome.dropped {
        let what = match outcome.folder.join(file).exists() {
            true => "was changed by another program and has been left alone",
            false => "was out of date and has been deleted; use --format to write it again",
        };
        writeln!(out, "            {file} {what}")?;
    }
    let total = seconds(outcome.sections.iter().map(|section| section.samples).sum());
    write!(
        out,
        "{}, {} of speech",
        counted(outcome.sections.len(), "section"),
        clock(total)
    )?;
    match outcome.spoken {
        0 if outcome.made > 0 || !outcome.dropped.is_empty() => writeln!(out)?,
        0 => writeln!(out, ", all up to date")?,
        spoken => {
            let made = seconds(outcome.spoken_samples);
            let speed = made / took.as_secs_f64().max(0.001);
            if spoken < outcome.sections.len() {
                write!(out, ", {spoken} of them spoken now")?;
            }
            writeln!(
                out,
                ", in {:.2} s ({speed:.0} times real time)",
                took.as_secs_f64()
            )?;
        }
    }
    match outcome.skipped.len() {
        0 => {}
        count => {
            writeln!(out, "{} not read:", counted(count, "item"))?;
            let shown = if verbosity == Verbosity::Verbose {
                count
            } else {
                5
            };
            for skipped in outcome.skipped.iter().take(shown) {
                writeln!(
                    out,
                    "  line {}: {} ({})",
                    skipped.line,
                    shortened(&skipped.text),
                    skipped.reason
                )?;
            }
            if count > shown {
                writeln!(out, "  and {} more, listed in the manifest", count - shown)?;
            }
        }
    }
    Ok(())
}

/// Lists of more files and titles are shortened.
const MOST_NAMED: usize = 5;

/// Warns of the files and folders of a folder that are not read: by name, or, where there are
/// many, by kind.
pub fn left_out(folder: &Path, left_out: &[LeftOut]) {
    if left_out.is_empty() {
        return;
    }
    let named = if left_out.len() <= MOST_NAMED {
        let names = left_out.iter().map(|left| {
            let name = left.path.strip_prefix(folder).unwrap_or(&left.path);
            format!("{} ({})", name.display(), left.kind)
        });
        names.collect::<Vec<_>>().join(", ")
    } else {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for left in left_out {
            *kinds.entry(left.kind).or_default() += 1;
        }
        let counts = kinds
            .iter()
            .map(|(kind, count)| format!("{kind} ({count})"));
        counts.collect::<Vec<_>>().join(", ")
    };
    let folder = folder.display();
    warning(&format!("left out in the folder '{folder}': {named}"));
}

/// The titles of articles in a line, of many the first ones.
pub fn listed(titles: &[String]) -> String {
    let named = titles.iter().take(MOST_NAMED).map(|title| shortened(title));
    let mut listed = named.collect::<Vec<_>>().join(", ");
    if titles.len() > MOST_NAMED {
        listed += &format!(" and {} more", titles.len() - MOST_NAMED);
    }
    listed
}

/// Hours, minutes and seconds in the format of players.
fn clock(seconds: f64) -> String {
    duration(seconds.round() as u64)
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_shown_only_where_there_are_any() {
        assert_eq!(
            [clock(7.4), clock(215.9), clock(86_399.6)],
            ["0:07", "3:36", "24:00:00"]
        );
    }
}
