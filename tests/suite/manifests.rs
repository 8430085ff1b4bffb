//! Manifests changed by hand, and the checksums that fit them: whoever changes one on purpose
//! would write them too.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The manifest with the checksums of its lines.
pub(crate) fn with_checksums(manifest: &str) -> String {
    let lines: Vec<&str> = manifest.split_inclusive('\n').collect();
    let (head, lines) = lines.split_first().unwrap();
    let files = between(head, "\"files\":[", "],\"sections\":[");
    let mut sections = Vec::new();
    let mut rest = &lines[..lines.len() - 1];
    while let Some(end) = rest.iter().position(|line| line.starts_with("]}")) {
        let (section, after) = rest.split_at(end + 1);
        let record: Value = serde_json::from_str(&format!("{}]}}", section[0].trim_end())).unwrap();
        sections.push(format!(
            "{{\"lines\":\"{}\",\"file\":{},\"sha256\":{}}}",
            hash(section.concat().as_bytes()),
            record["file"],
            record["sha256"],
        ));
        rest = after;
    }
    format!(
        "{}],\"checksums\":{{\"head\":\"{}\",\"sections\":[{}],\"files\":[{files}]}}}}\n",
        manifest.strip_suffix(lines.last().unwrap()).unwrap(),
        hash(head.as_bytes()),
        sections.join(","),
    )
}

/// The manifest as version 2 wrote it, or 1.
pub(crate) fn in_schema(manifest: &str, schema: u32) -> String {
    let manifest = manifest.replacen("\"schema\":3", &format!("\"schema\":{schema}"), 1);
    let (lines, _) = manifest.rsplit_once("],\"checksums\":").unwrap();
    let manifest = format!("{lines}]}}\n");
    match schema {
        1 => manifest.replacen("\"boilerplate\"", "\"furniture\"", 1),
        _ => manifest,
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a text has between two others.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}
