//! Opens, creates, renames and removes the files of a folder that is held open.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;

use nix::errno::Errno;
use nix::fcntl::{AtFlags, OFlag, openat, renameat};
use nix::sys::stat::{FileStat, Mode, SFlag, fstat, fstatat};
use nix::unistd::{UnlinkatFlags, linkat, unlinkat};

use super::{Folder, LARGEST, plain, retried};
use crate::{FileError, content, explained, regular, text};

impl Folder {
    /// Opens a regular file for reading.
    ///
    /// # Errors
    /// It cannot be opened, is a link, or is no regular file ([`FileError`]).
    pub fn open_file(&self, name: &str) -> io::Result<File> {
        regular(self.open_with(name, OFlag::O_RDONLY)?)
    }

    /// The content of a regular file.
    ///
    /// # Errors
    /// Those of [`Folder::open_file`], and that it is larger than 64 MB.
    pub fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        content(self.open_file(name)?, LARGEST)
    }

    /// The text in a regular file.
    ///
    /// # Errors
    /// Those of [`Folder::read`], and that it is not UTF-8.
    pub fn read_to_string(&self, name: &str) -> io::Result<String> {
        text(self.read(name)?)
    }

    /// Creates an empty file, to be written and read. What was there under this name is removed
    /// first: it is one of our own names, and what it may link to keeps its bytes.
    ///
    /// # Errors
    /// It cannot be created, or there is a folder of this name.
    pub fn create(&self, name: &str) -> io::Result<File> {
        self.remove(name)?;
        // Creating it fails if somebody plants another one now.
        self.open_with(name, OFlag::O_RDWR | OFlag::O_CREAT | OFlag::O_EXCL)
    }

    /// Creates an empty file that has its name no longer than it takes: it is gone when the
    /// program ends, however it ends.
    ///
    /// # Errors
    /// Those of [`Folder::create`].
    pub fn create_unnamed(&self, name: &str) -> io::Result<File> {
        let file = self.create(name)?;
        self.remove(name)?;
        Ok(file)
    }

    /// Opens a file to add to its end, and creates it where there is none. A file that has other
    /// names too is somebody else's.
    ///
    /// # Errors
    /// It cannot be opened or created, is a link, or is no regular file ([`FileError`]).
    pub fn open_to_add(&self, name: &str) -> io::Result<File> {
        let flags = OFlag::O_WRONLY | OFlag::O_APPEND | OFlag::O_CREAT;
        let file = regular(self.open_with(name, flags)?)?;
        match file.metadata()?.nlink() {
            0 | 1 => Ok(file),
            _ => Err(FileError::Shared.into()),
        }
    }

    /// Opens a file that is only locked, and creates it where there is none.
    ///
    /// # Errors
    /// Those of [`Folder::open_to_add`].
    pub fn open_to_lock(&self, name: &str) -> io::Result<File> {
        regular(self.open_with(name, OFlag::O_WRONLY | OFlag::O_CREAT)?)
    }

    /// Writes a whole file under the name `part`, then gives it its own. It does not wait for
    /// the disk.
    ///
    /// # Errors
    /// It cannot be written; `part` is removed then.
    pub fn write_whole(&self, name: &str, part: &str, bytes: &[u8]) -> io::Result<()> {
        let write = || {
            self.create(part)?.write_all(bytes)?;
            self.rename(part, name)
        };
        write().inspect_err(|_| {
            // An error of its own would hide the first.
            let _ = self.remove(part);
        })
    }

    /// Writes a whole file as [`Folder::write_whole`] does, and waits until it has its name on
    /// the disk.
    ///
    /// # Errors
    /// Those of [`Folder::write_whole`], and of the disk.
    pub fn write_durably(&self, name: &str, part: &str, bytes: &[u8]) -> io::Result<()> {
        let write = || {
            let mut file = self.create(part)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            self.rename(part, name)?;
            self.sync_names()
        };
        write().inspect_err(|_| {
            // An error of its own would hide the first.
            let _ = self.remove(part);
        })
    }

    /// Gives a file another name. A file that has this name already is replaced.
    ///
    /// # Errors
    /// It is not there, or cannot be renamed.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (plain(from)?, plain(to)?);
        Ok(renameat(&*self.open, from, &*self.open, to)?)
    }

    /// Gives a file a name in another folder of the same file system, beside the one that it has.
    /// Returns whether it got it: a name that is taken stays as it is.
    ///
    /// # Errors
    /// The file is not there, or the file system does not let files have two names.
    pub fn link(&self, name: &str, folder: &Folder, to: &str) -> io::Result<bool> {
        let (name, to) = (plain(name)?, plain(to)?);
        match linkat(&*self.open, name, &*folder.open, to, AtFlags::empty()) {
            Ok(()) => Ok(true),
            Err(Errno::EEXIST) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a file, a link itself, or a pipe, if it is there.
    ///
    /// # Errors
    /// It cannot be removed, or is a folder.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        match unlinkat(&*self.open, plain(name)?, UnlinkatFlags::NoRemoveDir) {
            Err(Errno::ENOENT) => Ok(()),
            removed => Ok(removed?),
        }
    }

    /// The length of a regular file; `None` for anything else, and where there is nothing.
    pub fn length(&self, name: &str) -> Option<u64> {
        let file = self.status(name).ok()?;
        let kind = SFlag::from_bits_truncate(file.st_mode) & SFlag::S_IFMT;
        let length = u64::try_from(file.st_size).ok();
        length.filter(|_| kind == SFlag::S_IFREG)
    }

    /// Whether something has this name, be it a link to nothing.
    pub fn is_taken(&self, name: &str) -> bool {
        self.status(name).is_ok()
    }

    /// Whether a name leads to this open file.
    pub fn is_name_of(&self, name: &str, file: &File) -> bool {
        let number = fstat(file).map(|file| file.st_ino).ok();
        number == self.status(name).map(|file| file.st_ino).ok()
    }

    fn open_with(&self, name: &str, flags: OFlag) -> io::Result<File> {
        let name = plain(name)?;
        let safe = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_NOCTTY | OFlag::O_CLOEXEC;
        // As of any new file; the umask takes from it.
        let mode = Mode::from_bits_truncate(0o666);
        let file = retried(|| openat(&*self.open, name, flags | safe, mode));
        file.map(File::from).map_err(|error| match error {
            Errno::ELOOP => FileError::Link.into(),
            error => explained(error.into()),
        })
    }

    fn status(&self, name: &str) -> io::Result<FileStat> {
        let name = plain(name)?;
        Ok(fstatat(&*self.open, name, AtFlags::AT_SYMLINK_NOFOLLOW)?)
    }
}
