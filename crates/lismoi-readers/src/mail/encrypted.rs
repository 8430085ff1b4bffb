//! Messages that only their recipient can read.

use mail_parser::{Message, PartType};

use crate::mime;
use crate::parse::ReadError;

/// The first line of a text that is encrypted with OpenPGP (RFC 9580, 6.2.1).
const ARMOR: &str = "-----BEGIN PGP MESSAGE-----";

/// Refuses a message that is encrypted.
///
/// # Errors
/// It is.
pub(super) fn ensure_readable(message: &Message<'_>) -> Result<(), ReadError> {
    let is_encrypted = message.parts.iter().any(|part| {
        let (kind, subtype) = mime::media_type(part);
        let is_armored = || match &part.body {
            PartType::Text(text) => text.lines().any(|line| line.trim() == ARMOR),
            _ => false,
        };
        let is_enveloped = || {
            let content_type = mail_parser::MimeHeaders::content_type(part);
            let smime = content_type.and_then(|found| found.attribute("smime-type"));
            smime.is_none_or(|smime| !smime.eq_ignore_ascii_case("signed-data"))
        };
        match (kind.as_str(), subtype.as_str()) {
            ("multipart", "encrypted") => true,
            ("application", "pkcs7-mime" | "x-pkcs7-mime") => is_enveloped(),
            _ => is_armored(),
        }
    });
    if is_encrypted {
        return Err(ReadError::Refused {
            reason: "it is encrypted",
            hint: "open it in your mail program and save its text or HTML",
        });
    }
    Ok(())
}
