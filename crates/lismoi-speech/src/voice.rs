//! The settings of a voice, and the voices that exist.

use lismoi_french::Dialect;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::piper;
use crate::voice_data;

/// The languages of the voices, and their names in French.
pub const LANGUAGES: [(&str, &str); 3] = [
    ("fr", "français (France)"),
    ("fr-be", "français (Belgique)"),
    ("fr-ch", "français (Suisse)"),
];

/// The name of the voice of SVOX Pico.
pub const PICO: &str = "pico";

/// The variants of eSpeak NG that are worth a try, and what they are. The pitch is the median
/// of the fundamental frequency of two sentences.
pub const VARIANTS: [(&str, &str); 14] = [
    ("m1", "male, 94 Hz"),
    ("m3", "male, 105 Hz"),
    ("m4", "male, 94 Hz, a little slower"),
    ("m7", "male, 107 Hz"),
    ("m8", "male, 86 Hz, the lowest"),
    ("f1", "female, 179 Hz"),
    ("f2", "female, 195 Hz"),
    ("f4", "female, 179 Hz, a little slower"),
    ("f5", "female, 204 Hz, breathy"),
    ("Annie", "female, 240 Hz"),
    ("belinda", "female, 227 Hz"),
    ("klatt", "male, 102 Hz, made by the Klatt synthesizer"),
    ("Reed", "male, 118 Hz, made by the Klatt synthesizer"),
    ("whisper", "a whisper"),
];

/// The settings of a voice. The samples of an utterance depend on these, the spoken text and
/// the engine, on nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Voice {
    /// `fr`, `fr-be` or `fr-ch`, optionally with `+` and a variant of eSpeak NG; or [`PICO`]; or
    /// the file name of a Piper model, `NAME.onnx`, optionally with `#` and a speaker.
    pub name: String,
    /// How numbers are said. For eSpeak NG, that of the name.
    pub dialect: Dialect,
    /// Words per minute, 80 to 450 (the range of eSpeak NG without time stretching).
    pub rate_wpm: u32,
    /// 0 to 99; 50 is the natural pitch of the voice.
    pub pitch: u32,
}

impl Default for Voice {
    fn default() -> Self {
        Voice {
            name: "fr".to_owned(),
            dialect: Dialect::France,
            // `espeakRATE_NORMAL` and the default pitch in speak_lib.h.
            rate_wpm: 175,
            pitch: 50,
        }
    }
}

impl Voice {
    /// The voice of eSpeak NG with the same dialect: itself where that is its engine.
    pub fn of_espeak(&self) -> Voice {
        if self.engine() == Engine::Espeak {
            return self.clone();
        }
        Voice {
            name: match self.dialect {
                Dialect::France => "fr".to_owned(),
                dialect => format!("fr-{}", code(dialect)),
            },
            ..self.clone()
        }
    }

    /// The engine that speaks it.
    pub fn engine(&self) -> Engine {
        match self.name.as_str() {
            PICO => Engine::Pico,
            name if piper::voice::is_model(name) => Engine::Piper,
            _ => Engine::Espeak,
        }
    }
}

/// A voice in manifests and in the arguments of workers. The dialect is stored only where the
/// name does not say it.
#[derive(Serialize, Deserialize)]
struct Stored {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dialect: Option<String>,
    rate_wpm: u32,
    pitch: u32,
}

impl From<Voice> for Stored {
    fn from(voice: Voice) -> Stored {
        let of_name = dialect_of(&voice.name);
        let dialect = (voice.dialect != of_name).then(|| code(voice.dialect).to_owned());
        Stored {
            name: voice.name,
            dialect,
            rate_wpm: voice.rate_wpm,
            pitch: voice.pitch,
        }
    }
}

impl From<Stored> for Voice {
    fn from(stored: Stored) -> Voice {
        let named = stored.dialect.as_deref().and_then(dialect);
        Voice {
            dialect: named.unwrap_or_else(|| dialect_of(&stored.name)),
            name: stored.name,
            rate_wpm: stored.rate_wpm,
            pitch: stored.pitch,
        }
    }
}

/// The dialects and their codes: those of their countries.
const DIALECTS: [(&str, Dialect); 3] = [
    ("fr", Dialect::France),
    ("be", Dialect::Belgium),
    ("ch", Dialect::Switzerland),
];

/// The code of a dialect: `fr`, `be` or `ch`.
pub fn code(dialect: Dialect) -> &'static str {
    let pair = DIALECTS.iter().find(|(_, other)| *other == dialect);
    pair.map_or("fr", |(code, _)| code)
}

/// The dialect with this code.
pub fn dialect(code: &str) -> Option<Dialect> {
    let pair = DIALECTS.iter().find(|(other, _)| *other == code);
    pair.map(|(_, dialect)| *dialect)
}

