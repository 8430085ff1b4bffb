//! Adding a voice: checked, copied, and there under its name when it is complete.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use lismoi_files::named;

use super::{FilesError, InstalledVoice, MODEL_CARD, RECORD, VoiceFiles, VoiceRecord, card};
use crate::hash::hash_file;
use crate::piper::config::Config;
use crate::piper::voice::LARGEST_CARD;

/// Why a voice was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// Its files are missing or not those of a voice.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// It is not a French voice.
    #[error("'{name}' speaks {language}, not French")]
    NotFrench {
        /// The name of the voice.
        name: String,
        /// The language that its configuration names.
        language: String,
    },
    /// A voice of this name was added before.
    #[error("there is already a voice '{0}'")]
    Exists(String),
    /// The name of the file cannot be that of a voice.
    #[error("'{0}' cannot be the name of a voice")]
    BadName(String),
    /// The user's data folder cannot be written.
    #[error("could not write to '{}'", .0.display())]
    Write(PathBuf, #[source] io::Error),
}

/// Copies a voice into `folder`, that of all added voices. `address` is where it was downloaded
/// from. A voice in another language than French is refused unless `any_language`.
///
/// # Errors
/// Those of [`AddError`]; nothing is left in `folder` then.
pub fn add(
    folder: &Path,
    files: &VoiceFiles,
    address: Option<String>,
    any_language: bool,
) -> Result<InstalledVoice, AddError> {
    let name = name(&files.model)?;
    let config = Config::read(&files.config).map_err(FilesError::from)?;
    let language = config.language().to_owned();
    if !(any_language || config.is_french()) {
        let language = match language.as_str() {
            "" => "a language that its configuration does not name".to_owned(),
            known => format!("'{known}'"),
        };
        return Err(AddError::NotFrench { name, language });
    }
    let destination = folder.join(&name);
    if destination.exists() {
        return Err(AddError::Exists(name));
    }
    let failed = |error| AddError::Write(folder.to_owned(), error);
    fs::create_dir_all(folder).map_err(failed)?;
    let hidden = tempfile::Builder::new()
        .prefix(".adding-")
        .tempdir_in(folder)
        .map_err(failed)?;
    let model = format!("{name}.onnx");
    let copy = |from: &Path, name: &str| {
        named::open(from)
            .and_then(|mut from| {
                let mut copy = File::create_new(hidden.path().join(name))?;
                io::copy(&mut from, &mut copy)?;
                copy.sync_all()
            })
            .map_err(failed)
    };
    copy(&files.model, &model)?;
    copy(&files.config, &format!("{model}.json"))?;
    if let Some(card) = &files.card {
        copy(card, MODEL_CARD)?;
    }
    let card = files.card.as_ref();
    let card = card.map(|card| named::read_to_string(card, LARGEST_CARD));
    let card = card.and_then(Result::ok).unwrap_or_default();
    let copied = File::open(hidden.path().join(&model));
    let (sha256, bytes) = copied.and_then(hash_file).map_err(failed)?;
    let record = VoiceRecord {
        language,
        quality: config.audio.quality.clone(),
        sample_rate: config.audio.sample_rate,
        speakers: config.speakers(),
        licence: card::licence(&card).map(str::to_owned),
        address,
        bytes,
        sha256,
    };
    serde_json::to_vec_pretty(&record)
        .map_err(io::Error::from)
        .and_then(|json| fs::write(hidden.path().join(RECORD), json))
        .map_err(failed)?;
    let hidden = hidden.keep();
    if let Err(error) = fs::rename(&hidden, &destination) {
        let _ = fs::remove_dir_all(&hidden);
        return Err(failed(error));
    }
    Ok(InstalledVoice {
        model: destination.join(model),
        record,
        name,
    })
}

/// The name of a model's file without its ending. It becomes the name of a folder, and a value
/// of `--voice`, so it has letters, digits, `-`, `_` and `.` only, and no `.` first.
fn name(model: &Path) -> Result<String, AddError> {
    let name = model.file_stem().unwrap_or_default().to_string_lossy();
    let is_usable = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    if name.is_empty() || name.starts_with('.') || !name.chars().all(is_usable) {
        return Err(AddError::BadName(name.into_owned()));
    }
    Ok(name.into_owned())
}
