//! Prosodic marks: the punctuation that a voice follows.

/// A mark after a word that changes how the voice moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `,`, or a dash that stands alone.
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// `.`, where it ends a sentence.
    FullStop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `…`
    Ellipsis,
}

impl Mark {
    /// The mark that a character stands for; `None` for brackets, quotes and all else that
    /// leaves the voice as it is.
    pub fn of(character: char) -> Option<Mark> {
        Some(match character {
            ',' => Mark::Comma,
            ';' => Mark::Semicolon,
            ':' => Mark::Colon,
            '.' => Mark::FullStop,
            '?' => Mark::Question,
            '!' => Mark::Exclamation,
            '…' => Mark::Ellipsis,
            _ => return None,
        })
    }

    /// The character that stands for the mark.
    pub fn as_str(self) -> &'static str {
        match self {
            Mark::Comma => ",",
            Mark::Semicolon => ";",
            Mark::Colon => ":",
            Mark::FullStop => ".",
            Mark::Question => "?",
            Mark::Exclamation => "!",
            Mark::Ellipsis => "…",
        }
    }
}

/// Whether a character is a prosodic mark.
pub(crate) fn is_mark(character: char) -> bool {
    Mark::of(character).is_some()
}
