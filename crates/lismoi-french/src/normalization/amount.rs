//! A number, or two of a range, before a unit: "3,5", "-3", "10-15", "2 à 3 millions".

use super::cardinals::{push_before, push_value, sign};
use super::cursor::{Cursor, after_space, starts_with_figure, strip_word};
use super::number::Number;
use super::{Gender, cardinals};

/// An amount: a number or a range, perhaps in millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'a> {
    sign: &'static str,
    first: Number<'a>,
    /// The upper end of a range.
    last: Option<Number<'a>>,
    /// "millions", "milliards": what follows it takes "de".
    large: Option<&'static str>,
    /// Its length in the text, in bytes.
    pub(super) length: usize,
}

const LARGE: [(&str, &str); 8] = [
    ("millions", "millions"),
    ("million", "million"),
    ("milliards", "milliards"),
    ("milliard", "milliard"),
    ("Mds", "milliards"),
    ("Md", "milliards"),
    ("Mrd", "milliards"),
    ("mds", "milliards"),
];

impl<'a> Amount<'a> {
    /// Reads the amount at this place, with its sign.
    pub(super) fn read(cursor: &Cursor<'a>) -> Option<Amount<'a>> {
        // "1 virgule 5 million" has been said.
        if matches!(cursor.previous_word(), "virgule" | "zéro") {
            return None;
        }
        let (sign, unsigned) = sign(cursor);
        Self::read_unsigned(unsigned, sign, cursor.rest().len() - unsigned.len())
    }

    /// Reads an amount; `length` is that of what was read before it.
    pub(super) fn read_unsigned(
        text: &'a str,
        sign: &'static str,
        mut length: usize,
    ) -> Option<Amount<'a>> {
        let first = Number::read(text)?;
        if first.leading_zeros > 0 {
            return None;
        }
        length += first.length;
        let mut after = &text[first.length..];
        let last = upper_end(after);
        if let Some((number, rest)) = last {
            length += after.len() - rest.len();
            after = rest;
            if number.leading_zeros > 0 {
                return None;
            }
        }
        let word = after_space(after);
        let large = LARGE.iter().find_map(|(printed, spoken)| {
            strip_word(word, printed)
                .or_else(|| {
                    word.strip_prefix(printed)
                        .filter(|rest| rest.starts_with(['€', '$', '£']))
                })
                .map(|rest| (*spoken, rest))
        });
        if let Some((_, rest)) = large {
            length += after.len() - rest.len();
        }
        Some(Amount {
            sign,
            first,
            last: last.map(|(number, _)| number),
            large: large.map(|(spoken, _)| spoken),
            length,
        })
    }

    fn counted(&self) -> &Number<'a> {
        self.last.as_ref().unwrap_or(&self.first)
    }

    /// Whether the counted noun is plural.
    pub(super) fn is_plural(&self) -> bool {
        self.last.is_some() || self.counted().is_plural() || self.large.is_some()
    }

    /// Whether it ends in "million" or "milliard".
    pub(super) fn is_large(&self) -> bool {
        self.large.is_some() || self.counted().ends_in_million()
    }

    /// The number, where it stands alone: no range, no multiple.
    pub(super) fn single(&self) -> Option<&Number<'a>> {
        (self.last.is_none() && self.large.is_none()).then_some(&self.first)
    }

    /// The words for its sign.
    pub(super) fn sign(&self) -> &'static str {
        self.sign
    }

    /// Appends the amount as it is said before the counted noun.
    pub(super) fn push(&self, out: &mut String, gender: Gender, noun: &str, cursor: &Cursor<'_>) {
        out.push_str(self.sign);
        if self.last.is_some() {
            push_number(out, &self.first, Gender::Masculine, "", cursor);
            out.push_str(" à ");
        }
        match self.large {
            Some(large) => {
                push_number(out, self.counted(), Gender::Masculine, large, cursor);
                out.push(' ');
                out.push_str(large);
                if self.counted().value < 2 && self.last.is_none() && large.ends_with('s') {
                    out.pop();
                }
            }
            None => push_number(out, self.counted(), gender, noun, cursor),
        }
    }
}

fn push_number(
    out: &mut String,
    number: &Number<'_>,
    gender: Gender,
    noun: &str,
    cursor: &Cursor<'_>,
) {
    if number.is_whole() {
        push_before(out, number.value, gender, noun, cursor.dialect);
    } else {
        cardinals::push(out, number, "", cursor.dialect);
    }
}

/// The upper end of a range: "-15", "–15", " à 15", but not "/15".
fn upper_end(text: &str) -> Option<(Number<'_>, &str)> {
    let rest = after_space(text);
    let is_spaced = rest.len() < text.len();
    let after_dash = rest
        .strip_prefix(['-', '–', '—', '\u{2011}'])
        .map(after_space);
    let after_word = if is_spaced {
        strip_word(rest, "à").map(after_space)
    } else {
        None
    };
    let text = after_dash.or(after_word)?;
    if !starts_with_figure(text) {
        return None;
    }
    let number = Number::read(text)?;
    let rest = &text[number.length..];
    // "10-15-20" is no range.
    let goes_on =
        rest.starts_with(['-', '–']) && starts_with_figure(rest.get(1..).unwrap_or_default());
    (!goes_on).then_some((number, rest))
}

/// Appends a number as it is said alone.
pub(super) fn push_plain(out: &mut String, number: &Number<'_>, cursor: &Cursor<'_>) {
    if number.is_whole() && number.leading_zeros == 0 {
        push_value(out, number.value);
    } else {
        cardinals::push(out, number, "", cursor.dialect);
    }
}
