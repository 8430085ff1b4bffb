//! The files of a voice at an address.

use std::fs::File;

use anyhow::{Context, Result};
use lismoi_fetch::{FetchError, Fetcher, Limit, Reach};
use lismoi_speech::installed::MODEL_CARD;
use tempfile::TempDir;

/// Real voices have 5 to 120 MB.
const LARGEST_MODEL: u64 = 1 << 30;

/// Real configurations have 5 kB, model cards less.
const LARGEST_TEXT: u64 = 1 << 20;

/// Downloads the model, its configuration, and the model card if there is one.
pub(super) fn voice(address: &str, allow_private: bool) -> Result<TempDir> {
    let (address, query) = match address.split_once('?') {
        Some((address, query)) => (address, format!("?{query}")),
        None => (address, String::new()),
    };
    let (parent, name) = address.rsplit_once('/').context("an address has a slash")?;
    let reach = match allow_private {
        true => Reach::Anywhere,
        false => Reach::Public,
    };
    let fetcher = Fetcher::new(reach);
    let downloaded = tempfile::tempdir()?;
    let fetch = |name: &str, limit: u64| {
        let mut file = File::create(downloaded.path().join(name))?;
        let limit = Limit {
            bytes: limit,
            time: None,
        };
        fetcher.download(&format!("{parent}/{name}{query}"), limit, &mut file)?;
        anyhow::Ok(())
    };
    // The small one first: a wrong address is found at once.
    fetch(&format!("{name}.json"), LARGEST_TEXT)?;
    fetch(name, LARGEST_MODEL)?;
    if let Err(error) = fetch(MODEL_CARD, LARGEST_TEXT) {
        match error.downcast_ref() {
            Some(FetchError::Status { status: 404, .. }) => {
                std::fs::remove_file(downloaded.path().join(MODEL_CARD))?;
            }
            _ => return Err(error),
        }
    }
    Ok(downloaded)
}
