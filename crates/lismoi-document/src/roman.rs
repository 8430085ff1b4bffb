//! Roman numerals, by themselves: what stands beside them is for others to judge.

/// The value of a numeral in its one correct spelling: "VIV" is none.
pub fn value(numeral: &str) -> Option<u64> {
    const STEPS: [(&str, u64); 13] = [
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
    let (mut rest, mut value) = (numeral, 0);
    for (letters, worth) in STEPS {
        while let Some(after) = rest.strip_prefix(letters) {
            value += worth;
            rest = after;
        }
    }
    // Written again, a number has the largest letters that it may have.
    let (mut left, mut again) = (value, numeral);
    for (letters, worth) in STEPS {
        while left >= worth {
            again = again.strip_prefix(letters)?;
            left -= worth;
        }
    }
    (rest.is_empty() && (1..4000).contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_numeral_has_one_spelling() {
        for (numeral, number) in [("IV", 4), ("XIX", 19), ("LXXXIX", 89), ("MCMXCIX", 1999)] {
            assert_eq!(value(numeral), Some(number));
        }
        for word in ["", "VIV", "IIII", "VX", "MMMM", "IVRE"] {
            assert_eq!(value(word), None, "{word}");
        }
    }
}
