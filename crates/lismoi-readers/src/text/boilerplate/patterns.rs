//! Boilerplate that is recognised by its punctuation, or by names of networks and agencies.

use lismoi_document::SkipReason;
use lismoi_document::word_list::WordList;

use super::words;
use crate::text::continuation::ends_with_final_mark;

static SHARE_NETWORKS: WordList = WordList::new(include_str!("../../../data/share_networks.txt"));

/// The last words of the caption of an agency's picture, in lower case.
const SIGNATURES: [&str; 9] = [
    "/afp",
    "/reuters",
    "/ap",
    "/getty images",
    "/sipa",
    "/sipa press",
    "/epa",
    "/hans lucas",
    "photo d'illustration",
];

/// The longest signature with the name of a photographer, in bytes.
const LONGEST_SIGNATURE: usize = 60;

/// Why a block is skipped; `None` where it matches no pattern.
pub(super) fn reason(block: &str) -> Option<SkipReason> {
    if block.starts_with("[modifier") {
        return Some(SkipReason::Navigation);
    }
    if is_copyright(block) {
        return Some(SkipReason::Credit);
    }
    if names_first_place(block) {
        return Some(SkipReason::RelatedLink);
    }
    if is_signed_caption(block) {
        return Some(SkipReason::Caption);
    }
    if are_share_buttons(block) {
        return Some(SkipReason::Sharing);
    }
    is_breadcrumb(block).then_some(SkipReason::Navigation)
}

/// "© Le Journal", "Copyright © 2025 Le Journal", but "Copyright : mode d'emploi".
fn is_copyright(block: &str) -> bool {
    let rest = ["Copyright", "COPYRIGHT", "copyright"]
        .iter()
        .find_map(|word| block.strip_prefix(word))
        .unwrap_or(block);
    let is_after_word = rest.len() < block.len();
    let rest = rest.trim_start();
    let is_year = |text: &str| text.starts_with("19") || text.starts_with("20");
    let after_c = rest
        .strip_prefix("(c)")
        .or_else(|| rest.strip_prefix("(C)"));
    rest.starts_with(['©', 'Ⓒ'])
        || after_c.is_some_and(|rest| is_after_word || is_year(rest.trim_start()))
        || is_after_word && is_year(rest)
}

/// Whether it says where the article appeared first, as blogs add it to their feeds.
fn names_first_place(block: &str) -> bool {
    const STARTS: [&str; 4] = ["L’article", "L'article", "Cet article", "The post"];
    const PLACES: [&str; 2] = ["est apparu en premier sur", "appeared first on"];
    STARTS.iter().any(|start| block.starts_with(start))
        && PLACES.iter().any(|place| block.contains(place))
}

/// Whether it is a caption that ends with the owner of its picture: "Le président à Koursk.
/// © Jean Dupont/AFP". An agency alone in parentheses signs a text.
fn is_signed_caption(block: &str) -> bool {
    let end = &block[block.ceil_char_boundary(block.len().saturating_sub(LONGEST_SIGNATURE))..];
    if let Some((_, owner)) = end.rsplit_once('©') {
        let owner = owner.trim_start();
        return owner.starts_with(char::is_uppercase) && !ends_with_final_mark(owner);
    }
    let end = end.trim_end_matches(['.', ' ', '\u{A0}']).to_lowercase();
    let (end, is_picture) = match end.strip_suffix(')').and_then(|end| end.rsplit_once('(')) {
        Some((_, inside)) => (inside, inside.starts_with("photo")),
        None => (end.as_str(), true),
    };
    let end = end.replace(" / ", "/");
    is_picture && SIGNATURES.iter().any(|signature| end.ends_with(signature))
}

/// Whether all words, two or more, are labels of share buttons.
fn are_share_buttons(block: &str) -> bool {
    let words = || words::lower_case(block);
    words().nth(1).is_some() && words().all(|(word, _)| SHARE_NETWORKS.contains(&word))
}

/// Whether it is a path through a site: "Accueil > Monde > Europe".
fn is_breadcrumb(block: &str) -> bool {
    let has_capitalized_parts = ['>', '›', '»'].into_iter().any(|arrow| {
        let parts = || block.split(arrow).map(str::trim);
        parts().nth(2).is_some() && parts().all(|part| part.starts_with(char::is_uppercase))
    });
    has_capitalized_parts && !ends_with_final_mark(block) && !block.contains('«')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copyright_is_a_credit_and_a_text_about_it_is_not() {
        for block in [
            "© Le Journal",
            "Copyright © 2025 Le Journal",
            "COPYRIGHT 2025 - Le Journal",
            "Copyright (c) Le Journal",
            "(c) 2024 AFP",
        ] {
            assert_eq!(reason(block), Some(SkipReason::Credit), "{block}");
        }
        for block in [
            "Copyright : mode d'emploi",
            "Le copyright © existe.",
            "(c) un cas",
        ] {
            assert_eq!(reason(block), None, "{block}");
        }
    }
}
