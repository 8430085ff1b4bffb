//! The line that answers a line.

use std::io::{self, Write};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An answer: one for each line that was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The article is in the store.
    Made {
        /// The `id` of the line.
        id: Value,
        /// What is in the store.
        #[serde(flatten)]
        made: Made,
        /// Whether this line wrote an object; `false` where all of them were there.
        new: bool,
    },
    /// The article cannot be made. The same line will fail the same way.
    Failed {
        /// The `id` of the line; `null` where it cannot be told.
        id: Value,
        /// Where it stands.
        #[serde(flatten)]
        place: Place,
        /// The reason, in English.
        error: String,
        /// The kind of reason.
        kind: Kind,
    },
}

/// Prints an answer.
///
/// # Errors
/// Standard output is closed.
pub fn print(answer: &impl Serialize) -> Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    let written = out.write_all(&line).and_then(|()| out.flush());
    written.context("could not write an answer")
}

/// The place of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file that it stands in; `None` for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The number of the line there, from 1.
    pub line: u64,
}

/// What is in the store of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// See [`crate::key`].
    pub key: String,
    /// The length of the sound, to the millisecond.
    pub seconds: f64,
    /// The length of all its objects.
    pub bytes: u64,
    /// The names of its objects in the store, one for each format.
    pub files: Vec<String>,
    /// How many utterances could not be spoken, or not whole: the captions say which. A short
    /// silence stands for each.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub failed: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The kinds of reasons why an article cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The line is no JSON object, is not UTF-8, or is too long.
    Json,
    /// The object lacks a field, has one of the wrong type, or has two texts.
    Record,
    /// An option or the voice does not exist, or is out of range.
    Options,
    /// The article is said to be in another language than French.
    Language,
    /// The file that the line names may not or cannot be read.
    Path,
    /// The text is not in the format that the line names, or cannot be read.
    Article,
    /// The article has nothing to say.
    Empty,
    /// The article has more to say than the command line allows.
    Long,
    /// No utterance of the article could be spoken.
    Speech,
    /// No worker of a queue finished it, however often it was tried.
    Worker,
    /// The program has a fault. Please report it, with the article.
    Internal,
}

/// Why an article is not made.
#[derive(Debug)]
pub enum Fault {
    /// It is the fault of the article: the others can be made.
    Article(Kind, String),
    /// It is not: the disk is full, the store does not answer, the voice does not start. The
    /// run ends.
    Run(anyhow::Error),
}

impl Fault {
    /// A fault of the article.
    pub fn article(kind: Kind, error: impl ToString) -> Fault {
        Fault::Article(kind, error.to_string())
    }
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Fault {
        Fault::Run(error)
    }
}
