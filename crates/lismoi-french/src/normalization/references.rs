//! References: "n° 5", "art. L. 121-1", "§ 4", "pp. 10-15", and footnote references.

use super::Verbalization;
use super::cardinals::push_value;
use super::cursor::{Cursor, after_space, class, is_boundary, starts_with_figure};
use super::number::{Number, figures};

/// Abbreviations that are said only before a number; with a full stop where the letters
/// alone would be a word or a unit.
const BEFORE_NUMBER: [(&str, &str); 85] = [
    ("n°", "numéro"),
    ("N°", "numéro"),
    ("nº", "numéro"),
    ("Nº", "numéro"),
    ("№", "numéro"),
    ("n˚", "numéro"),
    ("no", "numéro"),
    ("no.", "numéro"),
    ("No", "numéro"),
    ("No.", "numéro"),
    ("nᵒ", "numéro"),
    ("Nᵒ", "numéro"),
    ("N.", "numéro"),
    ("num.", "numéro"),
    ("n°s", "numéros"),
    ("nᵒˢ", "numéros"),
    ("nºs", "numéros"),
    ("nos.", "numéros"),
    ("nos", "numéros"),
    ("Nos", "numéros"),
    ("ms.", "manuscrit"),
    ("mss.", "manuscrits"),
    ("fol.", "folio"),
    ("fº", "folio"),
    ("éq.", "équation"),
    ("th.", "thermostat"),
    ("Th.", "thermostat"),
    ("TH.", "thermostat"),
    ("déf.", "définition"),
    ("prop.", "proposition"),
    ("obs.", "observation"),
    ("rem.", "remarque"),
    ("ill.", "illustration"),
    ("app.", "appendice"),
    ("esc.", "escalier"),
    ("ét.", "étage"),
    ("p.", "page"),
    ("P.", "page"),
    ("pp.", "pages"),
    ("pag.", "page"),
    ("p", "page"),
    ("art.", "article"),
    ("Art.", "article"),
    ("ART.", "article"),
    ("arts.", "articles"),
    ("chap.", "chapitre"),
    ("Chap.", "chapitre"),
    ("CHAP.", "chapitre"),
    ("ch.", "chapitre"),
    ("Ch.", "chapitre"),
    ("t.", "tome"),
    ("T.", "tome"),
    ("vol.", "volume"),
    ("Vol.", "volume"),
    ("FIG.", "figure"),
    ("fig.", "figure"),
    ("Fig.", "figure"),
    ("tab.", "tableau"),
    ("tabl.", "tableau"),
    ("pl.", "planche"),
    ("l.", "ligne"),
    ("v.", "vers"),
    ("vv.", "vers"),
    ("al.", "alinéa"),
    ("§", "paragraphe"),
    ("§§", "paragraphes"),
    ("par.", "paragraphe"),
    ("sect.", "section"),
    ("liv.", "livre"),
    ("fasc.", "fascicule"),
    ("ép.", "épisode"),
    ("n.", "note"),
    ("col.", "colonne"),
    ("f.", "folio"),
    ("fo", "folio"),
    ("f°", "folio"),
    ("op.", "opus"),
    ("éd.", "édition"),
    ("coll.", "collection"),
    ("bât.", "bâtiment"),
    ("apt.", "appartement"),
    ("appt.", "appartement"),
    ("ann.", "annexe"),
    ("ex.", "exemple"),
    ("sc.", "scène"),
];

/// An abbreviation before a number or a Roman numeral.
pub(super) fn reference(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() || rest.as_bytes().first() == Some(&b'(') {
        return None;
    }
    // Short forms without a full stop come directly before their number.
    let is_word = cursor.classes & (class::STOP | class::SIGN | class::FIGURE) == 0;
    if is_word && !starts_with_figure(after_space(&cursor.text[cursor.stretch_end..])) {
        return None;
    }
    let first = rest.bytes().next()?;
    let (printed, spoken) = BEFORE_NUMBER
        .iter()
        // Most are dismissed by their first byte.
        .filter(|(printed, _)| printed.as_bytes()[0] == first)
        .filter(|(printed, _)| {
            rest.strip_prefix(printed).is_some_and(|after| {
                let is_bound = printed.ends_with(|c: char| c.is_ascii_alphabetic())
                    && starts_with_figure(after);
                !is_bound && is_numbered(printed, after)
            })
        })
        .max_by_key(|(printed, _)| printed.len())?;
    // "Durand et al. 2020": and others.
    if *printed == "al." && cursor.previous_word() == "et" {
        return None;
    }
    if *printed == "p" && !cursor.before().ends_with(['(', ' ', '\u{A0}', '\u{202F}']) {
        return None;
    }
    // "5 p. 100" is a percentage.
    let share = after_space(&rest[printed.len()..]).strip_prefix("100");
    let is_share = *printed == "p."
        && share.is_some_and(|after| is_boundary(after.strip_prefix('0').unwrap_or(after)))
        && cursor
            .before()
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit());
    if is_share {
        return None;
    }
    Verbalization::new(printed.len(), *spoken)
}

