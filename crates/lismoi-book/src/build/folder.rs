//! The folder of one article: its lock, the hidden files of a build, and the step from a
//! hidden name to the final one.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Error, Result, anyhow, bail};
use lismoi_files::{FileError, own};

use super::error::BuildError;

/// The start of the names of our hidden files.
const PREFIX: &str = ".lismoi-";
const LOCK: &str = ".lismoi-lock";

/// A folder that no other process writes to while this value lives.
#[derive(Debug)]
pub struct Folder {
    /// Its files. They are in the folder that was opened, wherever its path leads by now.
    pub files: own::Folder,
    /// Holds the lock; the error is that the folder can be read but not written.
    lock: io::Result<File>,
    /// See [`Folder::kept_files`].
    kept: Mutex<Vec<KeptFile>>,
}

/// A file that is not as lismoi wrote it, and whose name was needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name until now.
    pub file: String,
    /// Its new name.
    pub kept_as: String,
}

impl Folder {
    /// Creates the folder where it does not exist, and locks it. One that cannot be written
    /// needs no lock: [`ensure_writable`](Folder::ensure_writable) fails then.
    ///
    /// # Errors
    /// It cannot be created, or another `lismoi` has locked it.
    pub fn open(path: &Path) -> Result<Folder> {
        fs::create_dir_all(path)
            .with_context(|| format!("could not make the folder '{}'", path.display()))?;
        let files = own::Folder::open(path).with_context(|| unreadable(path))?;
        loop {
            let lock = match files.open_to_lock(LOCK) {
                // Somebody planted a link or a pipe: no run holds a lock on that.
                Err(error) if FileError::of(&error).is_some() => {
                    files.remove(LOCK).with_context(|| unwritable(path))?;
                    continue;
                }
                Err(error) if is_read_only(&error) => {
                    return Ok(Folder {
                        files,
                        lock: Err(error),
                        kept: Mutex::default(),
                    });
                }
                opened => opened.with_context(|| unwritable(path))?,
            };
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    bail!("another lismoi is writing to '{}'", path.display())
                }
                // Some network file systems have no locks. Go on without.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            // Its last owner may have removed the file between our two calls: then it locks
            // nothing.
            if files.is_name_of(LOCK, &lock) {
                return Ok(Folder {
                    files,
                    lock: Ok(lock),
                    kept: Mutex::default(),
                });
            }
        }
    }

    /// Fails where the folder cannot be written.
    ///
    /// # Errors
    /// That of the lock.
    pub fn ensure_writable(&self) -> Result<()> {
        match &self.lock {
            Ok(_) => Ok(()),
            Err(error) => {
                let again = io::Error::from(error.kind());
                let again = error
                    .raw_os_error()
                    .map_or(again, io::Error::from_raw_os_error);
                Err(again).with_context(|| unwritable(&self.files.path))
            }
        }
    }

    /// Fails where the folder was moved, or another one is at its path: what was written is not
    /// where the user looks for it.
    ///
    /// # Errors
    /// [`BuildError::Moved`].
    pub fn ensure_in_place(&self) -> Result<(), BuildError> {
        match self.files.is_in_place() {
            true => Ok(()),
            false => Err(BuildError::Moved(self.files.path.clone())),
        }
    }

    /// The path of a file of the audiobook, for messages.
    pub fn path(&self, name: &str) -> PathBuf {
        self.files.path_of(name)
    }

    /// The names of our hidden files that end in `ending`, without the prefix.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn hidden_names(&self, ending: &str) -> Result<Vec<String>> {
        let unreadable = || unreadable(&self.files.path);
        let mut names = Vec::new();
        for name in self.files.names().with_context(unreadable)? {
            let name = name.with_context(unreadable)?;
            if let Some(name) = name.to_str().and_then(|name| name.strip_prefix(PREFIX))
                && name.ends_with(ending)
            {
                names.push(name.to_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// The content of a hidden file; `None` where there is no such file. What was planted under
    /// its name counts as none.
    ///
    /// # Errors
    /// It cannot be read. To go on as if it were not there would be to disown what it lists.
    pub fn read_hidden(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let name = hidden_name(name);
        match self.files.read(&name) {
            Ok(content) => Ok(Some(content)),
            Err(_) if self.files.length(&name).is_none() => Ok(None),
            Err(error) => {
                let path = self.path(&name);
                Err(error).with_context(|| format!("could not read '{}'", path.display()))
            }
        }
    }

    /// Writes the last file of an audiobook, which lists `files`: these are on the disk before it
    /// gets its name, and so is the file itself. When this returns, the names are too. To wait
    /// for each file when it is written would take a tenth of the time of a run.
    ///
    /// # Errors
    /// Those of [`Folder::write_whole`], and of the disk.
    pub fn write_last<'a>(
        &self,
        name: &str,
        files: impl IntoIterator<Item = &'a str>,
        write: impl FnOnce(&mut io::BufWriter<File>) -> Result<()>,
    ) -> Result<()> {
        let unwritable = || unwritable(&self.files.path);
        let files: Vec<&str> = files.into_iter().collect();
        self.files.sync(&files).with_context(unwritable)?;
        self.write_whole(name, |file| {
            write(file)?;
            file.flush()?;
            Ok(file.get_ref().sync_all()?)
        })?;
        self.files.sync_names().with_context(unwritable)
    }

    /// Writes a whole file under a hidden name, then gives it its final one.
    ///
    /// # Errors
    /// Those of `write` and of the file system; the hidden file is removed then.
    pub fn write_whole(
        &self,
        name: &str,
        write: impl FnOnce(&mut io::BufWriter<File>) -> Result<()>,
    ) -> Result<()> {
        let part = hidden_name("part");
        let written = self
            .ensure_writable()
            .and_then(|()| Ok(self.files.create(&part)?))
            .and_then(|file| {
                let mut writer = io::BufWriter::new(file);
                write(&mut writer)?;
                writer
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)?;
                Ok(self.files.rename(&part, name)?)
            });
        if written.is_err() {
            self.remove_if_there(&part);
        }
        written.with_context(|| format!("could not write '{}'", self.path(name).display()))
    }

    /// Gives a file that somebody has changed another name, because its own is needed: `NAME.changed`,
    /// with a number where there is one already.
    ///
    /// # Errors
    /// It cannot be renamed. That it is not there is no error.
    pub fn keep_changed(&self, file: &str) -> io::Result<()> {
        let names = (1..).map(|number| match number {
            1 => format!("{file}.changed"),
            _ => format!("{file}.changed-{number}"),
        });
        let is_free = |name: &String| !self.files.is_taken(name);
        let Some(kept_as) = names.into_iter().find(is_free) else {
            return Ok(());
        };
        match self.files.rename(file, &kept_as) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            renamed => renamed?,
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(KeptFile {
            file: file.to_owned(),
            kept_as,
        });
        Ok(())
    }

    /// The changed files that got another name.
    pub fn kept_files(&self) -> Vec<KeptFile> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }

    /// Removes our hidden files whose names, without the prefix, are `gone`. The lock stays.
    /// Returns why others stay.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn remove_hidden(&self, gone: impl Fn(&str) -> bool) -> Result<Vec<Error>> {
        let mut left = Vec::new();
        for name in self.hidden_names("")? {
            let file = hidden_name(&name);
            if gone(&name)
                && file != LOCK
                && let Err(error) = self.files.remove(&file)
            {
                let path = self.path(&file);
                left.push(anyhow!(error).context(format!("could not remove '{}'", path.display())));
            }
        }
        Ok(left)
    }

    /// Removes a file if it is there. Failure is no error: whoever needs its name finds out.
    pub fn remove_if_there(&self, name: &str) {
        let _ = self.files.remove(name);
    }
}

fn unreadable(folder: &Path) -> String {
    format!("could not read the folder '{}'", folder.display())
}

fn unwritable(folder: &Path) -> String {
    format!("could not write to the folder '{}'", folder.display())
}

/// Whether an error says that nothing can be written, but all may be readable.
fn is_read_only(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// The name of a hidden file, with the prefix.
pub fn hidden_name(name: &str) -> String {
    format!("{PREFIX}{name}")
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.lock.is_ok() {
            self.remove_if_there(LOCK);
            // Only succeeds where nothing was written.
            if self.files.is_in_place() {
                let _ = fs::remove_dir(&self.files.path);
            }
        }
    }
}
