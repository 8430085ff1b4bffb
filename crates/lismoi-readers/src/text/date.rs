//! The first day that a text names.

use lismoi_document::months::MONTHS;

/// The first day that a text names with its year ("12 mars 2025", "1er févr. 2024",
/// "12/03/2025", "2025-03-12"), as `YYYY-MM-DD` (ISO 8601).
pub(super) fn first_in(text: &str) -> Option<String> {
    let is_separator = |c: char| c.is_whitespace() || ",;:|()•·".contains(c);
    let words: Vec<&str> = text
        .split(is_separator)
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|at| in_digits(words[at]).or_else(|| in_words(&words[at..])))
}

/// "12/03/2025", "12.3.2025", "2025-03-12", also with a time after it ("2025-03-12T08").
fn in_digits(word: &str) -> Option<String> {
    let word = word.split('T').next()?.trim_end_matches('.');
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    match (first.len(), last.len()) {
        (4, 2) => day(first, month.parse().ok()?, last),
        (1 | 2, 4) => day(last, month.parse().ok()?, first),
        _ => None,
    }
}

/// "12 mars 2025", "1er févr. 2024".
fn in_words(words: &[&str]) -> Option<String> {
    let [number, name, year, ..] = words else {
        return None;
    };
    let number = number.strip_suffix("er").unwrap_or(number);
    day(year.trim_end_matches('.'), month(name)?, number)
}

/// The number of a month, by its name or by an abbreviation of three letters or more that is
/// unambiguous. Accents do not matter.
fn month(name: &str) -> Option<usize> {
    let fold = |name: &str| -> String {
        let letters = name.chars().map(|c| match c {
            'é' | 'É' => 'e',
            'û' | 'Û' => 'u',
            _ => c.to_ascii_lowercase(),
        });
        letters.collect()
    };
    let name = fold(name.trim_end_matches('.'));
    let mut matching = (1..)
        .zip(MONTHS)
        .filter(|(_, month)| fold(month).starts_with(&name));
    match (matching.next(), matching.next()) {
        (Some((number, _)), None) if name.len() >= 3 => Some(number),
        _ => None,
    }
}

/// The day as `YYYY-MM-DD`; `None` if there is no such day.
fn day(year: &str, month: usize, day: &str) -> Option<String> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !is_number(year) || !is_number(day) {
        return None;
    }
    let (year, day): (u32, u32) = (year.parse().ok()?, day.parse().ok()?);
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days)
        .contains(&day)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_found_in_words_and_in_digits() {
        for (text, date) in [
            ("Publié le 12 mars 2025 à 14h30", "2025-03-12"),
            ("Paris, le 1er févr. 2024.", "2024-02-01"),
            ("Par Jean, LE 3 AOÛT 1999", "1999-08-03"),
            ("mis à jour 12/03/2025 (8 h)", "2025-03-12"),
            ("12.3.2025", "2025-03-12"),
            ("2025-03-12T08:00", "2025-03-12"),
            ("29 février 2024", "2024-02-29"),
        ] {
            assert_eq!(first_in(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn a_day_needs_a_year_and_must_exist() {
        for text in [
            "12 mars",
            "mars 2025",
            "le 31 avril 2025",
            "29 février 2023",
            "45/13/2025",
            "12 ju 2025",
            "12 jui 2025",
            "3 000 000",
            "Par Marie Dupont",
            "",
        ] {
            assert_eq!(first_in(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_causes_a_panic(text in ".{0,60}") {
            if let Some(date) = first_in(&text) {
                prop_assert_eq!(date.len(), 10);
            }
        }
    }
}
