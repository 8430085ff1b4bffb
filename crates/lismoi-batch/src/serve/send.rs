//! Answers: an object or a part of it, an error, or nothing.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lismoi_http::ranges::{Wanted, wanted};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

/// How much of a file is read at a time, in bytes.
const BLOCK: usize = 64 * 1024;

/// A year: what has its content in its address never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Five minutes: what cannot be made, another version of the program may make.
const FAILED: &str = "public, max-age=300";

/// A minute: what is unknown may be there after the next start.
const UNKNOWN: &str = "public, max-age=60";

/// When whoever is sent away may come again, in seconds.
const RETRY_AFTER: &str = "10";

/// What is sent.
pub(super) struct Sent {
    /// Its bytes.
    pub(super) content: Content,
    /// The entity tag, with its quotation marks.
    pub(super) tag: String,
    /// The media type.
    pub(super) media_type: &'static str,
}

/// Bytes, wherever they are.
pub(super) enum Content {
    /// All of a file.
    File(File),
    /// In memory.
    Bytes(Bytes),
    /// So many, which nobody asks for.
    Length(u64),
}

impl Sent {
    /// The answer to a request for it.
    pub(super) fn answer(self, method: &Method, headers: &HeaderMap) -> Response {
        let tag = HeaderValue::from_str(&self.tag);
        let media_type = self.media_type;
        let Ok(mut response) = self.part(method, headers) else {
            return later();
        };
        let fields = response.headers_mut();
        fields.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        // Players load captions from elsewhere only if they are told that they may.
        let all = HeaderValue::from_static("*");
        fields.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
        let is_kept = response.status() != StatusCode::RANGE_NOT_SATISFIABLE;
        let fields = response.headers_mut();
        if is_kept {
            fields.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
            fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        if let Ok(tag) = tag {
            fields.insert(header::ETAG, tag);
        }
        response
    }

    fn part(self, method: &Method, headers: &HeaderMap) -> io::Result<Response> {
        let length = match &self.content {
            Content::File(file) => file.metadata()?.len(),
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::Length(length) => *length,
        };
        let wanted = match (wanted(headers, length, &self.tag), method) {
            // Only GET has parts.
            (Wanted::Part(_) | Wanted::Outside, &Method::HEAD) => Wanted::Whole,
            (wanted, _) => wanted,
        };
        let range = match &wanted {
            Wanted::Nothing => return Ok(StatusCode::NOT_MODIFIED.into_response()),
            Wanted::Outside => {
                let field = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
                return Ok((StatusCode::RANGE_NOT_SATISFIABLE, field).into_response());
            }
            Wanted::Whole => 0..length,
            Wanted::Part(range) => range.clone(),
        };
        let fields = [(header::CONTENT_LENGTH, range.end - range.start)];
        let body = match self.content {
            _ if *method == Method::HEAD => Body::empty(),
            Content::Length(_) => Body::empty(),
            Content::Bytes(bytes) => {
                Body::from(bytes.slice(range.start as usize..range.end as usize))
            }
            Content::File(mut file) => {
                file.seek(SeekFrom::Start(range.start))?;
                let reader = tokio::fs::File::from_std(file).take(range.end - range.start);
                Body::from_stream(ReaderStream::with_capacity(reader, BLOCK))
            }
        };
        let fields = fields.map(|(name, value)| (name, value.to_string()));
        if wanted == Wanted::Whole {
            return Ok((fields, body).into_response());
        }
        let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
        let place = [(header::CONTENT_RANGE, place)];
        Ok((StatusCode::PARTIAL_CONTENT, fields, place, body).into_response())
    }
}

/// The answer to what is not there.
pub(super) fn unknown() -> Response {
    let field = [(header::CACHE_CONTROL, UNKNOWN)];
    (StatusCode::NOT_FOUND, field).into_response()
}

/// The answer to an article that cannot be made: the line that `run` prints. 404 is for what
/// is unknown, and 410 would say that it was there once.
pub(super) fn failed(answer: Bytes) -> Response {
    let fields = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, FAILED),
    ];
    (StatusCode::UNPROCESSABLE_ENTITY, fields, answer).into_response()
}

/// The answer to a request that cannot be served now.
pub(super) fn later() -> Response {
    let fields = [
        (header::RETRY_AFTER, RETRY_AFTER),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, fields).into_response()
}

/// The answer to HEAD where GET would make the article.
pub(super) fn not_yet() -> Response {
    let field = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::ACCEPTED, field).into_response()
}

/// The answer to an id: where the sound is.
pub(super) fn see(address: String) -> Response {
    let fields = [
        (header::LOCATION, address),
        (header::CACHE_CONTROL, UNKNOWN.to_owned()),
    ];
    (StatusCode::TEMPORARY_REDIRECT, fields).into_response()
}
