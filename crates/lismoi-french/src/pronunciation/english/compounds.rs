//! English compounds: two listed words in one, and words behind a prefix.

use lismoi_document::word_list::WordList;

use super::table::Table;

/// Words that end many French ones, and so are not taken for the second part of a compound.
static NEVER_SECOND: WordList =
    WordList::new(include_str!("../../../data/english_never_second.txt"));

/// Parts that only precede a word.
const PREFIXES: [(&str, &str); 4] = [("un", "œn"), ("re", "ʁi"), ("up", "œp"), ("by", "baj")];

/// Two listed words in one, at least one of them English only: the first as long as possible.
pub(super) fn compound(table: &Table, piece: &str) -> Option<String> {
    let is_compound = (6..=24).contains(&piece.len()) && piece.is_ascii();
    if !is_compound || !table.may_end(piece) || table.lists(piece) {
        return None;
    }
    (3..=piece.len() - 3).rev().find_map(|cut| {
        let (first, second) = piece.split_at(cut);
        let first = table.exactly(first)?;
        let singular = second.strip_suffix('s').unwrap_or(second);
        let suffix = || table.suffix(second).filter(|_| !first.is_french);
        let second = table
            .word(second)
            .filter(|_| !NEVER_SECOND.contains(singular))
            .or_else(suffix)?;
        let is_english = !(first.is_french && second.is_french);
        is_english.then(|| joined(first.ipa, second.ipa))
    })
}

/// "Unread", "remap": a listed word behind a prefix.
pub(super) fn prefixed(table: &Table, piece: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(prefix, ipa)| {
        let rest = piece.strip_prefix(prefix).filter(|rest| rest.len() > 3)?;
        if !table.may_end(piece) || table.lists(piece) {
            return None;
        }
        let word = table.word(rest).filter(|word| !word.is_french)?;
        (!NEVER_SECOND.contains(rest)).then(|| joined(ipa, word.ipa))
    })
}

fn joined(first: &str, second: &str) -> String {
    // The break before an h or a glide is for the start of a word.
    [first, second.trim_start_matches('|')].concat()
}
