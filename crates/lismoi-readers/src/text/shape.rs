//! What can be seen of a block by its words and marks alone: tables, and claims about
//! one piece of text.

use lismoi_document::word_list::is_in;

/// Words after which a French sentence cannot end, nor a heading.
const OPEN_WORDS: &str = " à au aux ce ces cet cette chez comme dans de depuis des dont du en entre et jusqu'à la le les \
     leur leurs lors mais malgré mon ni notre nos or ou où par parmi pendant qu que qui sa sauf selon ses si sous sur ta \
     tes votre vos était ";

/// Words that seldom end a sentence, but may: "Vivre avec", "Lumière et son".
const HALF_OPEN_WORDS: &str = " avec contre est on pour sans son ton un une vers ";

/// Finite forms that show that a line is a clause, not a heading: auxiliaries and the
/// verbs of news prose.
const FINITE_VERBS: &str = " a ont est sont était étaient avait avaient sera seront aura auront serait seraient fut \
     furent va vont peut peuvent pouvait doit doivent devait veut veulent fait font faisait dit disent disait semble \
     semblait reste restait devient devrait pourrait ";

/// Words that make a question.
const INTERROGATIVES: &str = " qui que qu quoi quel quelle quels quelles lequel laquelle où quand comment combien pourquoi      est-ce faut-il peut-on doit-on va-t-on ";

/// Starts of lines that send the reader elsewhere.
const SENDS_ELSEWHERE: [&str; 8] = [
    "voir ", "cf. ", "cf ", "lire ", "http://", "https://", "www.", "doi:",
];

/// Words of bibliographies.
const BIBLIOGRAPHIC: [&str; 4] = ["ISBN", "ISSN", "OCLC", "http"];

/// How speech and quotations start.
pub(super) const SPEECH_MARKS: [char; 8] = ['—', '–', '―', '-', '«', '“', '"', '>'];

/// Longer lines are text, whatever they look like, in characters.
pub(super) const LONGEST_HEADING: usize = 100;
const LONGEST_TITLE: usize = 200;

/// Ends as a sentence does, quotes, brackets and references to notes aside.
pub fn ends_with_final_mark(text: &str) -> bool {
    let is_closing = |c: char| c.is_whitespace() || "»”\"’')]¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c);
    let end = without_note(text).trim_end_matches(is_closing);
    end.ends_with(['.', '!', '?', '…'])
}

/// Without the "(1)" or "\[1\]" at the end.
fn without_note(text: &str) -> &str {
    let label = text.strip_suffix([')', ']']);
    label
        .map(|label| label.trim_end_matches(|c: char| c.is_ascii_digit()))
        .and_then(|label| label.strip_suffix(['(', '[']))
        .unwrap_or(text)
}

/// Ends with a mark that promises more.
pub fn ends_with_open_mark(text: &str) -> bool {
    text.ends_with([',', ';', ':', '(', '«', '-', '–', '—'])
}

/// The first letter, quotes and brackets aside, is a small one.
pub fn starts_lower_case(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_whitespace() || "«“\"‘'([".contains(c))
        .starts_with(char::is_lowercase)
}

/// The last word is one that another must follow.
pub fn ends_with_open_word(text: &str) -> bool {
    let word = last_word(text);
    // "Grand Est" is a name.
    !word.starts_with(char::is_uppercase) && is_in(OPEN_WORDS, word)
}

/// The last word is one that another mostly follows.
pub fn ends_with_half_open_word(text: &str) -> bool {
    let word = last_word(text);
    !word.starts_with(char::is_uppercase) && is_in(HALF_OPEN_WORDS, word)
}

fn last_word(text: &str) -> &str {
    // No open word is longer; a text without a space may be.
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(32))..];
    end.rsplit([' ', '\u{A0}', '\u{202F}', '\n'])
        .next()
        .unwrap_or_default()
}

/// One of its words is a common finite verb.
pub fn has_finite_verb(text: &str) -> bool {
    text.split_whitespace()
        .skip(1)
        .any(|word| is_in(FINITE_VERBS, word))
}

/// Opens a bracket or a guillemet that it does not close.
pub fn has_open_bracket(text: &str) -> bool {
    // What was joined from many pieces is not searched again and again.
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(300))..];
    let count = |mark: char| text.matches(mark).count();
    count('(') > count(')') || count('«') > count('»')
}

