//! Forks of a process that has threads.
//!
//! A fork has the memory of its parent as it was, and only the thread that forked: a lock that
//! another thread held stays locked for ever, be it that of the workers, of a table that is read
//! on first use, or of a library in C. So a fork waits until nobody speaks, and nobody begins to
//! speak until it is made. Python calls these functions around each `os.fork`, that of
//! `multiprocessing` included, and not for `subprocess`, which runs another program at once.

use std::cell::RefCell;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use pyo3::prelude::*;

use crate::workers;

static SPEAKING: RwLock<()> = RwLock::new(());

thread_local! {
    /// Held by a thread while it forks.
    static FORKING: RefCell<Option<RwLockWriteGuard<'static, ()>>> = const { RefCell::new(None) };
}

/// Keeps forks away while it lives. The caller must not have the GIL: a fork may wait with it.
pub(crate) fn speaking() -> RwLockReadGuard<'static, ()> {
    SPEAKING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until no other thread speaks.
#[pyfunction]
pub(crate) fn before_fork(py: Python<'_>) {
    // Whoever speaks may need the GIL to finish.
    py.detach(|| {
        let guard = SPEAKING.write().unwrap_or_else(PoisonError::into_inner);
        FORKING.set(Some(guard));
    });
}

/// Lets others speak again.
#[pyfunction]
pub(crate) fn after_fork() {
    FORKING.set(None);
}

/// Lets the new process speak, with workers of its own.
#[pyfunction]
pub(crate) fn after_fork_in_child() {
    workers::forget();
    FORKING.set(None);
}
