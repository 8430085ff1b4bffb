//! Keys of utterances: with the same voice, utterances of equal keys have equal samples and words
//! at equal times.

use sha2::{Digest, Sha256};

use lismoi_speech::render::Rendered;

/// The first half of the SHA-256 of what an engine is given, and of how it is divided into
/// words.
pub fn key(rendered: &Rendered) -> u128 {
    let mut hash = Sha256::new();
    hash.update((rendered.text.len() as u64).to_le_bytes());
    hash.update(&rendered.text);
    for word in &rendered.words {
        hash.update((word.start as u64).to_le_bytes());
        hash.update((word.end as u64).to_le_bytes());
    }
    let hash = hash.finalize();
    let bytes = hash.iter().take(16);
    bytes.fold(0, |key, byte| (key << 8) | u128::from(*byte))
}

/// A key in hexadecimal.
pub fn hexadecimal(key: u128) -> String {
    format!("{key:032x}")
}

/// A key from hexadecimal.
pub fn parse(key: &str) -> Option<u128> {
    u128::from_str_radix(key, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_the_text_and_on_its_words() {
        let rendered = |text: &str, words: &[std::ops::Range<usize>]| Rendered {
            text: text.to_owned(),
            words: words.to_vec(),
        };
        let one = key(&rendered("dix ans", &[0..3, 4..7]));
        assert_eq!(one, key(&rendered("dix ans", &[0..3, 4..7])));
        assert_ne!(one, key(&rendered("six ans", &[0..3, 4..7])));
        assert_ne!(one, key(&rendered("dix ans", &[0..7, 7..7])));
        assert_eq!(parse(&hexadecimal(one)), Some(one));
        assert_eq!(parse(""), None);
    }
}
