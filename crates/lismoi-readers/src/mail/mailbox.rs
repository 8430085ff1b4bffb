//! Mailboxes: many messages in one file, each after a line that starts with "From " (RFC 4155).

use std::io::Cursor;

use mail_parser::mailbox::mbox::MessageIterator;

/// Whether bytes are a mailbox.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ")
}

/// The messages of a mailbox.
pub(super) fn messages(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let messages = MessageIterator::new(Cursor::new(bytes));
    // Memory can be read to its end.
    messages
        .map_while(Result::ok)
        .map(|message| message.unwrap_contents())
}
