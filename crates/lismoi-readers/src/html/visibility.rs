//! Elements that a page does not show, or that are no text: why their text is skipped.

use lismoi_document::SkipReason;

use super::dom::{Dom, NodeId};

/// Classes by which pages hide text from readers who see.
const HIDDEN_CLASSES: [&str; 9] = [
    "hidden",
    "hide",
    "is-hidden",
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screen-reader-only",
    "element-invisible",
];

/// Why an element and all in it is skipped, wherever it stands; `None` where it may be read.
pub(crate) fn reason(dom: &Dom, node: NodeId) -> Option<SkipReason> {
    let by_name = match dom.name(node) {
        "noscript" => Some(SkipReason::Hidden),
        "button" | "select" | "textarea" | "option" | "input" | "meter" | "progress" => {
            Some(SkipReason::Form)
        }
        "iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" | "map" => {
            Some(SkipReason::Media)
        }
        "pre" | "listing" | "xmp" | "plaintext" => Some(SkipReason::Code),
        "math" => Some(SkipReason::Formula),
        "rt" | "rp" | "rtc" => Some(SkipReason::Ruby),
        "figcaption" => Some(SkipReason::Caption),
        // What a tab of the browser shows.
        "title" => Some(SkipReason::RepeatedTitle),
        _ => None,
    };
    by_name
        .or_else(|| is_formula(dom, node).then_some(SkipReason::Formula))
        .or_else(|| is_hidden(dom, node).then_some(SkipReason::Hidden))
        .or_else(|| is_edit_link(dom, node).then_some(SkipReason::Permalink))
}

/// Whether a page hides an element.
pub(crate) fn is_hidden(dom: &Dom, node: NodeId) -> bool {
    if dom.attribute(node, "hidden").is_some()
        || dom.attribute(node, "aria-hidden") == Some("true")
        || dom.attribute(node, "type") == Some("hidden")
    {
        return true;
    }
    let style = dom.attribute(node, "style").unwrap_or_default();
    if !style.is_empty() {
        let style = style.replace(' ', "").to_ascii_lowercase();
        if style.contains("display:none") || style.contains("visibility:hidden") {
            return true;
        }
    }
    dom.has_word(node, "class", |class| HIDDEN_CLASSES.contains(&class))
}

/// A formula that a script has drawn, or that stands in for one.
fn is_formula(dom: &Dom, node: NodeId) -> bool {
    dom.has_word(node, "class", |class| {
        matches!(
            class,
            "MathJax"
                | "MathJax_Display"
                | "MathJax_Preview"
                | "katex"
                | "mwe-math-element"
                | "mjx-chtml"
                | "math-tex"
        )
    })
}

/// What a formula says of itself, where it does so in words: "racine de deux".
pub(crate) fn words_of_formula(dom: &Dom, math: NodeId) -> Option<&str> {
    let words = dom.attribute(math, "alttext")?.trim();
    let is_word = |word: &str| {
        word.chars().count() > 1
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "'’-,".contains(c))
    };
    let are_words = words.split_whitespace().nth(1).is_some()
        && words
            .split_whitespace()
            .filter(|word| is_word(word))
            .count()
            * 3
            >= words.split_whitespace().count() * 2
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || c.is_whitespace() || "'’-,".contains(c));
    are_words.then_some(words)
}

/// The link of a wiki that edits a section.
fn is_edit_link(dom: &Dom, node: NodeId) -> bool {
    dom.has_word(node, "class", |class| {
        matches!(
            class,
            "mw-editsection" | "editsection" | "mw-headline-anchor"
        )
    })
}

/// Whether a link within a heading leads to the heading itself: a pilcrow, a number sign, or a
/// class that says so.
pub(crate) fn is_permalink(dom: &Dom, link: NodeId) -> bool {
    let text = dom.text(link);
    let text = text.trim();
    let has_word = text.contains(char::is_alphanumeric);
    let is_class = dom.has_word(link, "class", |class| {
        matches!(
            class,
            "headerlink" | "permalink" | "heading-anchor" | "anchorjs-link"
        )
    });
    let is_within = dom
        .attribute(link, "href")
        .is_some_and(|href| href.contains('#'));
    (!has_word && is_within) || (is_class && text.chars().count() <= 12)
}
