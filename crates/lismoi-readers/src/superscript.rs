//! Superscript digits, as markup and as characters.

/// Superscript text with the characters for superscript digits, where it has digits only: so
/// rules for plain text know "m²" and the reference to a footnote. Other text stays as it is
/// ("1er").
pub(crate) fn of(text: &str) -> String {
    let words = text.trim();
    if words.is_empty() || !words.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |byte: u8| digits[usize::from(byte - b'0')];
    words.bytes().map(digit).collect()
}
