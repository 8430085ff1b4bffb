//! Sums of money: "12,50 €", "$5", "3,5 M€", "40 Mds€", "10 000 $US", "12 €/h".

use super::amount::Amount;
use super::cardinals::push_before;
use super::currencies::{CURRENCIES, Currency};
use super::cursor::{Cursor, after_space, is_boundary, starts_with_vowel};
use super::measures;
use super::{Gender, Verbalization};

/// Letters before the sign of a currency that multiply it. "m" does not mean million.
const MULTIPLES: [(&str, &str); 12] = [
    ("Mds", "milliards"),
    ("Mds ", "milliards"),
    ("Mrds", "milliards"),
    ("Mrd", "milliards"),
    ("Mio", "millions"),
    ("Md", "milliards"),
    ("mds", "milliards"),
    ("md", "milliards"),
    ("M", "millions"),
    ("k", "mille"),
    ("K", "mille"),
    ("G", "milliards"),
];

/// A sum followed by its currency.
pub(super) fn sum(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let amount = Amount::read(cursor)?;
    if !cursor.starts_word() {
        return None;
    }
    let rest = cursor.rest();
    let after = &rest[amount.length..];
    // "10.– CHF".
    let after = [".–", ".-"]
        .iter()
        .find_map(|dash| after.strip_prefix(dash))
        .unwrap_or(after);
    let symbol = after_space(after);
    // "2 millions d'€".
    let symbol = symbol
        .strip_prefix(['d', 'D'])
        .and_then(|s| s.strip_prefix(['\'', '’']))
        .unwrap_or(symbol);
    if let Some(end) = symbol
        .strip_prefix("c€")
        .or_else(|| symbol.strip_prefix("cts"))
        .or_else(|| symbol.strip_prefix("ct"))
        .or_else(|| symbol.strip_prefix("¢"))
        && is_boundary(end)
    {
        let mut spoken = String::new();
        amount.push(&mut spoken, Gender::Masculine, "centimes", cursor);
        spoken.push_str(if amount.is_plural() {
            " centimes"
        } else {
            " centime"
        });
        return Verbalization::new(rest.len() - end.len(), spoken);
    }
    let (multiple, currency, mut end) = currency_after(symbol)?;
    // "Siège 12F".
    if currency.printed == "F" && symbol.len() == after.len() && measures::is_lettered(cursor) {
        return None;
    }
    let mut spoken = String::new();
    // "12€50".
    let cents_behind = super::number::Number::read_figures(end, 2, 2).filter(|(_, rest)| {
        is_boundary(rest) && multiple.is_none() && amount.single().is_some_and(|n| n.is_whole())
    });
    match (multiple, amount.single(), cents_behind) {
        (None, Some(number), Some((cents, after))) => {
            push_whole(&mut spoken, number.value, currency, cursor);
            push_cents(&mut spoken, cents, cursor);
            end = after;
        }
        (None, Some(number), None) if number.decimals.len() == 2 => {
            spoken.push_str(amount.sign());
            let cents: u64 = number
                .decimals
                .bytes()
                .fold(0, |sum, b| sum * 10 + u64::from(b - b'0'));
            if number.value == 0 && cents > 0 && !currency.hundredth[0].is_empty() {
                push_before(
                    &mut spoken,
                    cents,
                    Gender::Masculine,
                    currency.hundredth[1],
                    cursor.dialect,
                );
                spoken.push(' ');
                spoken.push_str(currency.hundredth[usize::from(cents > 1)]);
            } else {
                push_whole(&mut spoken, number.value, currency, cursor);
                push_cents(&mut spoken, cents, cursor);
            }
        }
        _ => push_many(&mut spoken, &amount, multiple, currency, cursor),
    }
    end = push_rate(&mut spoken, end);
    // "150 €-200 €".
    if let Some(next) = after_space(end).strip_prefix(['-', '–']).map(after_space)
        && let Some(number) = super::number::Number::read(next)
        && currency_after(after_space(&next[number.length..])).is_some()
    {
        spoken.push_str(" à");
        end = next;
        // The space before the next sum is left to it.
        return Verbalization::new(rest.len() - end.len(), spoken + " ");
    }
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// A sum preceded by its currency: "$5", "€12,50", "US$ 3 millions".
pub(super) fn sum_behind_sign(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    // Few words in capitals stand before a figure.
    let is_word = cursor.first().is_ascii_alphabetic()
        && !rest.bytes().take(8).any(|byte| byte.is_ascii_digit());
    if is_word || !cursor.starts_word() {
        return None;
    }
    let (sign, unsigned) = match cursor.first() {
        '-' | '−' | '–' => ("moins ", &rest[cursor.first().len_utf8()..]),
        _ => ("", rest),
    };
    let first = *unsigned.as_bytes().first()?;
    let currency = CURRENCIES
        .iter()
        // Most are dismissed by their first byte.
        .filter(|currency| currency.printed.as_bytes()[0] == first)
        .filter(|currency| unsigned.starts_with(currency.printed))
        .filter(|currency| !is_letters(currency.printed) || currency.printed.len() == 3)
        .max_by_key(|currency| currency.printed.len())?;
    let text = after_space(&unsigned[currency.printed.len()..]);
    let amount = Amount::read_unsigned(text, sign, rest.len() - text.len())?;
    let mut end = &rest[amount.length..];
    let mut multiple = None;
    for (letters, large) in [
        ("bn", "milliards"),
        ("Mds", "milliards"),
        ("Md", "milliards"),
        ("M", "millions"),
        ("k", "mille"),
        ("B", "milliards"),
        ("m", "millions"),
    ] {
        if let Some(after) = end.strip_prefix(letters).filter(|after| is_boundary(after)) {
            (multiple, end) = (Some(large), after);
            break;
        }
    }
    let mut spoken = String::new();
    match amount.single() {
        Some(number) if number.decimals.len() == 2 && multiple.is_none() => {
            let cents = number
                .decimals
                .bytes()
                .fold(0, |sum, b| sum * 10 + u64::from(b - b'0'));
            spoken.push_str(sign);
            push_whole(&mut spoken, number.value, currency, cursor);
            push_cents(&mut spoken, cents, cursor);
        }
        _ => push_many(&mut spoken, &amount, multiple, currency, cursor),
    }
    // "Fr. 25.–" has no centimes.
    end = [".–", ".-", ",–", ",-", ".—"]
        .iter()
        .find_map(|dash| end.strip_prefix(dash))
        .unwrap_or(end);
    end = push_rate(&mut spoken, end);
    Verbalization::new(rest.len() - end.len(), spoken)
}

fn is_letters(printed: &str) -> bool {
    printed
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || byte == b'.' || byte == b' ')
}

