//! Cardinal numbers: in words where engines misread figures, in figures otherwise.
//!
//! eSpeak NG reads most figures well, but has no feminine, makes wrong liaisons in "21 hommes" and "200 ans",
//! and 82 to 99 gain a wrong t when they are written in words.

use super::cursor::{Cursor, after_space, starts_with_vowel, strip_word};
use super::number::{Number, figures};
use super::number_words::{is_number_word, push_words, push_zeros};
use super::{Dialect, Gender, Verbalization, nouns};

/// "21 femmes", "1 200 000", "-12", "007".
pub(super) fn number(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let (sign, unsigned) = sign(cursor);
    let mut spoken = String::from(sign);
    // ".5" lacks its nought.
    if let Some(decimals) = unsigned.strip_prefix(['.', ',']).map(figures)
        && !decimals.is_empty()
        && cursor.starts_word()
    {
        spoken.push_str("zéro virgule ");
        push_decimals(&mut spoken, decimals);
        return Verbalization::new(
            cursor.rest().len() - unsigned.len() + 1 + decimals.len(),
            spoken,
        );
    }
    let number = Number::read(unsigned)?;
    // "Les -25 ans", "+65 ans": classes of age.
    let is_age = strip_word(after_space(&unsigned[number.length..]), "ans").is_some();
    if is_age && number.is_whole() {
        match sign {
            "moins " => "moins de ".clone_into(&mut spoken),
            "plusse " => "plus de ".clone_into(&mut spoken),
            _ => {}
        }
    }
    let after = match cursor.previous_word() {
        // Decimals count nothing: "3 virgule 21 femmes".
        "virgule" | "zéro" => "",
        // "Élue en 2001 conseillère".
        "en" | "En" | "depuis" | "Depuis" | "dès" | "Dès" if number.is_year() => "",
        _ => &unsigned[number.length..],
    };
    push(&mut spoken, &number, after, cursor.dialect);
    let mut length = cursor.rest().len() - unsigned.len() + number.length;
    if number.ends_in_million()
        && let Some(noun) = nouns::counted(after)
        && !is_number_word(noun.word)
    {
        let binds = starts_with_vowel(noun.word);
        spoken.push_str(if binds { " d'" } else { " de" });
        if binds {
            // "2 millions d'habitants": an elided word cannot stand alone.
            spoken.push_str(noun.word);
            length += after.len() - after_space(after).len() + noun.word.len();
        }
    }
    // "2 M d'habitants".
    let counted = &cursor.rest()[length..];
    if let Some((large, end)) = multiple(counted) {
        spoken.push_str(large);
        if number.value < 2 {
            spoken.pop();
        }
        length = cursor.rest().len() - end.len();
    }
    let printed = &cursor.rest()[..length];
    (printed != spoken).then_some(Verbalization { length, spoken })
}

/// The million or milliard of "2 M d'habitants", "1,5 Md de vues", and the text after it.
fn multiple(text: &str) -> Option<(&'static str, &str)> {
    const LETTERS: [(&str, &str); 4] = [
        ("M", " millions"),
        ("Md", " milliards"),
        ("Mds", " milliards"),
        ("Mrd", " milliards"),
    ];
    let symbol = after_space(text);
    let (letters, words) = LETTERS
        .iter()
        .find(|(letters, _)| strip_word(symbol, letters).is_some())?;
    let end = &symbol[letters.len()..];
    let next = after_space(end);
    let counts = ["d'", "d’", "de "].iter().any(|of| next.starts_with(of));
    (counts && next.len() < end.len() && symbol.starts_with(letters)).then_some((*words, end))
}

/// The words for a sign directly before a number, with a space after them, and the text
/// without it.
pub(super) fn sign<'a>(cursor: &Cursor<'a>) -> (&'static str, &'a str) {
    let rest = cursor.rest();
    let sign = match cursor.first() {
        '-' | '−' | '–' => "moins ",
        '+' | '＋' => "plusse ",
        '±' => "plus ou moins ",
        _ => return ("", rest),
    };
    let unsigned = after_space(&rest[cursor.first().len_utf8()..]);
    let is_bound = unsigned.len() + cursor.first().len_utf8() == rest.len();
    // "Paris-12" and "3 - 2" hold no negative number.
    if !unsigned.starts_with(|c: char| c.is_ascii_digit())
        || !cursor.starts_word()
        || (!is_bound && sign == "moins ")
    {
        return ("", rest);
    }
    (sign, unsigned)
}

/// Appends a number as it is said before the word that follows.
pub(super) fn push(out: &mut String, number: &Number<'_>, after: &str, dialect: Dialect) {
    if !number.is_whole() {
        return push_decimal(out, number);
    }
    push_zeros(out, number.leading_zeros);
    let noun = nouns::counted(after);
    match noun {
        // A year is said by itself: "en 2021 il pleut", but "1501 ans".
        Some(noun)
            if !number.is_year() || noun.gender == Some(Gender::Feminine) || noun.word == "ans" =>
        {
            push_before(
                out,
                number.value,
                noun.gender.unwrap_or(Gender::Masculine),
                noun.word,
                dialect,
            );
        }
        _ => push_value(out, number.value),
    }
}

