//! Messages to a person, on standard error.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::{AnsiColor, Style};
use anyhow::Error;
use lismoi_book::build::observer::Failure;
use lismoi_document::collapse_whitespace;
use serde_json::json;

use crate::hints::hint;
use crate::localization::errors::translated;
use crate::localization::{Language, language, usage};
use crate::printable::{printable, printable_json, printable_lines};

/// An article that cannot be read aloud, though there is something to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// It has words, but all of them are skipped.
    #[error("nothing to read aloud in '{}'", .0.display())]
    AllSkipped(PathBuf),
    /// It is the name of a format, and no file.
    #[error("there is no file '{0}'")]
    FormatName(&'static str),
    /// An earlier article of this run has the same folder.
    #[error("'{}' would be written to '{}' as well", .path.display(), .folder.display())]
    SameFolder {
        /// The article.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
}

/// A voice that cannot be used or removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoiceError {
    /// No voice of this name was added.
    #[error("no voice '{0}' was added")]
    NotAdded(String),
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Whether messages are printed as events in JSON.
static IS_JSON: AtomicBool = AtomicBool::new(false);

/// From now on messages are events in JSON, as progress is.
pub fn print_as_json() {
    IS_JSON.store(true, Ordering::Relaxed);
}

fn is_json() -> bool {
    IS_JSON.load(Ordering::Relaxed)
}

/// Prints an error with its causes, and what to do about it where that is known.
pub fn error(error: &Error) {
    let message = with_causes(error);
    if is_json() {
        return event(&json!({"event": "error", "message": message, "hint": hint(error)}));
    }
    print_error(&message);
    if let Some(hint) = hint(error) {
        print_hint(&hint);
    }
}

/// Prints an error of the command line, what may have been meant, and the usage.
pub fn wrong_usage(message: &usage::Message) {
    print_error(&message.text);
    if let Some(hint) = &message.hint {
        print_hint(hint);
    }
    if let Some(usage) = &message.usage {
        let (first, others) = usage.split_once('\n').unwrap_or((usage, ""));
        print(&format!("\n{}", tr!("usage-line", usage = first)));
        if !others.is_empty() {
            print(&printable_lines(others));
        }
    }
    print(&format!("\n{}", tr!("usage-more")));
}

/// An error and its causes on one line.
pub fn with_causes(error: &Error) -> String {
    let causes = error.chain().map(|cause| {
        let text = cause.to_string();
        let text = translated(without_number(&text));
        match cause.is::<toml::de::Error>() {
            // It points at a place in a line.
            true => printable_lines(&text).into_owned(),
            false => printable(&text).into_owned(),
        }
    });
    causes.collect::<Vec<_>>().join(colon())
}

fn print_error(message: &str) {
    labelled(ERROR, &tr!("error"), message);
}

fn print_hint(hint: &str) {
    labelled(HINT, &tr!("hint"), hint);
}

/// Prints a message behind its kind. Most of it has been escaped before, where a line break could
/// be told from one of a name.
fn labelled(style: Style, label: &str, message: &str) {
    print(&format!(
        "{style}{label}{style:#} {}",
        printable_lines(message)
    ));
}

/// What stands between an error and its cause.
pub fn colon() -> &'static str {
    match language() {
        Language::En => ": ",
        Language::Fr => "\u{a0}: ",
    }
}

/// Prints a warning.
pub fn warning(message: &str) {
    if is_json() {
        return event(&json!({"event": "warning", "message": message}));
    }
    labelled(WARNING, &tr!("warning"), message);
}

/// Prints what the user should know, though nothing is wrong.
pub fn note(message: &str) {
    if is_json() {
        return event(&json!({"event": "note", "message": message}));
    }
    print(&printable_lines(message));
}

/// Prints which utterance could not be spoken.
pub fn failure(failure: &Failure) {
    let Failure {
        line,
        text,
        file,
        reason,
    } = failure;
    print_error(&tr!(
        "could-not-speak",
        text = shortened(text),
        line = *line,
        file = file,
        reason = translated(reason),
    ));
}

/// Prints an event for another program.
pub(crate) fn event(event: &serde_json::Value) {
    print(&printable_json(&event.to_string()));
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

/// A text for one line of a terminal, between quotation marks.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = collapse_whitespace(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", printable(&text[..end])),
        None => format!("\"{}\"", printable(&text)),
    }
}
