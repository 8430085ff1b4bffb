//! Which voice speaks, how fast and how high.

use anyhow::{Error, Result};
use serde::{Deserialize, Serialize};

use super::voice_data;
use lismoi_document::hint::WithHint;

/// The languages a voice may have, with what a person calls them.
pub const LANGUAGES: [(&str, &str); 3] = [
    ("fr", "français (France)"),
    ("fr-be", "français (Belgique)"),
    ("fr-ch", "français (Suisse)"),
];

/// The settings of a voice: with the spoken text and the engine's version, all that
/// the samples of an utterance depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// `fr`, `fr-be` or `fr-ch`, and after a `+` one of eSpeak NG's variants.
    pub name: String,
    /// Words per minute, 80 to 450 (eSpeak NG's own range without time stretching).
    pub rate_wpm: u32,
    /// 0 to 99; 50 is the voice's own pitch.
    pub pitch: u32,
}

impl Default for Voice {
    fn default() -> Self {
        Voice {
            name: "fr".to_owned(),
            // espeakRATE_NORMAL and the default pitch of speak_lib.h.
            rate_wpm: 175,
            pitch: 50,
        }
    }
}

/// Fails unless `name` is a language of [`LANGUAGES`], alone or with `+` and one of
/// [`variants`].
///
/// # Errors
/// Names the part that is unknown.
pub fn ensure_known(name: &str) -> Result<()> {
    let (language, variant) = match name.split_once('+') {
        Some((language, variant)) => (language, Some(variant)),
        None => (name, None),
    };
    if !LANGUAGES.iter().any(|(known, _)| *known == language) {
        return Err(unknown(format!("eSpeak NG has no French voice '{name}'")));
    }
    if let Some(variant) = variant
        && !variants().contains(&variant)
    {
        return Err(unknown(format!(
            "voice '{language}' has no variant '{variant}'"
        )));
    }
    Ok(())
}

fn unknown(message: String) -> Error {
    WithHint::new(message, "run `lismoi voices` for the list").into()
}

/// The variants that can follow any language after a `+`, sorted without regard to case.
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
    fn an_unknown_language_or_variant_is_named() {
        let message = |name| ensure_known(name).expect_err(name).to_string();
        assert_eq!(message("de"), "eSpeak NG has no French voice 'de'");
        assert_eq!(message("fr+zz"), "voice 'fr' has no variant 'zz'");
        assert_eq!(message("fr+../../x"), "voice 'fr' has no variant '../../x'");
        assert_eq!(message(""), "eSpeak NG has no French voice ''");
    }
}
