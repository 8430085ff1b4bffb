//! Numbers of one character ("⑪", "⅔", "፲") and the figures of all scripts ("۳").

use std::sync::LazyLock;

use super::cardinals::push_value;
use super::cursor::Cursor;
use super::{Verbalization, fractions};

/// A run of characters whose values differ by the same step.
struct Run {
    first: char,
    last: char,
    value: Value,
    /// `None` for the figures of a script.
    step: Option<u64>,
}

#[derive(Clone, Copy)]
struct Value {
    is_negative: bool,
    upper: u64,
    lower: u64,
}

/// In order of their characters, none of which is ASCII.
static RUNS: LazyLock<Vec<Run>> = LazyLock::new(|| {
    let rows = include_str!("../../data/numerals.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .filter_map(run)
        .collect()
});

fn run(row: &str) -> Option<Run> {
    let mut columns = row.split('\t');
    let mut character = || char::from_u32(u32::from_str_radix(columns.next()?, 16).ok()?);
    let (first, last) = (character()?, character()?);
    let value = columns.next()?;
    let unsigned = value.trim_start_matches('-');
    let (upper, lower) = unsigned.split_once('/').unwrap_or((unsigned, "1"));
    let value = Value {
        is_negative: unsigned.len() < value.len(),
        upper: upper.parse().ok()?,
        lower: lower.parse().ok()?,
    };
    let step = match columns.next()? {
        "figure" => None,
        step => Some(step.parse().ok()?),
    };
    Some(Run {
        first,
        last,
        value,
        step,
    })
}

/// The run that a character belongs to, and its place in it.
fn find(character: char) -> Option<(&'static Run, u64)> {
    if character.is_ascii() {
        return None;
    }
    let after = RUNS.partition_point(|run| run.first <= character);
    let run = RUNS.get(after.checked_sub(1)?)?;
    let place = u64::from(u32::from(character) - u32::from(run.first));
    (character <= run.last).then_some((run, place))
}

/// Whether a character is a number; those that the standard library does not know yet, too.
pub(super) fn is_numeral(character: char) -> bool {
    find(character).is_some()
}

/// The ASCII figure that a figure of another script stands for.
pub(super) fn figure(character: char) -> Option<char> {
    let (run, place) = find(character)?;
    let place = u32::try_from(place).ok()?;
    run.step.is_none().then(|| char::from_digit(place, 10))?
}

/// A number of one character, wherever it stands: "voir ⑪", "x¾y".
pub(super) fn numeral(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let character = cursor.first();
    let (run, place) = find(character)?;
    let Value {
        is_negative,
        upper,
        lower,
    } = run.value;
    let mut spoken = String::new();
    if is_negative {
        spoken.push_str("moins ");
    }
    if lower > 1 {
        fractions::push_named(&mut spoken, upper, lower, cursor);
    } else {
        push_value(&mut spoken, upper + place * run.step.unwrap_or(1));
    }
    Verbalization::new(character.len_utf8(), spoken)
}

#[cfg(test)]
mod tests {
    use super::super::tests::said_in_france;
    use super::*;

    #[test]
    fn the_runs_are_in_order_and_none_is_left_out() {
        let rows = include_str!("../../data/numerals.tsv").lines();
        assert_eq!(RUNS.len(), rows.filter(|row| !row.starts_with('#')).count());
        assert!(RUNS.iter().all(|run| run.first <= run.last));
        assert!(RUNS.windows(2).all(|pair| pair[0].last < pair[1].first));
    }

    #[test]
    fn numbers_of_one_character_are_said() {
        for (printed, spoken) in [
            ("Le ۳ mai, voir ⑪ et ⒕", "Le 3 mai voir 11 et 14"),
            ("x¾y", "x 3 quarts y"),
            ("a⑳b ㊿", "a 20 b 50"),
            ("Ⅻ ↂ", "12 10000"),
            ("፲ et ௱", "10 et 100"),
            ("༳", "moins un demi"),
        ] {
            assert_eq!(said_in_france(printed), spoken, "{printed}");
        }
    }
}