/// The multiple and the currency that the text starts with, and the text after them.
pub(super) fn currency_after(
    text: &str,
) -> Option<(Option<&'static str>, &'static Currency, &str)> {
    if let Some((currency, rest)) = read_currency(text) {
        return Some((None, currency, rest));
    }
    for (letters, large) in MULTIPLES {
        if let Some(sign) = text.strip_prefix(letters).map(after_space)
            && let sign = sign.strip_prefix("d'").unwrap_or(sign)
            && let Some((currency, rest)) = read_currency(sign)
            && currency.printed != "F"
        {
            return Some((Some(large), currency, rest));
        }
    }
    None
}

fn read_currency(text: &str) -> Option<(&'static Currency, &str)> {
    let first = text.bytes().next()?;
    CURRENCIES
        .iter()
        .filter(|currency| {
            let printed = currency.printed;
            printed.as_bytes()[0] == first
                && text.starts_with(printed)
                && (!printed.ends_with(|c: char| c.is_alphabetic())
                    || is_boundary(&text[printed.len()..]))
        })
        .max_by_key(|currency| currency.printed.len())
        .map(|currency| (currency, &text[currency.printed.len()..]))
}

fn push_whole(out: &mut String, value: u64, currency: &Currency, cursor: &Cursor<'_>) {
    let name = if value >= 2 {
        currency.plural
    } else {
        currency.singular
    };
    push_before(out, value, currency.gender, name, cursor.dialect);
    out.push_str(if value >= 1_000_000 && value.is_multiple_of(1_000_000) {
        link(name)
    } else {
        " "
    });
    out.push_str(name);
}

