//! Characters that no other rule reads, wherever they stand: numbers of one character ("⑪"), the
//! signs of currencies ("a₦b"), and signs made of letters ("㏇", "🆗").

use unicode_normalization::UnicodeNormalization;

use super::currencies::CURRENCIES;
use super::cursor::Cursor;
use super::numerals::numeral;
use super::{Verbalization, normalize};

pub(super) fn character(cursor: &Cursor<'_>) -> Option<Verbalization> {
    if cursor.first().is_ascii() {
        return None;
    }
    numeral(cursor)
        .or_else(|| currency(cursor))
        .or_else(|| composed(cursor))
}

fn currency(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let (sign, _) = cursor.rest().split_at(cursor.first().len_utf8());
    let currency = CURRENCIES.iter().find(|known| known.printed == sign)?;
    Verbalization::new(sign.len(), currency.plural)
}

/// A sign that is a picture of letters, by these.
fn composed(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let sign = cursor.first();
    // Of letters, only those below the line are no part of a word.
    if sign.is_alphabetic() && !('\u{2090}'..='\u{209C}').contains(&sign) {
        return None;
    }
    let letters: String = [sign].into_iter().nfkc().collect();
    if letters.starts_with(sign) || !letters.contains(char::is_alphanumeric) {
        return None;
    }
    let forms = normalize(&letters, cursor.dialect);
    let words: Vec<_> = forms.map(|form| form.spoken).collect();
    Verbalization::new(sign.len_utf8(), words.join(" "))
}
