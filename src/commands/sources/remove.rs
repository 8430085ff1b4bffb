//! `lismoi sources remove`.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use lismoi_library::sources::{list, state};

use super::online::{folder, secrets};
use crate::exit_code::Exit;

/// Forgets a source with its secrets. Its articles stay.
///
/// # Errors
/// There is none of this name, a file cannot be written, or those of `out`.
pub(super) fn run(name: &str, output: Option<&Path>, out: &mut impl Write) -> Result<Exit> {
    let folder = folder(output)?;
    let mut sources = list::read(&folder)?;
    let source = list::remove(&mut sources, name)?;
    list::write(&folder, &sources)?;
    let mut states = state::read(&folder)?;
    if states.remove(name).is_some() {
        state::write(&folder, &states)?;
    }
    if !source.kind.secrets().is_empty() {
        secrets()?.set(&source, None)?;
    }
    writeln!(out, "{}", tr!("sources-removed", name = name))?;
    Ok(Exit::Done)
}
