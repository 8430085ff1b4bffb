//! Parses numbers as they are printed in French.

use super::cursor::{is_boundary, starts_with_figure};

/// A number as it is printed, without a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number<'a> {
    /// Its length in the text, in bytes.
    pub(super) length: usize,
    pub(super) value: u64,
    /// Leading zeros ("007"); the zero of the number 0 is not counted.
    pub(super) leading_zeros: usize,
    /// The number of figures before the comma.
    pub(super) figures: usize,
    /// Whether its thousands are separated.
    pub(super) is_grouped: bool,
    /// The figures after the comma, if there is one.
    pub(super) decimals: &'a str,
}

/// Longer numbers do not fit in `u64`.
const MOST_FIGURES: usize = 18;

impl<'a> Number<'a> {
    /// Reads the number that the text starts with: "1 234,5", "1.200.000", "3.14".
    pub(super) fn read(text: &'a str) -> Option<Number<'a>> {
        if !starts_with_figure(text) {
            return None;
        }
        let mut figures = figures(text).len();
        let mut length = figures;
        let (mut value, mut leading_zeros) = (0_u64, 0);
        if figures > MOST_FIGURES {
            return None;
        }
        for byte in text[..length].bytes() {
            value = value * 10 + u64::from(byte - b'0');
            leading_zeros += usize::from(value == 0);
        }
        if value == 0 {
            leading_zeros -= 1;
        }
        let (mut is_grouped, mut has_points) = (false, false);
        if figures <= 3 && leading_zeros == 0 && value > 0 {
            let separator = text[length..].chars().next();
            while let Some(group) = group(&text[length..], separator, figures) {
                if figures + 3 > MOST_FIGURES {
                    return None;
                }
                figures += 3;
                value = value * 1000 + group.value;
                length += group.length;
                is_grouped = true;
                has_points = separator == Some('.');
            }
        }
        let decimals = decimals(&text[length..], has_points);
        if !decimals.is_empty() {
            length += 1 + decimals.len();
        }
        Some(Number {
            length,
            value,
            leading_zeros,
            figures,
            is_grouped,
            decimals,
        })
    }

    /// Reads a whole number with exactly this many figures.
    pub(super) fn read_figures(text: &str, least: usize, most: usize) -> Option<(u64, &str)> {
        let figures = figures(text);
        if figures.len() < least || figures.len() > most || figures.len() > MOST_FIGURES {
            return None;
        }
        let value = figures
            .bytes()
            .fold(0, |value, byte| value * 10 + u64::from(byte - b'0'));
        Some((value, &text[figures.len()..]))
    }

    /// Whether it could number a year.
    pub(super) fn is_year(&self) -> bool {
        self.figures == 4
            && !self.is_grouped
            && self.decimals.is_empty()
            && (1000..2100).contains(&self.value)
    }

    /// Whether it ends in "million" or the like, which takes "de": "2 000 000 de francs".
    pub(super) fn ends_in_million(&self) -> bool {
        self.is_whole() && self.value >= 1_000_000 && self.value.is_multiple_of(1_000_000)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.decimals.is_empty()
    }

    /// Whether the counted noun is plural: from two on.
    pub(super) fn is_plural(&self) -> bool {
        self.value >= 2
    }
}

/// The figures that the text starts with.
pub(super) fn figures(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    &text[..end]
}

struct Group {
    value: u64,
    length: usize,
}

/// A separator and exactly three figures; `before` is the count of figures before it.
fn group(text: &str, separator: Option<char>, before: usize) -> Option<Group> {
    let separator = separator?;
    let is_english = separator == ',' && groups_thousands(text, before);
    if !(separator.is_whitespace() || matches!(separator, '.' | '\'' | '’') || is_english)
        || separator == '\n'
        || !text.starts_with(separator)
    {
        return None;
    }
    let (value, rest) = Number::read_figures(&text[separator.len_utf8()..], 3, 3)?;
    // "1.200" and "1 200", but not "12 345abc", "1.234.5" or "1 234 56".
    let is_torn = rest.starts_with(separator)
        && matches!(figures(&rest[separator.len_utf8()..]).len(), 1 | 2);
    if is_torn && separator == '.' {
        return None;
    }
    Some(Group {
        value,
        length: text.len() - rest.len(),
    })
}

/// Whether a comma separates thousands, as in English: "10,000 francs", "1,200,000".
fn groups_thousands(text: &str, before: usize) -> bool {
    let group = |text: &str| text.starts_with(',') && figures(&text[1..]).len() == 3;
    if !group(text) {
        return false;
    }
    let rest = &text[4..];
    let counts_word = || {
        let word = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        word.chars().take_while(|c| c.is_lowercase()).count() > 2
    };
    // "1,234.56".
    let has_cents = || {
        let cents = rest.strip_prefix('.').map(figures);
        cents.is_some_and(|cents| cents.len() == 2 && is_boundary(&rest[3..]))
    };
    let is_round = text[1..].starts_with("000") && is_boundary(rest);
    group(rest)
        || before > 3
        || has_cents()
        || is_round && (before > 1 || counts_word()) && !rest.starts_with(',')
}

/// Multiples and units that are often joined to a number with a point. Not those that a section
/// or a time may end in: "3.5A", "20.30h".
const JOINED_TO_DECIMALS: [&str; 37] = [
    "bn", "Md", "M", "k", "kg", "g", "mg", "mm", "cm", "m", "km", "l", "L", "cl", "cL", "ml", "mL",
    "W", "kW", "kWh", "V", "mA", "mAh", "Ah", "Hz", "kHz", "MHz", "GHz", "Go", "Mo", "To", "GB",
    "MB", "TB", "dB", "s", "ms",
];

/// The figures after a comma, or after a point that does not belong to a date or an address;
/// where points separate the thousands, only a comma.
fn decimals(text: &str, has_points: bool) -> &str {
    let mark = text.chars().next();
    if !(mark == Some(',') || (mark == Some('.') && !has_points)) {
        return "";
    }
    let decimals = figures(&text[1..]);
    let rest = &text[1 + decimals.len()..];
    let goes_on = rest.starts_with(['.', ',']) && starts_with_figure(&rest[1..]);
    // "£1.2bn", "$1.5M", "2.5kg".
    let is_bound = is_boundary(rest)
        || JOINED_TO_DECIMALS
            .iter()
            .any(|letters| rest.strip_prefix(letters).is_some_and(is_boundary));
    if decimals.len() > 15 || goes_on || (mark == Some('.') && !is_bound) {
        return "";
    }
    decimals
}
