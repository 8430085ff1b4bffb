//! Files whose bytes are those that were written: found by their hashes, several at a time.
//!
//! A file is deleted, kept as up to date or made into others only if it is intact.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::folder::Folder;
use lismoi_speech::hash::hash_file;

/// The name of a file and the SHA-256 that it should have.
pub(super) type Expected = (String, String);

/// The intact ones of these files of a folder.
pub(super) fn intact(folder: &Folder, files: Vec<Expected>) -> HashSet<String> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let count = processors.min(files.len());
    let waiting = Mutex::new(files.into_iter());
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.next()
    };
    let work = || {
        let mut found = Vec::new();
        while let Some((name, sha256)) = next() {
            let hash = folder.files.open_file(&name).and_then(hash_file);
            if hash.is_ok_and(|(hash, _)| hash == sha256) {
                found.push(name);
            }
        }
        found
    };
    thread::scope(|scope| {
        // If the system has no thread left, fewer run.
        let start = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let threads: Vec<_> = (1..count).filter_map(start).collect();
        let mut found: HashSet<String> = work().into_iter().collect();
        for thread in threads {
            found.extend(thread.join().unwrap_or_default());
        }
        found
    })
}
