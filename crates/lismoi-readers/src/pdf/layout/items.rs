//! The marks that items of lists start with.

use crate::text::line_type;

/// Bullets beside those of plain text.
const BULLETS: [char; 20] = [
    '●', '○', '▪', '▫', '■', '□', '◆', '◇', '❖', '➢', '➤', '►', '▶', '→', '⇒', '✓', '✔', '♦', '◼',
    '◾',
];

/// How an item is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pdf) enum Mark {
    /// A bullet, or a number or letter with a bracket.
    Bullet,
    /// A dash; it may also stand within a sentence, at the start of a line.
    Dash,
    /// A number with a full stop, before a capital.
    Number,
}

/// The mark at the start of a line.
pub(in crate::pdf) fn mark(text: &str) -> Option<Mark> {
    let (first, rest) = text.split_once(' ')?;
    if !rest.contains(char::is_alphanumeric) {
        return None;
    }
    if matches!(first, "-" | "–" | "—") {
        return Some(Mark::Dash);
    }
    let mut characters = first.chars();
    let is_bullet = characters.next().is_some_and(|c| BULLETS.contains(&c));
    if (is_bullet && characters.next().is_none()) || line_type::is_list_item(text) {
        return Some(Mark::Bullet);
    }
    is_numbered(first, rest).then_some(Mark::Number)
}

/// Whether a line starts with "3." or "3.1." and a capital.
fn is_numbered(label: &str, rest: &str) -> bool {
    let digits = label.trim_end_matches('.');
    label.len() <= 8
        && digits.len() < label.len()
        && !digits.is_empty()
        && digits
            .split('.')
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        && rest.starts_with(|c: char| c.is_uppercase() || "«“\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart() {
        for (text, expected) in [
            ("● un", Some(Mark::Bullet)),
            ("• un", Some(Mark::Bullet)),
            ("a) un", Some(Mark::Bullet)),
            ("— un", Some(Mark::Dash)),
            ("3. Un", Some(Mark::Number)),
            ("3.1. Un", Some(Mark::Number)),
            ("3. un", None),
            ("2019. Un", None),
            ("Un", None),
            ("● ●", None),
        ] {
            assert_eq!(mark(text), expected, "{text}");
        }
    }
}
