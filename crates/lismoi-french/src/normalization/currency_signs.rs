//! Currencies without a sum: "en $", "M€", "EUR/USD".

use super::Verbalization;
use super::currencies::CURRENCIES;
use super::cursor::{Cursor, is_boundary};
use super::money::{currency_after, link, push_rate};

/// "EUR/USD": a rate of exchange.
fn pair(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let (first, second) = (rest.get(..3)?, rest.get(4..7)?);
    let is_pair = rest[3..].starts_with('/') && is_boundary(&rest[7..]) && cursor.starts_word();
    let name = |code: &str| {
        let currency = CURRENCIES
            .iter()
            .find(|currency| currency.printed == code)?;
        let is_code = code.bytes().all(|byte| byte.is_ascii_uppercase());
        let name = currency.singular;
        is_code.then(|| name.strip_suffix(" américain").unwrap_or(name))
    };
    let spoken = [name(first)?, " ", name(second)?].concat();
    is_pair.then_some(Verbalization { length: 7, spoken })
}

/// "le cours de l'€", "en $": a sign by itself.
pub(super) fn sign_alone(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if let Some(said) = pair(cursor) {
        return Some(said);
    }
    if rest.starts_with(|c: char| c.is_ascii_alphabetic())
        && !rest.starts_with("k€")
        && !rest.starts_with("M€")
        && !rest.starts_with("Md")
    {
        return None;
    }
    if !cursor.starts_word() {
        return None;
    }
    let (multiple, currency, end) = currency_after(rest)?;
    let mut spoken = String::new();
    if let Some(multiple) = multiple {
        spoken.push_str(if multiple == "mille" {
            "milliers"
        } else {
            multiple
        });
        spoken.push_str(link(currency.plural));
    }
    let is_one = multiple.is_none()
        && (cursor.before().ends_with(['\'', '’'])
            || matches!(
                cursor.previous_word(),
                "le" | "la" | "un" | "une" | "par" | "du" | "au"
            ));
    spoken.push_str(if is_one {
        currency.singular
    } else {
        currency.plural
    });
    let end = push_rate(&mut spoken, end);
    Verbalization::new(rest.len() - end.len(), spoken)
}
