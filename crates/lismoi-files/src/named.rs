//! Files that the user names: articles, lexicons, configuration, covers, voices.

use std::fs::File;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use nix::fcntl::OFlag;

use crate::{content, explained, read_to_limit, regular, text};

/// Where the system keeps the files that a process has open: what a shell gives for
/// `<(command)`, and standard input.
const OPEN_FILES: [&str; 2] = ["/dev/fd", "/proc/self/fd"];

/// Opens a regular file for reading. Links to it are followed.
///
/// # Errors
/// It cannot be opened, or is none ([`FileError`](crate::FileError)).
pub fn open(path: &Path) -> io::Result<File> {
    // Opening a pipe waits for its writer; a terminal could become that of the process.
    let flags = OFlag::O_NONBLOCK | OFlag::O_NOCTTY;
    let file = File::options()
        .read(true)
        .custom_flags(flags.bits())
        .open(path);
    regular(file.map_err(explained)?)
}

/// The content of a regular file of at most `limit` bytes, or of what this process was given
/// open, like `/dev/stdin` and `<(command)` of a shell: its other end is there, and waiting for
/// it is right.
///
/// # Errors
/// Those of [`open`], and that it is larger.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    match is_open_already(path) {
        true => read_to_limit(File::open(path)?, limit),
        false => content(open(path)?, limit),
    }
}

/// The text in a regular file of at most `limit` bytes.
///
/// # Errors
/// Those of [`read`], and that it is not UTF-8.
pub fn read_to_string(path: &Path, limit: u64) -> io::Result<String> {
    text(read(path, limit)?)
}

/// Whether a path leads to what this process has open.
fn is_open_already(path: &Path) -> bool {
    let Some((parent, name)) = path.parent().zip(path.file_name()) else {
        return false;
    };
    let is_numbered = name.as_encoded_bytes().iter().all(u8::is_ascii_digit);
    path == Path::new("/dev/stdin")
        || is_numbered && OPEN_FILES.iter().any(|folder| parent == Path::new(folder))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::{FileError, reason};

    #[test]
    fn a_link_to_a_file_is_read_and_a_pipe_or_a_device_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "oui").expect("writable");
        symlink("file", at("link")).expect("writable");
        nix::unistd::mkfifo(&at("pipe"), nix::sys::stat::Mode::S_IRWXU).expect("writable");
        symlink("/dev/zero", at("zero")).expect("writable");
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("writable");
        assert_eq!(read_to_string(&at("link"), 3).expect("readable"), "oui");
        assert_eq!(reason(read(&at("pipe"), 3)), Some(FileError::Pipe));
        assert_eq!(reason(read(&at("zero"), 3)), Some(FileError::Irregular));
        assert_eq!(reason(read(&at("socket"), 3)), Some(FileError::Irregular));
        let folder = read(folder.path(), 3).expect_err("it is a folder");
        assert_eq!(folder.kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("file");
        fs::write(&path, "oui").expect("writable");
        assert_eq!(read(&path, 3).expect("readable"), b"oui");
        assert_eq!(reason(read(&path, 2)), Some(FileError::TooLarge(2)));
        let endless = read_to_limit(io::repeat(0), 1000);
        assert_eq!(reason(endless), Some(FileError::TooLarge(1000)));
    }

    #[test]
    fn what_the_process_has_open_is_told_from_other_files() {
        for path in ["/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"] {
            assert!(is_open_already(Path::new(path)), "{path}");
        }
        for path in ["/dev/zero", "/dev/fd/", "63", "/63", "stdin"] {
            assert!(!is_open_already(Path::new(path)), "{path}");
        }
    }
}
