//! Forms that a French keyboard has in another width or script: "＄８", "１４ｈ３０", "۱۴:۳۰", "5 ㎏".
//! The rules know the keyboard's, so a sentence with others is normalized as it would be typed.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::numerals;

/// A text with every character of another width or script as it would be typed.
pub(super) struct Typed {
    pub(super) text: String,
    /// The characters that were replaced, in order.
    replaced: Vec<Replaced>,
}

struct Replaced {
    typed: Range<usize>,
    printed: Range<usize>,
}

/// The text as it would be typed; `None` where it is already.
pub(super) fn typed(printed: &str) -> Option<Typed> {
    // The first of these characters is U+0660, and none has the first byte of the French dashes,
    // quotes and signs from U+2000 on: French text is dismissed by its bytes.
    // Without an early end, many bytes are compared at once.
    let is_other = |byte: u8| byte >= 0xD9 && byte != 0xE2;
    if !printed
        .bytes()
        .fold(false, |found, byte| found | is_other(byte))
    {
        return None;
    }
    let mut text = String::with_capacity(printed.len());
    let mut replaced = Vec::new();
    for (at, character) in printed.char_indices() {
        let start = text.len();
        push(&mut text, character);
        if !text[start..].starts_with(character) {
            replaced.push(Replaced {
                typed: start..text.len(),
                printed: at..at + character.len_utf8(),
            });
        }
    }
    (!replaced.is_empty()).then_some(Typed { text, replaced })
}

impl Typed {
    /// The printed range of a range of the text; what stands for one character is not divided.
    pub(super) fn in_printed(&self, range: &Range<usize>) -> Range<usize> {
        let [start, end] = [(range.start, false), (range.end, true)].map(|(at, is_end)| {
            let behind = self.replaced.partition_point(|one| one.typed.end <= at);
            match self.replaced.get(behind) {
                Some(one) if one.typed.start < at && is_end => one.printed.end,
                Some(one) if one.typed.start < at => one.printed.start,
                _ => match behind.checked_sub(1).map(|last| &self.replaced[last]) {
                    Some(last) => last.printed.end + (at - last.typed.end),
                    None => at,
                },
            }
        });
        start..end
    }
}

fn push(text: &mut String, character: char) {
    match character {
        // Full-width and small forms, and units in a square.
        '\u{FF01}'..='\u{FF5D}'
        | '\u{FE5F}'..='\u{FE6B}'
        | '\u{FFE0}'
        | '\u{FFE1}'
        | '\u{FFE5}'
        | '\u{FFE6}'
        | '\u{3380}'..='\u{33DF}' => {
            let typed = [character].into_iter().nfkc();
            text.extend(typed.map(|c| if c == '\u{2215}' { '/' } else { c }));
        }
        // Arabic signs of numbers: percent, decimal and thousands separator.
        '\u{66A}' => text.push('%'),
        '\u{66B}' if text.ends_with(|c: char| c.is_ascii_digit()) => text.push(','),
        '\u{66C}' if text.ends_with(|c: char| c.is_ascii_digit()) => text.push('\''),
        _ => text.push(numerals::figure(character).unwrap_or(character)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::said_in_france;
    use super::super::{Dialect, normalize};

    #[test]
    fn other_widths_and_scripts_are_said_as_if_they_were_typed() {
        for (printed, spoken) in [
            ("＄8", "8 dollars"),
            ("８００￥", "huit cents yens"),
            ("１４ｈ３０", "14 heures 30"),
            ("۱۲٬۵۰۰ km", "12500 kilomètres"),
            ("5 ㎏ à 3 ㎧", "5 kilogrammes à 3 mètres par seconde"),
            ("𝟏𝟐 heures", "12 heures"),
        ] {
            assert_eq!(said_in_france(printed), spoken, "{printed}");
        }
    }

    #[test]
    fn spoken_forms_have_the_places_of_the_printed_ones() {
        let text = "à １４ｈ３０, 5㎏ de ３ mai";
        let printed: Vec<&str> = normalize(text, Dialect::France)
            .map(|form| &text[form.printed])
            .collect();
        assert_eq!(printed, ["à", "１４ｈ３０", "5㎏", "de", "３", "mai"]);
    }
}
