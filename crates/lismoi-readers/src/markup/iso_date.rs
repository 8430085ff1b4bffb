//! Dates in metadata.

/// The day at the start of a date in ISO 8601, as `YYYY-MM-DD`.
pub(crate) fn day(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_day.then(|| day.to_owned())
}

/// The abbreviations of months in English, in order.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day of a date in the form of messages (RFC 5322, 3.3), "Thu, 30 Apr 2015 07:38:00
/// +0200", as `YYYY-MM-DD`.
pub(crate) fn day_of_message(date: &str) -> Option<String> {
    let date = date.rsplit(',').next()?;
    let mut words = date.split_whitespace();
    let day: u8 = words
        .next()?
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let month = words.next()?.get(..3)?.to_lowercase();
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let year: u16 = words
        .next()?
        .parse()
        .ok()
        .filter(|year| (1900..10_000).contains(year))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_from_a_date_with_a_time_and_from_nothing_else() {
        assert_eq!(day("2025-03-12T08:00:00Z").as_deref(), Some("2025-03-12"));
        for other in ["2025-03", "12/03/2025", "", "hier à midi"] {
            assert_eq!(day(other), None, "{other}");
        }
    }

    #[test]
    fn the_day_of_a_message_is_known() {
        let day = day_of_message("Thu, 3 Apr 2015 07:38:00 +0200");
        assert_eq!(day.as_deref(), Some("2015-04-03"));
        assert_eq!(day_of_message("hier, 3"), None);
    }
}
