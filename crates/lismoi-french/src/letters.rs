//! Letters.

/// Whether a lower-case letter is a vowel of French.
pub(crate) fn is_vowel(letter: char) -> bool {
    "aeiouyàâäéèêëîïôöùûüœæ".contains(letter)
}
