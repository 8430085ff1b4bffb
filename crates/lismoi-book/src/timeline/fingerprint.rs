//! Fingerprints of utterances: with the same voice, utterances of equal fingerprints have equal samples and words
//! at equal times.

use sha2::{Digest, Sha256};

use lismoi_speech::render::Rendered;

/// The first half of the SHA-256 of what an engine is given, and of how it is divided into
/// words.
pub fn of(rendered: &Rendered) -> u128 {
    let mut hash = Sha256::new();
    hash.update((rendered.text.len() as u64).to_le_bytes());
    hash.update(&rendered.text);
    for word in &rendered.words {
        hash.update((word.start as u64).to_le_bytes());
        hash.update((word.end as u64).to_le_bytes());
    }
    let hash = hash.finalize();
    let bytes = hash.iter().take(16);
    bytes.fold(0, |fingerprint, byte| {
        (fingerprint << 8) | u128::from(*byte)
    })
}

/// A fingerprint in hexadecimal.
pub fn hexadecimal(fingerprint: u128) -> String {
    format!("{fingerprint:032x}")
}

/// A fingerprint from hexadecimal.
pub fn parse(fingerprint: &str) -> Option<u128> {
    u128::from_str_radix(fingerprint, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_depends_on_the_text_and_on_its_words() {
        let rendered = |text: &str, words: &[std::ops::Range<usize>]| Rendered {
            text: text.to_owned(),
            words: words.to_vec(),
        };
        let one = of(&rendered("dix ans", &[0..3, 4..7]));
        assert_eq!(one, of(&rendered("dix ans", &[0..3, 4..7])));
        assert_ne!(one, of(&rendered("six ans", &[0..3, 4..7])));
        assert_ne!(one, of(&rendered("dix ans", &[0..7, 7..7])));
        assert_eq!(parse(&hexadecimal(one)), Some(one));
        assert_eq!(parse(""), None);
    }
}
