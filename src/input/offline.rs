//! Addresses in a build without access to the network.

use anyhow::{Result, bail};
use lismoi_readers::ReadOptions;

use super::Input;

/// # Errors
/// Always.
pub(super) fn read(address: &str, _: ReadOptions, _: bool) -> Result<Input> {
    bail!("'{address}': this build does not use the network; save the page and read the file")
}
