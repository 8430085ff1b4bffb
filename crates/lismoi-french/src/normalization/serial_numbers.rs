//! Numbers that only name something: "SIRET 732 829 320 00074", "ISSN 1234-2678". They are
//! said in the groups that they are printed in.

use super::Verbalization;
use super::cardinals::push_value;
use super::cursor::{Cursor, is_boundary, starts_with_figure};
use super::number::figures;

/// What has such a number.
const NAMES: [&str; 10] = [
    "SIRET", "Siret", "SIREN", "Siren", "IBAN", "ISSN", "ISBN", "RIB", "EAN", "NIR",
];

/// A longer row of figures is no such number.
const LONGEST: usize = 14;

/// Groups of figures after the name of their kind, with at most two words between.
pub(super) fn serial_number(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !starts_with_figure(rest) || !cursor.starts_word() {
        return None;
    }
    let words = cursor.before().split(|c: char| !c.is_alphanumeric());
    let mut nearest = words.filter(|word| !word.is_empty()).rev().take(3);
    if !nearest.any(|word| NAMES.contains(&word)) {
        return None;
    }
    let mut spoken = String::new();
    let (mut after, mut count) = (rest, 0);
    loop {
        let group = figures(after);
        if group.len() > LONGEST || (6..9).contains(&group.len()) {
            return None;
        }
        if count > 0 {
            spoken.push_str(", ");
        }
        count += 1;
        if group.len() > 5 {
            // "ISBN 2070360245" is printed without groups.
            let mut threes = group;
            while threes.len() > 3 {
                push_group(&mut spoken, &threes[..3]);
                spoken.push_str(", ");
                threes = &threes[3..];
                count += 1;
            }
            push_group(&mut spoken, threes);
        } else {
            push_group(&mut spoken, group);
        }
        after = &after[group.len()..];
        // The last figure of an ISBN may be an X.
        if let Some(end) = after
            .trim_start_matches('-')
            .strip_prefix('X')
            .filter(|end| is_boundary(end))
        {
            spoken.push_str(", X");
            after = end;
        }
        match after.strip_prefix([' ', '\u{A0}', '\u{202F}', '-', '\u{2011}']) {
            Some(next) if starts_with_figure(next) => after = next,
            _ => break,
        }
    }
    (count > 1 && is_boundary(after)).then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// "00074": "zéro zéro zéro 74".
fn push_group(out: &mut String, group: &str) {
    let plain = group.trim_start_matches('0');
    let zeros = vec!["zéro"; group.len() - plain.len()].join(" ");
    out.push_str(&zeros);
    if let Ok(value) = plain.parse() {
        if !zeros.is_empty() {
            out.push(' ');
        }
        push_value(out, value);
    }
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_serial_number_is_said_in_its_groups() {
        for (printed, spoken) in [
            (
                "SIRET 732 829 320 00074",
                "siret 732, 829, 320, zéro zéro zéro 74",
            ),
            ("ISSN 1234-2678", "I S S N 1234, 2678"),
            ("un coût de 732 829 320 euros", "un coût de 732829320 euros"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
