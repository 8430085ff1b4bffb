//! Errors of the command line, which clap words in English only.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::errors::translated;
use super::{Language, language};

/// An error of the command line.
#[derive(Clone, Debug)]
pub struct Message {
    /// What is wrong.
    pub text: String,
    /// What may have been meant.
    pub hint: Option<String>,
    /// What may be typed.
    pub usage: Option<String>,
}

/// An error of the command line in the language of this process; `None` for what clap words
/// itself: all of it in English, help and version in every language.
pub fn message(error: &Error) -> Option<Message> {
    if language() == Language::En {
        return None;
    }
    let argument = || one(error, ContextKind::InvalidArg);
    let value = || one(error, ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::UnknownArgument => tr!("usage-unknown-argument", argument = argument()),
        ErrorKind::InvalidSubcommand => {
            tr!(
                "usage-unknown-command",
                command = one(error, ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::InvalidValue if value().is_empty() => {
            tr!("usage-missing-value", argument = argument())
        }
        ErrorKind::InvalidValue => {
            tr!(
                "usage-invalid-value",
                argument = argument(),
                value = value()
            )
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            let reason = translated(&reason);
            tr!(
                "usage-bad-value",
                argument = argument(),
                value = value(),
                reason = reason
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = one(error, ContextKind::PriorArg);
            tr!("usage-conflict", argument = argument(), other = other)
        }
        ErrorKind::MissingRequiredArgument => {
            tr!("usage-missing-argument", argument = argument())
        }
        ErrorKind::MissingSubcommand => tr!("usage-missing-command"),
        ErrorKind::TooManyValues => {
            tr!(
                "usage-unexpected-value",
                argument = argument(),
                value = value()
            )
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            tr!("usage-missing-value", argument = argument())
        }
        ErrorKind::InvalidUtf8 => tr!("usage-not-utf8"),
        _ => return None,
    };
    let valid = one(error, ContextKind::ValidValue);
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ];
    let suggested = suggested.into_iter().map(|kind| one(error, kind));
    let hint = suggested
        .filter(|meant| !meant.is_empty())
        .map(|meant| tr!("usage-suggestion", meant = meant))
        .next();
    let hint = hint.or_else(|| (!valid.is_empty()).then(|| tr!("usage-values", values = valid)));
    Some(Message {
        text,
        hint,
        usage: usage(error),
    })
}

/// The line of usage that belongs to the error.
fn usage(error: &Error) -> Option<String> {
    let usage = error.get(ContextKind::Usage)?.to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    Some(usage.to_owned())
}

/// What clap knows of an error, on one line.
fn one(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(values)) => values.join(", "),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}
