//! Who is let in, and what browsers are told: before and after every request.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::site::Site;

pub(super) mod headers;
pub(super) mod host;
pub(super) mod login;
mod origin;
pub(super) mod password;

/// How long a request may take until its answer begins: a file is sent, or a text is spoken.
const LONGEST: Duration = Duration::from_secs(300);

/// Lets a request through, or says why not.
pub(super) async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let cookie = password::cookie(&site, request.headers(), &path);
    let response = match refused(&site, &request, &path) {
        Some(refused) => refused,
        None => match timeout(LONGEST, next.run(request)).await {
            Ok(response) => with_cookie(response, cookie),
            Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
        },
    };
    headers::add(response, &path)
}

/// One that is set already is another one.
fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        let field = response.headers_mut().entry(header::SET_COOKIE);
        field.or_insert(cookie);
    }
    response
}

fn refused(site: &Site, request: &Request, path: &str) -> Option<Response> {
    if !site.hosts.know(request) {
        return Some(StatusCode::MISDIRECTED_REQUEST.into_response());
    }
    let is_safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    let asks_first = path == SHARE;
    if !is_safe && !asks_first && !origin::is_own(request.headers(), is_for_programs(path)) {
        return Some(StatusCode::FORBIDDEN.into_response());
    }
    if is_public(path) || site.login.is_known(request.headers()) {
        return None;
    }
    if password::opens(path) {
        let is_known = password::is_known(site, request.headers());
        return (!is_known).then(password::ask);
    }
    Some(site.login.ask(request))
}

/// What is sent there from elsewhere changes nothing before its reader is asked.
const SHARE: &str = "/share";

/// Whether a change was asked for by a page of this server, or by its reader himself.
pub(super) fn is_own(headers: &HeaderMap) -> bool {
    origin::is_own(headers, false)
}

/// What programs call: they send neither an origin nor a cookie.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/v1/") || password::opens(path)
}

/// What is not hidden from anybody, or guarded by a secret in its path.
fn is_public(path: &str) -> bool {
    ["/login", "/sw.js", "/manifest.webmanifest"].contains(&path)
        || ["/assets/", "/f/"]
            .iter()
            .any(|start| path.starts_with(start))
}
