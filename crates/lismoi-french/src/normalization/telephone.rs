//! Telephone numbers: "06 12 34 56 78", "+33 1 44 55 66 77", "0 800 123 456", "3919".

use super::Verbalization;
use super::cursor::{Cursor, after_space, is_boundary};
use super::measures::unit;
use super::number::figures;

/// A number in groups of figures, each said by itself.
pub(super) fn telephone(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let is_abroad = rest.starts_with('+') || rest.starts_with("00");
    if is_abroad {
        return abroad(rest);
    }
    if rest.starts_with('0') {
        return at_home(rest);
    }
    american(rest)
        .or_else(|| european(cursor))
        .or_else(|| short(cursor))
}

/// "(514) 555-1234", "514-555-1234": the North American plan.
fn american(rest: &str) -> Option<Verbalization> {
    let area = figures(rest);
    if area.len() != 3 {
        return None;
    }
    let after = &rest[3..];
    let after = after.strip_prefix(')').unwrap_or(after);
    let exchange = figures(after.strip_prefix([' ', '-', '.', '\u{A0}', '\u{2011}'])?);
    let after = &after[after.find(exchange).filter(|_| exchange.len() == 3)? + 3..];
    let line = figures(after.strip_prefix(['-', '.', '\u{2011}'])?);
    let end = &after[after.find(line).filter(|_| line.len() == 4)? + 4..];
    let mut spoken = area.to_owned();
    push_group(&mut spoken, exchange);
    push_group(&mut spoken, line);
    is_boundary(end).then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// "Le 116 117": the numbers of social value that all of Europe shares (decision 2007/116/EC).
fn european(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let service = rest
        .strip_prefix("116")?
        .strip_prefix([' ', '\u{A0}', '\u{202F}'])?;
    let number = figures(service);
    let end = &service[number.len()..];
    let is_called = matches!(cursor.previous_word(), "le" | "au" | "Le" | "du")
        && matches!(number, "000" | "006" | "111" | "116" | "117" | "123")
        && is_boundary(end)
        && super::nouns::counted(end).is_none();
    let mut spoken = String::from("116");
    push_group(&mut spoken, number);
    is_called.then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// "+33 1 44 55 66 77", "+33 (0)1 44 ...", "0033144556677".
fn abroad(rest: &str) -> Option<Verbalization> {
    let (prefix, digits) = match rest.strip_prefix('+') {
        Some(digits) => ("plusse ", digits),
        None => ("zéro zéro ", &rest[2..]),
    };
    let mut spoken = String::from(prefix);
    let digits = digits.strip_prefix([' ', '\u{A0}']).unwrap_or(digits);
    let country = figures(digits);
    let mut after;
    if country.len() > 3 {
        // "+33144556677".
        if !country.starts_with("33") || country.len() != 11 {
            return None;
        }
        spoken.push_str("33, ");
        spoken.push_str(&country[2..3]);
        push_pairs(&mut spoken, &country[3..]);
        after = &digits[country.len()..];
        return is_boundary(after).then(|| Verbalization {
            length: rest.len() - after.len(),
            spoken,
        });
    }
    if country.is_empty() {
        return None;
    }
    spoken.push_str(country);
    after = &digits[country.len()..];
    let mut figures_read = country.len();
    let mut groups = 0;
    while let Some((group, next)) = next_group(after) {
        push_group(&mut spoken, group);
        figures_read += group.len();
        groups += 1;
        after = next;
    }
    let is_telephone = groups >= 2 && (8..=15).contains(&figures_read) && is_boundary(after);
    is_telephone.then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// "06 12 34 56 78", "06.12.34.56.78", "0612345678", "0 800 123 456", "022 345 67 89".
fn at_home(rest: &str) -> Option<Verbalization> {
    let first = figures(rest);
    let mut after = &rest[first.len()..];
    let mut spoken = String::new();
    if first.len() == 10 {
        push_first(&mut spoken, &first[..2]);
        push_pairs(&mut spoken, &first[2..]);
    } else {
        if first.len() > 4 {
            return None;
        }
        push_first(&mut spoken, first);
        let mut figures_read = first.len();
        let mut groups = 0;
        while let Some((group, next)) =
            next_group(after).filter(|(group, _)| figures_read + group.len() <= 11)
        {
            push_group(&mut spoken, group);
            figures_read += group.len();
            groups += 1;
            after = next;
        }
        if !(9..=11).contains(&figures_read) || groups < 2 {
            return None;
        }
    }
    is_boundary(after).then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// A separator and a group of one to four figures; "(0)" is skipped.
fn next_group(text: &str) -> Option<(&str, &str)> {
    let mut text = text.strip_prefix([
        ' ', '\u{A0}', '\u{202F}', '.', '-', '/', '\u{2009}', '\u{2011}',
    ])?;
    if let Some(rest) = text.strip_prefix("(0)") {
        text = rest.strip_prefix([' ', '\u{A0}']).unwrap_or(rest);
    }
    let group = figures(text);
    (1..=4)
        .contains(&group.len())
        .then(|| (group, &text[group.len()..]))
}

/// "06": "zéro 6"; "0800": "zéro 800"; "00": "zéro zéro".
fn push_first(out: &mut String, group: &str) {
    let figures = group.trim_start_matches('0');
    for index in 0..group.len() - figures.len() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str("zéro");
    }
    if !figures.is_empty() {
        if figures.len() < group.len() {
            out.push(' ');
        }
        out.push_str(figures);
    }
}

fn push_group(out: &mut String, group: &str) {
    if group.len() == 4 {
        return push_pairs(out, group);
    }
    out.push_str(", ");
    push_first(out, group);
}

fn push_pairs(out: &mut String, figures: &str) {
    for start in (0..figures.len()).step_by(2) {
        out.push_str(", ");
        push_first(out, &figures[start..figures.len().min(start + 2)]);
    }
}

/// "appelez le 3919": short numbers of four figures, in pairs.
fn short(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let number = figures(rest);
    let is_short = number.len() == 4
        && ["30", "31", "32", "36", "39"].contains(&&number[..2])
        && !number.ends_with("00");
    if !is_short || !is_boundary(&rest[4..]) {
        return None;
    }
    let (article, verb) = cursor.previous_words();
    let is_called = matches!(article, "le" | "au" | "Le")
        && !matches!(verb, "dans" | "sur" | "sous" | "en" | "depuis")
        && super::nouns::counted(&rest[4..]).is_none()
        && !is_measured(&rest[4..]);
    let mut spoken = String::new();
    push_first(&mut spoken, &number[..2]);
    spoken.push(' ');
    push_first(&mut spoken, &number[2..]);
    is_called.then_some(Verbalization { length: 4, spoken })
}

/// "le 3001 h", "le 3002 €": a unit or a currency follows.
fn is_measured(after: &str) -> bool {
    let after = after_space(after);
    unit(after).is_some() || after.starts_with(['€', '$', '£', '¥', '%', '‰', '°'])
}
