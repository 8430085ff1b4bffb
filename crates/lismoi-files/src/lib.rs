//! How files are opened and created, so that no link, pipe or device can do harm.
//!
//! [`named`] opens the files that the user names: links are followed, since the user chose
//! them. [`own`] holds a folder open that lismoi writes to, and opens and creates its files from
//! there: anybody may plant a link under a name of ours, or in place of the folder, and none is
//! followed. Both open regular files
//! alone, do not wait for the other end of a pipe, and read no more than a limit. What is in a
//! file is left to the other crates.

use std::fs::File;
use std::io::{self, Read};

use nix::errno::Errno;

pub mod named;

pub mod own;

/// Why a file is not used, inside an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is a link, where none is followed.
    #[error("it is a link")]
    Link,
    /// It is a pipe.
    #[error("it is a pipe")]
    Pipe,
    /// It is a device, a socket, or what else has no content of its own.
    #[error("it is not a regular file")]
    Irregular,
    /// It has other names, under which somebody may want its content.
    #[error("it is a file that has other names")]
    Shared,
    /// It has more bytes than are read.
    #[error("it is larger than {} MB", .0 / 1_000_000)]
    TooLarge(u64),
}

impl FileError {
    /// The reason inside an error, if it is one of these.
    pub fn of(error: &io::Error) -> Option<FileError> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<FileError> for io::Error {
    fn from(error: FileError) -> io::Error {
        let kind = match error {
            FileError::TooLarge(_) => io::ErrorKind::FileTooLarge,
            _ => io::ErrorKind::InvalidInput,
        };
        io::Error::new(kind, error)
    }
}

/// The rest of `reader`, which must not have more bytes than `limit`.
///
/// # Errors
/// It has more ([`FileError::TooLarge`]), or cannot be read.
pub fn read_to_limit(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let length = reader.take(limit + 1).read_to_end(&mut bytes)?;
    if length as u64 > limit {
        return Err(FileError::TooLarge(limit).into());
    }
    Ok(bytes)
}

/// The content of a file. Nothing is read where its length is over the limit.
fn content(file: File, limit: u64) -> io::Result<Vec<u8>> {
    if file.metadata()?.len() > limit {
        return Err(FileError::TooLarge(limit).into());
    }
    read_to_limit(file, limit)
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// The file itself if it is a regular one.
fn regular(file: File) -> io::Result<File> {
    use std::os::unix::fs::FileTypeExt;
    let kind = file.metadata()?.file_type();
    match () {
        () if kind.is_file() => Ok(file),
        () if kind.is_dir() => Err(Errno::EISDIR.into()),
        () if kind.is_fifo() => Err(FileError::Pipe.into()),
        () => Err(FileError::Irregular.into()),
    }
}

/// The system's error for what is no regular file, in our words.
fn explained(error: io::Error) -> io::Error {
    match error.raw_os_error().map(Errno::from_raw) {
        // A socket, or a pipe that is to be written and that nobody reads.
        Some(Errno::ENXIO) => FileError::Irregular.into(),
        _ => error,
    }
}

/// Why a file was not used, for tests.
#[cfg(test)]
fn reason(result: io::Result<impl Sized>) -> Option<FileError> {
    FileError::of(&result.err()?)
}
