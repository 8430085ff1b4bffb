//! MHTML: a message whose parts are the page and what it needs.

use lismoi_document::{Document, Metadata, Source};
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::{NO_PAGE, picture};
use crate::html;
use crate::html::embedded::{SavedPage, read_saved};
use crate::mime;
use crate::options::ReadOptions;
use crate::parse::ReadError;

pub(super) fn read(
    bytes: &[u8],
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let message = mime::message(bytes)?;
    let part = page(&message).ok_or(NO_PAGE)?;
    let text = mime::text(&message, part, html::decode);
    let location = part.content_location();
    let address = location.or_else(|| {
        let location = message.header("Snapshot-Content-Location");
        location.and_then(|value| value.as_text())
    });
    let known = Metadata {
        title: message.subject().map(str::to_owned),
        address: address
            .filter(|it| it.starts_with("http"))
            .map(str::to_owned),
        ..Metadata::default()
    };
    let saved = SavedPage {
        html: &text,
        entry: address.unwrap_or("page"),
        known,
        name,
    };
    read_saved(
        saved,
        |address| {
            let part = message.parts.iter().find(|part| is_at(part, address))?;
            picture(&mime::bytes(&message, part))
        },
        options,
    )
}

/// The page: the part that the message says is its root, or the first one that is HTML.
fn page<'a>(message: &'a Message<'a>) -> Option<&'a MessagePart<'a>> {
    let is_page = |part: &&MessagePart<'_>| {
        matches!(part.body, PartType::Html(_))
            || mime::media_type(part) == ("application".to_owned(), "xhtml+xml".to_owned())
    };
    let start = message
        .content_type()
        .and_then(|found| found.attribute("start"));
    let mut roots = message.parts.iter().filter(is_page);
    let root = start.and_then(|start| roots.find(|part| has_id(part, start)));
    root.or_else(|| message.parts.iter().find(is_page))
}

/// Whether a page finds a part at an address.
fn is_at(part: &MessagePart<'_>, address: &str) -> bool {
    match address.strip_prefix("cid:") {
        Some(id) => has_id(part, id),
        None => part.content_location() == Some(address),
    }
}

fn has_id(part: &MessagePart<'_>, id: &str) -> bool {
    let bare = |id: &str| id.trim_matches(['<', '>']).to_owned();
    part.content_id()
        .is_some_and(|found| bare(found) == bare(id))
}
