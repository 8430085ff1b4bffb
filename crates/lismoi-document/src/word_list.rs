//! Tables of words in the code: a text with the words between spaces.

/// Whether the list holds this word as it is written.
pub fn contains(list: &str, word: &str) -> bool {
    !word.is_empty()
        && word.len() < 24
        && list.match_indices(word).any(|(at, _)| {
            let end = list.as_bytes().get(at + word.len());
            list.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ')
                && end.is_none_or(|byte| *byte == b' ')
        })
}

/// Whether a list in small letters holds this word in whatever capitals.
pub fn is_in(list: &str, word: &str) -> bool {
    // A list is searched only for what could stand in it.
    if word.is_empty() || word.len() > 24 {
        return false;
    }
    let word = word.to_lowercase();
    list.split(' ').any(|listed| listed == word)
}
