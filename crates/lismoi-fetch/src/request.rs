//! A request with headers and a body, for programs that speak to a service.

use std::io::Read;

use ureq::http::{self, HeaderMap, Request as HttpRequest};
use ureq::{Agent, ResponseExt};

use crate::download::{FetchError, Fetcher, Limit, failed};

/// What is asked of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To send what is at the address.
    Get,
    /// To take something.
    Post,
    /// To change something.
    Patch,
}

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What is asked.
    pub method: Method,
    /// The address, without secrets: it stands in messages.
    pub address: &'a str,
    /// Names and values. They may hold secrets; a redirection to another address gets no
    /// `Authorization`.
    pub headers: &'a [(&'a str, &'a str)],
    /// What is sent; nothing with [`Method::Get`].
    pub body: &'a [u8],
}

/// What a server answered, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The address after all redirects.
    pub address: String,
    /// The media type, with its parameters.
    pub media_type: Option<String>,
    /// The version of what was sent (`ETag`).
    pub etag: Option<String>,
    /// When it was changed (`Last-Modified`), as the server writes it.
    pub last_modified: Option<String>,
    /// How long to wait before the next request (`Retry-After`), in seconds; `None` where the
    /// server does not say, or names a day.
    pub retry_after_s: Option<u64>,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
}

impl Fetcher {
    /// Sends a request, and waits for the whole answer.
    ///
    /// # Errors
    /// Those of [`FetchError`] but for the status.
    pub fn send(&self, request: Request<'_>, limit: Limit) -> Result<Answer, FetchError> {
        let address = request.address;
        let failed = |error| failed(address, error);
        let mut built = HttpRequest::builder()
            .uri(address)
            .method(match request.method {
                Method::Get => http::Method::GET,
                Method::Post => http::Method::POST,
                Method::Patch => http::Method::PATCH,
            });
        for &(name, value) in request.headers {
            built = built.header(name, value);
        }
        let run = |built: http::request::Builder| match request.method {
            Method::Get => run(&self.agent, built.body(())?, limit),
            Method::Post | Method::Patch => run(&self.agent, built.body(request.body)?, limit),
        };
        let mut response = run(built).map_err(failed)?;
        let mut bytes = Vec::new();
        let reader = response.body_mut().as_reader();
        let read = reader.take(limit.bytes + 1).read_to_end(&mut bytes);
        read.map_err(|error| failed(error.into()))?;
        if bytes.len() as u64 > limit.bytes {
            return Err(FetchError::TooLarge {
                address: address.to_owned(),
                limit: limit.bytes,
            });
        }
        let header = |name| text(response.headers(), name);
        Ok(Answer {
            status: response.status().as_u16(),
            address: response.get_uri().to_string(),
            media_type: header("content-type"),
            etag: header("etag"),
            last_modified: header("last-modified"),
            retry_after_s: header("retry-after").and_then(|seconds| seconds.parse().ok()),
            bytes,
        })
    }
}

fn run(
    agent: &Agent,
    request: HttpRequest<impl ureq::AsSendBody>,
    limit: Limit,
) -> Result<http::Response<ureq::Body>, ureq::Error> {
    let request = agent.configure_request(request);
    agent.run(request.timeout_global(limit.time).build())
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}
