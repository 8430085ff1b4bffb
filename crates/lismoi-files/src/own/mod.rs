//! Files in a folder that lismoi writes to. Whatever has a name of ours there may have been
//! planted: a link would lead a write to another file.
//!
//! The folder is opened once, and everything in it by its name from there: whoever moves the
//! folder away meanwhile, and plants a link to another one at its path or above it, leads no
//! write elsewhere. That the path leads through links when it is opened is the user's choice.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use nix::errno::Errno;

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
