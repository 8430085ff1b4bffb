//! The user's pronunciation lexicons: files in, one [`Lexicon`] out.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lismoi_files::named;
use lismoi_french::Lexicon;

use super::file;

/// Name of the lexicon in the user's configuration that is always read.
const NAME: &str = "lexicon.tsv";

/// The largest lexicon, in bytes: two million entries, more than French has words.
const LARGEST: u64 = 64_000_000;

/// Reads the user's own lexicon, if there is one, then those `named`. Later entries of the
/// same words take precedence.
pub(super) fn read(named: &[PathBuf]) -> Result<Lexicon> {
    let mut lexicon = Lexicon::default();
    let users = file::users(NAME).filter(|path| path.is_file());
    for path in users.iter().chain(named) {
        add(&mut lexicon, path)?;
    }
    Ok(lexicon)
}

fn add(lexicon: &mut Lexicon, path: &Path) -> Result<()> {
    let text = named::read_to_string(path, LARGEST)
        .with_context(|| format!("could not read the lexicon '{}'", path.display()))?;
    lexicon
        .add(&text)
        .with_context(|| format!("could not use the lexicon '{}'", path.display()))
}
