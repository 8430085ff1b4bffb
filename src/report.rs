//! The summary of an article, on standard output.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use lismoi_audio::clock::duration;
use lismoi_book::build::audiobook::Outcome;
use lismoi_book::build::export::Earlier;
use lismoi_book::formats::chapters::{Rest, ShortList};
use lismoi_book::manifest::records::SkippedRecord;
use lismoi_document::SkipReason;
use lismoi_readers::LeftOut;

use crate::config::{Config, Verbosity};
use crate::localization::errors::translated;
use crate::localization::{Language, language};
use crate::message::{shortened, warning};
use crate::printable::printable;

/// Longer lists are printed with `--verbose` only.
pub const LONGEST_LIST: usize = 30;

/// Prints the files of an article, their length, and what is not read.
///
/// # Errors
/// Those of `out`.
pub fn outcome(
    outcome: &Outcome,
    took: Duration,
    config: &Config,
    out: &mut impl Write,
) -> io::Result<()> {
    let verbosity = config.verbosity;
    if verbosity == Verbosity::Quiet {
        return Ok(());
    }
    for line in &outcome.damaged_lines {
        warning(&tr!("damaged-line", line = *line));
    }
    if let Some(part) = outcome.damage.first() {
        let part = part.to_string();
        warning(&tr!(
            "damaged-manifest",
            part = translated(&part).into_owned()
        ));
    }
    for kept in &outcome.kept {
        let (file, name) = (kept.file.as_str(), kept.kept_as.as_str());
        warning(&tr!("kept-file", file = file, name = name));
    }
    for skipped in &outcome.skipped {
        if skipped.reason == SkipReason::Missing {
            warning(&tr!("missing-from-book", text = skipped.text.as_str()));
        }
    }
    for list in &outcome.short_lists {
        warning(&short_list(list));
    }
    let seconds = |samples: u64| samples as f64 / f64::from(outcome.sample_rate);
    writeln!(out, "{}", printable(&outcome.folder.path.to_string_lossy()))?;
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
        let more = tr!("more-files", count = outcome.files.len());
        writeln!(out, "            {more}")?;
    }
    for file in &outcome.dropped {
        let what = match outcome.folder.is_taken(file) {
            true => tr!("file-changed", file = file.as_str()),
            false if config.files.earlier == Earlier::Replaced => {
                tr!("file-replaced", file = file.as_str())
            }
            false => tr!("file-dropped", file = file.as_str()),
        };
        writeln!(out, "            {what}")?;
    }
    let total = seconds(outcome.sections.iter().map(|section| section.samples).sum());
    let sections = tr!("count-sections", count = outcome.sections.len());
    let length = clock(total);
    write!(
        out,
        "{}",
        tr!("of-speech", sections = sections, length = length)
    )?;
    match outcome.spoken {
        0 if outcome.made > 0 || !outcome.dropped.is_empty() || !outcome.unmade.is_empty() => {
            writeln!(out)?;
        }
        0 => writeln!(out, ", {}", tr!("up-to-date"))?,
        spoken => {
            let made = seconds(outcome.spoken_samples);
            let speed = made / took.as_secs_f64().max(0.001);
            if spoken < outcome.sections.len() {
                write!(out, ", {}", tr!("spoken-now", count = spoken))?;
            }
            let seconds = decimal(format!("{:.2}", took.as_secs_f64()));
            let speed = format!("{speed:.0}");
            let took = tr!("took", seconds = seconds, speed = speed);
            writeln!(out, ", {took}")?;
        }
    }
    not_read(&outcome.skipped, verbosity, out)
}

/// Says that a file does not name all of its chapters.
fn short_list(list: &ShortList) -> String {
    let ShortList {
        file,
        listed,
        of,
        rest,
    } = list;
    match rest {
        Rest::InAnotherList => {
            tr!("short-list-of-two", file = file, listed = *listed, of = *of)
        }
        Rest::Nowhere => tr!("short-list", file = file, listed = *listed, of = *of),
    }
}

/// What a run of several articles comes to.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    articles: usize,
    /// How many articles could not be made.
    pub failed: usize,
    seconds: f64,
    start: Instant,
}

impl Default for Totals {
    fn default() -> Totals {
        Totals::new()
    }
}

impl Totals {
    /// The run begins.
    pub fn new() -> Totals {
        Totals {
            articles: 0,
            failed: 0,
            seconds: 0.0,
            start: Instant::now(),
        }
    }

    /// An article of this length is done.
    pub fn add(&mut self, samples: u64, sample_rate: u32) {
        self.articles += 1;
        self.seconds += samples as f64 / f64::from(sample_rate);
    }

    /// Prints them where there was more than one article.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        if self.articles + self.failed < 2 {
            return Ok(());
        }
        let articles = tr!("count-articles", count = self.articles);
        let took = clock(self.start.elapsed().as_secs_f64());
        let length = clock(self.seconds);
        let line = tr!("total", articles = articles, length = length, took = took);
        match self.failed {
            0 => writeln!(out, "{line}"),
            failed => writeln!(out, "{line}, {}", tr!("total-failed", count = failed)),
        }
    }
}

/// Prints the parts of an article that are not read, of many the first ones.
///
/// # Errors
/// Those of `out`.
pub fn not_read(
    skipped: &[SkippedRecord],
    verbosity: Verbosity,
    out: &mut impl Write,
) -> io::Result<()> {
    if skipped.is_empty() {
        return Ok(());
    }
    let shown = match verbosity {
        Verbosity::Verbose => skipped.len(),
        _ => 5,
    };
    writeln!(out, "{}", tr!("not-read", count = skipped.len()))?;
    for item in skipped.iter().take(shown) {
        let line = tr!(
            "skipped-line",
            line = item.line,
            text = shortened(&item.text),
            reason = translated(&item.reason.to_string()),
        );
        writeln!(out, "  {line}")?;
    }
    if skipped.len() > shown {
        let more = tr!("and-more", count = skipped.len() - shown);
        writeln!(out, "  {more}")?;
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
            format!("{} ({})", name.display(), translated(left.kind))
        });
        names.collect::<Vec<_>>().join(", ")
    } else {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for left in left_out {
            *kinds.entry(left.kind).or_default() += 1;
        }
        let counts = kinds
            .iter()
            .map(|(kind, count)| format!("{} ({count})", translated(kind)));
        counts.collect::<Vec<_>>().join(", ")
    };
    let folder = folder.display().to_string();
    warning(&tr!("left-out", folder = folder, named = named));
}

/// The titles of articles in a line, of many the first ones.
pub fn listed(titles: &[String]) -> String {
    let named = titles.iter().take(MOST_NAMED).map(|title| shortened(title));
    let mut listed = named.collect::<Vec<_>>().join(", ");
    if titles.len() > MOST_NAMED {
        let count = titles.len() - MOST_NAMED;
        listed = tr!("titles-and-more", titles = listed, count = count);
    }
    listed
}

/// Hours, minutes and seconds in the format of players.
pub fn clock(seconds: f64) -> String {
    duration(seconds.round() as u64)
}

/// A length in bytes, rounded as people say it: "12 MB".
pub fn size(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    let number = match megabytes {
        ..0.1 => return tr!("size-kb", size = bytes.div_ceil(1000)),
        ..10.0 => format!("{megabytes:.1}"),
        _ => format!("{megabytes:.0}"),
    };
    tr!("size-mb", size = decimal(number))
}

/// A number with the decimal mark of the language.
pub fn decimal(number: String) -> String {
    match language() {
        Language::En => number,
        Language::Fr => number.replace('.', ","),
    }
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
