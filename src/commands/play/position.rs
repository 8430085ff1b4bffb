//! Where each audiobook was stopped, in the folder for the state of this user.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use lismoi_files::own;
use serde::{Deserialize, Serialize};

use super::audiobook::Audiobook;

/// A place in an audiobook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// The index of the section.
    pub(super) section: usize,
    /// The sample in its file.
    pub(super) sample: u64,
}

/// A place that other sample rates can use too.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Stored {
    /// From 1.
    section: usize,
    seconds: f64,
}

/// Places by the hash of the article.
type Places = BTreeMap<String, Stored>;

/// The place where the audiobook was stopped; `None` where it never was, or was heard to its end.
pub(super) fn recall(book: &Audiobook) -> Option<Position> {
    let stored = *read(&file()?).get(&book.id)?;
    let section = stored.section.checked_sub(1)?;
    let samples = book.sections.get(section)?.samples;
    let sample = (stored.seconds * f64::from(book.sample_rate)) as u64;
    (sample < samples).then_some(Position { section, sample })
}

/// Keeps the place. A folder that cannot be written is no reason to fail: the book was heard.
pub(super) fn remember(book: &Audiobook, place: Option<Position>) {
    let Some(file) = file() else { return };
    let mut places = read(&file);
    match place {
        Some(place) => {
            let seconds = place.sample as f64 / f64::from(book.sample_rate);
            let stored = Stored {
                section: place.section + 1,
                seconds,
            };
            places.insert(book.id.clone(), stored);
        }
        None => {
            places.remove(&book.id);
        }
    }
    let _ = write(&file, &places);
}

fn file() -> Option<PathBuf> {
    let folder = dirs::state_dir().or_else(dirs::data_local_dir)?;
    Some(folder.join("lismoi").join("positions.json"))
}

fn read(file: &Path) -> Places {
    let text = own::read_to_string(file).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Whole or not at all: another lismoi may be playing another book.
fn write(file: &PathBuf, places: &Places) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)?;
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    part.write_all(&serde_json::to_vec_pretty(places)?)?;
    part.persist(file)?;
    Ok(())
}
