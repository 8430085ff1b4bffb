//! A verbalizer: a rule that turns one kind of written form into words.

use super::Verbalization;
use super::cursor::Cursor;

/// A rule that turns a written form into words.
#[derive(Clone, Copy, Debug)]
pub struct Verbalizer {
    /// Its name, as `show spoken --explain` and the manifest print it.
    pub name: &'static str,
    /// An example, as printed.
    pub printed: &'static str,
    /// The words for the example.
    pub spoken: &'static str,
    /// It is tried only where the text up to the next white space has one of these classes
    /// of characters.
    pub(super) needs: u16,
    pub(super) read: fn(&Cursor<'_>) -> Option<Verbalization>,
}

/// A row of the table of verbalizers.
pub(super) const fn rule(
    name: &'static str,
    [printed, spoken]: [&'static str; 2],
    needs: u16,
    read: fn(&Cursor<'_>) -> Option<Verbalization>,
) -> Verbalizer {
    Verbalizer {
        name,
        printed,
        spoken,
        needs,
        read,
    }
}
