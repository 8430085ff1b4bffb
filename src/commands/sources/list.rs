//! `lismoi sources list`.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use lismoi_library::sources::{list, state};

use super::online::folder;
use crate::exit_code::Exit;

/// Prints the sources, each with its kind and its address.
///
/// # Errors
/// They cannot be read, or those of `out`.
pub(super) fn run(output: Option<&Path>, out: &mut impl Write) -> Result<Exit> {
    let folder = folder(output)?;
    let sources = list::read(&folder)?;
    let states = state::read(&folder)?;
    if sources.is_empty() {
        writeln!(out, "{}", tr!("sources-none"))?;
    }
    for source in sources {
        let kind = source.kind.name();
        writeln!(out, "{}  {kind}  {}", source.name, source.address)?;
        let failures = states.get(&source.name).map_or(0, |state| state.failures);
        if failures > 0 {
            writeln!(
                out,
                "    {}",
                tr!("sources-failing", count = u64::from(failures))
            )?;
        }
    }
    Ok(Exit::Done)
}
