//! What this server can do, as `info` says it.

use serde_json::{Value, json};

use super::voice::{description, languages};

/// The data of `info`: one program that speaks, with these voices.
pub(super) fn info(voices: &[String]) -> Value {
    let version = env!("CARGO_PKG_VERSION");
    let attribution = json!({"name": "lismoi", "url": "https://docs.rs/lismoi"});
    let voices = voices.iter().map(|name| {
        json!({
            "name": name,
            "description": description(name),
            "attribution": attribution,
            "installed": true,
            "version": version,
            "languages": languages(name),
            "speakers": null,
        })
    });
    let program = json!({
        "name": "lismoi",
        "description": "lismoi",
        "attribution": attribution,
        "installed": true,
        "version": version,
        "voices": voices.collect::<Vec<_>>(),
        "supports_synthesize_streaming": true,
    });
    json!({
        "asr": [], "tts": [program], "handle": [], "intent": [], "wake": [], "mic": [], "snd": [],
    })
}
