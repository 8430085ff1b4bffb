//! The words of a block, as phrases are compared with it.

/// The alphanumeric words in lower case, each with the byte after it in `text`.
pub(super) fn lower_case(text: &str) -> impl Iterator<Item = (String, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        Some((text[start..at].to_lowercase(), at))
    })
}
