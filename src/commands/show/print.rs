//! Lines of text, or of JSON.

use std::io::{self, IsTerminal, Write};
use std::ops::Range;

use lismoi_document::collapse_whitespace;
use serde_json::Value;

use crate::printable::{printable_json, printable_lines};

/// Prints one line per item, in the format that the user chose.
pub(super) struct Printer<'a, W> {
    source: &'a str,
    json: bool,
    /// Whether standard output is a terminal.
    pub(super) is_terminal: bool,
    pub(super) out: &'a mut W,
}

impl<'a, W: Write> Printer<'a, W> {
    pub(super) fn new(source: &'a str, json: bool, out: &'a mut W) -> Printer<'a, W> {
        Printer {
            source,
            json,
            is_terminal: io::stdout().is_terminal(),
            out,
        }
    }

    /// Prints an item, as text or as JSON.
    pub(super) fn line(&mut self, text: &str, json: impl FnOnce() -> Value) -> io::Result<()> {
        if self.json {
            let json = json().to_string();
            match self.is_terminal {
                true => writeln!(self.out, "{}", printable_json(&json)),
                false => writeln!(self.out, "{json}"),
            }
        } else if self.is_terminal {
            writeln!(self.out, "{}", printable_lines(text))
        } else {
            writeln!(self.out, "{text}")
        }
    }

    /// Prints a line that belongs to the item before and has no counterpart in JSON.
    pub(super) fn detail(&mut self, text: &str) -> io::Result<()> {
        match self.json {
            true => Ok(()),
            false => writeln!(self.out, "{text}"),
        }
    }

    /// The printed text of a range of the source, on one line.
    pub(super) fn printed(&self, range: &Range<usize>) -> String {
        collapse_whitespace(&self.source[range.clone()])
    }
}
