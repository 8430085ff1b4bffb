//! A line of the journal: JSON whose last field is a checksum of what stands before it.

use lismoi_speech::hash::hex;
use sha2::{Digest, Sha256};

use super::event::Entry;

/// What stands before the checksum.
const FIELD: &str = ",\"check\":\"";

/// How many bytes of the SHA-256 are written: enough against chance, short beside the line.
const BYTES: usize = 8;

/// The line of an entry, with its line break.
pub(super) fn of(entry: &Entry) -> serde_json::Result<String> {
    let json = serde_json::to_string(entry)?;
    let fields = json.strip_suffix('}').unwrap_or(&json);
    Ok(format!("{fields}{FIELD}{}\"}}\n", checksum(fields)))
}

/// The entry of a line without its line break; `None` where a byte of it has changed.
pub(super) fn entry(line: &str) -> Option<Entry> {
    let (fields, rest) = line.rsplit_once(FIELD)?;
    let found = rest.strip_suffix("\"}")?;
    (found == checksum(fields)).then_some(())?;
    serde_json::from_str(&format!("{fields}}}")).ok()
}

fn checksum(fields: &str) -> String {
    hex(&Sha256::digest(fields)[..BYTES])
}
