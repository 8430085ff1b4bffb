//! Waits for the disk.

use std::io;
use std::thread;

use super::Folder;

/// So many files are waited for at a time.
const TOGETHER: usize = 8;

impl Folder {
    /// Waits until the content of files is on the disk. Several are waited for at a time, which
    /// lets the file system write them together.
    ///
    /// # Errors
    /// Those of [`Folder::open_file`], and of the disk. That a file is gone is none.
    pub fn sync(&self, names: &[&str]) -> io::Result<()> {
        let share = names.len().div_ceil(TOGETHER).max(1);
        thread::scope(|scope| {
            let threads: Vec<_> = names
                .chunks(share)
                .map(|names| scope.spawn(|| names.iter().try_for_each(|name| self.sync_one(name))))
                .collect();
            let mut ended = threads.into_iter().map(thread::ScopedJoinHandle::join);
            let lost = || Err(io::Error::other("a thread was lost"));
            ended.try_for_each(|synced| synced.unwrap_or_else(|_| lost()))
        })
    }

    fn sync_one(&self, name: &str) -> io::Result<()> {
        match self.open_file(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            opened => opened?.sync_all(),
        }
    }

    /// Waits until its names are on the disk.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn sync_names(&self) -> io::Result<()> {
        match self.open.sync_all() {
            // Some network file systems cannot sync a folder, and need not.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            synced => synced,
        }
    }
}
