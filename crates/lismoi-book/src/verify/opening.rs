//! Opens the files of an audiobook. All reading of the verification goes through here: the
//! folder may come from anywhere, and a pipe, a device or a link in the place of a file would
//! be read for ever, or show a file elsewhere.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn open(path: &Path) -> io::Result<File> {
    length(path)?;
    File::open(path)
}

/// The length of a file in bytes.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn length(path: &Path) -> io::Result<u64> {
    let file = fs::symlink_metadata(path)?;
    if !file.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok(file.len())
}

/// Whether a file consists of this text.
///
/// # Errors
/// It cannot be read, or is no regular file.
pub(super) fn is_text(path: &Path, text: &str) -> io::Result<bool> {
    let mut found = Vec::with_capacity(text.len() + 1);
    let most = text.len() as u64 + 1;
    open(path)?.take(most).read_to_end(&mut found)?;
    Ok(found == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name| folder.path().join(name);
        fs::write(path("file"), "texte").unwrap();
        symlink(path("file"), path("link")).unwrap();
        symlink("/dev/zero", path("device")).unwrap();
        let _socket = UnixListener::bind(path("socket")).unwrap();
        for name in ["link", "device", "socket", ".", "missing"] {
            assert!(open(&path(name)).is_err(), "{name}");
        }
        assert!(open(&path("file")).is_ok());
    }

    #[test]
    fn a_longer_and_a_shorter_file_are_other_texts() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "texte").unwrap();
        for (text, is_it) in [("texte", true), ("text", false), ("textes", false)] {
            assert_eq!(is_text(file.path(), text).unwrap(), is_it, "{text}");
        }
    }
}
