//! Services that keep articles for later: what is unread there, and that it was heard.
//!
//! Each file speaks to one of them.

use lismoi_fetch::Fetcher;

use super::client::Client;
use super::error::SourceError;
use super::secrets::Secret;
use super::state::SourceState;
use super::{Item, Kind, Source};

mod karakeep;
mod linkding;
mod readeck;
mod reader;
mod wallabag;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests;

/// The most pages of a list that are asked for.
const MOST_PAGES: usize = 100;

/// What is unread in a service, the oldest first.
///
/// # Errors
/// It cannot be asked, or does not answer as it should.
pub(super) fn unread(
    source: &Source,
    secret: &Secret,
    state: &SourceState,
    fetcher: &Fetcher,
) -> Result<Vec<Item>, SourceError> {
    let client = &client(source, secret, fetcher)?;
    match source.kind {
        Kind::Feed => Ok(Vec::new()),
        Kind::Wallabag => wallabag::unread(client, state),
        Kind::Readeck => readeck::unread(client, source, state),
        Kind::Karakeep => karakeep::unread(client),
        Kind::Linkding => linkding::unread(client),
        Kind::Reader => reader::unread(client),
    }
}

/// Tells a service that these of its items were heard, and returns those that it has noted.
///
/// # Errors
/// It cannot be asked at all.
pub fn archive(
    source: &Source,
    secret: &Secret,
    ids: &[String],
    fetcher: &Fetcher,
) -> Result<Vec<String>, SourceError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let client = &client(source, secret, fetcher)?;
    match source.kind {
        Kind::Feed => Ok(ids.to_vec()),
        Kind::Wallabag => wallabag::archive(client, ids),
        Kind::Readeck => readeck::archive(client, ids),
        Kind::Karakeep => karakeep::archive(client, ids),
        Kind::Linkding => linkding::archive(client, ids),
        Kind::Reader => reader::archive(client, ids),
    }
}

/// A client that a service lets in.
fn client<'a>(
    source: &'a Source,
    secret: &Secret,
    fetcher: &'a Fetcher,
) -> Result<Client<'a>, SourceError> {
    let mut client = Client {
        fetcher,
        address: &source.address,
        authorization: None,
    };
    client.authorization = match source.kind {
        Kind::Feed => None,
        Kind::Wallabag => Some(wallabag::log_in(&client, source, secret)?),
        Kind::Reader => Some(reader::log_in(&client, source, secret)?),
        Kind::Readeck | Kind::Karakeep => Some(format!("Bearer {}", secret.get("token"))),
        Kind::Linkding => Some(format!("Token {}", secret.get("token"))),
    };
    Ok(client)
}

/// Does something with each of these, and returns those with which it could be done. An item that
/// is gone there needs nothing more.
fn each(
    ids: &[String],
    mut act: impl FnMut(&str) -> Result<(), SourceError>,
) -> Result<Vec<String>, SourceError> {
    let mut done = Vec::new();
    for id in ids {
        match act(id) {
            Ok(())
            | Err(SourceError::Status {
                status: 404 | 410, ..
            }) => done.push(id.clone()),
            Err(error) if done.is_empty() => return Err(error),
            Err(_) => break,
        }
    }
    Ok(done)
}

/// A text that is not blank.
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// The day of a moment such as `2024-03-12T08:00:00Z`.
fn day(moment: Option<String>) -> Option<String> {
    moment.and_then(|moment| moment.get(..10).map(str::to_owned))
}
