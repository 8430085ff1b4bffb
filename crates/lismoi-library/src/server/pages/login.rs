//! Asks for the token, and then goes on to the page that was asked for.

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::Language;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    t: Language,
    tab: &'static str,
    is_wrong: bool,
    to: &'a str,
}

#[derive(Template)]
#[template(path = "again.html")]
struct Again<'a> {
    to: &'a str,
}

/// The page that was asked for before.
#[derive(Deserialize)]
pub(in crate::server) struct Asked {
    #[serde(default)]
    to: String,
}

/// The page.
pub(in crate::server) async fn form(Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    page(Language::of(&headers), false, &asked.to)
}

/// The page, after a wrong token or before any.
pub(in crate::server) fn page(t: Language, is_wrong: bool, to: &str) -> Response {
    let tab = "login";
    let to = safe(to);
    super::page(&LoginPage {
        t,
        tab,
        is_wrong,
        to,
    })
}

/// The address of the page, with that of the page that was asked for.
pub(in crate::server) fn address(asked: &Uri) -> String {
    match asked_for(asked) {
        "/" => "/login".to_owned(),
        to => format!("/login?to={}", utf8_percent_encode(to, NON_ALPHANUMERIC)),
    }
}

/// A page that opens the one that was asked for once more, now from a page of this server: the
/// browser shows the cookie that it kept back from a link of another site.
pub(in crate::server) fn again(asked: &Uri) -> Response {
    let to = safe(asked_for(asked));
    super::page(&Again { to }).into_response()
}

fn asked_for(asked: &Uri) -> &str {
    asked.path_and_query().map_or("/", |asked| asked.as_str())
}

/// An address of this server: what could lead elsewhere is its first page.
pub(in crate::server) fn safe(to: &str) -> &str {
    let is_own = to.starts_with('/') && !to.starts_with("//");
    let has_others = to.contains(|c: char| c == '\\' || c.is_control() || !c.is_ascii());
    match is_own && !has_others {
        true => to,
        false => "/",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_addresses_of_this_server_are_gone_to() {
        for to in ["/", "/add?url=https%3A%2F%2Fexemple.fr", "/a/0/#t=3"] {
            assert_eq!(safe(to), to);
        }
        for to in [
            "",
            "//exemple.fr",
            "https://exemple.fr",
            "/\\exemple.fr",
            "\\/exemple.fr",
            "/\t/exemple.fr",
            "javascript:alert(1)",
            " /",
        ] {
            assert_eq!(safe(to), "/", "{to}");
        }
    }

    proptest! {
        #[test]
        fn no_address_leads_elsewhere(to in "[/\\\\a-z:.@?\t\n ]{0,12}") {
            let base = safe(&to);
            prop_assert!(base.starts_with('/') && !base.starts_with("//"));
            prop_assert!(!base.contains(['\\', '\t', '\n']));
        }
    }
}
