//! Readers: bytes in, a [`Document`] out.
//!
//! Today one reader, for plain text: [`text`]. Which sentences a block has and how they are
//! said is left to `lismoi-french`.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lismoi_document::{Document, Source};
use serde::{Deserialize, Serialize};

pub mod text;

use text::{blocks, decode, structure};

/// The argument that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// How the text is to be taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputFormat {
    /// An article with a title, headings, paragraphs and lists, without its boilerplate.
    #[default]
    Text,
    /// Every block between blank lines is a paragraph; no headings, nothing dropped.
    Paragraphs,
    /// Every line is one utterance.
    Lines,
}

/// What becomes of the notes of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Footnotes {
    /// They are not read.
    #[default]
    Skip,
    /// They are read after the article.
    End,
    /// Each is read after the sentence that refers to it.
    Inline,
}

/// What becomes of that which a web page puts around an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Boilerplate {
    /// It is left out, with a reason.
    #[default]
    Drop,
    /// It is read as a part of the text.
    Keep,
}

/// How an article is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// How the text is taken apart.
    #[serde(rename = "form")]
    pub format: InputFormat,
    /// What becomes of its notes.
    #[serde(default, rename = "notes")]
    pub footnotes: Footnotes,
    /// What becomes of what surrounds it.
    #[serde(default, rename = "furniture")]
    pub boilerplate: Boilerplate,
}

/// Takes the text apart.
pub fn document(source: &Source, options: ReadOptions) -> Document {
    match options.format {
        InputFormat::Text => structure::article(&source.text, options),
        InputFormat::Paragraphs => structure::plain(&source.text, blocks::Unit::Group),
        InputFormat::Lines => structure::plain(&source.text, blocks::Unit::Line),
    }
}

/// The files that one argument names: itself (`-` too), or the articles in a folder, sorted.
///
/// # Errors
/// No such file, or a folder without articles.
pub fn files(argument: &Path) -> Result<Vec<PathBuf>> {
    if argument == Path::new(STANDARD_INPUT) {
        return Ok(vec![argument.to_owned()]);
    }
    let metadata = fs::metadata(argument)
        .with_context(|| format!("could not read '{}'", argument.display()))?;
    if !metadata.is_dir() {
        return Ok(vec![argument.to_owned()]);
    }
    let unreadable = || format!("could not read the folder '{}'", argument.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(argument).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let is_text = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        if is_text && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("no article (*.txt) in the folder '{}'", argument.display());
    }
    files.sort();
    Ok(files)
}

/// Reads and decodes one article; `-` is standard input.
///
/// # Errors
/// Unreadable, or not text.
pub fn read(path: &Path) -> Result<Source> {
    let mut bytes = Vec::new();
    if path == Path::new(STANDARD_INPUT) {
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("could not read standard input")?;
        return decode::source(bytes, None).context("could not read standard input");
    }
    let unreadable = || format!("could not read '{}'", path.display());
    bytes = fs::read(path).with_context(unreadable)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    decode::source(bytes, name).with_context(unreadable)
}

#[cfg(test)]
mod tests;
