//! Boilerplate: the text that web pages put around and between the paragraphs of an article,
//! and the reason to skip each block of it.
//!
//! `phrases.rs` knows it by its words (`data/boilerplate.tsv`), `patterns.rs` by its
//! punctuation and the names of networks and agencies. Whether it is dropped is left to the
//! options.

use lismoi_document::SkipReason;

use phrases::BoilerplateMatch;

mod words;

mod phrases;

mod patterns;

/// The longest block of boilerplate, in bytes.
const LONGEST: usize = 300;

/// Recognises a block of boilerplate; `None` where the block is text of the article.
pub(crate) fn find(block: &str) -> Option<BoilerplateMatch> {
    if block.len() > LONGEST {
        return None;
    }
    phrases::find(block).or_else(|| {
        patterns::reason(block).map(|reason| BoilerplateMatch {
            reason,
            is_label: false,
        })
    })
}

/// Whether a block starts with a phrase of this reason, whatever follows.
pub(crate) fn starts_with_phrase(block: &str, reason: SkipReason) -> bool {
    phrases::starts(block, reason)
}

/// Why a block is skipped; `None` where it is text of the article.
pub(super) fn reason(block: &str) -> Option<SkipReason> {
    find(block).map(|found| found.reason)
}

/// Whether it starts a list of categories, whose lines may follow it: "Catégories : Histoire
/// de Paris".
pub(super) fn opens_categories(block: &str) -> bool {
    words::lower_case(block).next().is_some_and(|(word, _)| {
        matches!(
            word.as_str(),
            "catégorie" | "catégories" | "categories" | "kategorien"
        )
    })
}

#[cfg(test)]
mod tests;
