//! Formulas in a line of text: "x² + 2x - 3 = 0", "1e-5", "a != b", "GPT-4o".

use super::Verbalization;
use super::cardinals::push_value;
use super::cursor::{Cursor, after_space, is_boundary, leading};
use super::number::{Number, figures};
use super::ordinals::{self, Ending};
use super::rates::rate;

/// A minus, a number in scientific notation, or a sign of two characters.
pub(super) fn formula(cursor: &Cursor<'_>) -> Option<Verbalization> {
    match cursor.first() {
        '-' | '–' | '−' => minus(cursor),
        '0'..='9' => scientific(cursor).or_else(|| times(cursor)),
        '!' | '=' => comparison(cursor),
        'x' | '×' => times_reversed(cursor),
        'A'..='Z' => model(cursor).or_else(|| chess_move(cursor)),
        _ => None,
    }
}

/// How far the other signs of a formula may be, in bytes.
const NEAR: usize = 16;

/// The minus of "2x - 3 = 0" and "10 - x²". A hyphen between spaces is else a dash.
fn minus(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const SIGNS: [char; 10] = ['=', '²', '³', '^', '√', '×', '≤', '≥', '<', '>'];
    let length = cursor.first().len_utf8();
    let after = &cursor.rest()[length..];
    let before = cursor.before();
    let term = after_space(after);
    let is_spaced = before.ends_with(char::is_whitespace) && after.len() > term.len();
    let letters = leading(term, char::is_alphabetic);
    // A number, or the single letter of a variable.
    let is_term = term.starts_with(|c: char| c.is_ascii_digit() || c == '√')
        || letters.chars().count() == 1 && letters.is_ascii();
    let follows_term = before
        .trim_end()
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ')' | '²' | '³'))
        && last_letters(before) <= 1;
    if !(is_spaced && is_term && follows_term) {
        return None;
    }
    let start = before.ceil_char_boundary(before.len().saturating_sub(NEAR));
    let end = after.floor_char_boundary(NEAR);
    let is_formula = before[start..].contains(SIGNS) || after[..end].contains(SIGNS);
    is_formula.then(|| Verbalization {
        length,
        spoken: "moins".to_owned(),
    })
}

/// The count of letters in the word before.
fn last_letters(before: &str) -> usize {
    let letters = before.trim_end().chars().rev();
    letters.take_while(|c| c.is_alphabetic()).count()
}

