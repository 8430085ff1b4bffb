//! Ordinals in figures: "1er", "2e", "21ᵉ", "3es", "2nd".

use super::cursor::{Cursor, after_space, is_boundary};
use super::number::Number;
use super::number_words::push_words;
use super::{Dialect, Gender, Verbalization, nouns};
use crate::letters::starts_with_few;

/// Endings after the figures, and whether they are plural; longer ones first.
const ENDINGS: [(&str, Ending); 54] = [
    ("èmes", Ending::Ranks),
    ("ièmes", Ending::Ranks),
    ("ème", Ending::Rank),
    ("ième", Ending::Rank),
    ("iemes", Ending::Ranks),
    ("ieme", Ending::Rank),
    ("emes", Ending::Ranks),
    ("eme", Ending::Rank),
    ("ères", Ending::FirstsFeminine),
    ("éme", Ending::Rank),
    ("èm", Ending::Rank),
    ("è", Ending::Rank),
    ("é", Ending::Rank),
    ("ère", Ending::FirstFeminine),
    ("iers", Ending::Firsts),
    ("ier", Ending::First),
    ("ière", Ending::FirstFeminine),
    ("eres", Ending::FirstsFeminine),
    ("ere", Ending::FirstFeminine),
    ("res", Ending::FirstsFeminine),
    ("re", Ending::FirstFeminine),
    ("ers", Ending::Firsts),
    ("er", Ending::First),
    ("nde", Ending::SecondFeminine),
    ("ndes", Ending::SecondsFeminine),
    ("nds", Ending::Seconds),
    ("nd", Ending::Second),
    ("des", Ending::SecondsFeminine),
    ("de", Ending::SecondFeminine),
    ("ds", Ending::Seconds),
    ("d", Ending::Second),
    ("es", Ending::Ranks),
    ("e", Ending::Rank),
    ("ᵉʳˢ", Ending::Firsts),
    ("ᵉʳ", Ending::First),
    ("ʳᵉˢ", Ending::FirstsFeminine),
    ("ʳᵉ", Ending::FirstFeminine),
    ("ᵉˢ", Ending::Ranks),
    ("ᵉ", Ending::Rank),
    ("ⁿᵈᵉˢ", Ending::SecondsFeminine),
    ("ⁿᵈᵉ", Ending::SecondFeminine),
    ("ⁿᵈˢ", Ending::Seconds),
    ("ⁿᵈ", Ending::Second),
    ("ᵈᵉˢ", Ending::SecondsFeminine),
    ("ᵈᵉ", Ending::SecondFeminine),
    ("ᵈˢ", Ending::Seconds),
    ("ᵈ", Ending::Second),
    ("ᵉᵐᵉˢ", Ending::Ranks),
    ("ᵉᵐᵉ", Ending::Rank),
    ("ᵉ̀ᵐᵉ", Ending::Rank),
    ("ᵒ", Ending::Adverb),
    // "20th Century": English names.
    ("th", Ending::Rank),
    ("st", Ending::Rank),
    ("rd", Ending::Rank),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Rank,
    Ranks,
    First,
    Firsts,
    FirstFeminine,
    FirstsFeminine,
    Second,
    Seconds,
    SecondFeminine,
    SecondsFeminine,
    Adverb,
}

