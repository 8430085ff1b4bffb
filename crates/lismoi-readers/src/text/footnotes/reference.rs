//! Footnote references within a block, as distinct from exponents, labels and links.

use std::ops::Range;

use super::label::{LabelStyle, is_number, is_superscript};

/// Texts in square brackets that stand where a number would: editors' remarks in Wikipedia.
const REMARKS: [&str; 6] = [
    "réf. nécessaire",
    "réf. souhaitée",
    "citation nécessaire",
    "source insuffisante",
    "citation needed",
    "quand ?",
];

/// Functions, after which a superscript is an exponent: "sin² x". So it is after one or two
/// letters: "m²".
const FUNCTIONS: [&str; 5] = ["cos", "exp", "log", "sin", "tan"];

/// A footnote reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    pub(super) style: LabelStyle,
    /// Its number, as printed.
    pub(super) number: &'a str,
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
}

/// The references in `text[block]`, in order.
pub(super) fn find_all(text: &str, block: Range<usize>) -> impl Iterator<Item = Reference<'_>> {
    let mut at = block.start;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..block.end];
            let start = at + rest.find(|c| matches!(c, '[' | '(') || is_superscript(c))?;
            let found = parse(&text[block.start..start], &text[start..block.end]);
            let length = found.map_or(1, |(_, _, length)| length);
            at = text.ceil_char_boundary(start + length);
            if let Some((style, number, length)) = found {
                return Some(Reference {
                    style,
                    number,
                    range: start..start + length,
                });
            }
        }
    })
}

/// The style, number and length of the reference that `rest` starts with; `before` is the
/// block before it.
fn parse<'a>(before: &str, rest: &'a str) -> Option<(LabelStyle, &'a str, usize)> {
    if before.trim_end().is_empty() {
        return None;
    }
    let between = |open: char, close: char| {
        let start = &rest[..rest.floor_char_boundary(32)];
        Some(start.strip_prefix(open)?.split_once(close)?.0)
    };
    if let Some(inside) = between('[', ']') {
        // "[texte](adresse)" is a link.
        let is_link = rest[inside.len() + 2..].starts_with('(');
        let is_remark = REMARKS.contains(&inside.to_lowercase().as_str());
        let is_letter = inside.len() == 1 && inside.starts_with(|c: char| c.is_ascii_lowercase());
        let is_attached = !before.ends_with(char::is_whitespace);
        let is_reference = are_numbers(inside) || is_remark || (is_letter && is_attached);
        return (is_reference && !is_link).then_some((
            LabelStyle::Brackets,
            inside,
            inside.len() + 2,
        ));
    }
    if let Some(inside) = between('(', ')') {
        return is_number(inside).then_some((LabelStyle::Parentheses, inside, inside.len() + 2));
    }
    let number = &rest[..rest.len() - rest.trim_start_matches(is_superscript).len()];
    (!number.is_empty() && !is_exponent_after(before)).then_some((
        LabelStyle::Superscript,
        number,
        number.len(),
    ))
}

/// Whether a superscript after this text is an exponent.
fn is_exponent_after(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let follows_word =
        word.chars().count() > 2 && !FUNCTIONS.contains(&word.to_lowercase().as_str());
    let follows_mark = before.ends_with(['.', ',', ';', '!', '?', '…', '»', '”', '"']);
    !follows_word && !follows_mark
}

/// Whether it is one or several footnote numbers: "1", "1, 2", "1-3".
fn are_numbers(inside: &str) -> bool {
    inside
        .split([',', '-', '–'])
        .all(|number| is_number(number.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_labels_and_links_are_no_references() {
        let found = |text: &str| -> Vec<String> {
            find_all(text, 0..text.len())
                .map(|reference| text[reference.range].to_owned())
                .collect()
        };
        assert_eq!(
            found(
                "C'est vrai[3], selon lui¹. Ou non [réf. nécessaire]. Bien.² Vu[a] ici[1, 2] et là[1-3]."
            ),
            [
                "[3]",
                "¹",
                "[réf. nécessaire]",
                "²",
                "[a]",
                "[1, 2]",
                "[1-3]"
            ]
        );
        assert!(
            found("[1] Un immeuble de 300 m² (ou x², sin² x), voir [2](a.html), né en [1984].")
                .is_empty()
        );
    }
}
