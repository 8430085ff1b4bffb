//! A day as people write it in French.

use lismoi_document::months::MONTHS;

/// `2024-03-01` as "1er mars 2024"; anything else as it is.
pub(crate) fn in_french(date: &str) -> String {
    let mut parts = date.split('-').map(str::parse::<usize>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return date.to_owned();
    };
    match MONTHS.get(month.wrapping_sub(1)) {
        Some(month) if day == 1 => format!("1er {month} {year}"),
        Some(month) => format!("{day} {month} {year}"),
        None => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        assert_eq!(in_french("2024-03-01"), "1er mars 2024");
        assert_eq!(in_french("2024-12-24"), "24 décembre 2024");
        assert_eq!(in_french("2024-13-24"), "2024-13-24");
        assert_eq!(in_french("mars"), "mars");
    }
}
