//! A folder that is held open: the way to it is walked once.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::dir::Dir;
use nix::fcntl::{OFlag, openat};
use nix::sys::stat::Mode;

use super::{Folder, retried};

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
