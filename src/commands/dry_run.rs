//! `--dry-run`: what a run would write, keep and delete, how long it would be, and what would not
//! be read.

use std::io::{self, Write};

use lismoi_book::preview::{Fate, Preview};

use crate::config::{Config, Verbosity};
use crate::printable::printable;
use crate::report;

/// Prints the preview of an article.
///
/// # Errors
/// Those of `out`.
pub(super) fn print(preview: &Preview, config: &Config, out: &mut impl Write) -> io::Result<()> {
    if config.verbosity == Verbosity::Quiet {
        return Ok(());
    }
    let seconds = |samples: u64| samples as f64 / f64::from(preview.sample_rate);
    let is_listed =
        |count: usize| config.verbosity == Verbosity::Verbose || count <= report::LONGEST_LIST;
    writeln!(out, "{}", printable(&preview.folder.to_string_lossy()))?;
    if is_listed(preview.sections.len()) {
        for section in &preview.sections {
            let length = report::clock(seconds(section.samples));
            let line = format!("{length:>8}  {}", section.file);
            writeln!(out, "  {}", with_fate(&line, section.fate))?;
        }
    }
    if is_listed(preview.files.len()) {
        for file in &preview.files {
            let size = match file.fate {
                Fate::Written => report::size(file.bytes),
                Fate::Kept | Fate::Deleted => String::new(),
            };
            let line = format!("{size:>8}  {}", file.file);
            writeln!(out, "  {}", with_fate(&line, file.fate))?;
        }
    } else {
        let more = tr!("more-files", count = preview.files.len());
        writeln!(out, "            {more}")?;
    }
    let sections = tr!("count-sections", count = preview.sections.len());
    let length = report::clock(seconds(preview.samples()));
    let total = match preview.is_estimated {
        true => tr!("of-speech-about", sections = sections, length = length),
        false => tr!("of-speech", sections = sections, length = length),
    };
    let total = match preview.bytes_to_write() {
        0 => format!("{total}, {}", tr!("up-to-date")),
        bytes => format!("{total}, {}", tr!("to-write", size = report::size(bytes))),
    };
    writeln!(out, "{total}")?;
    report::not_read(&preview.skipped, config.verbosity, out)
}

/// A line of the list, with what would become of the file where that is not writing it.
fn with_fate(line: &str, fate: Fate) -> String {
    match fate {
        Fate::Written => line.to_owned(),
        Fate::Kept => format!("{line} ({})", tr!("fate-kept")),
        Fate::Deleted => format!("{line} ({})", tr!("fate-deleted")),
    }
}
