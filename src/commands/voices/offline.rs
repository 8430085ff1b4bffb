//! The files of a voice at an address, in a build without access to the network.

use anyhow::{Result, bail};
use tempfile::TempDir;

/// # Errors
/// Always.
pub(super) fn voice(address: &str, _: bool) -> Result<TempDir> {
    bail!("'{address}': this build does not use the network; download the voice and add its files")
}
