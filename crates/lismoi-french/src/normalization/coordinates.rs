//! Geographic coordinates: "48° 51′ 24″ N", "2°20' E", "45° N".

use super::Verbalization;
use super::cardinals::push_before;
use super::cursor::{Cursor, after_space, is_boundary};
use super::number::Number;
use super::{Dialect, Gender};

/// The points of the compass, in French and in English.
const POINTS: [(char, &str); 5] = [
    ('N', "nord"),
    ('S', "sud"),
    ('E', "est"),
    ('O', "ouest"),
    ('W', "ouest"),
];

/// An angle of which minutes or a point of the compass are given.
pub(super) fn angle(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if let Some(said) = decimal_angle(cursor) {
        return Some(said);
    }
    let (degrees, after) = Number::read_figures(rest, 1, 3)?;
    let mut after = after_space(after).strip_prefix(['°', 'º'])?;
    let mut spoken = degrees.to_string();
    spoken.push_str(if degrees < 2 { " degré" } else { " degrés" });
    let mut has_parts = false;
    for (marks, name) in [(["'", "’", "′"], "minute"), (["\"", "”", "″"], "seconde")] {
        let Some((value, end)) = part(after, &marks) else {
            break;
        };
        spoken.push(' ');
        push_before(&mut spoken, value, Gender::Feminine, "", Dialect::France);
        spoken.push(' ');
        spoken.push_str(name);
        if value > 1 {
            spoken.push('s');
        }
        after = end;
        has_parts = true;
    }
    let letter = after_space(after);
    let point = POINTS.iter().find_map(|(sign, name)| {
        let end = letter.strip_prefix(*sign)?;
        // "20° E.", at the end of a sentence, but not "20° N.-E.".
        let goes_on = end
            .strip_prefix('.')
            .is_some_and(|next| !next.is_empty() && !next.starts_with(char::is_whitespace));
        (is_boundary(end) && !goes_on && !end.starts_with(['\'', '’'])).then_some((name, end))
    });
    if let Some((name, end)) = point {
        spoken.push(' ');
        spoken.push_str(name);
        after = end;
    }
    (has_parts || point.is_some()).then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// "48,8566 N": so many decimals are of an angle.
fn decimal_angle(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let number = Number::read(rest).filter(|number| number.decimals.len() > 3)?;
    let after = &rest[number.length..];
    let letter = after_space(after_space(after).trim_start_matches(['°', 'º']));
    let (sign, name) = POINTS.iter().find(|(sign, _)| letter.starts_with(*sign))?;
    let end = &letter[sign.len_utf8()..];
    let mut spoken = String::new();
    super::amount::push_plain(&mut spoken, &number, cursor);
    if letter.len() < after_space(after).len() {
        spoken.push_str(" degrés");
    }
    spoken.push(' ');
    spoken.push_str(name);
    is_boundary(end).then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// At most two figures, followed by one of the marks.
fn part<'a>(text: &'a str, marks: &[&str]) -> Option<(u64, &'a str)> {
    let (value, after) = Number::read_figures(after_space(text), 1, 2)?;
    let after = after_space(after);
    let end = marks.iter().find_map(|mark| after.strip_prefix(mark))?;
    (value < 60).then_some((value, end))
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn an_angle_ends_in_a_point_of_the_compass() {
        for (printed, spoken) in [
            ("48,8566 N", "48 virgule 85 66 nord"),
            (
                "2° 21′ 07″ E.",
                "2 degrés vingt et une minutes 7 secondes est",
            ),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
