//! Datelines: lines that hold nothing but a date, a time and perhaps a place.

use lismoi_document::months::MONTHS;
use lismoi_document::word_list::WordList;

use super::byline::is_part_of_name;

static MONTH_VARIANTS: WordList = WordList::new(include_str!("../../data/month_variants.txt"));
static DATELINE_WORDS: WordList = WordList::new(include_str!("../../data/dateline_words.txt"));

/// Whether it is a dateline: "Paris, le 12 mai 1850", "mardi 3 mars 2020 à 14 h 30",
/// "12/03/2025".
pub(crate) fn is_dateline(text: &str) -> bool {
    if text.len() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.trim_end_matches('.');
    let (place, date) = text.split_once(',').unwrap_or(("", text));
    let is_place =
        place.split_whitespace().count() <= 4 && place.split_whitespace().all(is_part_of_name);
    is_place && is_date(date)
}

/// Whether all words belong to a date or time, and one of them is a month or a date in digits.
fn is_date(text: &str) -> bool {
    let mut has_date = false;
    let are_date_words = text
        .split(|c: char| c.is_whitespace() || ",-–|()'’".contains(c))
        .filter(|word| !word.is_empty())
        .all(|word| {
            let is_digits = word
                .chars()
                .all(|c| c.is_ascii_digit() || "/.:hH".contains(c));
            let is_month = is_month(word);
            has_date |= is_month || word.matches(['/', '.']).count() == 2;
            is_digits || is_month || DATELINE_WORDS.contains_ignoring_case(word)
        });
    are_date_words && has_date
}

fn is_month(word: &str) -> bool {
    MONTHS.contains(&word.to_lowercase().as_str()) || MONTH_VARIANTS.contains_ignoring_case(word)
}

#[cfg(test)]
mod tests {
    use super::is_dateline;

    #[test]
    fn a_heading_with_a_date_is_no_dateline() {
        for dateline in [
            "Paris, le 12 mai 1850",
            "mardi 3 mars 2020 à 14 h 30",
            "12/03/2025",
            "Le 1er juin 2024",
            "Saint-Cloud, 3 janvier 1848.",
            "Paris, le 18 brumaire",
            "9 nov. 1799",
        ] {
            assert!(is_dateline(dateline), "{dateline}");
        }
        for text in [
            "Élections du 20 août 1893",
            "2024",
            "Les événements du 6 février",
            "Chapitre 3",
        ] {
            assert!(!is_dateline(text), "{text}");
        }
    }
}
