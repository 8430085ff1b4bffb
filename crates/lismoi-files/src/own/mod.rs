//! Files in a folder that lismoi writes to. Whatever has a name of ours there may have been
//! planted: a link would lead a write to another file.
//!
//! The folder is opened once, and everything in it by its name from there: whoever moves the
//! folder away meanwhile, and plants a link to another one at its path or above it, leads no
//! write elsewhere. That the path leads through links when it is opened is the user's choice.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use nix::errno::Errno;
use nix::fcntl::OFlag;

use crate::{FileError, content, explained, regular, text};

mod files;
mod folder;
mod sync;

#[cfg(test)]
mod tests;

/// The largest file that is read whole, in bytes. Records and playlists have a few kilobytes
/// for each section, the samples of a long utterance a few megabytes.
const LARGEST: u64 = 64_000_000;

/// A folder that is held open; a clone is the same folder. Its files are named by one name each,
/// without `/`: any other is an error.
#[derive(Clone, Debug)]
pub struct Folder {
    open: Arc<File>,
    /// The path that it was opened at, for messages: it may lead elsewhere by now.
    pub path: PathBuf,
}

/// The name itself if it is that of a file in a folder, and no way out of it.
fn plain(name: &str) -> io::Result<&str> {
    match name.is_empty() || name == "." || name == ".." || name.contains(['/', '\0']) {
        false => Ok(name),
        true => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not the name of a file in the folder",
        )),
    }
}

/// Makes a call again that a signal has interrupted: file systems of other machines let it.
fn retried<T>(mut call: impl FnMut() -> nix::Result<T>) -> nix::Result<T> {
    loop {
        match call() {
            Err(Errno::EINTR) => {}
            done => return done,
        }
    }
}

/// Opens a regular file for reading.
///
/// # Errors
/// It cannot be opened, is a link, or is no regular file ([`FileError`]).
pub fn open(path: &Path) -> io::Result<File> {
    regular(open_with(File::options().read(true), path)?)
}

/// The content of a regular file.
///
/// # Errors
/// Those of [`open`], and that it is larger than 64 MB.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    content(open(path)?, LARGEST)
}

/// The text in a regular file.
///
/// # Errors
/// Those of [`read`], and that it is not UTF-8.
pub fn read_to_string(path: &Path) -> io::Result<String> {
    text(read(path)?)
}

/// Creates an empty file, to be written and read. What was there under this name is removed
/// first: it is one of our own names, and what it may link to keeps its bytes.
///
/// # Errors
/// It cannot be created, or there is a folder of this name.
pub fn create(path: &Path) -> io::Result<File> {
    remove(path)?;
    // Creating it fails if somebody plants another one now.
    File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)
}

/// Opens a file to add to its end, and creates it where there is none. A file that has other
/// names too is somebody else's.
///
/// # Errors
/// It cannot be opened or created, is a link, or is no regular file ([`FileError`]).
pub fn open_to_add(path: &Path) -> io::Result<File> {
    let file = regular(open_with(File::options().append(true).create(true), path)?)?;
    match file.metadata()?.nlink() {
        0 | 1 => Ok(file),
        _ => Err(FileError::Shared.into()),
    }
}

/// Opens a file that is only locked, and creates it where there is none.
///
/// # Errors
/// Those of [`open_to_add`].
pub fn open_to_lock(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    regular(open_with(
        options.write(true).create(true).truncate(false),
        path,
    )?)
}

fn open_with(options: &mut fs::OpenOptions, path: &Path) -> io::Result<File> {
    let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_NOCTTY;
    let file = options.custom_flags(flags.bits()).open(path);
    file.map_err(|error| match error.raw_os_error() {
        Some(number) if number == Errno::ELOOP as i32 => FileError::Link.into(),
        _ => explained(error),
    })
}

/// Writes a whole file under the name `part`, then gives it the name `path`. It does not wait
/// for the disk.
///
/// # Errors
/// It cannot be written; `part` is removed then.
pub fn write_whole(path: &Path, part: &Path, bytes: &[u8]) -> io::Result<()> {
    let write = || {
        create(part)?.write_all(bytes)?;
        fs::rename(part, path)
    };
    write().inspect_err(|_| {
        // An error of its own would hide the first.
        let _ = remove(part);
    })
}

/// Removes a file, a link itself, or a pipe, if it is there.
///
/// # Errors
/// It cannot be removed, or is a folder.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// The length of a regular file; `None` for anything else, and where there is nothing.
pub fn length(path: &Path) -> Option<u64> {
    let file = fs::symlink_metadata(path).ok()?;
    file.is_file().then_some(file.len())
}

/// Whether something has this name, be it a link to nothing.
pub fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Waits until the content of files is on the disk. Several are waited for at a time, which lets
/// the file system write them together.
///
/// # Errors
/// Those of [`open`], and of the disk. That a file is gone is none.
pub fn sync(paths: &[PathBuf]) -> io::Result<()> {
    const TOGETHER: usize = 8;
    let sync_one = |path: &PathBuf| match open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        opened => opened?.sync_all(),
    };
    let share = paths.len().div_ceil(TOGETHER).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = paths
            .chunks(share)
            .map(|paths| scope.spawn(move || paths.iter().try_for_each(sync_one)))
            .collect();
        let mut ended = threads.into_iter().map(thread::ScopedJoinHandle::join);
        let lost = || Err(io::Error::other("a thread was lost"));
        ended.try_for_each(|synced| synced.unwrap_or_else(|_| lost()))
    })
}

/// Waits until the names in a folder are on the disk.
///
/// # Errors
/// The folder cannot be opened, or those of the disk.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        // Some network file systems cannot sync a folder, and need not.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}
