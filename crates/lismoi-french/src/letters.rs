//! Letters.

const VOWELS: [char; 22] = [
    'a', 'e', 'i', 'o', 'u', 'y', 'à', 'â', 'ä', 'é', 'è', 'ê', 'ë', 'î', 'ï', 'ô', 'ö', 'ù', 'û',
    'ü', 'œ', 'æ',
];

/// Whether a lower-case letter is a vowel of French.
pub(crate) fn is_vowel(letter: char) -> bool {
    VOWELS.contains(&letter)
}

/// Whether a text starts with a few bytes: so few that to compare them one by one is the fastest.
pub(crate) fn starts_with_few(text: &[u8], few: &[u8]) -> bool {
    text.len() >= few.len() && text.iter().zip(few).all(|(own, other)| own == other)
}
