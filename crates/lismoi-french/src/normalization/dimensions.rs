//! A cross between numbers: "4 × 100", "24 mm x 36 mm".

use super::Verbalization;
use super::cursor::{Cursor, after_space};
use super::number::figures;

/// "3 x 4", "4 × 100 m": times, between numbers; "24 mm x 36 mm": by, between lengths.
pub(super) fn times_sign(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let sign = cursor.first();
    if !matches!(sign, 'x' | 'X' | '×' | '*') {
        return None;
    }
    let after = &cursor.rest()[sign.len_utf8()..];
    let before = cursor.before().trim_end();
    let is_length = ends_in_length(before);
    let follows = is_length || before.ends_with(|c: char| c.is_ascii_digit());
    let precedes = after_space(after).starts_with(|c: char| c.is_ascii_digit());
    let is_spaced =
        cursor.before().ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
    let is_bound = matches!(sign, '×' | '*') || is_spaced || !cursor.starts_word();
    // "Cerfa n° 14880*02": the edition of a form.
    let is_edition = sign == '*' && after.starts_with('0') && figures(after).len() == 2;
    (follows && precedes && is_bound).then(|| Verbalization {
        length: sign.len_utf8(),
        spoken: match () {
            () if is_edition => "étoile",
            () if is_length => "sur",
            () => "fois",
        }
        .into(),
    })
}

/// "15 cm", "23.6mm": a number and a unit of length.
fn ends_in_length(text: &str) -> bool {
    const LENGTHS: [&str; 5] = ["mm", "cm", "dm", "m", "px"];
    let number = LENGTHS.iter().find_map(|unit| text.strip_suffix(unit));
    number.is_some_and(|number| number.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn lengths_are_by_lengths_and_numbers_times_numbers() {
        for (printed, spoken) in [
            ("un relais 4 x 100", "un relais 4 fois 100"),
            (
                "une photo de 10 cm x 15 cm",
                "une photo de 10 centimètres sur 15 centimètres",
            ),
            (
                "un capteur de 23.6mm x 15.6mm",
                "un capteur de 23 virgule 6 millimètres sur 15 virgule 6 millimètres",
            ),
            ("un sac de 2.5kg", "un sac de 2 virgule 5 kilogrammes"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }

    #[test]
    fn the_shape_of_a_screen_is_a_fraction_and_a_rank_has_a_number() {
        for (printed, spoken) in [
            ("un écran 18:9", "un écran 18 neuvièmes"),
            ("le N.1 mondial", "le numéro 1 mondial"),
            ("Iga Swiatek (POL/N.5)", "Iga Swiatek P O L numéro 5"),
            ("Mad Max.", "Mad Max"),
            ("Max. 5 personnes", "maximum 5 personnes"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
