//! Files whose bytes are those that were written: found by their hashes, several at a time.
//!
//! A file is deleted, kept as up to date or made into others only if it is intact.

use std::collections::HashSet;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::folder::Folder;
use lismoi_files::FileError;
use lismoi_speech::hash::hash_file;

/// The name of a file and the SHA-256 that it should have.
pub(super) type Expected = (String, String);

/// The intact ones of these files of a folder.
///
/// # Errors
/// A file is there and cannot be read: to take it for a changed one would be to disown it.
pub(super) fn intact(folder: &Folder, files: Vec<Expected>) -> Result<HashSet<String>> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let count = processors.min(files.len());
    let waiting = Mutex::new(files.into_iter());
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.next()
    };
    let work = || -> Result<Vec<String>> {
        let mut found = Vec::new();
        while let Some((name, sha256)) = next() {
            if hash(folder, &name)?.is_some_and(|hash| hash == sha256) {
                found.push(name);
            }
        }
        Ok(found)
    };
    thread::scope(|scope| {
        // If the system has no thread left, fewer run.
        let start = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let threads: Vec<_> = (1..count).filter_map(start).collect();
        let mut found: HashSet<String> = work()?.into_iter().collect();
        for thread in threads {
            found.extend(thread.join().map_err(|_| anyhow!("a thread was lost"))??);
        }
        Ok(found)
    })
}

/// The SHA-256 of a file; `None` where there is none, or something else has its name.
fn hash(folder: &Folder, name: &str) -> Result<Option<String>> {
    match folder.files.open_file(name).and_then(hash_file) {
        Ok((hash, _)) => Ok(Some(hash)),
        Err(error) if is_no_file(&error) => Ok(None),
        Err(error) => {
            let path = folder.path(name);
            Err(error).with_context(|| format!("could not read '{}'", path.display()))
        }
    }
}

/// Whether an error says that there is no such regular file.
pub(super) fn is_no_file(error: &io::Error) -> bool {
    let is_kind = [io::ErrorKind::NotFound, io::ErrorKind::IsADirectory].contains(&error.kind());
    is_kind || FileError::of(error).is_some()
}
