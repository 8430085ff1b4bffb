//! Messages, mailboxes and saved pages, by their first bytes.

use lismoi_document::SourceFormat;

/// So many bytes at the start hold the first fields of a header.
const SNIFFED: usize = 8192;

/// Fields of a header by which a message is known, in lower case.
const FIELDS: [&str; 16] = [
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "message-id",
    "mime-version",
    "received",
    "reply-to",
    "return-path",
    "snapshot-content-location",
    "subject",
    "to",
    "x-mailer",
];

/// A header without the ending of a message has so many of these fields.
const FEWEST: usize = 3;

/// The format of a message or a saved page. `by_name` is the format that its ending names.
pub(super) fn format(bytes: &[u8], by_name: Option<SourceFormat>) -> Option<SourceFormat> {
    let start = &bytes[..bytes.len().min(SNIFFED)];
    if start.starts_with(b"bplist00") {
        return Some(SourceFormat::WebArchive);
    }
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches('\u{FEFF}');
    let is_mailbox = start.starts_with("From ");
    let header = if is_mailbox {
        start.split_once('\n')?.1
    } else {
        start.trim_start()
    };
    let fields = fields(header);
    let has = |name| fields.contains(&name);
    let is_named = matches!(by_name, Some(SourceFormat::Mail | SourceFormat::WebArchive));
    let is_message = if is_named {
        !fields.is_empty()
    } else {
        fields.len() >= FEWEST && (has("from") || has("mime-version"))
    };
    if !is_message {
        return None;
    }
    let lower = header.to_ascii_lowercase();
    let is_page = has("snapshot-content-location") || lower.contains("from: <saved by");
    let is_named_page = by_name == Some(SourceFormat::WebArchive);
    Some(if is_page || is_named_page {
        SourceFormat::WebArchive
    } else {
        SourceFormat::Mail
    })
}

/// The names of the fields that the first lines hold, each once, as far as they are known.
fn fields(header: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for line in header.lines() {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let name = line
            .split_once(':')
            .map(|(name, _)| name)
            .unwrap_or_default();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_name {
            break;
        }
        let known = FIELDS.iter().find(|known| known.eq_ignore_ascii_case(name));
        found.extend(known.filter(|known| !found.contains(known)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_makes_a_message_and_a_saved_page_says_so() {
        let found = |text: &str, by_name| format(text.as_bytes(), by_name);
        let header = "Received: by x\n by y\nFrom: a@b\nSubject: Un\n\nOui.";
        assert_eq!(found(header, None), Some(SourceFormat::Mail));
        let mailbox = format!("From a@b Thu Jan 1\n{header}");
        assert_eq!(found(&mailbox, None), Some(SourceFormat::Mail));
        let page = "From: <Saved by Blink>\nSubject: Un\nMIME-Version: 1.0\n\n";
        assert_eq!(found(page, None), Some(SourceFormat::WebArchive));
        assert_eq!(
            found("Subject: Un\n\nOui.", Some(SourceFormat::Mail)),
            Some(SourceFormat::Mail)
        );
        for text in [
            "Subject: Un\n\nOui.",
            "To: be\nDate: or\nnot",
            "From here, it rains.\nOui",
        ] {
            assert_eq!(found(text, None), None, "{text}");
        }
    }
}
