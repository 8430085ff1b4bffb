//! The parts of a message (RFC 2045): their bytes, decoded, and their text.

use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

use crate::markup;
use crate::parse::ReadError;
use crate::text::decode;

/// A message with more parts, or with more messages in it, is refused: it takes time that
/// grows with their square, and each message within another takes a part of the stack.
const MOST_PARTS: usize = 5_000;
const MOST_MESSAGES: usize = 200;

/// The message that bytes hold.
///
/// # Errors
/// They hold none, or it is too large.
pub(crate) fn message(bytes: &[u8]) -> Result<Message<'_>, ReadError> {
    markup::ensure_size(bytes)?;
    if count(bytes, b"message/") > MOST_MESSAGES || count(bytes, b"content-type:") > MOST_PARTS {
        return Err(ReadError::Refused {
            reason: "it has too many parts",
            hint: "save the message that you want to hear alone",
        });
    }
    let message = MessageParser::default().parse(bytes);
    message
        .filter(|message| !message.parts.is_empty())
        .ok_or(ReadError::Damaged("it has no header"))
}

/// How often a name, in lower case, stands in bytes, in letters of either case.
fn count(bytes: &[u8], name: &[u8]) -> usize {
    let windows = bytes.windows(name.len());
    windows
        .filter(|window| window.eq_ignore_ascii_case(name))
        .count()
}

/// The type of a part, in lower case: ("text", "html").
pub(crate) fn media_type(part: &MessagePart<'_>) -> (String, String) {
    let Some(found) = part.content_type() else {
        return ("text".to_owned(), "plain".to_owned());
    };
    let subtype = found.subtype().unwrap_or_default();
    (
        found.ctype().to_ascii_lowercase(),
        subtype.to_ascii_lowercase(),
    )
}

/// The bytes of a part, as they were before they were encoded for the way.
pub(crate) fn bytes(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let raw = message
        .raw_message
        .get(part.offset_body as usize..part.offset_end as usize);
    let raw = raw.unwrap_or_default();
    let decoded = match part.encoding {
        mail_parser::Encoding::None => None,
        mail_parser::Encoding::Base64 => base64_decode(raw),
        mail_parser::Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

/// The text of a part: in the charset that its header names, unless it is UTF-8. `otherwise`
/// decodes it where no charset is named.
pub(crate) fn text(
    message: &Message<'_>,
    part: &MessagePart<'_>,
    otherwise: impl FnOnce(Vec<u8>) -> String,
) -> String {
    let bytes = bytes(message, part);
    let named = part
        .content_type()
        .and_then(|found| found.attribute("charset"))
        .and_then(|charset| Encoding::for_label(charset.as_bytes()));
    let is_utf8 = std::str::from_utf8(&bytes).is_ok() && !is_seven_bit(named);
    match named.filter(|_| !is_utf8) {
        Some(encoding) => encoding.decode(&bytes).0.into_owned(),
        None if is_utf8 => decode::decode(bytes),
        None => otherwise(bytes),
    }
}

/// Whether an encoding writes other letters in bytes that are ASCII.
fn is_seven_bit(encoding: Option<&'static Encoding>) -> bool {
    encoding.is_some_and(|encoding| !encoding.is_ascii_compatible())
        || encoding == Some(encoding_rs::ISO_2022_JP)
}
