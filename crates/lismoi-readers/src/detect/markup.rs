//! HTML and Markdown, by the start of a text.

/// Elements that a part of a page starts with, as it comes from a clipboard.
const FIRST_ELEMENTS: [&str; 24] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "i",
    "main",
    "meta",
    "ol",
    "p",
    "section",
    "span",
    "table",
    "ul",
];

/// Whether a text is HTML: a doctype or `<html>`, or an element of which something closes.
pub(super) fn is_html(text: &str) -> bool {
    let start = without_prologue(text);
    let Some(tag) = start.strip_prefix('<') else {
        return false;
    };
    let length = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '!');
    let name = tag[..length.unwrap_or(tag.len())].to_ascii_lowercase();
    if name == "html" {
        return true;
    }
    if name == "!doctype" {
        let kind = tag["!doctype".len()..].trim_start();
        return kind
            .get(..4)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("html"));
    }
    FIRST_ELEMENTS.contains(&name.as_str()) && (start.contains("</") || name == "meta")
}

/// The text after a byte order mark, white space, an XML declaration and comments.
pub(super) fn without_prologue(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|end| end + 2)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return rest,
        }
    }
}

/// Whether a text without a telling name is Markdown: front matter, or a heading `# ` at the
/// start and another sign of it.
pub(super) fn is_markdown(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if let Some(rest) = text.strip_prefix("---\n") {
        let first = rest.lines().next().unwrap_or_default();
        let is_field = first
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '));
        return is_field && rest.lines().any(|line| line.trim_end() == "---");
    }
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let other = |line: &str| is_heading(line) || line.contains("](") || line.starts_with("```");
    let mut lines = text.lines();
    lines.next().is_some_and(is_heading) && lines.any(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_a_part_of_one_are_html() {
        for text in [
            "<!doctype html>",
            "\u{FEFF}\n<?xml version=\"1.0\"?>\n<!-- x --><html lang=\"fr\">",
            "<p>Bonjour</p>",
            "<meta charset='utf-8'><b>x</b>",
        ] {
            assert!(is_html(text), "{text}");
        }
        for text in [
            "<Paul> Bonjour",
            "< 3",
            "<p",
            "Un <b>mot</b>",
            "<!doctype book>",
        ] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn a_number_sign_alone_is_no_markdown() {
        assert!(is_markdown("---\ntitle: x\n---\nOui"));
        assert!(is_markdown("# Titre\n\n[a](b)"));
        assert!(!is_markdown("# Titre\n\nTexte"));
        assert!(!is_markdown("#1 du classement\n#2"));
    }
}
