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
}
