//! What a web page puts around and between the text of an article: a table of phrases,
//! and the reason that each gives to leave a block out.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{self, StrDeserializer};

use lismoi_document::SkipReason;

use super::shape;

/// Phrases in French, English and German.
const TABLE: &str = include_str!("boilerplate.tsv");

/// Longer blocks are text, in bytes.
const LONGEST: usize = 300;

/// The names of the networks that pages offer to share on, and what stands beside them.
const NETWORKS: &str = " facebook twitter x whatsapp linkedin pinterest telegram messenger bluesky threads instagram \
     youtube tiktok reddit flipboard mastodon email e mail mail rss print imprimer partager copier lien link share ";

/// How agencies sign a picture.
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

/// As far from the end as a photographer's name begins, in bytes.
const LONGEST_SIGNATURE: usize = 60;

/// How a phrase stands in its block; described in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Whole,
    Counted,
    Label,
    Colon,
    Start,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    /// One of these must stand in the block too, where there are any.
    beside: Vec<&'static str>,
    extent: Extent,
    reason: SkipReason,
}

/// The phrases by their first words.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let phrase = phrase(line).expect("each line of the table has three known columns");
        phrases
            .entry(phrase.words[0].clone())
            .or_default()
            .push(phrase);
    }
    phrases
});

fn phrase(line: &'static str) -> Option<Phrase> {
    let mut columns = line.split('\t');
    let reason = columns.next()?;
    let extent = match columns.next()? {
        "whole" => Extent::Whole,
        "counted" => Extent::Counted,
        "label" => Extent::Label,
        "colon" => Extent::Colon,
        "start" => Extent::Start,
        _ => return None,
    };
    let words: Vec<String> = words(columns.next()?).map(|(word, _)| word).collect();
    Some(Phrase {
        reason: reason_named(reason)?,
        extent,
        words,
        beside: columns
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect(),
    })
}

fn reason_named(name: &str) -> Option<SkipReason> {
    let name: StrDeserializer<'_, value::Error> = name.into_deserializer();
    SkipReason::deserialize(name).ok()
}

/// A block that is no part of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Why.
    pub reason: SkipReason,
    /// It says no more than the phrase that it is known by: "Lire aussi :".
    pub is_label: bool,
}

/// What a block is that is no part of the article; `None` where it is one.
pub fn piece(block: &str) -> Option<Piece> {
    if block.len() > LONGEST {
        return None;
    }
    by_phrase(block).or_else(|| {
        by_form(block).map(|reason| Piece {
            reason,
            is_label: false,
        })
    })
}

/// Why a block is no part of the article; `None` where it is one.
pub fn reason(block: &str) -> Option<SkipReason> {
    piece(block).map(|piece| piece.reason)
}

/// Whether the lines after it, too, may be categories: "Catégories : Histoire de Paris".
pub fn opens_categories(block: &str) -> bool {
    words(block).next().is_some_and(|(word, _)| {
        matches!(
            word.as_str(),
            "catégorie" | "catégories" | "categories" | "kategorien"
        )
    })
}

fn by_phrase(block: &str) -> Option<Piece> {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let first = words(block).find(|(word, _)| !is_number(word))?.0;
    let phrases = PHRASES.get(&first)?;
    let all: Vec<(String, usize)> = words(block).collect();
    let uncounted: Vec<&str> = all
        .iter()
        .map(|(word, _)| word.as_str())
        .filter(|word| !is_number(word))
        .collect();
    let has_number = uncounted.len() < all.len();
    let matches = |phrase: &Phrase| {
        let count = phrase.words.len();
        let starts = all.len() >= count
            && all
                .iter()
                .zip(&phrase.words)
                .all(|((word, _), wanted)| word == wanted);
        let rest = || block[all[count - 1].1..].trim_start();
        let is_beside = |(word, _): &(String, usize)| phrase.beside.contains(&word.as_str());
        (phrase.beside.is_empty() || all.iter().any(is_beside))
            && match phrase.extent {
                Extent::Whole => starts && all.len() == count,
                Extent::Counted => has_number && uncounted == phrase.words,
                Extent::Start => starts,
                Extent::Colon => starts && follows_colon(rest(), phrase.reason),
                Extent::Label => starts && (all.len() == count || rest().starts_with(COLONS)),
            }
    };
    phrases
        .iter()
        .find(|phrase| matches(phrase))
        .map(|phrase| Piece {
            reason: phrase.reason,
            is_label: phrase.extent == Extent::Label && all.len() == phrase.words.len(),
        })
}

/// What parts a label from what it names.
const COLONS: [char; 7] = [':', '|', '>', '→', '»', '–', '—'];

/// Whether a colon, or a mark like it, and then a name or title follows: "Lire : un plaisir"
/// is text.
fn follows_colon(rest: &str, reason: SkipReason) -> bool {
    let Some(named) = rest.strip_prefix(COLONS) else {
        return false;
    };
    let named = named.trim_start_matches(|c: char| c.is_whitespace() || "«“\"".contains(c));
    reason == SkipReason::Category || named.is_empty() || named.starts_with(char::is_uppercase)
}