fn push_cents(out: &mut String, cents: u64, cursor: &Cursor<'_>) {
    if cents > 0 {
        out.push(' ');
        push_before(out, cents, Gender::Masculine, "", cursor.dialect);
    }
}

/// Appends an amount without cents: "3 virgule 5 millions d'euros".
fn push_many(
    out: &mut String,
    amount: &Amount<'_>,
    multiple: Option<&str>,
    currency: &Currency,
    cursor: &Cursor<'_>,
) {
    let is_plural = amount.is_plural() || multiple.is_some();
    let name = if is_plural {
        currency.plural
    } else {
        currency.singular
    };
    let noun = multiple.unwrap_or(name);
    let is_one = amount
        .single()
        .is_some_and(|number| number.value == 1 && number.is_whole());
    match multiple {
        // "800 k€": "800 mille".
        Some("mille") if is_one => {}
        Some("mille") => {
            if let Some(number) = amount
                .single()
                .filter(|number| number.is_whole() && number.value < 1000)
            {
                out.push_str(amount.sign());
                super::cardinals::push_value(out, number.value * 1000);
                out.push(' ');
                out.push_str(name);
                return;
            }
            amount.push(out, Gender::Masculine, "", cursor);
            out.push(' ');
        }
        Some(_) => {
            amount.push(out, Gender::Masculine, noun, cursor);
            out.push(' ');
        }
        None => {
            let gender = currency.gender;
            amount.push(out, gender, name, cursor);
        }
    }
    if let Some(large) = multiple {
        let is_below_two =
            amount.single().is_some_and(|number| number.value < 2) && large != "mille";
        out.push_str(if is_below_two {
            &large[..large.len() - 1]
        } else {
            large
        });
    }
    let whole_millions = amount
        .single()
        .is_some_and(|n| n.is_whole() && n.value >= 1_000_000 && n.value.is_multiple_of(1_000_000));
    let takes_de = multiple.is_some_and(|large| large != "mille")
        || amount.is_large()
        || (whole_millions && multiple.is_none());
    out.push_str(if takes_de { link(name) } else { " " });
    out.push_str(name);
}

pub(super) fn link(name: &str) -> &'static str {
    if starts_with_vowel(name) {
        " d'"
    } else {
        " de "
    }
}

/// "12 €/h", "3 €/kg", "1 200 €/mois", "5 €/m²".
pub(super) fn push_rate<'a>(out: &mut String, end: &'a str) -> &'a str {
    let Some(unit) = after_space(end).strip_prefix('/').map(after_space) else {
        return end;
    };
    const PER: [(&str, &str); 8] = [
        ("heure", "de l'heure"),
        ("h", "de l'heure"),
        ("jour", "par jour"),
        ("j", "par jour"),
        ("mois", "par mois"),
        ("an", "par an"),
        ("pers.", "par personne"),
        ("nuit", "par nuit"),
    ];
    for (printed, spoken) in PER {
        if let Some(rest) = unit.strip_prefix(printed).filter(|rest| is_boundary(rest)) {
            out.push(' ');
            out.push_str(spoken);
            return rest;
        }
    }
    if let Some(rest) = measures::push_share(out, unit) {
        return rest;
    }
    let currency = read_currency(unit).map(|(currency, rest)| (currency.singular, rest));
    match currency
        .or_else(|| measures::unit(unit))
        .or_else(|| measures::counted_word(unit))
    {
        Some((name, rest)) => {
            out.push_str(" par ");
            out.push_str(name);
            rest
        }
        None => end,
    }
}
