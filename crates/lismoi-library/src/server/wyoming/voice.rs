//! Voices as clients of Wyoming name them: by a name, or by a language.

use anyhow::{Result, bail};
use lismoi_speech::voice::{LANGUAGES, PICO};
use serde_json::Value;

use crate::server::speech::voices::{Asked, named};

/// The languages of a voice, the one of its country first (BCP 47). Programs compare them letter
/// by letter.
pub(super) fn languages(name: &str) -> Vec<&'static str> {
    match name {
        "fr-be" => vec!["fr-BE"],
        "fr-ch" => vec!["fr-CH"],
        _ => vec!["fr-FR", "fr"],
    }
}

/// What people are shown for a voice.
pub(super) fn description(name: &str) -> &str {
    match LANGUAGES.iter().find(|(known, _)| *known == name) {
        Some((_, description)) => description,
        None if name == PICO => "SVOX Pico",
        None => name,
    }
}

/// The voice that an event asks for with `voice`; that of `lismoi.toml` where it asks for none.
///
/// # Errors
/// There is no such voice, or none of that language.
pub(super) fn asked(voice: Option<&Value>, known: &[String]) -> Result<Asked> {
    let text = |field: &str| voice?.get(field)?.as_str();
    if let Some(name) = text("name") {
        return match named(name, known) {
            Some(asked) => Ok(asked),
            None => bail!("there is no voice '{name}'"),
        };
    }
    let Some(language) = text("language") else {
        return Ok(Asked::Default);
    };
    match &*language.to_lowercase().replace('_', "-") {
        country @ ("fr-be" | "fr-ch") => Ok(Asked::Named(country.to_owned())),
        french if french == "fr" || french.starts_with("fr-") => Ok(Asked::Default),
        _ => bail!("there is no voice for the language '{language}'"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_voice_is_asked_for_by_its_name_or_by_a_language() {
        let known = ["fr", "fr-be", "fr-ch", "pico"].map(str::to_owned);
        let named = |name: &str| Some(Asked::Named(name.to_owned()));
        for (voice, expected) in [
            (json!(null), Some(Asked::Default)),
            (json!({}), Some(Asked::Default)),
            (json!("pico"), Some(Asked::Default)),
            (json!({"name": "pico", "language": "en"}), named("pico")),
            (json!({"name": "alloy"}), Some(Asked::Default)),
            (json!({"name": "/etc/passwd"}), None),
            (json!({"language": "fr"}), Some(Asked::Default)),
            (json!({"language": "fr_FR"}), Some(Asked::Default)),
            (json!({"language": "fr-CH"}), named("fr-ch")),
            (json!({"language": "en"}), None),
            (json!({"language": "fro"}), None),
        ] {
            assert_eq!(asked(Some(&voice), &known).ok(), expected, "{voice}");
        }
        assert_eq!(asked(None, &known).ok(), Some(Asked::Default));
    }
}
