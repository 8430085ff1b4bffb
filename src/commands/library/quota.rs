//! The room that a library may take.

use std::path::Path;

use anyhow::Result;
use lismoi_library::Library;
use lismoi_library::quota::{Freed, keep};

use crate::message;
use crate::report::size;

/// Removes what is too much, and says what.
///
/// # Errors
/// The library cannot be read or changed.
pub(in crate::commands) fn keep_within(folder: &Path, most: u64) -> Result<()> {
    let Freed {
        titles,
        deleted,
        too_many,
    } = keep(&Library::open(folder)?, most)?;
    for folder in deleted {
        message::note(&tr!("library-purged-for-room", folder = folder));
    }
    for title in titles {
        message::note(&tr!("library-removed-for-room", title = title));
    }
    if too_many > 0 {
        let (size, most) = (size(too_many), size(most));
        message::warning(&tr!("library-too-large", size = size, quota = most));
    }
    Ok(())
}
