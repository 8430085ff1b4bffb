//! Words that were divided at the end of a line: "gouverne-" above "ment".

use std::borrow::Cow;

/// What follows a hyphen that belongs to the word: pronouns, adverbs, "même".
const AFTER_HYPHEN: &str = " je tu il elle on nous vous ils elles le la les lui leur moi toi soi y en ce ci là t même mêmes \
     dessus dessous dedans dehors delà être ";

/// What stands before one: the first parts of compounds, and numbers.
const BEFORE_HYPHEN: &str = " peut celui celle ceux celles moi toi lui elle soi eux nous vous ci là au par non sous demi \
     mi semi ex vice grand grande petit petite arc après avant avants contre entre rendez chef chefs lieu porte garde \
     quelque quelques nord sud est ouest franco anglo gréco saint sainte haut haute bas basse demie quasi outre sans \
     tout toute vis trois quatre vingt vingts dix soixante quarante cinquante trente six sept cent aussi plus presque \
     nouveau nouvelle beau belle bien mal allez vas dis dit va c'est-à c ";

/// How far the word that is divided at `end` goes on below: with the line end and the
/// white space around it, in bytes; 0 where it is not divided.
pub(super) fn rest_of_word(text: &str, end: usize) -> usize {
    let (above, below) = text.split_at(end);
    let is_divided = above
        .strip_suffix(['-', '\u{2010}', '\u{AD}'])
        .is_some_and(|above| above.ends_with(char::is_lowercase));
    // No more than an indented line, lest a long gap be read again and again.
    let gap = &below[..below.floor_char_boundary(64)];
    let word = gap.trim_start();
    let has_line_end = gap[..gap.len() - word.len()].contains(['\n', '\r', '\u{2028}']);
    if !(is_divided && has_line_end && word.starts_with(char::is_lowercase)) {
        return 0;
    }
    let length = word.find(char::is_whitespace).unwrap_or(word.len());
    gap.len() - word.len() + length
}

/// The word as it would stand within a line.
pub(super) fn mended(word: &str) -> Cow<'_, str> {
    let Some(end) = word.find(['\n', '\r', '\u{2028}']) else {
        return Cow::Borrowed(word);
    };
    let (above, below) = word.split_at(end);
    let (above, below) = (above.trim_end(), below.trim_start());
    let Some(start) = above.strip_suffix(['-', '\u{2010}', '\u{AD}']) else {
        return Cow::Borrowed(word);
    };
    let hyphen = if !above.ends_with('\u{AD}') && keeps_hyphen(start, below) {
        "-"
    } else {
        ""
    };
    Cow::Owned(format!("{start}{hyphen}{below}"))
}

fn keeps_hyphen(start: &str, rest: &str) -> bool {
    let is_in = |list: &str, word: &str| list.split(' ').any(|listed| listed == word);
    let first = rest
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let last = start
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    // A word with another hyphen is a compound already: "c'est-à-" above "dire".
    start.contains('-') || is_in(AFTER_HYPHEN, first) || is_in(BEFORE_HYPHEN, &last.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hyphen_stays_where_it_belongs_to_the_word() {
        for (printed, said) in [
            ("gouverne-\nment", "gouvernement"),
            ("gouverne-\r\n    ment", "gouvernement"),
            ("gouverne\u{AD}\nment", "gouvernement"),
            ("peut-\nêtre", "peut-être"),
            ("dit-\nil", "dit-il"),
            ("au-\ndessus", "au-dessus"),
            ("vingt-\ntrois", "vingt-trois"),
            ("c'est-à-\ndire", "c'est-à-dire"),
            ("Saint-\ngermain", "Saint-germain"),
            ("porte-parole", "porte-parole"),
        ] {
            assert_eq!(mended(printed), said);
            let end = printed.find(char::is_whitespace).unwrap_or(printed.len());
            assert_eq!(rest_of_word(printed, end), printed.len() - end);
        }
    }

    #[test]
    fn only_a_word_that_goes_on_below_is_divided() {
        for text in [
            "tour -\nment",
            "gare-\nLyon",
            "gare- ment",
            "fin-\n\u{A0}12",
        ] {
            let end = text.find(char::is_whitespace).expect("a gap");
            assert_eq!(rest_of_word(text, end), 0, "{text}");
        }
    }
}
