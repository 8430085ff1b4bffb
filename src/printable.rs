//! Text for a terminal, which obeys control characters: those of titles, file names and messages
//! of other programs are shown as escapes.
//!
//! Messages are escaped wherever they go. Standard output is escaped where it is a terminal;
//! elsewhere it is data, and stays as it is.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Whether a terminal would do something else than show the character: control characters (C0,
/// DEL, C1), separators of lines, and those that turn the order of others around.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text for a part of a line: a line break in it is escaped too.
///
/// ```
/// use lismoi::printable::printable;
///
/// assert_eq!(printable("\u{1b}[31mrouge\n"), "\\u{1b}[31mrouge\\u{a}");
/// assert_eq!(printable("été"), "été");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, is_obeyed, |c, out| {
        write!(out, "{}", c.escape_unicode())
    })
}

/// A text of one or several lines, with its line breaks and tabs.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| is_obeyed(c) && !matches!(c, '\n' | '\t');
    escaped(text, is_escaped, |c, out| {
        write!(out, "{}", c.escape_unicode())
    })
}

/// JSON with the same meaning: its own escapes leave some of these characters as they are.
pub fn printable_json(json: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| is_obeyed(c) && c != '\n';
    escaped(json, is_escaped, |c, out| {
        write!(out, "\\u{:04x}", u32::from(c))
    })
}

fn escaped(
    text: &str,
    is_escaped: impl Fn(char) -> bool + Copy,
    escape: impl Fn(char, &mut String) -> std::fmt::Result,
) -> Cow<'_, str> {
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_escaped(c) {
            // Nothing that is written to a string fails.
            true => drop(escape(c, &mut out)),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// How a [`Escaped`] writes what a terminal would obey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// As it is: nobody looks at it, or it has been escaped.
    AsIs,
    /// As [`printable_lines`] does.
    Lines,
    /// As [`printable_json`] does.
    Json,
}

/// A writer of text. Each write holds whole characters, as those of `write!` do.
#[derive(Debug)]
pub struct Escaped<W> {
    out: W,
    notation: Notation,
}

impl<W: Write> Escaped<W> {
    /// Writes to `out`.
    pub fn new(out: W, notation: Notation) -> Escaped<W> {
        Escaped { out, notation }
    }
}

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = || String::from_utf8_lossy(bytes);
        match self.notation {
            Notation::AsIs => self.out.write_all(bytes),
            Notation::Lines => self.out.write_all(printable_lines(&text()).as_bytes()),
            Notation::Json => self.out.write_all(printable_json(&text()).as_bytes()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind, with what each is shown as.
    const OBEYED: [(char, &str); 8] = [
        ('\0', "\\u{0}"),
        ('\u{1b}', "\\u{1b}"),
        ('\u{7f}', "\\u{7f}"),
        ('\u{9b}', "\\u{9b}"),
        ('\u{2028}', "\\u{2028}"),
        ('\u{202E}', "\\u{202e}"),
        ('\u{2069}', "\\u{2069}"),
        ('\r', "\\u{d}"),
    ];

    #[test]
    fn what_a_terminal_obeys_is_shown_and_all_else_stays() {
        for (c, shown) in OBEYED {
            let text = format!("é{c}\u{301} \u{a0}a\n\tb");
            let lines = format!("é{shown}\u{301} \u{a0}a\n\tb");
            assert_eq!(printable_lines(&text), lines);
            let line = lines.replace('\n', "\\u{a}").replace('\t', "\\u{9}");
            assert_eq!(printable(&text), line);
        }
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text: String = OBEYED.iter().map(|(c, _)| *c).chain(['é']).collect();
        let json = serde_json::to_string_pretty(&[&text]).expect("a string");
        let shown = printable_json(&json);
        assert!(!shown.contains(|c| is_obeyed(c) && c != '\n'), "{shown}");
        let read: Vec<String> = serde_json::from_str(&shown).expect("JSON");
        assert_eq!(read, [text]);
    }

    #[test]
    fn a_writer_escapes_for_a_terminal_only() {
        let written = |notation| {
            let mut out = Vec::new();
            let mut writer = Escaped::new(&mut out, notation);
            writeln!(writer, "titre \u{1b}[2J").expect("writable");
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(written(Notation::AsIs), "titre \u{1b}[2J\n");
        assert_eq!(written(Notation::Lines), "titre \\u{1b}[2J\n");
        assert_eq!(written(Notation::Json), "titre \\u001b[2J\n");
    }
}
