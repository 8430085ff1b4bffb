//! The signs of lives: "(° 1802 – † 1885)".

use super::Said;
use super::dates::starts_with_date;
use super::place::{Place, after_space};

/// "† 1885", "† 22 mai 1885"; "°" and "*" mean so only at the start of a bracket.
pub(super) fn born_or_dead(place: &Place<'_>) -> Option<Said> {
    let sign = place.first();
    let event = match sign {
        '†' | '✝' => "mort",
        '°' | '*' if place.before().ends_with('(') => "né",
        _ => return None,
    };
    let after = after_space(&place.rest()[sign.len_utf8()..]);
    let is_year = after.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let joint = match after {
        _ if is_year => " en",
        _ if starts_with_date(after) => " le",
        _ => return None,
    };
    Said::new(sign.len_utf8(), [event, joint].concat())
}
