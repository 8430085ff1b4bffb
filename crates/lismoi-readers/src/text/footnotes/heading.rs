//! The headings of sections of footnotes.

const HEADINGS: [&str; 8] = [
    "note",
    "notes",
    "notes et références",
    "notes & références",
    "références",
    "références et notes",
    "notes de bas de page",
    "notes de fin",
];

/// Whether footnotes stand under a heading with these words.
pub(crate) fn is_footnote_heading(heading: &str) -> bool {
    let heading = heading.trim_end_matches([' ', ':', '.']).to_lowercase();
    HEADINGS.contains(&heading.as_str())
}
