//! What browsers are told with every answer.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// Nothing is loaded but from here, and no script runs but ours (Content Security Policy).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; media-src 'self'; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The fields of every answer. One that an answer has already is left as it is.
const FIELDS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Adds them. What is not an asset may change, and is not kept by anybody else.
pub(super) fn add(mut response: Response, path: &str) -> Response {
    let headers = response.headers_mut();
    for (name, value) in FIELDS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if !path.starts_with("/assets/") {
        let field = headers.entry(header::CACHE_CONTROL);
        field.or_insert(HeaderValue::from_static("private, no-cache"));
    }
    response
}
