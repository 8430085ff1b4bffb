//! A message: a line of input, with the place where it stood.

use async_nats::HeaderMap;
use async_nats::jetstream::message::PublishMessage;
use bytes::Bytes;

use crate::answer::Place;
use crate::input::{Content, Item};

/// The headers of the place.
const FILE: &str = "Lismoi-File";
const LINE: &str = "Lismoi-Line";

/// A line as a message. Its identity is the key of the article.
pub(super) fn of_line(key: &str, place: &Place, line: Vec<u8>) -> PublishMessage {
    let mut message = PublishMessage::build()
        .payload(line.into())
        .header(LINE, place.line.to_string())
        .message_id(key);
    if let Some(file) = place.file.as_deref().filter(|file| is_plain(file)) {
        message = message.header(FILE, file);
    }
    message
}

/// A header cannot have all that a file name can.
fn is_plain(file: &str) -> bool {
    file.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// The line that a message is. Whoever puts messages there without this program leaves the place
/// out.
pub(super) fn item(headers: Option<&HeaderMap>, payload: &Bytes) -> Item {
    let header = |name: &str| headers?.get(name).map(|value| value.as_str().to_owned());
    Item {
        file: header(FILE).map(Into::into),
        number: header(LINE).and_then(|line| line.parse().ok()).unwrap_or(0),
        first_byte: None,
        content: Content::Json(payload.to_vec()),
    }
}
