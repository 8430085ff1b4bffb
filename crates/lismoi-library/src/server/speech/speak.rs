//! `POST /v1/audio/speech`: a text in, sound out.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::encode::{self, Answer};
use super::voices::{self, Asked};
use super::{reason, refused, wrong};
use crate::server::Program;
use crate::server::site::Site;

/// The speeds of OpenAI's.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.25..=4.0;

/// The name of the file that a text is spoken into.
const SPOKEN: &str = "spoken.wav";

/// What a program asks for. Unknown fields are ignored: there are more every year.
#[derive(Deserialize)]
pub(in crate::server) struct Request {
    input: String,
    #[serde(default)]
    voice: Option<serde_json::Value>,
    #[serde(default)]
    response_format: Option<String>,
    #[serde(default)]
    speed: Option<f64>,
}

/// Answers with sound.
pub(in crate::server) async fn speech(
    State(site): State<Arc<Site>>,
    request: Result<Json<Request>, JsonRejection>,
) -> Response {
    let bad = |message: &str| refused(StatusCode::BAD_REQUEST, message);
    let request = match request {
        Ok(Json(request)) => request,
        Err(rejection) => return refused(rejection.status(), &rejection.body_text()),
    };
    if let Some(response) = wrong(&request.input) {
        return response;
    }
    let format = request.response_format.as_deref().unwrap_or("mp3");
    let Some(answer) = encode::named(format) else {
        return bad(&format!("'response_format' cannot be '{format}'"));
    };
    // A custom voice is an object with an id.
    let voice = request.voice.unwrap_or_default();
    let name = voice
        .as_str()
        .or_else(|| voice.get("id")?.as_str())
        .unwrap_or_default();
    let Some(voice) = voices::named(name, &site.options.voices) else {
        return bad(&format!("there is no voice '{name}'"));
    };
    let speed = request.speed.unwrap_or(1.0);
    if !SPEEDS.contains(&speed) {
        return bad(&format!("'speed' cannot be {speed}"));
    }
    let Ok(_turn) = site.speaking.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let (program, rate) = (site.options.program.clone(), site.options.rate_wpm);
    let text = request.input.into_bytes();
    let spoken = spawn_blocking(move || speak(&program, text, &voice, factor(speed, rate), answer));
    match spoken.await.context("a thread was lost").flatten() {
        Ok(bytes) => ([(header::CONTENT_TYPE, answer.media_type())], bytes).into_response(),
        Err(error) => refused(StatusCode::UNPROCESSABLE_ENTITY, &format!("{error:#}")),
    }
}

/// The speed that comes nearest and that every engine has.
fn factor(speed: f64, rate_wpm: u32) -> f64 {
    let rate = f64::from(rate_wpm.max(1));
    (rate * speed).round().clamp(80.0, 450.0) / rate
}

fn speak(
    program: &Program,
    text: Vec<u8>,
    voice: &Asked,
    speed: f64,
    answer: Answer,
) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(SPOKEN);
    let path = path
        .to_str()
        .context("the folder for temporary files has no plain name")?;
    let speed = format!("{speed:.4}");
    let mut arguments = vec![
        "say",
        "-",
        "--from",
        "paragraphs",
        "--output",
        path,
        "--speed",
        &speed,
    ];
    if let Asked::Named(name) = voice {
        arguments.extend(["--voice", name]);
    }
    let output = program.filter(&arguments, text)?;
    if !output.status.success() {
        bail!("{}", reason(&output.stderr));
    }
    encode::answer(encode::open(&folder, SPOKEN)?, answer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_speed_is_one_that_engines_have(speed in 0.25..4.0, rate in 80..450_u32) {
            let words = factor(speed, rate) * f64::from(rate);
            prop_assert!((79.99..=450.01).contains(&words), "{words}");
        }
    }
}
