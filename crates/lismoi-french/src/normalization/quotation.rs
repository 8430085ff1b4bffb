//! Quotations that fit into the sentence around them: "il salue « \[s\]on père »", "d\[es\] amis",
//! "de trouv\[er\]". What stands in square brackets belongs to the word.

use super::Verbalization;
use super::cursor::{Cursor, is_boundary, leading};

/// Words of one letter before their own letters: "l\[a\]", "d\[es\]", "s\[on\]".
const STARTS: &str = "cdjlmnstCDJLMNST";

/// Endings that are put in the place of others. A letter alone may name a note.
const ENDINGS: [&str; 16] = [
    "aient", "ait", "ant", "ée", "ées", "ent", "er", "es", "é", "és", "ez", "nt", "ons", "ont",
    "ra", "ront",
];

/// The longest part in brackets, in bytes.
const LONGEST: usize = 12;

/// The word at the cursor without its brackets.
pub(super) fn mended(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let stem = match rest.starts_with('[') {
        true => "",
        false if cursor.starts_word() => leading(rest, char::is_alphabetic),
        false => return None,
    };
    let inside = rest[stem.len()..].strip_prefix('[')?;
    let inside = leading(inside, char::is_alphabetic);
    let after = rest[stem.len() + 1 + inside.len()..].strip_prefix(']')?;
    let ending = leading(after, char::is_lowercase);
    let after = &after[ending.len()..];
    let is_part = match stem {
        // "[a]" is a note.
        "" => !ending.is_empty(),
        _ if stem.len() == 1 && STARTS.contains(stem) => true,
        _ => ENDINGS.contains(&inside) || !ending.is_empty(),
    };
    let is_part = is_part && !inside.is_empty() && inside.len() <= LONGEST && is_boundary(after);
    is_part.then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken: [stem, inside, ending].concat(),
    })
}
