//! Text whose lines were broken to be sent (`format=flowed`, RFC 3676).

use lismoi_document::collapse_whitespace;

/// A text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    collapse_whitespace(text)
}

/// Joins the lines that end with a space to the next ones. With `deletes_space`, that space is
/// no part of the text.
pub(super) fn join(text: &str, deletes_space: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    // The signs of quotation before the line that goes on; `None` where it does not.
    let mut goes_on: Option<&str> = None;
    for line in text.lines() {
        let rest = line.trim_start_matches('>');
        let signs = &line[..line.len() - rest.len()];
        let words = rest.strip_prefix(' ').unwrap_or(rest);
        let is_signature = words.trim_end() == "--";
        if goes_on.take() != Some(signs) || is_signature {
            if !joined.is_empty() {
                joined.push('\n');
            }
            joined.push_str(signs);
            if !signs.is_empty() {
                joined.push(' ');
            }
        }
        if words.ends_with(' ') && !is_signature {
            goes_on = Some(signs);
        }
        let is_deleted = deletes_space && goes_on.is_some();
        joined.push_str(if is_deleted {
            &words[..words.len() - 1]
        } else {
            words
        });
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_end_with_a_space_go_on() {
        let text = "Il pleut \nà verse.\n\nOui.\n> Non, \n> non.\n-- \nMarie\n";
        assert_eq!(
            join(text, false),
            "Il pleut à verse.\n\nOui.\n> Non, non.\n-- \nMarie"
        );
        assert_eq!(join("anti \nconstitutionnel", true), "anticonstitutionnel");
    }
}
