//! Whole numbers in words, in the dialects of French.

use super::{Dialect, Gender};

const UNITS: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];

const TENS: [&str; 10] = [
    "",
    "dix",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "septante",
    "huitante",
    "nonante",
];

/// "Un million vingt et une femmes": the rest of the number, in words.
pub(super) fn is_number_word(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or_default();
    UNITS.contains(&first)
        || TENS.contains(&first)
        || ["une", "quatre", "cent", "cents", "mille"].contains(&first)
}

/// Appends a number below a million in words.
pub(super) fn push_words(out: &mut String, value: u64, gender: Gender, dialect: Dialect) {
    let (thousands, rest) = (value / 1000, value % 1000);
    if thousands > 1 {
        push_below_thousand(out, thousands, Gender::Masculine, dialect);
        // "Quatre-vingt mille", "deux cent mille".
        if out.ends_with("cents") || out.ends_with("vingts") {
            out.pop();
        }
        out.push(' ');
    }
    if thousands > 0 {
        out.push_str("mille");
        if rest == 0 {
            return;
        }
        out.push(' ');
    }
    push_below_thousand(out, rest, gender, dialect);
}

fn push_below_thousand(out: &mut String, value: u64, gender: Gender, dialect: Dialect) {
    let (hundreds, rest) = ((value / 100) as usize, (value % 100) as usize);
    if hundreds > 1 {
        out.push_str(UNITS[hundreds]);
        out.push_str(if rest == 0 { " cents" } else { " cent " });
    } else if hundreds == 1 {
        out.push_str(if rest == 0 { "cent" } else { "cent " });
    }
    if rest > 0 || hundreds == 0 {
        push_below_hundred(out, rest, gender, dialect);
    }
}

fn push_below_hundred(out: &mut String, value: usize, gender: Gender, dialect: Dialect) {
    let by_twenties = match dialect {
        Dialect::France => value >= 70,
        Dialect::Belgium => (80..90).contains(&value),
        Dialect::Switzerland => false,
    };
    let (base, unit) = match value {
        0..20 => ("", value),
        70..80 if by_twenties => ("soixante", value - 60),
        80..100 if by_twenties => ("quatre-vingt", value - 80),
        _ => (TENS[value / 10], value % 10),
    };
    out.push_str(base);
    match (base, unit) {
        ("quatre-vingt", 0) => return out.push('s'),
        (_, 0) if !base.is_empty() => return,
        ("", _) => {}
        ("quatre-vingt", _) => out.push('-'),
        (_, 1 | 11) => out.push_str(" et "),
        _ => out.push('-'),
    }
    out.push_str(UNITS[unit]);
    if unit == 1 && gender == Gender::Feminine {
        out.push('e');
    }
}

/// A whole number in words, for an engine that does not read figures. Numbers of more than 15
/// figures are read figure by figure.
pub fn in_words(figures: &str, dialect: Dialect) -> String {
    const SCALES: [(u64, [&str; 2]); 3] = [
        (1_000_000_000_000, ["billion", "billions"]),
        (1_000_000_000, ["milliard", "milliards"]),
        (1_000_000, ["million", "millions"]),
    ];
    if figures.len() > 15 {
        let figure = |figure: char| UNITS[figure.to_digit(10).unwrap_or_default() as usize];
        return figures.chars().map(figure).collect::<Vec<_>>().join(" ");
    }
    let mut out = String::new();
    let digits = figures.trim_start_matches('0');
    push_zeros(&mut out, figures.len() - digits.len());
    let mut value: u64 = digits.parse().unwrap_or_default();
    for (scale, [one, many]) in SCALES {
        let count = value / scale;
        value %= scale;
        if count > 0 {
            push_below_thousand(&mut out, count, Gender::Masculine, dialect);
            out.push(' ');
            out.push_str(if count == 1 { one } else { many });
            out.push(' ');
        }
    }
    if value > 0 {
        push_words(&mut out, value, Gender::Masculine, dialect);
    }
    out.truncate(out.trim_end().len());
    out
}

pub(super) fn push_zeros(out: &mut String, zeros: usize) {
    for _ in 0..zeros {
        out.push_str("zéro ");
    }
}