fn is_numbered(printed: &str, after: &str) -> bool {
    let text = after_space(after);
    if starts_with_figure(text) {
        return !matches!(printed, "nos" | "Nos") || is_list(text);
    }
    let numeral = text
        .bytes()
        .take_while(|byte| b"IVXLCDM".contains(byte))
        .count();
    let is_code = text.starts_with(['L', 'R', 'D', 'A'])
        && text[1..].starts_with([
            '.', ' ', '\u{A0}', '*', '1', '2', '3', '4', '5', '6', '7', '8', '9',
        ]);
    printed.ends_with('.')
        && printed.len() > 2
        && ((numeral > 0 && is_boundary(&text[numeral..])) || is_code)
        || (printed == "t." && numeral > 0 && is_boundary(&text[numeral..]))
        || matches!(printed, "p." | "pp." | "P." | "vol." | "chap." | "t.") && is_small_numeral(text)
        // "N° SIRET", "n° de téléphone", "n° A".
        || (matches!(printed, "n°" | "N°" | "nº" | "Nº")
            && (text.is_empty() || text.starts_with(char::is_alphabetic)))
}

/// "P. xii": a Roman numeral in small letters.
fn is_small_numeral(text: &str) -> bool {
    let letters = super::cursor::leading(text, |c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    !letters.is_empty()
        && letters != "l"
        && is_boundary(&text[letters.len()..])
        && lismoi_document::roman::value(&letters.to_uppercase()).is_some()
}

/// "3 et 4", "12-15": several numbers without a counted noun: "nos 2 ou 3 amis".
fn is_list(text: &str) -> bool {
    let after = &text[super::number::figures(text).len()..];
    let next = after_space(after);
    let second = ["et ", "à ", "ou ", "-", "–", ","]
        .iter()
        .find_map(|joint| next.strip_prefix(joint))
        .map(after_space);
    second.is_some_and(|second| {
        let end = &second[super::number::figures(second).len()..];
        starts_with_figure(second) && super::nouns::counted(end).is_none()
    })
}

/// "L. 121-1", "R. 4127-36": articles of a code.
pub(super) fn code_article(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let letter = rest
        .get(..1)
        .filter(|letter| matches!(*letter, "L" | "R" | "D" | "A"))?;
    let after = rest[1..].strip_prefix('.').unwrap_or(&rest[1..]);
    let after = after.strip_prefix('*').unwrap_or(after);
    let mut text = after_space(after);
    if !cursor.starts_word() || !starts_with_figure(text) {
        return None;
    }
    let mut spoken = String::from(letter);
    spoken.push(' ');
    let mut count = 0;
    loop {
        let number = Number::read(text).filter(|number| {
            number.is_whole() && !number.is_grouped && number.leading_zeros == 0
        })?;
        push_value(&mut spoken, number.value);
        count += 1;
        text = &text[number.length..];
        match text.strip_prefix(['-', '\u{2011}', '–']) {
            Some(next) if starts_with_figure(next) && count < 6 => {
                spoken.push_str(" tiret ");
                text = next;
            }
            _ => break,
        }
    }
    // "L 12" may be anything; "L. 12", "L12-3" and "article L 12" are articles.
    let is_article = rest[1..].starts_with('.')
        || matches!(
            cursor.previous_word(),
            "article" | "articles" | "l'article" | "art" | "Article" | "Articles"
        )
        || cursor.before().trim_end().ends_with("art.")
        || (count > 1 && (letter != "A" || count > 2) && figures(&rest[1..]).len() != 1);
    (is_article && is_boundary(text)).then(|| Verbalization {
        length: rest.len() - text.len(),
        spoken,
    })
}

/// "\[3\]", "\[note 1\]", "\[a\]", "loi³": footnote references are not read aloud.
pub(super) fn note(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if let Some(inside) = rest.strip_prefix('[') {
        let end = inside.bytes().take(24).position(|byte| byte == b']')?;
        let call = &inside[..end];
        let name = call
            .trim_start_matches("note ")
            .trim_start_matches("n ")
            .trim_start_matches("réf. ");
        let is_number = !name.is_empty()
            && name.len() <= 4
            && name
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '–'));
        let is_letter = call.len() == 1 && call.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_wish = matches!(
            call,
            "réf. nécessaire"
                | "citation nécessaire"
                | "source insuffisante"
                | "pas clair"
                | "quand ?"
                | "Quand ?"
                | "Qui ?"
                | "C'est-à-dire ?"
                | "Par qui ?"
                | "citation needed"
                | "Note 1"
                | "réf. souhaitée"
                | "précision nécessaire"
        );
        return (is_number || is_letter || is_wish).then_some(Verbalization {
            length: end + 2,
            spoken: String::new(),
        });
    }
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁽' | '⁾' | '˒');
    let length = rest.len() - rest.trim_start_matches(is_raised).len();
    let word = cursor.before();
    let letters = word
        .chars()
        .rev()
        .take_while(|c| c.is_alphabetic() || *c == '-')
        .count();
    let follows_mark = word.ends_with(['.', ',', '»', '”', '"', '!', '?', '…', ')']);
    (length > 0 && (letters > 2 || follows_mark)).then_some(Verbalization {
        length,
        spoken: String::new(),
    })
}
