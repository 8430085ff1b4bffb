//! Words that were divided at the end of a line: "gouverne-" above "ment".

/// What follows a hyphen that belongs to the word: pronouns, adverbs, "même".
const AFTER_HYPHEN: &str = " je tu il elle on nous vous ils elles le la les lui leur moi toi soi y en ce ci là t même mêmes \
     dessus dessous dedans dehors delà être ";

/// What stands before one: the first parts of compounds, and numbers.
const BEFORE_HYPHEN: &str = " peut celui celle ceux celles moi toi lui elle soi eux nous vous ci là au par non sous demi \
     mi semi ex vice grand grande petit petite arc après avant avants contre entre rendez chef chefs lieu porte garde \
     quelque quelques nord sud est ouest franco anglo gréco saint sainte haut haute bas basse demie quasi outre sans \
     tout toute vis trois quatre vingt vingts dix soixante quarante cinquante trente six sept cent aussi plus presque \
     nouveau nouvelle beau belle bien mal allez vas dis dit va c'est-à c ";

/// What stands between the two parts of a word that was divided at the end of a line: a
/// hyphen, or nothing; `None` where `word` and `next` are two words. `between` is what is
/// printed between them.
pub(super) fn joint(word: &str, between: &str, next: &str) -> Option<&'static str> {
    let is_soft = word.ends_with('\u{AD}');
    let gap = if is_soft {
        between
    } else {
        between.strip_prefix(['-', '\u{2010}', '\u{AD}'])?
    };
    let start = word.trim_end_matches('\u{AD}');
    let is_line_end = gap.contains(['\n', '\r', '\u{2028}']) && gap.trim().is_empty();
    if !(is_line_end && start.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase))
    {
        return None;
    }
    let is_soft = is_soft || between.starts_with('\u{AD}');
    Some(if !is_soft && keeps_hyphen(start, next) {
        "-"
    } else {
        ""
    })
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
        for (word, between, next, joint) in [
            ("gouverne", "-\n", "ment", ""),
            ("gouverne", "-\r\n    ", "ment", ""),
            ("gouverne\u{AD}", "\n", "ment", ""),
            ("peut", "-\n", "être", "-"),
            ("dit", "-\n", "il", "-"),
            ("au", "-\n", "dessus", "-"),
            ("vingt", "-\n", "trois", "-"),
            ("c'est-à", "-\n", "dire", "-"),
            ("Saint", "-\n", "germain", "-"),
        ] {
            assert_eq!(super::joint(word, between, next), Some(joint), "{word}");
        }
    }

    #[test]
    fn only_a_word_that_goes_on_below_is_divided() {
        for (word, between, next) in [
            ("tour", " -\n", "ment"),
            ("gare", "-\n", "Lyon"),
            ("gare", "- ", "ment"),
            ("fin", "\n", "puis"),
            ("fin", "-\n", "12"),
        ] {
            assert_eq!(joint(word, between, next), None, "{word}");
        }
    }
}