fn by_form(block: &str) -> Option<SkipReason> {
    let is_sentence = shape::ends_with_final_mark(block);
    if block.starts_with("[modifier") {
        return Some(SkipReason::Navigation);
    }
    if block.starts_with(['©', 'Ⓒ']) || block.starts_with("(c) 2") || block.starts_with("(c) 1")
    {
        return Some(SkipReason::Credit);
    }
    if is_signed(block) {
        return Some(SkipReason::Caption);
    }
    let names = || words(block).map(|(word, _)| word);
    let is_network = |word: &String| NETWORKS.split(' ').any(|network| network == word);
    if names().nth(1).is_some() && names().all(|word| is_network(&word)) {
        return Some(SkipReason::Sharing);
    }
    let is_breadcrumb = ['>', '›', '»'].into_iter().any(|arrow| {
        let parts = || block.split(arrow).map(str::trim);
        parts().nth(2).is_some() && parts().all(|part| part.starts_with(char::is_uppercase))
    });
    (is_breadcrumb && !is_sentence && !block.contains('«')).then_some(SkipReason::Navigation)
}

/// Ends with whose picture it is: "Le président à Koursk. © Jean Dupont/AFP". An agency in
/// brackets signs a text.
fn is_signed(block: &str) -> bool {
    let end = &block[block.ceil_char_boundary(block.len().saturating_sub(LONGEST_SIGNATURE))..];
    if let Some((_, owner)) = end.rsplit_once('©') {
        let owner = owner.trim_start();
        return owner.starts_with(char::is_uppercase) && !shape::ends_with_final_mark(owner);
    }
    let end = end.trim_end_matches(['.', ' ', '\u{A0}']).to_lowercase();
    let (end, is_picture) = match end.strip_suffix(')').and_then(|end| end.rsplit_once('(')) {
        Some((_, inside)) => (inside.to_owned(), inside.starts_with("photo")),
        None => (end.clone(), true),
    };
    let end = end.replace(" / ", "/");
    is_picture && SIGNATURES.iter().any(|signature| end.ends_with(signature))
}

/// The words in small letters, each with its end in `text`.
fn words(text: &str) -> impl Iterator<Item = (String, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        Some((text[start..at].to_lowercase(), at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let count = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PHRASES.values().map(Vec::len).sum::<usize>(), count);
    }

    #[test]
    fn what_surrounds_an_article_is_told_from_it() {
        for (block, reason) in [
            ("Kommentare (0)", SkipReason::CommentCounter),
            ("12 commentaires", SkipReason::CommentCounter),
            ("Laisser un commentaire", SkipReason::CommentCounter),
            ("0 comments", SkipReason::CommentCounter),
            ("Lire aussi : Poutine à Kursk", SkipReason::RelatedLink),
            ("À LIRE ÉGALEMENT", SkipReason::RelatedLink),
            ("Voir aussi : La chronologie", SkipReason::RelatedLink),
            ("Partager sur Facebook", SkipReason::Sharing),
            ("Facebook Twitter WhatsApp", SkipReason::Sharing),
            (
                "Inscrivez-vous à notre newsletter !",
                SkipReason::Subscription,
            ),
            ("La suite après la publicité", SkipReason::Advertisement),
            (
                "Nous utilisons des cookies pour vous servir.",
                SkipReason::CookieNotice,
            ),
            ("Photo : AFP", SkipReason::Credit),
            ("© 2024 Le Journal", SkipReason::Credit),
            (
                "Des soldats à Kursk, le 12 mars. Jean Dupont/AFP",
                SkipReason::Caption,
            ),
            ("Temps de lecture : 3 min", SkipReason::ReadingTime),
            ("3 min de lecture", SkipReason::ReadingTime),
            ("Accueil > Monde > Europe", SkipReason::Navigation),
            ("Catégories : Histoire de Paris", SkipReason::Category),
            ("Tags : économie", SkipReason::Category),
            ("[modifier | modifier le code]", SkipReason::Navigation),
            (
                "Le roi Charles. TOBY MELVILLE / REUTERS",
                SkipReason::Caption,
            ),
            (
                "Il vous reste 60 % de cet article à lire.",
                SkipReason::Subscription,
            ),
        ] {
            assert_eq!(super::reason(block), Some(reason), "{block}");
        }
    }

    #[test]
    fn what_only_looks_alike_is_kept() {
        for block in [
            "Réactions",
            "Commentaires",
            "Voir aussi",
            "Trois commentaires sur la loi",
            "Partager le pouvoir reste difficile.",
            "Photo de famille",
            "Lire Proust aujourd'hui",
            "Publicité mensongère : que faire ?",
            "Facebook",
            "La presse (AFP) le dit.",
            "2024",
            "***",
            "Recevez nos salutations distinguées.",
            "Nous et nos partenaires avons signé un accord.",
            "Inscrivez-vous à la mairie avant le 5 mai.",
            "S'abonner à une idée coûte cher.",
            "(c) Les mineurs de moins de seize ans.",
            "Les deux ont signé un accord hier soir. (Reuters/AFP)",
            "Le symbole © protège les œuvres.",
            "On a donc x > y > z.",
            "Lire : un plaisir",
            "Crédits : 5 millions d'euros pour les écoles.",
            "Vidéo : comment ça marche",
        ] {
            assert_eq!(reason(block), None, "{block}");
        }
    }
}
