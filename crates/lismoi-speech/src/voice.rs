//! The settings of a voice, and the voices that exist.

use serde::{Deserialize, Serialize};

use crate::voice_data;

/// The languages of the voices, and their names in French.
pub const LANGUAGES: [(&str, &str); 3] = [
    ("fr", "français (France)"),
    ("fr-be", "français (Belgique)"),
    ("fr-ch", "français (Suisse)"),
];

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
pub struct Voice {
    /// `fr`, `fr-be` or `fr-ch`; optionally `+` and a variant of eSpeak NG.
    pub name: String,
    /// Words per minute, 80 to 450 (the range of eSpeak NG without time stretching).
    pub rate_wpm: u32,
    /// 0 to 99; 50 is the natural pitch of the voice.
    pub pitch: u32,
}

impl Default for Voice {
    fn default() -> Self {
        Voice {
            name: "fr".to_owned(),
            // `espeakRATE_NORMAL` and the default pitch in speak_lib.h.
            rate_wpm: 175,
            pitch: 50,
        }
    }
}

/// A voice that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownVoice {
    /// There is no such language; holds the name of the voice.
    #[error("eSpeak NG has no French voice '{0}'")]
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

/// Fails unless `name` is one of [`LANGUAGES`], alone or with `+` and one of [`variants`].
///
/// # Errors
/// The language or the variant is unknown.
pub fn ensure_known(name: &str) -> Result<(), UnknownVoice> {
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

/// The variants, which any language can have, sorted without regard to case.
pub fn variants() -> Vec<&'static str> {
    let mut names: Vec<&str> = voice_data::file_names()
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
    fn every_listed_variant_exists() {
        let all = variants();
        for (name, _) in VARIANTS {
            assert!(all.contains(&name), "{name}");
        }
    }

    #[test]
    fn an_unknown_language_or_variant_is_named() {
        let message = |name| ensure_known(name).expect_err(name).to_string();
        assert_eq!(message("de"), "eSpeak NG has no French voice 'de'");
        assert_eq!(message("fr+zz"), "voice 'fr' has no variant 'zz'");
        assert_eq!(message("fr+../../x"), "voice 'fr' has no variant '../../x'");
        assert_eq!(message(""), "eSpeak NG has no French voice ''");
    }
}
