//! A folder that is held open: the way to it is walked once.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nix::dir::Dir;
use nix::errno::Errno;
use nix::fcntl::{OFlag, openat};
use nix::sys::stat::{Mode, mkdirat};

use super::{Folder, plain, retried};
use crate::FileError;

impl Folder {
    /// Opens the folder at `path`. That this is a link, or leads through links, is the choice of
    /// whoever named it.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be read.
    pub fn open(path: &Path) -> io::Result<Folder> {
        let open = File::options()
            .read(true)
            .custom_flags(OFlag::O_DIRECTORY.bits())
            .open(path)?;
        Ok(Folder {
            open: open.into(),
            path: path.to_owned(),
        })
    }

    /// Opens a folder in it.
    ///
    /// # Errors
    /// There is no such folder, it is a link, or it cannot be read.
    pub fn folder(&self, name: &str) -> io::Result<Folder> {
        let name = plain(name)?;
        let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
        let open = retried(|| openat(&*self.open, name, flags, Mode::empty()));
        // With `O_DIRECTORY`, a link is no folder.
        let open = open.map_err(|error| match error {
            Errno::ELOOP => FileError::Link.into(),
            error => io::Error::from(error),
        })?;
        Ok(Folder {
            open: Arc::new(open.into()),
            path: self.path.join(name),
        })
    }

    /// Opens a folder in it, and creates it where there is none.
    ///
    /// # Errors
    /// Those of [`Folder::folder`], and that it cannot be created.
    pub fn create_folder(&self, name: &str) -> io::Result<Folder> {
        match self.folder(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            opened => return opened,
        }
        let mode = Mode::from_bits_truncate(0o777);
        match mkdirat(&*self.open, plain(name)?, mode) {
            // Another process was faster.
            Ok(()) | Err(Errno::EEXIST) => self.folder(name),
            Err(error) => Err(error.into()),
        }
    }

    /// The path of one of its files, for messages. Who opens it there may open another.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Whether its path still leads to it.
    pub fn is_in_place(&self) -> bool {
        let (Ok(open), Ok(there)) = (self.open.metadata(), fs::metadata(&self.path)) else {
            return false;
        };
        (open.dev(), open.ino()) == (there.dev(), there.ino())
    }

    /// The names in it, in no order.
    ///
    /// # Errors
    /// It cannot be read; an error in place of a name where the rest cannot.
    pub fn names(&self) -> io::Result<impl Iterator<Item = io::Result<OsString>>> {
        let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
        // Opened again, for a place of its own in the list.
        let open = retried(|| openat(&*self.open, ".", flags, Mode::empty()))?;
        let names = Dir::from_fd(open)?.into_iter().map(|entry| {
            let name = OsStr::from_bytes(entry?.file_name().to_bytes()).to_owned();
            Ok(name)
        });
        let is_name = |name: &OsString| name != "." && name != "..";
        Ok(names.filter(move |name| name.as_ref().map_or(true, is_name)))
    }
}