/// The dialect that the name of a voice says: `fr-be+f2` is Belgian.
pub fn dialect_of(name: &str) -> Dialect {
    let language = name.split('+').next().unwrap_or(name);
    let country = language.strip_prefix("fr-");
    country.and_then(dialect).unwrap_or(Dialect::France)
}

/// A voice that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownVoice {
    /// There is no such language; holds the name of the voice.
    #[error("there is no voice '{0}'")]
    Language(String),
    /// The language has no such variant.
    #[error("voice '{language}' has no variant '{variant}'")]
    Variant {
        /// One of [`LANGUAGES`].
        language: String,
        /// The unknown variant.
        variant: String,
    },
}

/// Fails unless `name` is [`PICO`], or one of [`LANGUAGES`], alone or with `+` and one of
/// [`variants`].
///
/// # Errors
/// The language or the variant is unknown.
pub fn ensure_known(name: &str) -> Result<(), UnknownVoice> {
    if name == PICO {
        return Ok(());
    }
    let (language, variant) = match name.split_once('+') {
        Some((language, variant)) => (language, Some(variant)),
        None => (name, None),
    };
    if !LANGUAGES.iter().any(|(known, _)| *known == language) {
        return Err(UnknownVoice::Language(name.to_owned()));
    }
    if let Some(variant) = variant
        && !variants().contains(&variant)
    {
        return Err(UnknownVoice::Variant {
            language: language.to_owned(),
            variant: variant.to_owned(),
        });
    }
    Ok(())
}

/// The voice that a name in other letters means: `FR`, `fr_FR` and `fr-FR` are `fr`, `fr-BE` is
/// `fr-be`. `None` if it means none.
pub fn in_other_letters(name: &str) -> Option<String> {
    let (language, variant) = match name.find('+') {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let language = language.trim().to_lowercase().replace('_', "-");
    let language = language.strip_suffix("-fr").unwrap_or(&language);
    let name = format!("{language}{variant}");
    ensure_known(&name).is_ok().then_some(name)
}

/// The variants, which any language can have, sorted without regard to case.
pub fn variants() -> Vec<&'static str> {
    let mut names: Vec<&str> = voice_data::ESPEAK
        .file_names()
        .filter_map(|path| path.strip_prefix("espeak-ng-data/voices/!v/"))
        .collect();
    names.sort_by_key(|name| name.to_lowercase());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_alone_or_with_a_variant_is_known() {
        for name in ["fr", "fr-be", "fr-ch", "fr+f2", "fr-be+m3"] {
            ensure_known(name).expect(name);
        }
    }

    #[test]
    fn a_voice_is_known_by_its_locale_too() {
        for (name, meant) in [
            ("FR", "fr"),
            ("fr-FR", "fr"),
            ("fr_FR", "fr"),
            ("fr-BE+f2", "fr-be+f2"),
            ("Pico", "pico"),
        ] {
            assert_eq!(in_other_letters(name).as_deref(), Some(meant), "{name}");
        }
        for name in ["fr_FR-siwis-medium", "de", "fr-fr-fr", "fr+F2x"] {
            assert_eq!(in_other_letters(name), None, "{name}");
        }
    }

    #[test]
    fn a_voice_is_stored_with_its_dialect_only_if_its_name_does_not_say_it() {
        let stored = |name: &str, dialect| {
            let voice = Voice {
                name: name.to_owned(),
                dialect,
                ..Voice::default()
            };
            let json = serde_json::to_string(&voice).expect("plain values");
            assert_eq!(serde_json::from_str::<Voice>(&json).expect(&json), voice);
            json
        };
        let belgium = Dialect::Belgium;
        assert_eq!(
            stored("fr-be", belgium),
            r#"{"name":"fr-be","rate_wpm":175,"pitch":50}"#
        );
        assert_eq!(
            stored("pico", belgium),
            r#"{"name":"pico","dialect":"be","rate_wpm":175,"pitch":50}"#
        );
    }

    #[test]
    fn every_listed_variant_exists() {
        let all = variants();
        for (name, _) in VARIANTS {
            assert!(all.contains(&name), "{name}");
        }
    }

    #[test]
    fn an_unknown_language_or_variant_is_named() {
        let message = |name| ensure_known(name).expect_err(name).to_string();
        assert_eq!(message("de"), "there is no voice 'de'");
        assert_eq!(message("fr+zz"), "voice 'fr' has no variant 'zz'");
        assert_eq!(message("fr+../../x"), "voice 'fr' has no variant '../../x'");
        assert_eq!(message(""), "there is no voice ''");
    }
}
