//! Signs and emoji that engines have no French word for: "=", "≤", "→", "😀".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Verbalization;
use super::cursor::{Cursor, after_space, leading, starts_with_figure};

/// Words by sign, and whether the sign is said only between spaces or before a figure.
static SIGNS: LazyLock<FxHashMap<char, (&'static str, bool)>> = LazyLock::new(|| {
    rows(include_str!("../../data/signs.tsv"))
        .filter_map(|(sign, spoken)| {
            let (spoken, cursor) = spoken.split_once('\t').unwrap_or((spoken, ""));
            Some((sign.chars().next()?, (spoken, cursor == "spaced")))
        })
        .collect()
});

/// Names by emoji, without variation selectors.
static EMOJI: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/emoji.tsv")).collect());

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with("# "))
        .filter_map(|line| line.split_once('\t'))
}

/// The longest emoji, in bytes and without variation selectors.
const LONGEST_EMOJI: usize = 32;

/// An emoji, by a short name in French; silent where it decorates the start of a line, or says
/// again what the one before it says.
pub(super) fn emoji(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let mut plain = String::new();
    let mut found = None;
    let mut is_flagged = false;
    for (at, character) in rest.char_indices() {
        let end = at + character.len_utf8();
        if character == '\u{FE0F}' || is_skin(character) {
            // It belongs to what was found before it.
            if let Some((length, _)) = found.as_mut().filter(|(length, _)| *length == at) {
                *length = end;
            }
            is_flagged = true;
            continue;
        }
        if plain.len() + character.len_utf8() > LONGEST_EMOJI
            || character.is_ascii()
            || character.is_whitespace()
        {
            break;
        }
        plain.push(character);
        if let Some(name) = EMOJI.get(plain.as_str()) {
            found = Some((end, *name));
        } else if !is_flagged && plain.chars().count() > 8 {
            break;
        }
    }
    let (length, name) = found?;
    let is_decoration = is_at_line_start(cursor) && holds_words(&rest[length..]);
    let is_repeated = cursor.before().ends_with(&rest[..length]);
    Verbalization::new(
        length,
        if is_decoration || is_repeated {
            ""
        } else {
            name
        },
    )
}

/// Whether nothing but signs stands before on the line.
fn is_at_line_start(cursor: &Cursor<'_>) -> bool {
    let before = cursor.before();
    let line = before.rsplit('\n').next().unwrap_or_default();
    !line.contains(char::is_alphanumeric)
}

/// Whether a word follows on the line.
fn holds_words(after: &str) -> bool {
    // No farther than verbalizers look elsewhere: lines of emoji may be long.
    let near = &after[..after.floor_char_boundary(256)];
    let line = near.split('\n').next().unwrap_or_default();
    line.contains(char::is_alphanumeric)
}

fn is_skin(character: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&character)
}

/// "10^6", "10⁶", "x²": exponents after a figure or a single letter.
pub(super) fn power(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let before = cursor.before();
    if !before.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        return None;
    }
    let (digits, length) = match cursor.first() {
        '^' => {
            let exponent = &rest[1..];
            let end = exponent
                .char_indices()
                .find(|(at, c)| !(c.is_ascii_alphanumeric() || *at == 0 && matches!(c, '-' | '−')))
                .map_or(exponent.len(), |(at, _)| at);
            (exponent[..end].replace('−', "-"), 1 + end)
        }
        first => {
            raised(first)?;
            let end = rest
                .char_indices()
                .find(|(_, c)| raised(*c).is_none())
                .map_or(rest.len(), |(at, _)| at);
            (rest[..end].chars().filter_map(raised).collect(), end)
        }
    };
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let spoken = match digits.as_str() {
        "2" => "au carré".to_owned(),
        "3" => "au cube".to_owned(),
        _ => match digits.strip_prefix('-') {
            Some(digits) => ["puissance moins ", digits].concat(),
            None => ["puissance ", &digits].concat(),
        },
    };
    Verbalization::new(length, spoken)
}

/// Whether a line drawn with signs starts here: "=====".
fn is_line(text: &str) -> bool {
    let mut signs = text.chars();
    let first = signs
        .next()
        .filter(|c| matches!(c, '=' | '#' | '*' | '~' | '+' | '<' | '>'));
    first.is_some() && signs.take(3).filter(|sign| Some(*sign) == first).count() == 3
}

/// The plain form of a superscript figure or sign.
fn raised(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (character as u32 - '⁴' as u32) as u8),
        '⁻' => '-',
        _ => return None,
    })
}

/// A sign, by its name.
pub(super) fn sign(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let first = cursor.first();
    if first.is_alphanumeric()
        && !matches!(first, 'º' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑩' | '❶'..='❿')
        && !SIGNS.contains_key(&first)
    {
        return None;
    }
    if is_line(cursor.rest()) {
        return Verbalization::new(leading(cursor.rest(), |c| c == first).len(), "");
    }
    // "Copyright © 2025" is said once.
    let is_said = |word: &str| cursor.before().trim_end().ends_with(word);
    if first == '©' && ["opyright", "OPYRIGHT"].into_iter().any(is_said) {
        return Verbalization::new(first.len_utf8(), "");
    }
    if cursor.rest().starts_with("+/-") {
        return Verbalization::new(3, "plus ou moins");
    }
    if raised(first).is_some() && cursor.starts_word() {
        // "¹⁴C", "voir ¹".
        let end = cursor.rest().find(|c| raised(c).is_none());
        let end = end.unwrap_or(cursor.rest().len());
        let figures: String = cursor.rest()[..end].chars().filter_map(raised).collect();
        return Verbalization::new(end, figures);
    }
    if first == '/' {
        return super::measures::stroke(cursor);
    }
    let (spoken, needs_space) = SIGNS.get(&first)?;
    let after = &cursor.rest()[first.len_utf8()..];
    if first.is_alphabetic() && (!cursor.starts_word() || after.starts_with(char::is_alphanumeric))
    {
        return None;
    }
    // "\t", but not the commands of a formula.
    if first == '\\' && leading(after, char::is_alphanumeric).len() != 1 {
        return None;
    }
    let next = after_space(after);
    if *needs_space {
        let is_spaced =
            cursor.before().is_empty() || cursor.before().ends_with(char::is_whitespace);
        let precedes = starts_with_figure(next) || next.len() < after.len() && !next.is_empty();
        // "Les signes < et >.": the sign itself.
        let is_named = is_spaced && (after.is_empty() || after.starts_with([',', ';', '.', ')']));
        if is_named {
            let name = spoken.strip_suffix(" à").unwrap_or(spoken);
            return Verbalization::new(first.len_utf8(), name);
        }
        let is_arrow = first == '>' && cursor.before().ends_with(['-', '=']);
        if is_arrow
            || !precedes
            || !(is_spaced
                || cursor.before().ends_with(char::is_alphanumeric) && starts_with_figure(next))
        {
            return None;
        }
    }
    let spoken = match first {
        '#' if starts_with_figure(after) => "numéro",
        '~' | '≈' | '∼' | '≃' if starts_with_figure(next) => "environ",
        '<' if after.starts_with('=') => "inférieur ou égal à",
        '>' if after.starts_with('=') => "supérieur ou égal à",
        _ => spoken,
    };
    let length =
        first.len_utf8() + usize::from(matches!(first, '<' | '>') && after.starts_with('='));
    Verbalization::new(length, spoken)
}
