//! The token: known by a cookie of a browser, or sent along by a program.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Form, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tokio::time::sleep;

use crate::server::language::Language;
use crate::server::pages;
use crate::server::site::Site;
use crate::server::token;

const COOKIE: &str = "lismoi";

/// How long a browser is known: a year.
const KNOWN_S: u32 = 365 * 24 * 3_600;

/// How long a wrong token takes: guessing is slow.
const WRONG: Duration = Duration::from_millis(700);

/// How a token is known again.
#[derive(Debug)]
pub(in crate::server) struct Login {
    /// `None` where everybody is let in.
    hashes: Option<Hashes>,
    /// Wrong tokens wait for each other.
    wrong: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Hashes {
    token: String,
    /// The value of the cookie: it opens the pages, and does not say the token. With another
    /// token, no cookie is right any more.
    cookie: String,
    /// The value of the cookie of podcast apps, which opens less.
    session: String,
}

/// What a person has typed.
#[derive(Deserialize)]
pub(in crate::server) struct Typed {
    token: String,
    /// The page that was asked for.
    #[serde(default)]
    to: String,
}

impl Login {
    pub(in crate::server) fn of(secret: Option<&str>) -> Login {
        let hashes = secret.map(|secret| Hashes {
            token: token::hash("lismoi token", secret),
            cookie: token::hash("lismoi cookie", secret),
            session: token::hash("lismoi session", secret),
        });
        Login {
            hashes,
            wrong: tokio::sync::Mutex::default(),
        }
    }

    /// Whether a request comes from somebody who knows the token.
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        let Some(hashes) = &self.hashes else {
            return true;
        };
        let text = |name| {
            headers
                .get_all(name)
                .iter()
                .filter_map(|value| value.to_str().ok())
        };
        let by_cookie = text(header::COOKIE)
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='))
            .any(|value| token::are_equal(value, &hashes.cookie));
        by_cookie
            || text(header::AUTHORIZATION).any(|value| match value.split_once(' ') {
                Some((scheme, secret)) if scheme.eq_ignore_ascii_case("bearer") => {
                    self.is_right(secret.trim())
                }
                _ => false,
            })
    }

    /// Whether it is the token; anything is where there is none.
    pub(super) fn is_right(&self, secret: &str) -> bool {
        let hashes = self.hashes.as_ref();
        let hash = token::hash("lismoi token", secret);
        hashes.is_none_or(|hashes| token::are_equal(&hash, &hashes.token))
    }

    /// What podcast apps are known by after their login; `None` where everybody is let in.
    pub(super) fn session(&self) -> Option<&str> {
        Some(&self.hashes.as_ref()?.session)
    }

    /// Whether it is that.
    pub(super) fn is_session(&self, value: &str) -> bool {
        self.session()
            .is_some_and(|session| token::are_equal(value, session))
    }

    /// Asks for the token: a person on a page, a program by the code.
    pub(super) fn ask(&self, request: &Request) -> Response {
        let accepts = request.headers().get(header::ACCEPT);
        let wants_page = accepts.and_then(|value| value.to_str().ok());
        let wants_page = wants_page.is_some_and(|types| types.contains("text/html"));
        if request.method() == Method::GET && wants_page {
            return match comes_from_elsewhere(request.headers()) {
                true => pages::login::again(request.uri()),
                false => Redirect::to(&pages::login::address(request.uri())).into_response(),
            };
        }
        let challenge = [(header::WWW_AUTHENTICATE, "Bearer realm=\"lismoi\"")];
        (StatusCode::UNAUTHORIZED, challenge).into_response()
    }
}

/// Whether a link of another site led here. Then browsers keep the cookie back, as it is
/// `SameSite=Strict`.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    site.is_some_and(|site| site == "cross-site" || site == "same-site")
}

/// Looks at the token that was typed, and remembers the browser.
pub(in crate::server) async fn login(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let login = &site.login;
    if !login.is_right(typed.token.trim()) {
        let _one_at_a_time = login.wrong.lock().await;
        sleep(WRONG).await;
        let page = pages::login::page(Language::of(&headers), true, &typed.to);
        return (StatusCode::FORBIDDEN, page).into_response();
    }
    let mut response = Redirect::to(pages::login::safe(&typed.to)).into_response();
    if let Some(cookie) = login.cookie(&headers) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

impl Login {
    fn cookie(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let value = &self.hashes.as_ref()?.cookie;
        // A proxy in front of this server says so.
        let is_secure = headers
            .get("x-forwarded-proto")
            .is_some_and(|scheme| scheme == "https");
        let secure = if is_secure { "; Secure" } else { "" };
        let text = format!(
            "{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={KNOWN_S}{secure}"
        );
        HeaderValue::from_str(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knows(login: &Login, name: &'static str, value: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().expect("a value"));
        login.is_known(&headers)
    }

    #[test]
    fn who_knows_the_token_is_let_in_and_nobody_else() {
        let login = Login::of(Some("un secret assez long"));
        let hashes = login.hashes.as_ref().expect("there is a token");
        assert!(!login.is_known(&HeaderMap::new()));
        assert!(knows(
            &login,
            "authorization",
            "Bearer un secret assez long"
        ));
        assert!(knows(
            &login,
            "cookie",
            &format!("a=b; lismoi={}", hashes.cookie)
        ));
        for value in [
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Basic un secret assez long",
            "",
        ] {
            assert!(!knows(&login, "authorization", value), "{value}");
        }
        // The token itself, its hash, and part of the cookie are none.
        for value in [
            "un secret assez long",
            &hashes.token,
            &hashes.cookie[1..],
            "",
        ] {
            assert!(
                !knows(&login, "cookie", &format!("lismoi={value}")),
                "{value}"
            );
        }
        assert!(!knows(
            &login,
            "cookie",
            &format!("lismoi2={}", hashes.cookie)
        ));
        assert!(Login::of(None).is_known(&HeaderMap::new()));
    }

    #[test]
    fn the_cookie_is_for_this_server_alone() {
        let login = Login::of(Some("un secret assez long"));
        let mut headers = HeaderMap::new();
        let cookie = login.cookie(&headers).expect("a cookie");
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        assert!(!cookie.contains("Secure") && !cookie.contains("secret"));
        headers.insert("x-forwarded-proto", HeaderValue::from_static("https"));
        let cookie = login.cookie(&headers).expect("a cookie");
        assert!(cookie.to_str().expect("text").ends_with("; Secure"));
    }
}
