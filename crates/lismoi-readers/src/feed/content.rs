//! The contents of an element of XML as text: entities and CDATA resolved, tags kept.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::parse::ReadError;

/// A reader that takes the small faults of feeds as they are.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// What a feed that is no XML gets.
pub(super) const DAMAGED: ReadError = ReadError::Damaged("its XML is cut off, or has errors");

/// The contents, as a text or as HTML. Entities that XML does not know are left as they are:
/// those of HTML are resolved there, those that a document declares nowhere.
///
/// # Errors
/// They are no XML.
pub(super) fn decode(contents: &str) -> Result<String, ReadError> {
    let mut reader = reader(contents);
    let mut decoded = String::with_capacity(contents.len());
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| DAMAGED)?;
        match event {
            Event::Eof => return Ok(decoded),
            Event::Text(text) => decoded.push_str(&text),
            Event::CData(text) => decoded.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => decoded.push(character),
                _ => match &*reference {
                    "lt" => decoded.push('<'),
                    "gt" => decoded.push('>'),
                    "amp" => decoded.push('&'),
                    "quot" => decoded.push('"'),
                    "apos" => decoded.push('\''),
                    other => decoded.extend(["&", other, ";"]),
                },
            },
            Event::Start(_) | Event::End(_) | Event::Empty(_) => {
                let end = reader.buffer_position() as usize;
                decoded.push_str(contents.get(start..end).unwrap_or_default());
            }
            _ => {}
        }
    }
}
