//! The files of a voice, wherever they are, and what the configuration says.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::piper::config::{ConfigError, path_of};

/// The files of a voice that is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceFiles {
    /// The model, `NAME.onnx`.
    pub model: PathBuf,
    /// Its configuration, `NAME.onnx.json`.
    pub config: PathBuf,
    /// The model card beside them, if there is one.
    pub card: Option<PathBuf>,
}

/// Why there is no voice at a path.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The path cannot be read.
    #[error("could not read '{}'", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// The folder has no model.
    #[error("no .onnx file in '{}'", .0.display())]
    NoModel(PathBuf),
    /// The folder has several models.
    #[error("'{}' has more than one .onnx file", .0.display())]
    SeveralModels(PathBuf),
    /// The file is no model.
    #[error("'{}' is not an .onnx file", .0.display())]
    NotAModel(PathBuf),
    /// There is no configuration beside the model.
    #[error("'{}' has no configuration: '{}' is missing", .model.display(), .config.display())]
    NoConfig {
        /// The model.
        model: PathBuf,
        /// Where its configuration should be.
        config: PathBuf,
    },
    /// The configuration is not that of a voice.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl VoiceFiles {
    /// The files of the model at `path`, or of the only model in the folder at `path`.
    ///
    /// # Errors
    /// There is no model, more than one, or no configuration beside it.
    pub fn at(path: &Path) -> Result<VoiceFiles, FilesError> {
        let unreadable = |error| FilesError::Unreadable(path.to_owned(), error);
        let is_folder = fs::metadata(path).map_err(unreadable)?.is_dir();
        let model = match is_folder {
            true => only_model(path)?,
            false if is_model(path) => path.to_owned(),
            false => return Err(FilesError::NotAModel(path.to_owned())),
        };
        let config = path_of(&model);
        if !config.is_file() {
            return Err(FilesError::NoConfig { model, config });
        }
        let card = model.with_file_name(super::MODEL_CARD);
        Ok(VoiceFiles {
            card: card.is_file().then_some(card),
            model,
            config,
        })
    }
}

fn is_model(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "onnx")
}

fn only_model(folder: &Path) -> Result<PathBuf, FilesError> {
    let unreadable = |error| FilesError::Unreadable(folder.to_owned(), error);
    let mut models = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_model(&path) {
            models.push(path);
        }
    }
    match models.pop() {
        None => Err(FilesError::NoModel(folder.to_owned())),
        Some(model) if models.is_empty() => Ok(model),
        Some(_) => Err(FilesError::SeveralModels(folder.to_owned())),
    }
}