/// "1e-5", "6,02e23", "1.5E+3".
fn scientific(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let whole = figures(rest);
    let after = &rest[whole.len()..];
    let decimals = after.strip_prefix(['.', ',']).map_or("", figures);
    let after = match decimals {
        "" => after,
        _ => &after[1 + decimals.len()..],
    };
    let power = after.strip_prefix(['e', 'E'])?;
    let digits = power.strip_prefix(['-', '−', '+']).unwrap_or(power);
    let exponent = figures(digits);
    let end = &digits[exponent.len()..];
    // "1e5" may be a name; "1e-5" and "1.5e5" are numbers.
    let is_number = digits.len() < power.len() || !decimals.is_empty();
    let is_short = whole.len() <= 4 && (1..=3).contains(&exponent.len());
    if !(cursor.starts_word() && is_number && is_short && is_boundary(end)) {
        return None;
    }
    let mut spoken = String::new();
    // "90e+7": a minute of the time that is added to a half.
    if matches!(whole, "45" | "90" | "105" | "120") && power.starts_with('+') && decimals.is_empty()
    {
        let minute = ordinals::spoken(whole.parse().ok()?, Ending::Rank, cursor.dialect);
        spoken = minute + " plus ";
        push_value(&mut spoken, exponent.parse().ok()?);
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    push_value(&mut spoken, whole.parse().ok()?);
    if !decimals.is_empty() {
        spoken.push_str(" virgule ");
        spoken.push_str(decimals);
    }
    spoken.push_str(" fois 10 puissance ");
    if power.starts_with(['-', '−']) {
        spoken.push_str("moins ");
    }
    push_value(&mut spoken, exponent.parse().ok()?);
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// "3x sans frais", "10x plus": times.
fn times(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const AFTER: [&str; 6] = ["sans", "plus", "moins", "par", "champion", "championne"];
    let rest = cursor.rest();
    let (value, after) = Number::read_figures(rest, 1, 3)?;
    let end = after_space(after).strip_prefix('x')?;
    // "2x/jour", "3 x / j".
    let is_rate = after_space(end).starts_with('/');
    let follows = is_rate && rate(after_space(end)).is_some()
        || end.starts_with(char::is_whitespace)
            && AFTER.contains(&super::cursor::first_word(after_space(end)));
    let mut spoken = String::new();
    push_value(&mut spoken, value);
    spoken.push_str(" fois");
    let mut end = end;
    if let Some((unit, rest)) = rate(after_space(end)) {
        spoken.push_str(unit);
        end = rest;
    }
    (cursor.starts_word() && follows).then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// "1 cp x 3/j", "x2 par jour": how often a dose is taken.
fn times_reversed(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let number = after_space(&rest[cursor.first().len_utf8()..]);
    let (value, after) = Number::read_figures(number, 1, 2)?;
    // "(x2)", "refrain x2".
    let before = cursor.before().trim_end();
    let is_repeat = cursor.first() == 'x'
        && number.len() + cursor.first().len_utf8() == rest.len()
        && before.ends_with(|c: char| matches!(c, '(' | ')') || c.is_lowercase())
        && (after.is_empty() || after.starts_with([')', ',', '.', ';', '!']));
    let (unit, end) = match rate(after_space(after)) {
        Some(found) => found,
        None if is_repeat => ("", after),
        None => return None,
    };
    let mut spoken = String::new();
    push_value(&mut spoken, value);
    spoken.push_str(" fois");
    spoken.push_str(unit);
    cursor.starts_word().then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// "!=", "==" and "=>", which have other meanings than their signs.
fn comparison(cursor: &Cursor<'_>) -> Option<Verbalization> {
    const SIGNS: [(&str, &str); 5] = [
        ("!==", "différent de"),
        ("!=", "différent de"),
        ("===", "égale"),
        ("==", "égale"),
        ("=>", "flèche"),
    ];
    let rest = cursor.rest();
    let (printed, spoken) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let after = &rest[printed.len()..];
    let is_alone = !after.starts_with(['=', '>']) && !cursor.before().ends_with(['=', '<', '!']);
    (is_alone && !after_space(after).is_empty() && !cursor.starts_sentence()).then(|| {
        Verbalization {
            length: printed.len(),
            spoken: (*spoken).to_owned(),
        }
    })
}

/// "GPT-4o": the letter is no unit.
fn model(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let name = leading(rest, |c| c.is_ascii_uppercase());
    let behind = rest[name.len()..].strip_prefix(['-', '\u{2011}'])?;
    let (number, after) = Number::read_figures(behind, 1, 2)?;
    let letter = leading(after, |c| c.is_ascii_lowercase());
    let end = &after[letter.len()..];
    if name.len() < 3 || letter.len() != 1 || !cursor.starts_word() || !is_boundary(end) {
        return None;
    }
    let mut spoken = String::new();
    super::spelling_out::spell(&mut spoken, name, super::spelling_out::joint(cursor));
    spoken.push(' ');
    push_value(&mut spoken, number);
    spoken.push(' ');
    super::spelling_out::spell(&mut spoken, letter, super::spelling_out::Joint::Free);
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// "Cf3", "Fxe5": a piece and its square, where chess is spoken of.
fn chess_move(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let piece = match cursor.first() {
        'C' => "cavalier",
        'F' => "fou",
        'T' => "tour",
        'D' => "dame",
        'R' => "roi",
        _ => return None,
    };
    let word = leading(&rest[1..], |c| matches!(c, 'a'..='h' | 'x' | '1'..='8'));
    let after = &rest[1 + word.len()..];
    let square = word.strip_prefix('x').unwrap_or(word);
    let is_square = matches!(square.as_bytes(), [b'a'..=b'h', b'1'..=b'8']);
    if !is_square || !is_boundary(after) || !cursor.starts_word() {
        return None;
    }
    let mut spoken = String::from(piece);
    spoken.push_str(if square.len() < word.len() {
        " prend "
    } else {
        " "
    });
    super::spelling_out::spell(&mut spoken, square, super::spelling_out::Joint::Free);
    super::domains::is_near(cursor, "chess").then(|| Verbalization {
        length: 1 + word.len(),
        spoken,
    })
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_formula_is_told_from_a_dash_and_a_unit() {
        for (printed, spoken) in [
            ("x² + 2x - 3 = 0", "x au carré plusse 2 X moins 3 égale 0"),
            ("Paris - 3 heures", "Paris 3 heures"),
            (
                "une tolérance de 1e-5",
                "une tolérance de 1 fois 10 puissance moins 5",
            ),
            ("un but (90e+7)", "un but quatre-vingt-dixième plus 7"),
            ("6,02e23 atomes", "6 virgule 02 fois 10 puissance 23 atomes"),
            ("le 1er et le 2e", "le premier et le deuxième"),
            ("payez 3x sans frais", "payez 3 fois sans frais"),
            ("2 gélules x 3/j", "2 gélules 3 fois par jour"),
            ("2x/jour", "2 fois par jour"),
            ("refrain (x2)", "refrain 2 fois"),
            ("si a != b", "si a différent de b"),
            ("GPT-4o répond", "G P T 4 O répond"),
            ("4 o", "4 octets"),
            (
                "la partie 1. e4 e5 2. Cf3",
                "la partie 1 E 4 E 5 2 cavalier F 3",
            ),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
