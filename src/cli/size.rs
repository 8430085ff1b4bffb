//! A number of bytes as people write it: 500MB, 1.5 GB, 2Go.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Parser for a number of bytes: a number, with kB, MB, GB or TB (powers of 1,000).
pub(super) fn parse(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" | "o" => 1.0,
        "k" | "kb" | "ko" => 1e3,
        "m" | "mb" | "mo" => 1e6,
        "g" | "gb" | "go" => 1e9,
        "t" | "tb" | "to" => 1e12,
        _ => 0.0,
    };
    let bytes = number.replace(',', ".").parse::<f64>().unwrap_or(0.0) * factor;
    match (1.0..=MOST_BYTES).contains(&bytes) {
        true => Ok(bytes as u64),
        false => Err("use a number with MB, GB or TB".to_owned()),
    }
}

/// A petabyte.
const MOST_BYTES: f64 = 1e15;

/// A number of bytes in `lismoi.toml`: a text as on the command line.
pub(super) fn of_file<'de, D>(deserializer: D) -> Result<Option<u64>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = String::deserialize(deserializer)?;
    parse(&text).map(Some).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sizes_are_in_powers_of_a_thousand() {
        for (text, bytes) in [
            ("10GB", 10_000_000_000),
            ("10 Go", 10_000_000_000),
            ("1,5gb", 1_500_000_000),
            ("500MB", 500_000_000),
            ("2T", 2_000_000_000_000),
            ("1234", 1_234),
            (" 3 kB ", 3_000),
        ] {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
        for text in [
            "", "GB", "0", "-1GB", "1GiB", "1.2.3MB", "nan", "inf", "1e30",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whole_megabytes_are_read_exactly(megabytes in 1..1_000_000_u64) {
            prop_assert_eq!(parse(&format!("{megabytes}MB")), Ok(megabytes * 1_000_000));
        }

        #[test]
        fn no_text_is_too_much(text in any::<String>()) {
            prop_assert!(parse(&text).map_or(true, |bytes| bytes >= 1));
        }
    }
}
