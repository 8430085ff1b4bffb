//! Numbers as lists, headings and footnotes print them.

/// How a number is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numeral {
    #[default]
    Decimal,
    /// "01", "02", ..., "10".
    TwoDigits,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// "1er", "2e".
    Ordinal,
    /// A bullet, or nothing.
    None,
}

/// The largest number in Roman numerals.
const LARGEST_ROMAN: u32 = 3_999;

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

impl Numeral {
    /// The number as printed; empty for [`Numeral::None`].
    pub(crate) fn print(self, number: u32) -> String {
        match self {
            Numeral::Decimal => number.to_string(),
            Numeral::TwoDigits => format!("{number:02}"),
            Numeral::LowerLetter => letters(number).to_lowercase(),
            Numeral::UpperLetter => letters(number),
            Numeral::LowerRoman => roman(number).to_lowercase(),
            Numeral::UpperRoman => roman(number),
            Numeral::Ordinal if number == 1 => "1er".to_owned(),
            Numeral::Ordinal => format!("{number}e"),
            Numeral::None => String::new(),
        }
    }
}

/// "A" to "Z", then "AA" to "ZZ" as office programs count.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else {
        return number.to_string();
    };
    let letter = char::from(b'A' + (index % 26) as u8);
    let count = (index / 26 + 1).min(30) as usize;
    std::iter::repeat_n(letter, count).collect()
}

fn roman(number: u32) -> String {
    if !(1..=LARGEST_ROMAN).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut roman = String::new();
    for (value, letters) in ROMAN {
        while rest >= value {
            roman.push_str(letters);
            rest -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_their_notation() {
        for (numeral, number, printed) in [
            (Numeral::Decimal, 12, "12"),
            (Numeral::TwoDigits, 3, "03"),
            (Numeral::LowerLetter, 2, "b"),
            (Numeral::UpperLetter, 28, "BB"),
            (Numeral::LowerRoman, 14, "xiv"),
            (Numeral::UpperRoman, 1999, "MCMXCIX"),
            (Numeral::UpperRoman, 0, "0"),
            (Numeral::Ordinal, 1, "1er"),
            (Numeral::None, 1, ""),
        ] {
            assert_eq!(numeral.print(number), printed);
        }
    }
}
