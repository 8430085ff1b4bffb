//! Whether a piece of text is complete or goes on in the next one.

use lismoi_document::word_list::WordList;

static OPEN_WORDS: WordList = WordList::new(include_str!("../../data/open_words.txt"));
static HALF_OPEN_WORDS: WordList = WordList::new(include_str!("../../data/half_open_words.txt"));
static FINITE_VERBS: WordList = WordList::new(include_str!("../../data/finite_verbs.txt"));

/// Whether it ends as a sentence does, before any quotation marks, brackets and footnote
/// references.
pub(crate) fn ends_with_final_mark(text: &str) -> bool {
    let is_closing = |c: char| c.is_whitespace() || "»”\"’')]¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c);
    let end = without_reference(text).trim_end_matches(is_closing);
    end.ends_with(['.', '!', '?', '…'])
}

/// `text` without "(1)" or "\[1\]" at its end.
fn without_reference(text: &str) -> &str {
    let reference = text.strip_suffix([')', ']']);
    reference
        .map(|reference| reference.trim_end_matches(|c: char| c.is_ascii_digit()))
        .and_then(|reference| reference.strip_suffix(['(', '[']))
        .unwrap_or(text)
}

/// Whether it ends with punctuation that something must follow.
pub(super) fn ends_with_open_mark(text: &str) -> bool {
    text.ends_with([',', ';', ':', '(', '«', '-', '–', '—'])
}

/// Whether its first letter, after any quotation marks and brackets, is in lower case.
pub(super) fn starts_lower_case(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_whitespace() || "«“\"‘'([".contains(c))
        .starts_with(char::is_lowercase)
}

/// Whether another word must follow the last one: "La visite de".
pub(super) fn ends_with_open_word(text: &str) -> bool {
    ends_with_one_of(&OPEN_WORDS, text)
}

/// Whether another word mostly follows the last one: "avec".
pub(super) fn ends_with_half_open_word(text: &str) -> bool {
    ends_with_one_of(&HALF_OPEN_WORDS, text)
}

fn ends_with_one_of(words: &WordList, text: &str) -> bool {
    let word = last_word(text);
    // "Grand Est" is a name.
    !word.starts_with(char::is_uppercase) && words.contains_ignoring_case(word)
}

fn last_word(text: &str) -> &str {
    // No listed word is longer than 32 bytes; a text without spaces may be.
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(32))..];
    end.rsplit([' ', '\u{A0}', '\u{202F}', '\n'])
        .next()
        .unwrap_or_default()
}

/// Whether a word after the first is a common finite verb.
pub(super) fn has_finite_verb(text: &str) -> bool {
    text.split_whitespace()
        .skip(1)
        .any(|word| FINITE_VERBS.contains_ignoring_case(word))
}

/// Whether a bracket or guillemet is opened and not closed.
pub(super) fn has_open_bracket(text: &str) -> bool {
    // A bound, because a block joined from many pieces is searched for each of them.
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(300))..];
    let count = |mark: char| text.matches(mark).count();
    count('(') > count(')') || count('«') > count('»')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_prepositions_are_open_words_but_not_in_names() {
        assert!(ends_with_open_word(
            "La visite soigneusement mise en scène de"
        ));
        assert!(!ends_with_open_word("La visite"));
        assert!(ends_with_half_open_word("Il vit avec"));
        assert!(!ends_with_half_open_word("La région Grand Est"));
    }

    #[test]
    fn a_final_mark_may_stand_before_quotation_marks_and_references() {
        for text in ["Fin.", "« Fin ! »", "Fin.[12]", "Fin. (1)", "Fin…³"] {
            assert!(ends_with_final_mark(text), "{text}");
        }
        assert!(!ends_with_final_mark("Fin (suite)"));
    }
}
