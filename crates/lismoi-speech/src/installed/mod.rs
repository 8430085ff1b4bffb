//! The Piper voices that the user has added: one folder each, in the user's data folder.
//!
//! ```text
//! voices/fr_FR-siwis-medium/
//!   fr_FR-siwis-medium.onnx        the model
//!   fr_FR-siwis-medium.onnx.json   its configuration
//!   MODEL_CARD                     where it comes from and its licence, if there was one
//!   voice.json                     the record: what `lismoi voices` lists, and the hashes
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lismoi_files::named;
use serde::{Deserialize, Serialize};

mod add;
mod card;
mod files;

pub use add::{AddError, add};
pub use card::{duties, licence};
pub use files::{FilesError, VoiceFiles};

/// Name of the record in a voice's folder.
const RECORD: &str = "voice.json";

/// The largest record, in bytes. Real ones have 300.
const LARGEST_RECORD: u64 = 1_000_000;

/// Name of the model card, as in the repository rhasspy/piper-voices.
pub const MODEL_CARD: &str = "MODEL_CARD";

/// A voice that the user has added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalledVoice {
    /// The name of its folder: that of the model's file without its ending.
    pub name: String,
    /// The path of the model.
    pub model: PathBuf,
    /// What was noted when it was added.
    pub record: VoiceRecord,
}

/// What is noted of a voice when it is added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceRecord {
    /// The language, as the configuration names it: `fr_FR`.
    pub language: String,
    /// The quality, as the configuration names it: `low`, `medium`; empty where it does not.
    pub quality: String,
    /// Samples per second.
    pub sample_rate: u32,
    /// The names of the speakers by their numbers; empty if there is only one.
    pub speakers: Vec<String>,
    /// The licence, as the model card names it.
    pub licence: Option<String>,
    /// The address that it was downloaded from.
    pub address: Option<String>,
    /// Size of the model, in bytes.
    pub bytes: u64,
    /// SHA-256 of the model, in hexadecimal.
    pub sha256: String,
}

/// The folder of the voices that the user has added, whether or not it exists; `None` if the
/// user has no data folder (`~/.local/share` on Linux).
pub fn folder() -> Option<PathBuf> {
    Some(dirs::data_dir()?.join("lismoi").join("voices"))
}

/// All voices in the folder, sorted by name. What is not a voice is ignored.
///
/// # Errors
/// The folder exists and cannot be read.
pub fn list(folder: &Path) -> io::Result<Vec<InstalledVoice>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut voices = Vec::new();
    for entry in entries {
        voices.extend(read(&entry?.path()));
    }
    voices.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(voices)
}

/// The voice with this name, or the only one with this data set: `siwis` is
/// `fr_FR-siwis-medium` if no other voice was made of the same recordings.
///
/// # Errors
/// The folder exists and cannot be read.
pub fn find(folder: &Path, name: &str) -> io::Result<Option<InstalledVoice>> {
    let voices = list(folder)?;
    if let Some(voice) = voices.iter().find(|voice| voice.name == name) {
        return Ok(Some(voice.clone()));
    }
    let mut fitting = voices
        .into_iter()
        .filter(|voice| voice.name.split('-').nth(1) == Some(name));
    Ok(match (fitting.next(), fitting.next()) {
        (Some(voice), None) => Some(voice),
        _ => None,
    })
}

/// Deletes the voice: its folder and all that is in it.
///
/// # Errors
/// Those of the file system.
pub fn remove(voice: &InstalledVoice) -> io::Result<()> {
    match voice.model.parent() {
        Some(folder) => fs::remove_dir_all(folder),
        None => Err(io::ErrorKind::NotFound.into()),
    }
}

/// The voice in a folder of its own; `None` if there is none.
fn read(folder: &Path) -> Option<InstalledVoice> {
    let name = folder.file_name()?.to_str()?.to_owned();
    let record = named::read(&folder.join(RECORD), LARGEST_RECORD).ok()?;
    Some(InstalledVoice {
        model: folder.join(format!("{name}.onnx")),
        record: serde_json::from_slice(&record).ok()?,
        name,
    })
}

#[cfg(test)]
mod tests;
