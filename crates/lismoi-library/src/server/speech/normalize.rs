//! `POST /v1/normalize`: how a French text is said, in words.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use tokio::task::spawn_blocking;

use super::{reason, refused, wrong};
use crate::server::Program;
use crate::server::site::Site;

/// What a program asks for.
#[derive(Deserialize)]
pub(in crate::server) struct Request {
    input: String,
}

/// Answers with the utterances, and with all of them as one text.
pub(in crate::server) async fn normalize(
    State(site): State<Arc<Site>>,
    request: Result<Json<Request>, JsonRejection>,
) -> Response {
    let request = match request {
        Ok(Json(request)) => request,
        Err(rejection) => return refused(rejection.status(), &rejection.body_text()),
    };
    if let Some(response) = wrong(&request.input) {
        return response;
    }
    let Ok(_turn) = site.speaking.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let program = site.options.program.clone();
    let text = request.input.into_bytes();
    match spawn_blocking(move || said(&program, text))
        .await
        .context("a thread was lost")
        .flatten()
    {
        Ok(utterances) => {
            let text = utterances.join(" ");
            Json(json!({"text": text, "utterances": utterances})).into_response()
        }
        Err(error) => refused(StatusCode::UNPROCESSABLE_ENTITY, &format!("{error:#}")),
    }
}

fn said(program: &Program, text: Vec<u8>) -> Result<Vec<String>> {
    let output = program.filter(&["show", "spoken", "-", "--from", "paragraphs"], text)?;
    if !output.status.success() {
        bail!("{}", reason(&output.stderr));
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().map(str::to_owned).collect())
}
