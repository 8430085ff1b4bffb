//! Numbers of laws and of documents: "article 924-2", "encart 9-4", and the items of a list:
//! "aux 2° et 3°".

use lismoi_document::word_list::WordList;

use super::Verbalization;
use super::cardinals::push_value;
use super::cursor::{
    Cursor, after_space, first_word, is_boundary, starts_with_capital, starts_with_figure,
};
use super::number::{Number, figures};

/// Things whose numbers have parts: "article 924-2", and never a range.
static ARTICLES: WordList =
    WordList::new(include_str!("../../data/nouns_before_article_numbers.txt"));

/// What a numbered article belongs to: "332-29 du code de l'urbanisme".
const CODES: [&str; 5] = [
    "du code ",
    "du même code",
    "du présent code",
    "de ce code",
    "dudit code",
];

/// Items of a list that are looked at.
const MOST_ITEMS: usize = 20;

/// Parts of a number that follow the first one: "706-53-13".
const MOST_PARTS: usize = 5;

/// "Article 924-2", "articles 221-1 à 221-5", "encart 9-4": the parts, with "tiret" between them.
pub(super) fn article_number(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let digits = figures(rest).len();
    let joined = rest[digits..].strip_prefix(['-', '\u{2011}', '–'])?;
    if digits == 0 || !cursor.starts_word() || cursor.before().ends_with(['-', '.']) {
        return None;
    }
    let mut spoken = String::new();
    let mut after = rest;
    for part in 0..=MOST_PARTS {
        let (value, next) =
            Number::read_figures(after, 1, 5).filter(|_| !after.starts_with('0'))?;
        push_value(&mut spoken, value);
        after = next;
        match after.strip_prefix(['-', '\u{2011}', '–']) {
            Some(next) if starts_with_figure(next) && part < MOST_PARTS => {
                spoken.push_str(" tiret ");
                after = next;
            }
            _ => break,
        }
    }
    // "L'exercice 2023-2024".
    if super::years::years(cursor).is_some() && digits == 4 && figures(joined).len() == 4 {
        return None;
    }
    let next = after_space(after);
    let is_measured = next.starts_with(['%', '€', '°', '/']) || !is_boundary(after);
    let is_article = !is_measured
        && spoken.contains(" tiret ")
        && (ARTICLES.contains(&head_noun(cursor.before()).to_lowercase())
            || CODES.iter().any(|code| next.starts_with(code)));
    is_article.then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// The text behind the further items of a list: "2°, 4° et 9° de l'article".
fn after_items(mut text: &str) -> &str {
    for _ in 0..MOST_ITEMS {
        let next = [", ", "et ", "à ", "ou "]
            .iter()
            .find_map(|joint| text.strip_prefix(joint));
        let item = next.and_then(|next| {
            let number = figures(next);
            (!number.is_empty()).then(|| next[number.len()..].strip_prefix(['°', 'º']))?
        });
        match item {
            Some(after) => text = after_space(after),
            None => break,
        }
    }
    text
}

/// Whether "4°" numbers an item of a list: "; 4° Le dernier alinéa", "aux 2° et 3°", "le 2° bis".
/// Elsewhere it is an angle or a temperature. `after` is the text after the sign.
pub(super) fn is_item(cursor: &Cursor<'_>, after: &str) -> bool {
    const AFTER: [&str; 14] = [
        "bis",
        "ter",
        "quater",
        "quinquies",
        "de l'article",
        "de l’article",
        "du I",
        "du II",
        "du III",
        "du IV",
        "du V",
        "du présent",
        "de cet article",
        "ci-",
    ];
    let next = after_space(after);
    if after.starts_with(char::is_alphanumeric) {
        return false;
    }
    // "2°) Prénom", but not "(il fait 12°)".
    let is_inside = cursor.before().matches('(').count() > cursor.before().matches(')').count();
    if after.starts_with(')') && !is_inside {
        return true;
    }
    let behind_items = after_items(next);
    if AFTER.iter().any(|words| behind_items.starts_with(words)) {
        return true;
    }
    let before = cursor.before().trim_end();
    // "4° (Abrogé) ;" too.
    let before_quote = before.trim_end_matches(['“', '«', '"', ' ', '\u{A0}', '\u{202F}']);
    if starts_item(next.strip_prefix('(').unwrap_or(next))
        && before_quote.ends_with([';', ':', '.'])
    {
        return true;
    }
    matches!(head_noun(before), "aux" | "au" | "du" | "Aux" | "Au")
        && (!before.ends_with(" à") || before.ends_with("° à"))
        && !next.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the text is the start of an item: a capital, but no scale and no point of the compass
/// ("20° C", "12° Est").
pub(super) fn starts_item(text: &str) -> bool {
    const DEGREES: [&str; 11] = [
        "C", "F", "N", "S", "E", "O", "W", "Nord", "Sud", "Est", "Ouest",
    ];
    starts_with_capital(text) && !DEGREES.contains(&first_word(text))
}

/// Courts by their letters, which are others' as well.
const COURTS: [(&str, &str); 7] = [
    ("CE", "conseil d'état"),
    ("CA", "cour d'appel"),
    ("CAA", "cour administrative d'appel"),
    ("TA", "tribunal administratif"),
    ("TJ", "tribunal judiciaire"),
    ("CJCE", "C J C E"),
    ("CJUE", "C J U E"),
];

/// "CE, ass., 12 avril 2013", "CA Paris, 8 juin 2011": a court whose decision is cited.
pub(super) fn court(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const FORMATIONS: [&str; 6] = ["ass.", "sect.", "ord.", "réf.", "Ass.", "Sect."];
    let rest = cursor.rest();
    let (printed, spoken) = COURTS
        .iter()
        .find(|(printed, _)| rest.strip_prefix(printed).is_some_and(is_boundary))?;
    let after = &rest[printed.len()..];
    let city = first_word(after_space(after));
    let has_city = starts_with_capital(city) && after.starts_with(char::is_whitespace);
    let end = if has_city {
        &after_space(after)[city.len()..]
    } else {
        after
    };
    let next = after_space(end.strip_prefix(',')?);
    let is_cited = FORMATIONS.iter().any(|name| next.starts_with(name))
        || super::dates::starts_with_date(next);
    (is_cited && cursor.starts_word()).then(|| Verbalization {
        length: printed.len(),
        spoken: (*spoken).to_owned(),
    })
}

/// The word before a list of numbers that ends where the text ends: "articles" for
/// "les articles 6, 7-1 et".
pub(super) fn head_noun(before: &str) -> &str {
    const JOINTS: [&str; 11] = [
        "et", "ou", "à", "bis", "ter", "quater", "L.", "R.", "D.", "suivants", "L.*",
    ];
    let mut text = before.trim_end();
    loop {
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let start = text.ceil_char_boundary(start);
        let token = text[start..].trim_end_matches([',', ';']);
        let is_number = token.starts_with(|c: char| c.is_ascii_digit())
            && token
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '°' | '\u{2011}' | '–'));
        if start == 0 || !(is_number || JOINTS.contains(&token)) {
            break;
        }
        text = text[..start].trim_end();
    }
    let text = text.trim_end_matches('.');
    text.rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn an_article_number_is_no_range() {
        for (printed, spoken) in [
            ("Selon l'article 924-2", "Selon l'article 924 tiret 2"),
            ("Art. 6-1 de la loi", "article 6 tiret 1 de la loi"),
            (
                "les articles 221-1 à 221-4",
                "les articles 221 tiret 1 à 221 tiret 4",
            ),
            (
                "les articles 6, 7-1 et 8-2",
                "les articles 6 7 tiret 1 et 8 tiret 2",
            ),
            ("l'article 706-53-13", "l'article 706 tiret 53 tiret 13"),
            (
                "au 332-29 du code de l'urbanisme",
                "au 332 tiret 29 du code de l'urbanisme",
            ),
            ("Dans l'encart 9-4, nous", "Dans l'encart 9 tiret 4 nous"),
            ("les pages 10-15", "les pages 10 à 15"),
            ("un score de 3-2", "un score de 3 à 2"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }

    #[test]
    fn a_degree_sign_numbers_an_item_or_measures() {
        for (printed, spoken) in [
            (
                "la loi ; 4° Le dernier alinéa",
                "la loi quatrièmement, Le dernier alinéa",
            ),
            (
                "définis aux 4° et 5° fait",
                "définis aux quatrième et cinquième fait",
            ),
            ("Le 2° bis est supprimé", "Le deuxième bis est supprimé"),
            ("Il fait 20° à Nice", "Il fait 20 degrés à Nice"),
            ("Un four à 180° pendant", "Un four à 180 degrés pendant"),
            (
                "Il a fait 12° ; 8° C à Lille",
                "Il a fait 12 degrés 8 degrés Celsius à Lille",
            ),
            ("de 15 à 20° Celsius", "de 15 à 20 degrés Celsius"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
