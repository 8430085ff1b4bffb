//! A block in, its sentences out: where French sentences end.
//!
//! A sentence takes its final mark and what closes behind it (quotes, brackets); the
//! white space after it belongs to none. What is said of it is left to `spoken`.

use std::ops::Range;

/// Abbreviations that a name, a number or the rest of a phrase always follows, without
/// their full stop.
const NEVER_FINAL: &str = " m mm mme mmes mlle mlles mgr me mes dr drs pr prof st ste vve gal col cdt cap lt sgt \
     art p pp chap vol fig n no nos cf ex éd trad dir coll fasc t liv sect al par ch av bd fg env \
     av apr janv févr juil sept oct nov déc tél min max ";

/// Abbreviations that end a sentence where a capital follows.
const MAYBE_FINAL: &str = " etc c j.-c s sq sqq h op cit ibid loc inc ltd corp jr sr ";

/// The sentences of one block, in order. Their ranges are within the block, in the
/// source's bytes, and leave out only white space.
#[derive(Debug)]
pub struct Cut<'a> {
    source: &'a str,
    rest: Range<usize>,
    whole: bool,
}

impl<'a> Cut<'a> {
    /// Cuts a block after each sentence.
    pub fn new(source: &'a str, block: Range<usize>) -> Self {
        Cut {
            source,
            rest: block,
            whole: false,
        }
    }

    /// Leaves a block whole.
    pub fn whole(source: &'a str, block: Range<usize>) -> Self {
        Cut {
            source,
            rest: block,
            whole: true,
        }
    }
}

impl Iterator for Cut<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.source[self.rest.clone()];
        let start = self.rest.start + rest.len() - rest.trim_start().len();
        let rest = rest.trim();
        if rest.is_empty() {
            return None;
        }
        let length = if self.whole {
            rest.len()
        } else {
            first_sentence(rest)
        };
        self.rest.start = start + length;
        Some(start..start + rest[..length].trim_end().len())
    }
}

/// The length of the first sentence of `text`, in bytes.
fn first_sentence(text: &str) -> usize {
    let mut from = 0;
    while let Some(found) = text[from..].find(is_final_mark) {
        let mark = from + found;
        let after_marks =
            mark + text[mark..].len() - text[mark..].trim_start_matches(is_final_mark).len();
        let end = with_closing(text, after_marks);
        if ends_sentence(
            &text[..mark],
            &text[mark..after_marks],
            &text[after_marks..end],
            &text[end..],
        ) {
            return end;
        }
        from = end;
    }
    text.len()
}

fn is_final_mark(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。'
    )
}

/// Where what closes directly behind a final mark ends: quotes, brackets, and a
/// guillemet after its no-break space.
fn with_closing(text: &str, mut end: usize) -> usize {
    loop {
        let rest = &text[end..];
        let closing = rest.trim_start_matches(['"', '”', '’', '\'', ')', ']', '»']);
        let spaced = rest.trim_start();
        end = if closing.len() < rest.len() {
            text.len() - closing.len()
        } else if spaced.starts_with('»') {
            text.len() - spaced.len() + '»'.len_utf8()
        } else {
            return end;
        };
    }
}

/// Whether `marks`, with what closes behind them, end the sentence that starts as
/// `before` and would go on as `after`.
fn ends_sentence(before: &str, marks: &str, closing: &str, after: &str) -> bool {
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    let is_spaced = next.len() < after.len();
    let may_end = is_spaced || (closing.is_empty() && is_missing_space(before, marks, next));
    if !may_end {
        return false;
    }
    let next = next.trim_start_matches(|c: char| c.is_whitespace() || "«“\"‘'([—–-¿¡".contains(c));
    let Some(first) = next.chars().next() else {
        return true;
    };
    if marks == "." && closing.is_empty() {
        let word = last_word(before);
        if is_listed(NEVER_FINAL, word) || is_initial(word) || is_list_number(before) {
            return false;
        }
        if is_listed(MAYBE_FINAL, word) {
            return first.is_uppercase();
        }
    }
    // What goes on in lower case is the same sentence: « Vraiment ? » dit-il.
    !first.is_lowercase()
}

