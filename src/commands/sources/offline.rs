//! Sources in a build without access to the network.

use std::io::Write;

use anyhow::{Result, bail};

use crate::cli::sources::Sources;
use crate::exit_code::Exit;

/// # Errors
/// Always.
pub fn run(_: &Sources, _: &mut impl Write) -> Result<Exit> {
    bail!("this build does not use the network, so it has no sources")
}
