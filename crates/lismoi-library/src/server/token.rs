//! Secrets: made, compared, and kept as hashes.

use anyhow::{Result, anyhow};
use lismoi_speech::hash::hex;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// How many random bytes a secret has: 128 bits cannot be guessed.
const BYTES: usize = 16;

/// A new secret, in hexadecimal.
///
/// # Errors
/// The system gives no random bytes.
pub fn make() -> Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("could not make a secret: {error}"))?;
    Ok(hex(&bytes))
}

/// What is kept of a secret: one cannot be found from the other. `purpose` keeps hashes of one
/// secret for several uses apart.
pub(super) fn hash(purpose: &str, secret: &str) -> String {
    let hash = Sha256::new().chain_update(purpose).chain_update([0]);
    hex(&hash.chain_update(secret).finalize())
}

/// Whether two hashes are equal. The time that it takes says nothing.
pub(super) fn are_equal(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (make().expect("random"), make().expect("random"));
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }

    #[test]
    fn a_hash_is_that_of_one_secret_and_one_purpose() {
        assert!(are_equal(&hash("a", "x"), &hash("a", "x")));
        assert!(!are_equal(&hash("a", "x"), &hash("b", "x")));
        assert!(!are_equal(&hash("a", "x"), &hash("a", "y")));
        assert!(!are_equal(&hash("a", "x"), "") && !hash("a", "x").contains('x'));
    }
}
