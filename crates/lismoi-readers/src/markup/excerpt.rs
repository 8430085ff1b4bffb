//! Whether a page holds only the beginning of its article.

use std::ops::Range;

use lismoi_document::{Document, SkipReason, collapse_whitespace};

/// Beginnings of the notice after the part that is free.
const NOTICES: [&str; 6] = [
    "il vous reste ",
    "la suite est réservée",
    "la suite de cet article est réservée",
    "pour lire la suite",
    "cet article est réservé aux abonnés",
    "article réservé aux abonnés",
];

/// The notice, among the text that is skipped after the first text that is read.
pub(super) fn notice(text: &str, document: &Document) -> Option<Range<usize>> {
    let section = document
        .sections
        .iter()
        .find(|section| !section.blocks.is_empty())?;
    let start = section.blocks.first()?.range.start;
    let mut skipped = document
        .skipped
        .iter()
        .filter(|item| item.reason == SkipReason::Subscription && item.range.start > start);
    let found = skipped.find(|item| {
        let words = collapse_whitespace(&text[item.range.clone()]).to_lowercase();
        NOTICES.iter().any(|notice| words.starts_with(notice))
    })?;
    Some(found.range.clone())
}
