//! Ctrl-C, and what to do about it.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};

use crate::exit_code::Exit;

/// Ctrl-C, and what to do about it.
#[derive(Clone, Debug)]
pub struct Signal {
    /// The user has pressed Ctrl-C.
    pub interrupted: Arc<AtomicBool>,
    /// Files are being written, and must be left so that the next run can resume.
    pub writing: Arc<AtomicBool>,
}

impl Signal {
    /// From now on Ctrl-C ends the program at once, or, while files are being written, only
    /// sets a flag. A second Ctrl-C always ends it.
    ///
    /// # Errors
    /// The system allows no handler.
    pub fn watch() -> Result<Signal> {
        // A program has one handler.
        static WATCHED: Mutex<Option<Signal>> = Mutex::new(None);
        let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(signal) = &*watched {
            return Ok(signal.clone());
        }
        let signal = Signal {
            interrupted: Arc::new(AtomicBool::new(false)),
            writing: Arc::new(AtomicBool::new(false)),
        };
        let (interrupted, writing) = (signal.interrupted.clone(), signal.writing.clone());
        ctrlc::set_handler(move || {
            if !writing.load(Ordering::Relaxed) || interrupted.swap(true, Ordering::Relaxed) {
                process::exit(Exit::Interrupted as i32);
            }
        })
        .context("could not set a handler for Ctrl-C")?;
        Ok(watched.insert(signal).clone())
    }
}
