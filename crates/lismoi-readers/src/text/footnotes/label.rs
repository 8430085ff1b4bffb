//! The label that a footnote starts with.

/// How footnote labels and references are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LabelStyle {
    /// "\[3\]"
    Brackets,
    /// "(3)", which is a reference only where there is a footnote "(3)".
    Parentheses,
    /// "³"
    Superscript,
    /// "↑" or "^". It has no number: its references are unknown.
    BackLink,
}

/// The label at the start of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FootnoteLabel<'a> {
    /// Its style.
    pub(super) style: LabelStyle,
    /// Its number, as printed.
    pub(super) number: &'a str,
    /// The length of the label and what separates it from the text, in bytes.
    pub(super) length: usize,
}

/// The label at the start of a block; `None` where the block is no footnote.
pub(crate) fn parse(block: &str) -> Option<FootnoteLabel<'_>> {
    let (style, number, length) = if let Some(number) = number_between(block, '[', ']') {
        (LabelStyle::Brackets, number, number.len() + 2)
    } else if let Some(number) = number_between(block, '(', ')') {
        (LabelStyle::Parentheses, number, number.len() + 2)
    } else if block.starts_with(is_superscript) {
        let length = block.len() - block.trim_start_matches(is_superscript).len();
        (LabelStyle::Superscript, &block[..length], length)
    } else {
        let is_marker = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-.•".contains(c);
        let arrows = block.trim_start_matches(is_marker);
        let text = arrows.trim_start_matches(['↑', '^']);
        if text.len() == arrows.len() {
            return None;
        }
        (LabelStyle::BackLink, "", block.len() - text.len())
    };
    let text = block[length..].trim_start_matches([' ', '\u{A0}', '\u{202F}', ':', '.', '\t']);
    let label = FootnoteLabel {
        style,
        number,
        length: block.len() - text.len(),
    };
    text.contains(char::is_alphabetic).then_some(label)
}

fn number_between(block: &str, open: char, close: char) -> Option<&str> {
    let number = block.strip_prefix(open)?.split_once(close)?.0;
    is_number(number).then_some(number)
}

/// The label of a list item under a heading for footnotes: "3. Dupont, p. 2".
pub(super) fn parse_list_item(block: &str) -> Option<FootnoteLabel<'_>> {
    let number = &block[..block.bytes().take_while(u8::is_ascii_digit).count()];
    let rest = block[number.len()..].strip_prefix(['.', ')'])?;
    let text = rest.trim_start();
    let label = FootnoteLabel {
        style: LabelStyle::Brackets,
        number,
        length: block.len() - text.len(),
    };
    (is_number(number) && text.len() < rest.len() && text.contains(char::is_alphabetic))
        .then_some(label)
}

/// Whether it is a footnote number: "12", "note 3", "N 1".
pub(super) fn is_number(text: &str) -> bool {
    let number = ["note ", "Note ", "N ", "n "]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_superscript(character: char) -> bool {
    matches!(character, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footnote_starts_with_a_label() {
        for (block, style, number) in [
            ("[3] Dupont, p. 2.", LabelStyle::Brackets, "3"),
            ("(1) Voir plus loin.", LabelStyle::Parentheses, "1"),
            ("² Ibid.", LabelStyle::Superscript, "²"),
            ("- ^ cf. Dupont", LabelStyle::BackLink, ""),
            ("12. ↑ Dupont", LabelStyle::BackLink, ""),
        ] {
            let label = parse(block).expect(block);
            assert_eq!((label.style, label.number), (style, number));
        }
        assert_eq!(parse("- du pain"), None);
        assert_eq!(parse("(enfin) seul"), None);
    }

    #[test]
    fn a_numbered_list_item_has_a_label_too() {
        let label = parse_list_item("3. Dupont, p. 2").expect("a label");
        assert_eq!((label.number, label.length), ("3", 3));
        assert_eq!(parse_list_item("3.5 millions"), None);
    }
}
