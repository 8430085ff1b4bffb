//! Files whose bytes are those that were written: found by their hashes, several at a time.
//!
//! A file is deleted, kept as up to date or made into others only if it is intact.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread;

use lismoi_speech::hash::hash_file;

/// A file and the SHA-256 that it should have.
pub(super) type Expected = (PathBuf, String);

/// The intact ones of these files.
pub(super) fn intact(files: Vec<Expected>) -> HashSet<PathBuf> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let count = processors.min(files.len());
    let waiting = Mutex::new(files.into_iter());
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.next()
    };
    let work = || {
        let mut found = Vec::new();
        while let Some((path, sha256)) = next() {
            if hash_file(&path).is_ok_and(|(hash, _)| hash == sha256) {
                found.push(path);
            }
        }
        found
    };
    thread::scope(|scope| {
        // If the system has no thread left, fewer run.
        let start = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let threads: Vec<_> = (1..count).filter_map(start).collect();
        let mut found: HashSet<PathBuf> = work().into_iter().collect();
        for thread in threads {
            found.extend(thread.join().unwrap_or_default());
        }
        found
    })
}
