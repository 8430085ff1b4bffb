//! The configuration of a voice, `NAME.onnx.json`, as the training program of Piper writes it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use lismoi_files::named;
use serde::Deserialize;

/// Real configurations have 5 kB.
const LARGEST: u64 = 1 << 20;

/// The sample rates of the voices that exist, in hertz.
const SAMPLE_RATES: [u32; 4] = [16_000, 22_050, 44_100, 48_000];

/// The configuration of a voice.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Config {
    /// Its sound.
    pub audio: Audio,
    /// Its language; older configurations have none.
    #[serde(default)]
    pub language: Option<Language>,
    /// The voice of eSpeak NG that gave the phonemes of its training.
    #[serde(default)]
    pub espeak: Option<EspeakVoice>,
    /// Where the phonemes of its training came from; `None` means eSpeak NG.
    #[serde(default)]
    pub phoneme_type: Option<String>,
    /// The ids of each phoneme: one character, or `^`, `$` and `_`.
    #[serde(default)]
    pub phoneme_id_map: BTreeMap<String, Vec<u32>>,
    /// How many ids the model knows.
    #[serde(default)]
    pub num_symbols: Option<u32>,
    /// How many speakers the model knows.
    #[serde(default)]
    pub num_speakers: u32,
    /// The numbers of the speakers by their names.
    #[serde(default)]
    pub speaker_id_map: BTreeMap<String, u32>,
    /// How the model is run.
    #[serde(default)]
    pub inference: Inference,
}

/// The sound of a voice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Audio {
    /// Samples per second.
    pub sample_rate: u32,
    /// `x_low`, `low`, `medium` or `high`; empty where it is not said.
    #[serde(default)]
    pub quality: String,
}

/// The language of a voice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Language {
    /// Language and country: `fr_FR`.
    #[serde(default)]
    pub code: String,
    /// The language: `fr`.
    #[serde(default)]
    pub family: String,
}

/// A voice of eSpeak NG.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EspeakVoice {
    /// Its name: `fr`, `fr-fr`.
    pub voice: String,
}

/// The inputs of the model that are the same for every utterance.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(default)]
pub struct Inference {
    /// How much the sound varies.
    pub noise_scale: f32,
    /// The factor of all durations; greater is slower.
    pub length_scale: f32,
    /// How much the durations vary.
    pub noise_w: f32,
}

impl Default for Inference {
    /// The defaults of Piper's own program.
    fn default() -> Self {
        Inference {
            noise_scale: 0.667,
            length_scale: 1.0,
            noise_w: 0.8,
        }
    }
}

/// Why there is no usable configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is none.
    #[error("the configuration '{}' is missing: it belongs beside the model", .0.display())]
    Missing(PathBuf),
    /// It cannot be read.
    #[error("could not read '{}'", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// It is not that of a voice.
    #[error("'{}' is not the configuration of a Piper voice", .0.display())]
    Invalid(PathBuf, #[source] serde_json::Error),
    /// It has a value with which no voice can speak.
    #[error("'{}' cannot be used: {reason}", .path.display())]
    Unusable {
        /// The configuration.
        path: PathBuf,
        /// The value, and what is wrong with it.
        reason: String,
    },
}

/// The path of the configuration of a model.
pub fn path_of(model: &Path) -> PathBuf {
    let mut path = model.to_owned().into_os_string();
    path.push(".json");
    PathBuf::from(path)
}

impl Config {
    /// Reads a configuration. What only a speaking voice needs is not checked.
    ///
    /// # Errors
    /// It is missing, unreadable, larger than a megabyte, or not that of a voice.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => ConfigError::Missing(path.to_owned()),
            _ => ConfigError::Unreadable(path.to_owned(), error),
        };
        let text = named::read(path, LARGEST).map_err(unreadable)?;
        serde_json::from_slice(&text).map_err(|error| ConfigError::Invalid(path.to_owned(), error))
    }

    /// Fails if no voice can speak with it; `path` is where it was read.
    ///
    /// # Errors
    /// [`ConfigError::Unusable`] with the first value that is wrong.
    pub fn ensure_speaks(&self, path: &Path) -> Result<(), ConfigError> {
        match self.fault() {
            None => Ok(()),
            Some(reason) => Err(ConfigError::Unusable {
                path: path.to_owned(),
                reason,
            }),
        }
    }

    fn fault(&self) -> Option<String> {
        let rate = self.audio.sample_rate;
        if !SAMPLE_RATES.contains(&rate) {
            return Some(format!("no voice has {rate} samples per second"));
        }
        if let Some(other) = self
            .phoneme_type
            .as_deref()
            .filter(|kind| *kind != "espeak")
        {
            return Some(format!(
                "its phonemes are '{other}', not those of eSpeak NG"
            ));
        }
        for mark in ["^", "$", "_"] {
            if self.phoneme_id_map.get(mark).is_none_or(Vec::is_empty) {
                return Some(format!("its 'phoneme_id_map' has no '{mark}'"));
            }
        }
        let symbols = self.num_symbols.unwrap_or(u32::MAX);
        for (phoneme, ids) in &self.phoneme_id_map {
            if let Some(id) = ids.iter().find(|id| **id >= symbols) {
                return Some(format!(
                    "the id {id} of '{phoneme}' is not below 'num_symbols', {symbols}"
                ));
            }
        }
        let Inference {
            noise_scale,
            length_scale,
            noise_w,
        } = self.inference;
        let is_positive =
            |value: f32, most: f32| value.is_finite() && (0.0..=most).contains(&value);
        if !is_positive(noise_scale, 2.0) || !is_positive(noise_w, 2.0) {
            return Some("its noise is not from 0 to 2".to_owned());
        }
        if !is_positive(length_scale, 10.0) || length_scale < 0.1 {
            return Some(format!("its 'length_scale' is {length_scale}"));
        }
        None
    }

    /// `fr_FR`, or `fr`; empty if the configuration names no language.
    pub fn language(&self) -> &str {
        let code = self.language.as_ref().map(|language| match &language.code {
            code if code.is_empty() => language.family.as_str(),
            code => code,
        });
        let voice = self.espeak.as_ref().map(|espeak| espeak.voice.as_str());
        code.filter(|code| !code.is_empty())
            .or(voice)
            .unwrap_or_default()
    }

    /// Whether the voice was made of French.
    pub fn is_french(&self) -> bool {
        let language = self.language();
        language == "fr" || language.starts_with("fr_") || language.starts_with("fr-")
    }

    /// The names of the speakers by their numbers, if there are several.
    pub fn speakers(&self) -> Vec<String> {
        let mut speakers: Vec<(u32, &String)> = self
            .speaker_id_map
            .iter()
            .map(|(name, number)| (*number, name))
            .collect();
        speakers.sort();
        match speakers.len() {
            0 | 1 => Vec::new(),
            _ => speakers.into_iter().map(|(_, name)| name.clone()).collect(),
        }
    }

    /// The number of a speaker: of this name, of this number, or the first one. `None` if there
    /// is no such speaker.
    pub fn speaker(&self, name: Option<&str>) -> Option<u32> {
        let Some(name) = name else { return Some(0) };
        let numbered = || {
            let number: u32 = name.parse().ok()?;
            (number < self.num_speakers.max(1)).then_some(number)
        };
        self.speaker_id_map.get(name).copied().or_else(numbered)
    }
}
