//! Requests to a service, and its answers in JSON.

use std::time::Duration;

use lismoi_fetch::{Answer, Fetcher, Limit, Method, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;

use super::error::SourceError;

/// A page of entries with their texts.
pub(super) const LIMIT: Limit = Limit {
    bytes: 50_000_000,
    time: Some(Duration::from_secs(60)),
};

/// A service, and what it must be told with every request.
pub(super) struct Client<'a> {
    pub(super) fetcher: &'a Fetcher,
    /// Its address, without a slash at the end.
    pub(super) address: &'a str,
    /// The value of `Authorization`.
    pub(super) authorization: Option<String>,
}

impl Client<'_> {
    /// What is at a path.
    pub(super) fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, SourceError> {
        let answer = self.send(Method::Get, path, None, b"")?;
        serde_json::from_slice(&answer.bytes)
            .map_err(|_| SourceError::Answer(self.address.to_owned()))
    }

    /// The text at a path.
    pub(super) fn text(&self, path: &str) -> Result<String, SourceError> {
        let answer = self.send(Method::Get, path, None, b"")?;
        Ok(String::from_utf8_lossy(&answer.bytes).into_owned())
    }

    /// Sends the fields of a form.
    pub(super) fn post_form(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer, SourceError> {
        let fields = fields.iter().map(|(name, value)| {
            format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
        });
        let form = fields.collect::<Vec<_>>().join("&");
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::Post, path, Some(kind), form.as_bytes())
    }

    /// Changes what is at a path.
    pub(super) fn patch(&self, path: &str, json: &serde_json::Value) -> Result<(), SourceError> {
        let json = json.to_string();
        let kind = Some("application/json");
        self.send(Method::Patch, path, kind, json.as_bytes())?;
        Ok(())
    }

    fn send(
        &self,
        method: Method,
        path: &str,
        media_type: Option<&str>,
        body: &[u8],
    ) -> Result<Answer, SourceError> {
        let address = format!("{}{path}", self.address);
        let mut headers = vec![("Accept", "application/json, text/html;q=0.9, */*;q=0.8")];
        headers.extend(media_type.map(|kind| ("Content-Type", kind)));
        let authorization = self.authorization.as_deref();
        headers.extend(authorization.map(|value| ("Authorization", value)));
        let request = Request {
            method,
            address: &address,
            headers: &headers,
            body,
        };
        let answer = self.fetcher.send(request, LIMIT)?;
        match answer.status {
            200..=299 => Ok(answer),
            status => Err(SourceError::Status {
                address: self.address.to_owned(),
                status,
                retry_after_s: answer.retry_after_s,
            }),
        }
    }
}