/// Appends a number before a noun of known gender.
pub(super) fn push_before(
    out: &mut String,
    value: u64,
    gender: Gender,
    noun: &str,
    dialect: Dialect,
) {
    let binds = starts_with_vowel(noun);
    let ends_in_one = matches!(value % 100, 1 | 21 | 31 | 41 | 51 | 61 | 81)
        || (matches!(value % 100, 71 | 91) && dialect != Dialect::France);
    let is_heard_in_one = ends_in_one && (gender == Gender::Feminine || binds);
    let is_heard_in_hundreds =
        binds && value.is_multiple_of(100) && (200..1000).contains(&(value % 1000));
    // "Neuf heures", "dix-neuf ans": f becomes v before these two.
    let is_heard_in_nine = value % 10 == 9 && matches!(noun, "heures" | "ans");
    if !(is_heard_in_one || is_heard_in_hundreds || is_heard_in_nine) {
        return push_value(out, value);
    }
    let (millions, rest) = (value / 1_000_000 * 1_000_000, value % 1_000_000);
    if millions > 0 {
        push_value(out, millions);
        out.push(' ');
    }
    push_words(out, rest, gender, dialect);
}

/// Appends a whole number by itself, in figures where engines read them well.
pub(super) fn push_value(out: &mut String, value: u64) {
    // It counts in thousands of milliards, and from 10^15 on in single figures.
    const LARGE: [(u64, &str); 2] = [(10_u64.pow(15), "billiard"), (10_u64.pow(12), "billion")];
    let mut value = value;
    for (size, name) in LARGE {
        let count = value / size;
        value %= size;
        if count > 0 {
            push_figures(out, count);
            out.push(' ');
            out.push_str(name);
            if count > 1 {
                out.push('s');
            }
            if value == 0 {
                return;
            }
            out.push(' ');
        }
    }
    push_figures(out, value);
}

/// Appends a number below 10^15. Where "cinq" loses its k before "cent" and "mille", which
/// eSpeak NG knows in words only, its parts are said one by one.
fn push_figures(out: &mut String, value: u64) {
    const SCALES: [(u64, [&str; 2]); 3] = [
        (1_000_000_000, ["milliard", "milliards"]),
        (1_000_000, ["million", "millions"]),
        (1000, ["mille", "mille"]),
    ];
    let is_five =
        |group: u64| group / 100 == 5 || (group % 10 == 5 && !matches!(group % 100, 15 | 75..=95));
    let last = value % 1000;
    let is_in_parts = SCALES
        .iter()
        .any(|(scale, _)| is_five(value / scale % 1000))
        || (501..600).contains(&last) && value > 1000;
    if !is_in_parts || value >= 1_000_000_000_000 {
        return push_digits(out, value);
    }
    for (scale, [one, many]) in SCALES {
        let group = value / scale % 1000;
        if group == 0 {
            continue;
        }
        if group > 1 || scale > 1000 {
            push_group(out, group);
            out.push(' ');
        }
        out.push_str(if group == 1 { one } else { many });
        out.push(' ');
    }
    match last {
        0 => out.truncate(out.trim_end().len()),
        501..600 => push_group(out, last),
        _ => push_rest(out, last),
    }
}

/// Appends what is left of a number that is said in parts. A figure 1 would be taken for a
/// number of its own: "cinq mille 1 millions".
fn push_rest(out: &mut String, rest: u64) {
    match rest {
        1 => out.push_str("un"),
        _ => push_digits(out, rest),
    }
}

/// Appends a number below 1000 that stands before "mille" and the like, or ends a number.
fn push_group(out: &mut String, group: u64) {
    let (hundreds, rest) = (group / 100, group % 100);
    if hundreds == 5 {
        out.push_str("cinq cent");
    } else if hundreds > 0 {
        push_digits(
            out,
            if rest % 10 == 5 && rest < 70 && rest != 15 {
                group - rest
            } else {
                group
            },
        );
    }
    let is_said = hundreds == 0 || hundreds == 5 || (rest % 10 == 5 && rest < 70 && rest != 15);
    if rest == 0 || !is_said {
        return;
    }
    if hundreds > 0 {
        out.push(' ');
    }
    if rest % 10 == 5 && rest < 70 && rest != 15 {
        push_words(out, rest, Gender::Masculine, Dialect::France);
    } else {
        push_rest(out, rest);
    }
}

fn push_digits(out: &mut String, mut value: u64) {
    let mut figures = [0; 20];
    let mut at = figures.len();
    loop {
        at -= 1;
        figures[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend(figures[at..].iter().map(|figure| char::from(*figure)));
}

/// "2,05": "2 virgule zéro 5".
fn push_decimal(out: &mut String, number: &Number<'_>) {
    push_zeros(out, number.leading_zeros);
    push_value(out, number.value);
    out.push_str(" virgule ");
    push_decimals(out, number.decimals);
}

/// The decimals: leading zeros one by one, then the rest as one number, in pairs, or digit
/// by digit, whichever is easiest to follow.
fn push_decimals(out: &mut String, decimals: &str) {
    let zeros = decimals.len() - decimals.trim_start_matches('0').len();
    if zeros == decimals.len() {
        push_zeros(out, zeros);
        out.truncate(out.trim_end().len());
        return;
    }
    push_zeros(out, zeros);
    let figures = &decimals[zeros..];
    let size = match figures.len() {
        0..=3 => 3,
        4 => 2,
        _ => 1,
    };
    for (index, start) in (0..figures.len()).step_by(size).enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let part = &figures[start..figures.len().min(start + size)];
        if part == "0" {
            out.push_str("zéro");
        } else if part.starts_with('0') && part.len() > 1 {
            push_zeros(out, 1);
            out.push_str(&part[1..]);
        } else {
            out.push_str(part);
        }
    }
}
