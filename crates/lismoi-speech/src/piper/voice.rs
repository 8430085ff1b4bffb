//! A voice that the user brings, described without loading its model.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lismoi_files::{FileError, named};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::config::{Config, ConfigError, path_of};
use crate::espeak;
use crate::hash::{hash_file, hex};
use crate::installed::{MODEL_CARD, licence};
use crate::synthesizer::EngineIdentity;

/// The largest model, in bytes. Those of voices have 5 to 120 MB.
pub const LARGEST_MODEL: u64 = 1 << 30;

/// The largest model card, in bytes. Those of voices have 2 kB.
pub(crate) const LARGEST_CARD: u64 = 1_000_000;

/// The ending of a model's name.
pub const ENDING: &str = ".onnx";

/// A voice of Piper.
#[derive(Clone, Debug, PartialEq)]
pub struct PiperVoice {
    /// What a worker needs to speak with it.
    pub source: Source,
    /// Its configuration.
    pub config: Config,
    /// Size of the model, in bytes.
    pub bytes: u64,
    /// The engine with this voice.
    pub identity: EngineIdentity,
}

/// Where a voice is, and what makes its noise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The absolute path of the model.
    pub model: PathBuf,
    /// The number of the speaker.
    pub speaker: u32,
    /// SHA-256 of the hashes of the model and its configuration, in hexadecimal.
    pub hash: String,
}

/// Why there is no such voice.
#[derive(Debug, thiserror::Error)]
pub enum PiperError {
    /// The model cannot be read.
    #[error("could not read the voice '{}': {error}", .path.display())]
    Unreadable {
        /// The model.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The model is larger than that of any voice.
    #[error("'{}' has {bytes} bytes; no voice has so many", .path.display())]
    TooLarge {
        /// The model.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// The configuration is missing or unusable.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The voice does not speak French.
    #[error("'{name}' speaks {language}, not French")]
    NotFrench {
        /// The name of the voice.
        name: String,
        /// Its language, in quotes.
        language: String,
    },
    /// The voice has no such speaker.
    #[error("the voice '{name}' has no speaker '{speaker}'")]
    NoSpeaker {
        /// The name of the voice.
        name: String,
        /// The speaker.
        speaker: String,
    },
}

static WITHOUT_VOICE: LazyLock<EngineIdentity> = LazyLock::new(|| EngineIdentity {
    name: "Piper",
    version: "without a voice".to_owned(),
    sample_rate: 22_050,
    licence: None,
});

/// The engine without a voice. [`PiperVoice::identity`] is that of a voice.
pub fn without_voice() -> &'static EngineIdentity {
    &WITHOUT_VOICE
}

/// Divides `FILE.onnx#speaker` into the file and the speaker.
pub fn split(voice: &str) -> (&str, Option<&str>) {
    match voice.rsplit_once('#') {
        Some((file, speaker)) => (file, Some(speaker)),
        None => (voice, None),
    }
}

/// Whether the name of a voice is that of a model: `FILE.onnx`, alone or with `#` and a speaker.
pub fn is_model(voice: &str) -> bool {
    split(voice).0.ends_with(ENDING)
}

impl PiperVoice {
    /// Describes the voice of the model at `path`, with this speaker or the first one. A voice
    /// for another language than French is refused unless `any_language`.
    ///
    /// # Errors
    /// The files cannot be read, are not those of a voice, or there is no such speaker.
    pub fn read(
        path: &Path,
        speaker: Option<&str>,
        any_language: bool,
    ) -> Result<PiperVoice, PiperError> {
        let unreadable = |error| PiperError::Unreadable {
            path: path.to_owned(),
            error,
        };
        let model = fs::canonicalize(path).map_err(unreadable)?;
        let file = fs::metadata(&model).map_err(unreadable)?;
        if !file.is_file() {
            return Err(unreadable(FileError::Irregular.into()));
        }
        let bytes = file.len();
        if bytes > LARGEST_MODEL {
            let path = path.to_owned();
            return Err(PiperError::TooLarge { path, bytes });
        }
        let config_path = path_of(path);
        let config = Config::read(&config_path)?;
        config.ensure_speaks(&config_path)?;
        let name = stem(path);
        if !(any_language || config.is_french()) {
            let language = match config.language() {
                "" => "a language that its configuration does not name".to_owned(),
                language => format!("'{language}'"),
            };
            return Err(PiperError::NotFrench { name, language });
        }
        let number = config
            .speaker(speaker)
            .ok_or_else(|| PiperError::NoSpeaker {
                name: name.clone(),
                speaker: speaker.unwrap_or_default().to_owned(),
            })?;
        let (model_hash, _) = named::open(&model)
            .and_then(hash_file)
            .map_err(unreadable)?;
        let (config_hash, _) = named::open(&config_path)
            .and_then(hash_file)
            .map_err(unreadable)?;
        let hash = hex(&Sha256::digest(format!("{model_hash} {config_hash}")));
        let card = named::read_to_string(&model.with_file_name(MODEL_CARD), LARGEST_CARD)
            .unwrap_or_default();
        Ok(PiperVoice {
            identity: EngineIdentity {
                name: WITHOUT_VOICE.name,
                version: format!(
                    "{name}, model {}, {}, phonemes of {}",
                    &hash[..16],
                    processor(),
                    espeak::identity()
                ),
                sample_rate: config.audio.sample_rate,
                licence: licence(&card).map(str::to_owned),
            },
            source: Source {
                model,
                speaker: number,
                hash,
            },
            config,
            bytes,
        })
    }
}

impl PiperVoice {
    /// The most memory that a worker takes, in bytes, at this rate in words per minute.
    pub fn worker_memory(&self, rate_wpm: u32) -> u64 {
        // Measured with a voice of 63 MB at 175 words per minute: the weights, and 35 MB for
        // each second of the longest utterance.
        self.bytes * 15 / 2 * 175 / u64::from(rate_wpm.clamp(1, 175))
    }

    /// How many workers fit into the memory that all may take together, at this rate in words
    /// per minute.
    pub fn most_workers(&self, rate_wpm: u32) -> usize {
        const MEMORY: u64 = 1_500_000_000;
        usize::try_from(MEMORY / self.worker_memory(rate_wpm).max(1))
            .unwrap_or(usize::MAX)
            .max(1)
    }
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(OsStr::new("voice"));
    stem.to_string_lossy().into_owned()
}

/// The kind of processor, on which the last bits of a neural voice depend.
fn processor() -> String {
    let mut processor = std::env::consts::ARCH.to_owned();
    #[cfg(target_arch = "x86_64")]
    for (feature, is_there) in [
        ("avx512", std::arch::is_x86_feature_detected!("avx512f")),
        ("avx2", std::arch::is_x86_feature_detected!("avx2")),
    ] {
        if is_there {
            processor = format!("{processor} {feature}");
            break;
        }
    }
    processor
}
