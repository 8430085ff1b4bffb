//! Roman numerals. Whether a word is meant as one is left to the caller.

/// The numerals that are added up, from the largest.
const SYMBOLS: [(&str, u64); 13] = [
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

/// The value of a numeral from I to MMMCMXCIX in capitals and in its standard spelling;
/// `None` for any other text ("VIV", "IIII").
pub fn value(numeral: &str) -> Option<u64> {
    let (mut rest, mut value) = (numeral, 0);
    for (symbol, worth) in SYMBOLS {
        while let Some(after) = rest.strip_prefix(symbol) {
            value += worth;
            rest = after;
        }
    }
    (rest.is_empty() && (1..4000).contains(&value) && is_spelling_of(numeral, value))
        .then_some(value)
}

/// The standard spelling takes the largest symbol that fits, each time.
fn is_spelling_of(numeral: &str, value: u64) -> bool {
    let (mut rest, mut left) = (numeral, value);
    for (symbol, worth) in SYMBOLS {
        while left >= worth {
            let Some(after) = rest.strip_prefix(symbol) else {
                return false;
            };
            rest = after;
            left -= worth;
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn only_the_standard_spelling_of_a_numeral_has_a_value() {
        for (numeral, number) in [("IV", 4), ("XIX", 19), ("LXXXIX", 89), ("MCMXCIX", 1999)] {
            assert_eq!(value(numeral), Some(number));
        }
        for word in ["", "VIV", "IIII", "VX", "MMMM", "IVRE"] {
            assert_eq!(value(word), None, "{word}");
        }
    }
}
