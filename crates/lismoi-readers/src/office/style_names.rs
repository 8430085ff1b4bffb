//! The names of built-in styles, which are the same in all languages, and what they say about
//! their paragraphs.

use lismoi_document::{PieceKind, SkipReason};

/// What the name of a style says about its paragraphs; `None` where it says nothing.
pub(crate) fn kind(name: &str) -> Option<PieceKind> {
    let letters = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
    let name: String = letters.flat_map(char::to_lowercase).collect();
    let kind = match name.as_str() {
        "title" => PieceKind::Title,
        "subtitle" | "abstract" | "abstracttitle" => PieceKind::Paragraph,
        "author" | "authors" | "date" => PieceKind::Byline,
        "quote" | "intensequote" | "quotations" | "citation" | "blocktext" | "blockquote" => {
            PieceKind::Quote
        }
        "caption" | "imagecaption" | "tablecaption" | "figurecaption" => {
            PieceKind::Skipped(SkipReason::Caption)
        }
        "sourcecode" | "htmlpreformatted" | "preformattedtext" | "macrotext" => {
            PieceKind::Skipped(SkipReason::Code)
        }
        "tocheading" | "contentsheading" | "tableoffigures" | "tableofauthorities"
        | "toaheading" => PieceKind::Skipped(SkipReason::Contents),
        _ if is_numbered(&name, "toc") || is_numbered(&name, "contents") => {
            PieceKind::Skipped(SkipReason::Contents)
        }
        _ if is_numbered(&name, "index") => PieceKind::Skipped(SkipReason::Index),
        _ => return None,
    };
    Some(kind)
}

/// Whether a name is a word and a digit.
fn is_numbered(name: &str, word: &str) -> bool {
    let rest = name.strip_prefix(word);
    rest.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_ids_of_built_in_styles_are_known() {
        for (name, found) in [
            ("Intense Quote", Some(PieceKind::Quote)),
            ("TOC3", Some(PieceKind::Skipped(SkipReason::Contents))),
            ("Contents 1", Some(PieceKind::Skipped(SkipReason::Contents))),
            ("Title", Some(PieceKind::Title)),
            ("Titre", None),
            ("toc", None),
        ] {
            assert_eq!(kind(name), found, "{name}");
        }
    }
}
