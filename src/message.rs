//! Errors, hints and warnings for a person, on standard error.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use anyhow::Error;
use lismoi_document::hint::WithHint;

/// An utterance that could not be spoken.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its line in the article, from 1.
    pub line: usize,
    /// Its printed text.
    pub text: String,
    /// Name of the WAV file that has a silence in its place.
    pub file: String,
    /// Why it could not be spoken.
    pub reason: String,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Prints an error with its causes, and a hint if there is one.
pub fn error(error: &Error) {
    let message = error
        .chain()
        .map(|cause| without_number(&cause.to_string()).to_owned())
        .collect::<Vec<_>>()
        .join(": ")
        // A file name may hold control sequences; keep them from the terminal.
        .replace(|c: char| c.is_control() && c != '\n', "\u{FFFD}");
    print(&format!("{ERROR}error:{ERROR:#} {message}"));
    if let Some(hint) = hint(error) {
        print(&format!("{HINT}hint:{HINT:#} {hint}"));
    }
}

/// Prints a warning.
pub fn warning(message: &str) {
    print(&format!("{WARNING}warning:{WARNING:#} {message}"));
}

/// Prints an utterance that could not be spoken.
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

/// Prints a line. A closed standard error is ignored.
fn print(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Drops the number from "No such file or directory (os error 2)".
fn without_number(message: &str) -> &str {
    message
        .find(" (os error ")
        .map_or(message, |end| &message[..end])
}

fn hint(error: &Error) -> Option<String> {
    // Looks at the error and at its contexts.
    if let Some(with_hint) = error.downcast_ref::<WithHint>() {
        return Some(with_hint.hint.clone());
    }
    for cause in error.chain() {
        if let Some(error) = cause.downcast_ref::<io::Error>() {
            return match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some("free some space; the next run resumes from here".to_owned())
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("check the permissions, or use -o to write to another folder".to_owned())
                }
                _ => None,
            };
        }
    }
    None
}

/// At most 60 characters of a text, in double quotes, without control characters.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}
