//! The names that programs ask for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lismoi_speech::voice::variants;
use serde_json::{Value, json};

use crate::server::site::Site;

/// The names of OpenAI's voices, which programs ask for unless they are told otherwise: the
/// voice of `lismoi.toml` stands for all of them.
const THEIRS: [&str; 13] = [
    "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage",
    "shimmer", "verse",
];

/// The names of models. They all are lismoi.
const MODELS: [&str; 3] = ["lismoi", "tts-1", "tts-1-hd"];

/// A voice that a program asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::server) enum Asked {
    /// That of `lismoi.toml`.
    Default,
    /// Another one.
    Named(String),
}

/// The voice with this name; `None` where there is none. A name is never a path.
pub(in crate::server) fn named(name: &str, known: &[String]) -> Option<Asked> {
    let name = name.trim();
    let lower = name.to_lowercase();
    if ["", "default", "lismoi"].contains(&&*lower) || THEIRS.contains(&&*lower) {
        return Some(Asked::Default);
    }
    let is_known = |name: &str| known.iter().any(|known| known == name);
    let is_variant = || {
        let (base, variant) = name.split_once('+')?;
        (base.starts_with("fr") && is_known(base) && variants().contains(&variant)).then_some(())
    };
    (is_known(name) || is_variant().is_some()).then(|| Asked::Named(name.to_owned()))
}

/// Answers with the models.
pub(in crate::server) async fn models() -> Json<Value> {
    let model =
        |id: &&str| json!({"id": id, "object": "model", "created": 0, "owned_by": "lismoi"});
    let models: Vec<Value> = MODELS.iter().map(model).collect();
    Json(json!({"object": "list", "data": models, "models": models}))
}

/// Answers with the voices.
pub(in crate::server) async fn voices(State(site): State<Arc<Site>>) -> Json<Value> {
    let voice = |name: &String| json!({"id": name, "name": name});
    let voices: Vec<Value> = site.options.voices.iter().map(voice).collect();
    Json(json!({"voices": voices}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_voices_and_never_paths() {
        let known = ["fr", "pico", "fr_FR-siwis-medium"].map(str::to_owned);
        for name in ["alloy", "Nova", "default", ""] {
            assert_eq!(named(name, &known), Some(Asked::Default), "{name}");
        }
        for name in ["fr", "pico", "fr_FR-siwis-medium", "fr+f2"] {
            assert_eq!(
                named(name, &known),
                Some(Asked::Named(name.to_owned())),
                "{name}"
            );
        }
        for name in [
            "/etc/passwd",
            "../fr",
            "fr+../x",
            "pico+f2",
            "fr+",
            "en",
            "--help",
            "a.onnx",
        ] {
            assert_eq!(named(name, &known), None, "{name}");
        }
    }
}