/// "fin.Le": a word, one mark and a capital, but no web address and no "U.S.A.".
fn is_missing_space(before: &str, marks: &str, next: &str) -> bool {
    let mut following = next.chars();
    let starts_word = following.next().is_some_and(char::is_uppercase)
        && following.next().is_some_and(char::is_lowercase);
    if !starts_word || marks.chars().count() != 1 {
        return false;
    }
    let word = last_word(before);
    word.chars().count() > 1
        && word
            .chars()
            .all(|c| c.is_lowercase() || c == '\'' || c == '’' || c == '-')
}

/// What stands before a full stop, after the last space, bracket, quote or elision: at
/// most 64 bytes of it.
fn last_word(before: &str) -> &str {
    // What is longer is no abbreviation, and a text without a space may be very long.
    let end = &before[before.ceil_char_boundary(before.len().saturating_sub(64))..];
    end.rsplit(|c: char| c.is_whitespace() || "([«“\"'’".contains(c))
        .next()
        .unwrap_or_default()
}

/// "J", "J.-P", "U.S": single capitals, which names and countries are cut to.
fn is_initial(word: &str) -> bool {
    !word.is_empty()
        && word
            .split(['.', '-'])
            .filter(|part| !part.is_empty())
            .all(|part| {
                let mut letters = part.chars();
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
            })
}

/// "1." at the very start numbers what follows.
fn is_list_number(before: &str) -> bool {
    !before.is_empty() && before.len() <= 3 && before.bytes().all(|b| b.is_ascii_digit())
}

fn is_listed(table: &str, word: &str) -> bool {
    !word.is_empty() && word.len() < 12 && table.contains(&format!(" {} ", word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        Cut::new(text, 0..text.len())
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn a_space_before_the_full_stop_does_not_hide_it() {
        assert_eq!(
            cut("tandis que le Kremlin a . Cela se fait."),
            ["tandis que le Kremlin a .", "Cela se fait."]
        );
    }

    #[test]
    fn what_closes_belongs_to_the_sentence_before() {
        assert_eq!(
            cut("«\u{A0}C'est fini.\u{A0}» Puis il partit. (Enfin.) Oui."),
            [
                "«\u{A0}C'est fini.\u{A0}»",
                "Puis il partit.",
                "(Enfin.)",
                "Oui."
            ]
        );
        assert_eq!(
            cut("\"Nous devrons voir. Il appartient maintenant à la Russie\", a déclaré Trump."),
            [
                "\"Nous devrons voir.",
                "Il appartient maintenant à la Russie\", a déclaré Trump."
            ]
        );
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end_a_sentence() {
        for whole in [
            "M. Dupont et Mme. Roux sont là.",
            "J. R. R. Tolkien et J.-P. Sartre.",
            "L'art. 3 du code, p. 12.",
            "Il pèse 3.5 tonnes.",
            "1. Introduction",
            "Voir www.exemple.fr pour la suite.",
            "Des pommes, etc. et du vin.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn an_incise_goes_on_after_its_question() {
        assert_eq!(
            cut("«\u{A0}Vraiment\u{A0}?\u{A0}» demanda-t-elle. Oui !"),
            ["«\u{A0}Vraiment\u{A0}?\u{A0}» demanda-t-elle.", "Oui !"]
        );
    }

    #[test]
    fn a_missing_space_is_seen() {
        assert_eq!(
            cut("C'est la fin.Le rideau tombe."),
            ["C'est la fin.", "Le rideau tombe."]
        );
    }

    proptest! {
        #[test]
        fn sentences_leave_out_only_white_space(text in "([A-Za-zé .!?…«»\"()\n\u{A0}]|\\PC){0,80}") {
            let mut end = 0;
            for range in Cut::new(&text, 0..text.len()) {
                prop_assert!(!range.is_empty());
                prop_assert!(text[end..range.start].trim().is_empty());
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }

        #[test]
        fn cutting_a_sentence_again_changes_nothing(text in "([A-Za-zé .!?…«»\"()]|\\PC){0,80}") {
            for sentence in cut(&text) {
                prop_assert_eq!(cut(sentence), [sentence]);
            }
        }
    }
}
