//! What the share menu of a phone gives to the app.
//!
//! The share menu sends it itself, which browsers say (`Sec-Fetch-Site: none`): then the reader
//! has chosen this app, and it is added at once. What any page from elsewhere could have sent is
//! put into the form instead, and added when the reader says so.

use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Language;
use super::add;
use crate::server::guard;
use crate::server::site::Site;
use crate::server::uploads;

/// The longest text that only goes with an address.
const LONGEST_REMARK: usize = 1_000;

/// What another page gives: a bookmark, or the share menu of a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(in crate::server) struct Shared {
    pub(in crate::server) url: String,
    pub(in crate::server) text: String,
    pub(in crate::server) title: String,
}

impl Shared {
    /// The address, or else the text. Phones put the address into the text; a long text with an
    /// address in it is what is to be read.
    pub(super) fn given(&self) -> String {
        let parts = [&self.url, &self.text, &self.title];
        let given = parts.into_iter().find(|text| !text.trim().is_empty());
        let Some(given) = given else {
            return String::new();
        };
        let is_address = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
        let address = given.split_whitespace().rev().find(is_address);
        match address {
            Some(address) if given.len() <= LONGEST_REMARK => address.to_owned(),
            // The title is not in the text.
            _ if *given == self.text && !self.title.trim().is_empty() => {
                format!("{}\n\n{given}", self.title.trim())
            }
            _ => given.clone(),
        }
    }
}

/// Reloading the page of what was shared shows the form.
pub(in crate::server) async fn form() -> Response {
    Redirect::to("/add").into_response()
}

/// Adds what is shared, or asks first.
pub(in crate::server) async fn share(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let t = Language::of(&headers);
    let Ok((shared, mut articles)) = uploads::shared(form).await else {
        let error = t.text("add-unreadable").to_owned();
        return (
            StatusCode::BAD_REQUEST,
            add::page_with(&headers, String::new(), error),
        )
            .into_response();
    };
    let given = shared.given();
    if !guard::is_own(&headers) {
        return add::page_with(&headers, given, String::new());
    }
    match uploads::given(&given) {
        // What is said of files that are shared is not to be read.
        Ok(Some(new)) if articles.is_empty() => articles.push(new),
        Ok(_) => {}
        Err(_) => {
            let error = t.text("add-unreadable").to_owned();
            return (
                StatusCode::PAYLOAD_TOO_LARGE,
                add::page_with(&headers, given, error),
            )
                .into_response();
        }
    }
    add::put_all(&site, &headers, articles).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_before_what_is_said_of_it() {
        let shared = |url: &str, text: &str, title: &str| {
            let [url, text, title] = [url, text, title].map(str::to_owned);
            Shared { url, text, title }.given()
        };
        let address = "https://exemple.fr/a";
        assert_eq!(shared(address, "Un texte", "Un titre"), address);
        assert_eq!(
            shared("", "À lire : https://exemple.fr/a", "Un titre"),
            address
        );
        assert_eq!(shared("", "Un texte.", "Un titre"), "Un titre\n\nUn texte.");
        assert_eq!(shared(" ", "", "Un titre"), "Un titre");
        assert_eq!(shared("", "", ""), "");
        let long = format!("{} voir https://exemple.fr/a", "mot ".repeat(400));
        assert_eq!(shared("", &long, ""), long);
    }
}
