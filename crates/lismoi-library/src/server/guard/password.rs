//! A password instead of the token, for programs that know nothing else (RFC 7617): readers of
//! OPDS and podcast apps.
//!
//! It is the token, or the secret of a subscriber, which can be taken back. Any user name is
//! right. A podcast app says it once, at its login, and is known by a cookie afterwards. Nothing
//! else than their own addresses is opened so: a browser would send a password along with
//! requests that other pages make it send.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::server::site::Site;

/// The cookie of a podcast app: the name that it has at gpodder.net.
const COOKIE: &str = "sessionid";

/// The longest user name and password.
const LONGEST: usize = 1_000;

/// Whether an address is one of those programs.
pub(super) fn opens(path: &str) -> bool {
    path == "/opds"
        || ["/opds/", "/api/2/", "/subscriptions/"]
            .iter()
            .any(|start| path.starts_with(start))
}

/// Whether a request comes from a program that has the password.
pub(super) fn is_known(site: &Site, headers: &HeaderMap) -> bool {
    password(headers).is_some_and(|secret| is_right(site, &secret))
        || session(headers).is_some_and(|session| is_session(site, session))
}

/// Asks for the password.
pub(super) fn ask() -> Response {
    let challenge = "Basic realm=\"lismoi\", charset=\"UTF-8\"";
    let challenge = [(header::WWW_AUTHENTICATE, challenge)];
    (StatusCode::UNAUTHORIZED, challenge).into_response()
}

/// The cookie for a podcast app that has sent its password with this request: after its login, or
/// after any other one, it does not send it again. `None` where it sent none.
pub(super) fn cookie(site: &Site, headers: &HeaderMap, path: &str) -> Option<HeaderValue> {
    let is_podcast_app = opens(path) && !path.starts_with("/opds");
    is_podcast_app.then_some(())?;
    let secret = password(headers)?;
    // The secret of a subscriber is kept as a hash, from which no session could be made.
    let value = match site.subscribers.has(&secret) {
        true => secret,
        false if site.login.is_right(&secret) => site.login.session()?.to_owned(),
        false => return None,
    };
    let text = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
    HeaderValue::from_str(&text).ok()
}

/// The secret of the subscriber that a request comes from; `None` where it has said the token.
pub(in crate::server) fn subscriber(site: &Site, headers: &HeaderMap) -> Option<String> {
    let secrets = [password(headers), session(headers).map(str::to_owned)];
    let mut secrets = secrets.into_iter().flatten();
    secrets.find(|secret| site.subscribers.has(secret))
}

/// Forgets the program.
pub(in crate::server) fn forget() -> HeaderValue {
    HeaderValue::from_static("sessionid=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

fn is_right(site: &Site, secret: &str) -> bool {
    site.login.is_right(secret) | site.subscribers.has(secret)
}

fn is_session(site: &Site, session: &str) -> bool {
    site.login.is_session(session) | site.subscribers.has(session)
}

/// The password of a request.
fn password(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    let is_basic = scheme.eq_ignore_ascii_case("basic") && encoded.len() <= LONGEST;
    let decoded = STANDARD.decode(is_basic.then(|| encoded.trim())?).ok()?;
    let (_, password) = str::from_utf8(&decoded).ok()?.split_once(':')?;
    Some(password.trim().to_owned())
}

fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let cookies = cookies.filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|value| value.split(';'));
    cookies.find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn password_of(value: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, value.parse().ok()?);
        password(&headers)
    }

    #[test]
    fn a_password_follows_any_name() {
        for (text, expected) in [
            ("moi:secret", Some("secret")),
            (":secret", Some("secret")),
            ("moi:a:b", Some("a:b")),
            ("moi: été ", Some("été")),
            ("moi", None),
        ] {
            let value = format!("bAsIc {}", STANDARD.encode(text));
            assert_eq!(password_of(&value).as_deref(), expected, "{text}");
        }
        for value in [
            "Basic",
            "Basic ",
            "Basic *",
            "Bearer bW9pOmE=",
            "Basic bW9pOmE",
        ] {
            assert_eq!(password_of(value), None, "{value}");
        }
    }

    #[test]
    fn no_page_is_opened() {
        for path in [
            "/opds",
            "/opds/list/new",
            "/api/2/episodes/moi.json",
            "/subscriptions/moi.opml",
        ] {
            assert!(opens(path), "{path}");
        }
        for path in [
            "/",
            "/add",
            "/opdsx",
            "/api/1/x",
            "/v1/models",
            "//opds",
            "/OPDS",
        ] {
            assert!(!opens(path), "{path}");
        }
    }

    proptest! {
        #[test]
        fn every_password_is_found(name in "[^:\\p{C}]{0,20}", password in "\\PC{0,40}") {
            let value = format!("Basic {}", STANDARD.encode(format!("{name}:{password}")));
            prop_assert_eq!(password_of(&value), Some(password.trim().to_owned()));
        }
    }
}
