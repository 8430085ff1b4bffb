//! What can be seen of a block by its words and marks alone: tables, and claims about
//! one piece of text.

/// Words after which a French sentence cannot end, nor a heading.
const OPEN_WORDS: &str = " à au aux avec ce ces cet cette chez comme contre dans de depuis des dont du en entre et \
     jusqu'à la le les leur leurs lors mais malgré mon ni notre nos on or ou où par parmi pendant pour qu que qui \
     sa sans sauf selon ses si son sous sur ta tes ton un une vers votre vos était est ";

/// Finite forms that show that a line is a clause, not a heading: auxiliaries and the
/// verbs of news prose.
const FINITE_VERBS: &str = " a ont est sont était étaient avait avaient sera seront aura auront serait seraient fut \
     furent va vont peut peuvent pouvait doit doivent devait veut veulent fait font faisait dit disent disait semble \
     semblait reste restait devient devrait pourrait ";

/// What web pages say of their comments, in lower case, without number and marks:
/// French, English, German.
const COMMENT_COUNTERS: &str = "commentaire|commentaires|comment|comments|kommentar|kommentare|réaction|réactions|\
     aucun commentaire|no comments|keine kommentare|laisser un commentaire|leave a comment";

/// How a line starts that says who wrote or reported, in lower case.
const BYLINE_STARTS: [&str; 14] = [
    "reportage de ",
    "reportage : ",
    "propos recueillis par ",
    "texte de ",
    "texte : ",
    "publié par ",
    "écrit par ",
    "rédigé par ",
    "traduit par ",
    "traduction : ",
    "auteur : ",
    "avec afp",
    "avec l'afp",
    "avec reuters",
];

/// How speech and quotations start.
const SPEECH_MARKS: [char; 8] = ['—', '–', '―', '-', '«', '“', '"', '>'];

/// Longer lines are text, whatever they start with.
const LONGEST_BYLINE: usize = 200;
const LONGEST_HEADING: usize = 100;
const LONGEST_TITLE: usize = 200;

/// Ends as a sentence does, quotes and brackets aside.
pub fn ends_with_final_mark(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "»”\"’')]".contains(c));
    end.ends_with(['.', '!', '?', '…'])
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
    // No open word is longer; a text without a space may be.
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(32))..];
    let word = end
        .rsplit([' ', '\u{A0}', '\u{202F}', '\n'])
        .next()
        .unwrap_or_default();
    !word.is_empty() && is_listed(OPEN_WORDS, word)
}

/// One of its words is a common finite verb.
pub fn has_finite_verb(text: &str) -> bool {
    text.split_whitespace()
        .skip(1)
        .any(|word| is_listed(FINITE_VERBS, word))
}

fn is_listed(table: &str, word: &str) -> bool {
    table.contains(&format!(" {} ", word.to_lowercase()))
}

/// Starts with the mark or the number of a list item.
pub fn is_list_item(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or_default();
    if mark.len() == text.len() {
        return false;
    }
    if matches!(mark, "-" | "*" | "•" | "–" | "·" | "◦" | "‣" | "▪") {
        return true;
    }
    mark.strip_suffix(')').is_some_and(|number| {
        number.len() <= 3 && !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Starts with a number and a full stop, as items and numbered headings do.
pub fn is_numbered(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or_default();
    mark.len() < text.len()
        && mark.strip_suffix('.').is_some_and(|number| {
            (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Says only how many comments there are, or asks for one.
pub fn is_comment_counter(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let words: String = text
        .to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    // A bare "Réactions" may be a heading.
    COMMENT_COUNTERS
        .split('|')
        .any(|counter| counter == words && (has_number || counter.contains(' ')))
}

/// Says who wrote, reported or translated.
pub fn is_byline(text: &str) -> bool {
    let length = text.chars().count();
    if length > LONGEST_BYLINE {
        return false;
    }
    let lower = text.to_lowercase();
    if BYLINE_STARTS.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    // "Par Marie Dupont et Jean Martin": nothing but names.
    let Some(names) = text.strip_prefix("Par ") else {
        return false;
    };
    !ends_with_final_mark(text)
        && names.split_whitespace().count() <= 12
        && names.split_whitespace().all(|word| {
            matches!(
                word,
                "et" | "de" | "du" | "la" | "le" | "avec" | "à" | "," | "|" | "-"
            ) || word.starts_with(char::is_uppercase)
        })
}

/// Stands between quotation marks as a whole, or is marked as in e-mail.
pub fn is_quote(text: &str) -> bool {
    let inside = text
        .strip_prefix('«')
        .and_then(|rest| rest.strip_suffix('»'));
    text.starts_with("> ") || inside.is_some_and(|inside| !inside.contains(['«', '»']))
}

/// Short enough for a heading, and without the marks that a heading does not have.
pub fn could_be_heading(text: &str) -> bool {
    is_short_and_unmarked(text, LONGEST_HEADING)
        && !text.starts_with(SPEECH_MARKS)
        && !is_list_item(text)
        && !ends_with_open_word(text)
        && text.contains(char::is_alphabetic)
}

/// As [`could_be_heading`], but titles may be longer.
pub fn could_be_title(text: &str) -> bool {
    is_short_and_unmarked(text, LONGEST_TITLE) && text.contains(char::is_alphanumeric)
}

fn is_short_and_unmarked(text: &str, longest: usize) -> bool {
    let has_final_mark = ends_with_final_mark(text) && !text.ends_with('?');
    !has_final_mark
        && !ends_with_open_mark(text)
        && text.chars().take(longest + 1).count() <= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comment_counters_are_known_in_three_languages() {
        for counter in [
            "Kommentare (0)",
            "12 commentaires",
            "Commentaires (3)",
            "0 comments",
            "Laisser un commentaire",
        ] {
            assert!(is_comment_counter(counter), "{counter}");
        }
        for text in [
            "Réactions",
            "Commentaires",
            "Trois commentaires sur la loi",
            "2024",
        ] {
            assert!(!is_comment_counter(text), "{text}");
        }
    }

    #[test]
    fn bylines_are_told_from_sentences_that_start_alike() {
        for byline in [
            "Par Marie Dupont et Jean de La Tour",
            "Propos recueillis par Marie Dupont",
            "Reportage de CNN: A. B.",
        ] {
            assert!(is_byline(byline), "{byline}");
        }
        for text in [
            "Par ailleurs",
            "Par la voie des urnes",
            "Par Toutatis, dit-il, c'est Jean.",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn list_marks_and_numbers_are_seen() {
        for item in ["- du pain", "• du vin", "a) des figues", "2) rien"] {
            assert!(is_list_item(item), "{item}");
        }
        for text in ["-", "— Bonjour", "moins", "(a) b", "Hôtel) x"] {
            assert!(!is_list_item(text), "{text}");
        }
        assert!(is_numbered("1. Introduction"));
        assert!(!is_numbered("1.5 million"));
    }

    #[test]
    fn an_open_word_cannot_end_a_heading() {
        assert!(ends_with_open_word(
            "La visite soigneusement mise en scène de"
        ));
        assert!(!ends_with_open_word("La visite"));
        assert!(!could_be_heading("La visite de"));
        assert!(could_be_heading("La visite du président"));
        assert!(could_be_heading("Que faire ?"));
        assert!(!could_be_heading("Rien à faire."));
    }
}
