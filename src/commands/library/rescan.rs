//! `lismoi library rescan`: puts the journal right after files were moved about.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use lismoi_library::{Library, removal};

use super::list;
use crate::cli::library::List;
use crate::exit_code::Exit;

/// Joins copies of the journal, drops damaged lines, and lists what there is.
///
/// # Errors
/// The folder cannot be read, or the journal cannot be written.
pub(super) fn run(folder: &Path, out: &mut impl Write) -> Result<Exit> {
    let library = super::open(folder)?;
    for name in library.journal.join_copies()? {
        writeln!(out, "{}", tr!("library-joined", file = name))?;
    }
    let library = Library::open(folder)?;
    let (journal, state) = (&library.journal, &library.state);
    for folder in removal::forget_missing(folder, journal, state)? {
        writeln!(out, "{}", tr!("library-forgotten", folder = folder))?;
    }
    list::run(&Library::open(folder)?, &List::default(), out)
}
