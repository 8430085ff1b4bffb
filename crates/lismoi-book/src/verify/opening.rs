//! Looks at a file of an audiobook without reading more of it than is needed: the folder may
//! come from anywhere.

use std::io::{self, Read};
use std::path::Path;

use lismoi_files::own;

/// The length of a file in bytes.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn length(path: &Path) -> io::Result<u64> {
    Ok(own::open(path)?.metadata()?.len())
}

/// Whether a file consists of this text.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn is_text(path: &Path, text: &str) -> io::Result<bool> {
    let mut found = Vec::with_capacity(text.len() + 1);
    let most = text.len() as u64 + 1;
    own::open(path)?.take(most).read_to_end(&mut found)?;
    Ok(found == text.as_bytes())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_longer_and_a_shorter_file_are_other_texts() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "texte").unwrap();
        for (text, is_it) in [("texte", true), ("text", false), ("textes", false)] {
            assert_eq!(is_text(file.path(), text).unwrap(), is_it, "{text}");
        }
    }
}
