//! Addresses in a build without access to the network.

use anyhow::{Result, bail};
use lismoi_readers::ReadOptions;

use super::{Access, Input};

/// # Errors
/// Always.
pub(super) fn read(address: &str, _: ReadOptions, _: Access<'_>) -> Result<Input> {
    bail!("'{address}': this build does not use the network; save the page and read the file")
}
