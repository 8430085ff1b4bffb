//! What is told at the end: the result on standard output, errors on standard error.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use anyhow::Error;

use crate::config::Verbosity;
use crate::hint::Advised;
use crate::pipeline::Outcome;
use crate::progress::Failure;
use crate::speech::SAMPLE_RATE;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// More sections are listed only where the user asks for it.
const LONGEST_LIST: usize = 30;

/// Prints an error with its causes, and what to do about it where that is known.
pub fn error(error: &Error) {
    let message = error
        .chain()
        .map(|cause| without_number(&cause.to_string()).to_owned())
        .collect::<Vec<_>>()
        .join(": ");
    print(&format!("{ERROR}error:{ERROR:#} {message}"));
    if let Some(hint) = hint(error) {
        print(&format!("{HINT}hint:{HINT:#} {hint}"));
    }
}

/// Prints a warning.
fn warning(message: &str) {
    print(&format!("{WARNING}warning:{WARNING:#} {message}"));
}

/// Prints which utterance could not be spoken.
pub fn failure(failure: &Failure) {
    let Failure {
        line,
        text,
        file,
        reason,
    } = failure;
    let text = shortened(text);
    print(&format!(
        "{ERROR}error:{ERROR:#} could not speak {text} (line {line}, in '{file}'): {reason}"
    ));
}

/// Whoever closed standard error does not want it.
fn print(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// "No such file or directory (os error 2)" without the number, which helps nobody.
fn without_number(message: &str) -> &str {
    message
        .find(" (os error ")
        .map_or(message, |end| &message[..end])
}

fn hint(error: &Error) -> Option<String> {
    for cause in error.chain() {
        if let Some(advised) = cause.downcast_ref::<Advised>() {
            return Some(advised.hint.clone());
        }
        if let Some(error) = cause.downcast_ref::<io::Error>() {
            return match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some("free some space; the next run goes on from here".to_owned())
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("check the permissions, or use -o to write into another folder".to_owned())
                }
                _ => None,
            };
        }
    }
    None
}

/// Prints where the files of an article are.
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
            "line {line} holds bytes that are no characters; they are not read"
        ));
    }
    let seconds = |samples: u64| samples as f64 / f64::from(SAMPLE_RATE);
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
    let total = seconds(outcome.sections.iter().map(|section| section.samples).sum());
    write!(
        out,
        "{}, {} of speech",
        counted(outcome.sections.len(), "section"),
        clock(total)
    )?;
    match outcome.spoken {
        0 => writeln!(out, ", all up to date")?,
        spoken => {
            let made = seconds(outcome.spoken_samples);
            let speed = made / took.as_secs_f64().max(0.001);
            if spoken < outcome.sections.len() {
                write!(out, ", {spoken} of them spoken anew")?;
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
                writeln!(out, "  and {} more; see the manifest", count - shown)?;
            }
        }
    }
    Ok(())
}

/// Hours, minutes and seconds, as players show them.
fn clock(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    // A control character could change the terminal.
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_like_a_players() {
        assert_eq!(
            [clock(7.4), clock(215.9), clock(86_399.6)],
            ["0:07", "3:36", "24:00:00"]
        );
    }
}
