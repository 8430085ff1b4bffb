//! Signs of birth and death: "(° 1802 – † 1885)".

use super::Verbalization;
use super::cursor::{Cursor, after_space};
use super::dates::starts_with_date;

/// "† 1885", "† 22 mai 1885"; "°" and "*" have this meaning only at the start of a bracket.
pub(super) fn born_or_dead(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let sign = cursor.first();
    let event = match sign {
        '†' | '✝' => "mort",
        '°' | '*' if cursor.before().ends_with('(') => "né",
        _ => return None,
    };
    let after = after_space(&cursor.rest()[sign.len_utf8()..]);
    let is_year = after.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let joint = match after {
        _ if is_year => " en",
        _ if starts_with_date(after) => " le",
        _ => return None,
    };
    Verbalization::new(sign.len_utf8(), [event, joint].concat())
}