/// Starts with the mark or the number of a list item.
pub fn is_list_item(text: &str) -> bool {
    let mark = first_word(text);
    if !text[mark.len()..].contains(char::is_alphanumeric) {
        return false;
    }
    if matches!(
        mark,
        "-" | "*" | "•" | "–" | "·" | "◦" | "‣" | "▪" | "■" | "►" | "✓" | "✔"
    ) {
        return true;
    }
    mark.strip_suffix(')').is_some_and(|number| {
        number.len() <= 3 && !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Starts with a number and a full stop, as items and numbered headings do.
pub fn is_numbered(text: &str) -> bool {
    let mark = first_word(text);
    mark.len() < text.len()
        && mark.strip_suffix('.').is_some_and(|number| {
            (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        })
}

/// A list item, or a numbered line.
pub fn is_item(text: &str) -> bool {
    is_list_item(text) || is_numbered(text)
}

/// The row of a table: columns between bars or tabs, or set apart by wide gaps.
pub fn is_row(text: &str) -> bool {
    text.contains('\t') || text.contains(" | ") || text.contains("    ")
}

/// A line of one mark, repeated, such as stands under a heading.
pub fn is_underline(text: &str) -> bool {
    text.len() >= 3
        && ["=", "-", "~", "—", "─", "_"]
            .iter()
            .any(|mark| text.trim_end_matches(*mark).is_empty())
}

/// Stands between quotation marks as a whole, or is marked as in e-mail.
pub fn is_quote(text: &str) -> bool {
    let inside = text
        .strip_prefix('«')
        .and_then(|rest| rest.strip_suffix('»'));
    text.trim_start_matches('>').len() < text.len()
        || inside.is_some_and(|inside| !inside.contains(['«', '»']))
}

/// Has letters, and none of them is a small one.
pub fn is_in_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.contains(char::is_lowercase)
}

/// Ends with a question mark.
pub fn is_question(text: &str) -> bool {
    text.ends_with('?')
}

/// Holds a word that asks.
pub fn has_interrogative(text: &str) -> bool {
    text.split(|c: char| !(c.is_alphabetic() || c == '-'))
        .any(|word| is_in(INTERROGATIVES, word) || word.contains("-t-") || word.ends_with("-il"))
}

/// Short enough for a heading, and without the marks that a heading does not have.
pub fn could_be_heading(text: &str) -> bool {
    is_short_and_unmarked(text, LONGEST_HEADING)
        && !text.starts_with(SPEECH_MARKS)
        && !text.starts_with(['(', '['])
        && !is_list_item(text)
        && !is_row(text)
        && !ends_with_open_word(text)
        && !has_open_bracket(text)
        && !is_reference(text)
        && !holds_sentences(text)
        && text.contains(char::is_alphabetic)
}

/// As [`could_be_heading`], but titles may be longer.
pub fn could_be_title(text: &str) -> bool {
    let text = match text.strip_suffix('!') {
        Some(start) if !text.starts_with(SPEECH_MARKS) => start.trim_end(),
        _ => text,
    };
    is_short_and_unmarked(text, LONGEST_TITLE) && text.contains(char::is_alphanumeric)
}

fn is_short_and_unmarked(text: &str, longest: usize) -> bool {
    text.len() <= longest * 4
        && text.chars().count() <= longest
        && (is_question(text) || !ends_with_final_mark(text))
        && !ends_with_open_mark(text)
}

/// A label of one or two words before a list: "Ingrédients :".
pub fn is_list_label(text: &str) -> bool {
    (6..=LONGEST_HEADING).contains(&text.len())
        && text.ends_with(':')
        && text.starts_with(char::is_uppercase)
        && text.trim_end_matches(':').split_whitespace().count() <= 2
}

/// Sends the reader elsewhere, or describes a book.
fn is_reference(text: &str) -> bool {
    let start = text[..text.floor_char_boundary(8)].to_lowercase();
    let sends = SENDS_ELSEWHERE
        .iter()
        .any(|sender| start.starts_with(sender));
    // "Voir aussi" is a heading.
    (sends && !text.ends_with("aussi") && !text.ends_with("également"))
        || BIBLIOGRAPHIC.iter().any(|word| text.contains(word))
}

/// A sentence ends within it: "L'homme est là. Il attend".
fn holds_sentences(text: &str) -> bool {
    text.match_indices(". ").any(|(at, mark)| {
        let word = text[..at]
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        word.chars().count() > 3
            && word.chars().all(char::is_lowercase)
            && text[at + mark.len()..].starts_with(char::is_uppercase)
    })
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_marks_and_numbers_are_seen() {
        for item in ["- du pain", "• du vin", "a) des figues", "2) rien"] {
            assert!(is_list_item(item), "{item}");
        }
        for text in ["-", "* * *", "— Bonjour", "moins", "(a) b", "Hôtel) x"] {
            assert!(!is_list_item(text), "{text}");
        }
        assert!(is_numbered("1. Introduction"));
        assert!(!is_numbered("1.5 million"));
    }

    #[test]
    fn what_promises_more_is_no_heading() {
        assert!(ends_with_open_word(
            "La visite soigneusement mise en scène de"
        ));
        assert!(!ends_with_open_word("La visite"));
        for heading in [
            "La visite du président",
            "Que faire ?",
            "Voir aussi",
            "Réseau A (Andrew Wang)",
            "L'art. 49.3 en question",
        ] {
            assert!(could_be_heading(heading), "{heading}");
        }
        for text in [
            "La visite de",
            "Rien à faire.",
            "Citoyens,",
            "Aux électeurs du 9e arrondissement. (1)",
            "Le besoin (ou la demande",
            "Voir la chronologie de l'affaire",
            "Denoël, 2004. ISBN 220725478X",
            "Il est parti. Elle attend",
            "Lyon | 522 000",
        ] {
            assert!(!could_be_heading(text), "{text}");
        }
    }

    #[test]
    fn an_underline_is_of_one_mark() {
        assert!(is_underline("====="));
        assert!(is_underline("---"));
        assert!(!is_underline("--"));
        assert!(!is_underline("-=-=-"));
        assert!(!is_underline("- - -"));
    }
}
