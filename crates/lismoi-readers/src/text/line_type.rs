//! List items, table rows, underlines and quotations, by their punctuation.

/// The first characters of dialogue and quotations.
pub(super) const SPEECH_MARKS: [char; 8] = ['—', '–', '―', '-', '«', '“', '"', '>'];

/// Whether it starts with a bullet, or with a number or letter and a bracket.
pub(crate) fn is_list_item(text: &str) -> bool {
    let marker = first_word(text);
    if !text[marker.len()..].contains(char::is_alphanumeric) {
        return false;
    }
    if matches!(
        marker,
        "-" | "*" | "•" | "–" | "·" | "◦" | "‣" | "▪" | "■" | "►" | "✓" | "✔"
    ) {
        return true;
    }
    marker.strip_suffix(')').is_some_and(|number| {
        number.len() <= 3 && !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Whether it starts with a number and a full stop, as list items and headings do.
pub(super) fn is_numbered(text: &str) -> bool {
    let marker = first_word(text);
    marker.len() < text.len()
        && marker.strip_suffix('.').is_some_and(|number| {
            (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Whether it is a list item or numbered.
pub(super) fn is_item(text: &str) -> bool {
    is_list_item(text) || is_numbered(text)
}

/// Whether it is a table row: columns separated by bars, tabs or wide gaps.
pub(super) fn is_row(text: &str) -> bool {
    text.contains('\t') || text.contains(" | ") || text.contains("    ")
}

/// Whether it is one punctuation mark, repeated.
pub(super) fn is_underline(text: &str) -> bool {
    text.len() >= 3
        && ["=", "-", "~", "—", "─", "_"]
            .iter()
            .any(|mark| text.trim_end_matches(*mark).is_empty())
}

/// Whether all of it is one quotation, in guillemets or after ">" as in e-mail.
pub(super) fn is_quote(text: &str) -> bool {
    let inside = text
        .strip_prefix('«')
        .and_then(|rest| rest.strip_suffix('»'));
    text.starts_with('>') || inside.is_some_and(|inside| !inside.contains(['«', '»']))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_numbers_start_list_items() {
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
    fn an_underline_repeats_one_mark() {
        assert!(is_underline("====="));
        assert!(is_underline("---"));
        assert!(!is_underline("--"));
        assert!(!is_underline("-=-=-"));
        assert!(!is_underline("- - -"));
    }
}
