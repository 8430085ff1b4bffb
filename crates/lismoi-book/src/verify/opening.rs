//! Looks at a file of an audiobook without reading more of it than is needed: the folder may
//! come from anywhere.

use std::io::{self, Read};

use lismoi_files::own::Folder;

/// The length of a file in bytes.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn length(folder: &Folder, name: &str) -> io::Result<u64> {
    Ok(folder.open_file(name)?.metadata()?.len())
}

/// Whether a file consists of this text.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn is_text(folder: &Folder, name: &str, text: &str) -> io::Result<bool> {
    let mut found = Vec::with_capacity(text.len() + 1);
    let most = text.len() as u64 + 1;
    let file = folder.open_file(name)?;
    file.take(most).read_to_end(&mut found)?;
    Ok(found == text.as_bytes())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_longer_and_a_shorter_file_are_other_texts() {
        let temporary = tempfile::tempdir().unwrap();
        fs::write(temporary.path().join("a"), "texte").unwrap();
        let folder = Folder::open(temporary.path()).unwrap();
        for (text, is_it) in [("texte", true), ("text", false), ("textes", false)] {
            assert_eq!(is_text(&folder, "a", text).unwrap(), is_it, "{text}");
        }
    }
}
