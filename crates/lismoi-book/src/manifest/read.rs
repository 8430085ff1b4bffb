//! Reads a manifest without its sentences.

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::records::{FileRecord, SectionRecord};
use super::{SCHEMA, Summary};

/// The oldest version that can be read. Version 1 differs in one name: `settings.boilerplate`
/// was `settings.furniture`.
const OLDEST_SCHEMA: u32 = 1;

/// The sample rates of sound, generously: any other would break the arithmetic of times.
const SAMPLE_RATES: RangeInclusive<u32> = 8_000..=192_000;

/// A manifest that this version of lismoi did not write.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotOurs {
    /// It is not one, or names files elsewhere.
    #[error("'{}' is no manifest of lismoi", .0.display())]
    Foreign(PathBuf),
    /// It has another schema.
    #[error("'{}' is of another version of lismoi", .0.display())]
    OtherVersion(PathBuf),
}

/// The manifest at `path`; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or is [`NotOurs`].
pub fn summary(path: &Path) -> Result<Option<Summary>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("could not read '{}'", path.display()));
        }
    };
    let foreign = || NotOurs::Foreign(path.to_owned());
    let mut summary: Summary =
        serde_json::from_reader(BufReader::with_capacity(1 << 16, file)).with_context(foreign)?;
    let is_plausible = SAMPLE_RATES.contains(&summary.head.sample_rate)
        && summary.sections.iter().all(SectionRecord::is_plausible)
        && summary.files.iter().all(FileRecord::is_plausible);
    if !is_plausible {
        return Err(foreign().into());
    }
    if !(OLDEST_SCHEMA..=SCHEMA).contains(&summary.head.schema) {
        return Err(NotOurs::OtherVersion(path.to_owned()).into());
    }
    // Schema 1 has been translated on the way.
    summary.head.schema = SCHEMA;
    Ok(Some(summary))
}