/// "1er", "2e", "1 000e", and a numbered item's "1°".
pub(super) fn ordinal(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let number = Number::read(rest)?;
    if !number.is_whole() || number.value == 0 {
        return None;
    }
    let after = &rest[number.length..];
    let (length, ending) = ending(after, number.value)?;
    let before = cursor.previous_word();
    let is_feminine = match before {
        "la" | "La" | "une" | "Une" | "cette" | "sa" => true,
        // "Soldat de 1e classe", but "le 1e voile".
        "de" | "d" | "en" | "" => ending == Ending::Rank && counts_feminine(&after[length..]),
        _ => false,
    };
    let ending = match ending {
        // "La 2nd fois", "la 1er page", "la 1e page".
        Ending::Second if is_feminine => Ending::SecondFeminine,
        Ending::First if is_feminine => Ending::FirstFeminine,
        Ending::Rank if is_feminine && number.value == 1 => Ending::FirstFeminine,
        ending => ending,
    };
    let mut spoken = spoken(number.value, ending, cursor.dialect);
    let mut end = &after[length..];
    // "Le 19e s.", "le 19e s et".
    let century = |text: &str| {
        let rest = text.strip_prefix('s')?;
        let is_word = rest.is_empty() || rest.starts_with(['.', ' ', ',', ')', ';']);
        is_word.then(|| 1 + usize::from(rest.starts_with('.')))
    };
    if let Some(length) = century(after_space(end))
        && ending == Ending::Rank
        && number.value <= 30
    {
        spoken.push_str(" siècle");
        end = &after_space(end)[length..];
    }
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// Whether what is counted is feminine, from the text behind the ordinal.
fn counts_feminine(after: &str) -> bool {
    nouns::counted(after).is_some_and(|noun| noun.gender == Some(Gender::Feminine))
}

/// "6°" at the start of a sentence or an item.
pub(super) fn item(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let number = Number::read(rest).filter(|number| number.is_whole() && number.value > 0)?;
    if !cursor.starts_word() {
        return None;
    }
    let length = item_sign(cursor, &number, &rest[number.length..])?;
    let after = &rest[number.length + length..];
    let mut spoken = spoken(number.value, Ending::Rank, cursor.dialect);
    // "1° La carte" opens an item; "le 1° de l'article" names it.
    let text = after_space(after);
    if super::law::starts_item(text.strip_prefix('(').unwrap_or(text)) {
        let adverb = spoken
            .strip_suffix("premier")
            .map(|before| [before, "première"].concat());
        spoken = adverb.unwrap_or(spoken) + "ment,";
    }
    Verbalization::new(number.length + length, spoken)
}

/// "6°" at the start of a sentence or an item numbers it; elsewhere it is an angle or a temperature.
fn item_sign(cursor: &Cursor<'_>, number: &Number<'_>, after: &str) -> Option<usize> {
    let sign = after.chars().next().filter(|c| matches!(c, '°' | 'º'))?;
    let after_sign = &after[sign.len_utf8()..];
    let next = after_space(after_sign);
    let is_long_list = number.value <= 60 && super::law::starts_item(next);
    let starts_block = (number.value <= 20 || is_long_list)
        && cursor.starts_sentence()
        && is_boundary(after_sign)
        && !next.starts_with(|c: char| c.is_ascii_digit())
        && !next.starts_with("à ")
        && !next.starts_with("au ")
        && !next.starts_with("en ")
        && !next.starts_with("de ")
        && !next.starts_with("ce ");
    let is_item = starts_block || number.value <= 60 && super::law::is_item(cursor, after_sign);
    is_item.then_some(sign.len_utf8())
}

/// The ending that the text starts with, where it suits the number.
pub(super) fn ending(text: &str, value: u64) -> Option<(usize, Ending)> {
    if text.starts_with(['E', 'È']) {
        return ending_in_capitals(text, value);
    }
    // Most figures are followed by none of these.
    if !text.starts_with([
        'e', 'è', 'é', 'i', 'r', 'n', 'd', 's', 't', 'ᵉ', 'ʳ', 'ⁿ', 'ᵈ', 'ᵒ',
    ]) {
        return None;
    }
    // "Le 1erjour", without its space.
    if value == 1
        && let Some(word) = text.strip_prefix("er")
        && word.starts_with(char::is_lowercase)
        && word.chars().take_while(|c| c.is_alphabetic()).count() > 2
    {
        return Some((2, Ending::First));
    }
    let starts = |ending: &str| starts_with_few(text.as_bytes(), ending.as_bytes());
    ENDINGS
        .iter()
        .filter(|(ending, _)| starts(ending) && is_boundary(&text[ending.len()..]))
        .map(|(printed, ending)| (printed.len(), *ending))
        .find(|(_, ending)| match ending {
            Ending::Rank | Ending::Ranks => true,
            Ending::Second | Ending::Seconds | Ending::SecondFeminine | Ending::SecondsFeminine => {
                value == 2
            }
            _ => value == 1,
        })
}

/// "1ER", "1ÈRE", "2EME". An "E" alone is a letter.
fn ending_in_capitals(text: &str, value: u64) -> Option<(usize, Ending)> {
    let end = text.find(|c: char| !c.is_alphabetic());
    let printed = &text[..end.unwrap_or(text.len())];
    let ending = match printed {
        "ER" if value == 1 => Ending::First,
        "ERE" | "ÈRE" if value == 1 => Ending::FirstFeminine,
        "EME" | "ÈME" if value > 1 => Ending::Rank,
        _ => return None,
    };
    Some((printed.len(), ending))
}

/// The words for a rank.
pub(super) fn spoken(value: u64, ending: Ending, dialect: Dialect) -> String {
    match ending {
        Ending::First => "premier".into(),
        Ending::Firsts => "premiers".into(),
        Ending::FirstFeminine => "première".into(),
        Ending::FirstsFeminine => "premières".into(),
        Ending::Second => "second".into(),
        Ending::Seconds => "seconds".into(),
        Ending::SecondFeminine => "seconde".into(),
        Ending::SecondsFeminine => "secondes".into(),
        Ending::Adverb => "premièrement".into(),
        Ending::Rank | Ending::Ranks => {
            let mut out = rank(value, dialect);
            if ending == Ending::Ranks {
                out.push('s');
            }
            out
        }
    }
}

/// "Deuxième", "vingt et unième", "trois centième".
fn rank(value: u64, dialect: Dialect) -> String {
    let mut out = String::new();
    match value {
        1 => out.push_str("premier"),
        _ if value.is_multiple_of(1_000_000_000) => {
            large(&mut out, value / 1_000_000_000, "milliardième");
        }
        _ if value.is_multiple_of(1_000_000) => large(&mut out, value / 1_000_000, "millionième"),
        _ => {
            let millions = value / 1_000_000;
            if millions > 0 {
                large(&mut out, millions, "million");
                if millions > 1 {
                    out.push('s');
                }
                out.push(' ');
            }
            push_words(&mut out, value % 1_000_000, Gender::Masculine, dialect);
            end_as_rank(&mut out);
        }
    }
    out
}

fn large(out: &mut String, count: u64, name: &str) {
    out.push_str(
        &count
            .to_string()
            .replace('1', if count == 1 { "un" } else { "1" }),
    );
    out.push(' ');
    out.push_str(name);
}

/// Turns the last word of a cardinal into an ordinal.
fn end_as_rank(out: &mut String) {
    if out.ends_with("cents") || out.ends_with("vingts") || out.ends_with('e') {
        out.pop();
    } else if out.ends_with("cinq") {
        out.push('u');
    } else if out.ends_with("neuf") {
        out.pop();
        out.push('v');
    }
    out.push_str("ième");
}

/// The words for a rank by itself, in the masculine: "premier", "deuxième".
pub(super) fn masculine(value: u64, dialect: Dialect) -> String {
    rank(value, dialect)
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn an_ordinal_is_read_with_its_noun_and_in_spite_of_its_ending() {
        for (printed, spoken) in [
            ("la 2nd fois", "la seconde fois"),
            ("la 3è édition", "la troisième édition"),
            ("le 19e s. est loin", "le dix-neuvième siècle est loin"),
            (
                "le 19e s et le 20e s",
                "le dix-neuvième siècle et le vingtième siècle",
            ),
            ("le 3e s'en va", "le troisième s'en va"),
            ("du 1ER juillet", "du premier juillet"),
            ("la 2EME fois", "la deuxième fois"),
            ("un fusible 5E", "un fusible 5 E"),
            ("soldat de 1e classe", "soldat de première classe"),
            ("le 1e rang", "le premier rang"),
            (
                "la 1e chambre, le 1e voile",
                "la première chambre le premier voile",
            ),
            ("le 1erjour ouvrable", "le premier jour ouvrable"),
            (
                "1° La carte ; 2° (Abrogé)",
                "premièrement, La carte deuxièmement, Abrogé",
            ),
            ("au 1° de l'article", "au premier de l'article"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
