//! Messages (RFC 5322) and mailboxes of them, one article each.
//!
//! | step | file | from | to |
//! |---|---|---|---|
//! | messages | `mailbox.rs`, `../mime.rs` | bytes | messages and their parts |
//! | refusal | `encrypted.rs` | a message | |
//! | title | `subject.rs` | the subject | a title, and whether a quoted message is read |
//! | text | `body.rs`, `plain.rs`, `flowed.rs`, `../html/quoted.rs` | parts | printed text |
//!
//! Of several forms of a text (`multipart/alternative`) HTML is read. The other is printed as
//! hidden, as far as it differs.

use lismoi_document::{Document, Metadata, PieceKind, Source, SourceFormat};
use mail_parser::{Address, Message, PartType};

use crate::entry::ensure_few;
use crate::html::quoted::Quoted;
use crate::markup;
use crate::mime;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Printed;
use crate::several::Names;

mod mailbox;

mod encrypted;

mod subject;

mod body;
mod flowed;
mod plain;

#[cfg(test)]
mod tests;

type Article = (Source, Document);

/// The articles of a message or a mailbox; `name` is its file name.
///
/// # Errors
/// A message is encrypted, or none has text.
pub(crate) fn read(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<Vec<Article>, ReadError> {
    markup::ensure_size(&bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let bytes = bytes.trim_ascii_start();
    if !mailbox::is_one(bytes) {
        let message = mime::message(bytes)?;
        return articles(&message, name, options);
    }
    let mut names = Names::default();
    let mut found = Vec::new();
    let mut failure = None;
    for (index, bytes) in mailbox::messages(bytes).enumerate() {
        ensure_few(index)?;
        let articles = mime::message(&bytes).and_then(|message| articles(&message, None, options));
        match articles {
            Ok(articles) => found.extend(articles),
            Err(error) => failure = Some(error),
        }
    }
    for (source, document) in &mut found {
        let title = document.metadata.title.as_deref();
        source.name = Some(names.of(title.unwrap_or_default()));
    }
    match failure.filter(|_| found.is_empty()) {
        Some(error) => Err(error),
        None if found.is_empty() => Err(ReadError::Damaged("it has no message")),
        None => Ok(found),
    }
}

/// The article of a message. Where it has no words of its own, those of the messages that are
/// attached to it.
fn articles(
    message: &Message<'_>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<Vec<Article>, ReadError> {
    encrypted::ensure_readable(message)?;
    let (title, quoted) = subject::title(message.subject().unwrap_or_default());
    let known = metadata(message, title);
    let print = |quoted| -> Result<Article, ReadError> {
        let mut printed = Printed::new();
        printed.block(PieceKind::Title);
        printed.generated(title);
        printed.block(PieceKind::Paragraph);
        body::print(message, &mut printed, title, quoted)?;
        let (text, pieces, layout) = printed.finish();
        let document = markup::document(&text, &pieces, &layout, options, known.clone());
        let source = Source {
            name: name.clone(),
            format: SourceFormat::Mail,
            text,
            pieces,
            ..Source::default()
        };
        Ok((source, document))
    };
    let mut article = print(quoted)?;
    if !has_words(&article) && quoted == Quoted::Answered {
        article = print(Quoted::Forwarded)?;
    }
    if !has_words(&article) {
        let attached = message.parts.iter().filter_map(|part| match &part.body {
            PartType::Message(attached) if !attached.parts.is_empty() => Some(attached),
            _ => None,
        });
        let mut found = Vec::new();
        for attached in attached {
            found.extend(articles(attached, name.clone(), options)?);
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(vec![article])
}

/// Whether more than the title is read.
fn has_words((_, document): &Article) -> bool {
    let mut sections = document.sections.iter();
    sections.any(|section| !section.blocks.is_empty())
}

fn metadata(message: &Message<'_>, title: &str) -> Metadata {
    let authors = match message.from() {
        Some(Address::List(list)) => list.iter().collect(),
        Some(Address::Group(groups)) => groups.iter().flat_map(|it| &it.addresses).collect(),
        None => Vec::new(),
    };
    let authors = authors.into_iter().filter_map(|author| {
        let name = author.name.as_deref().map(str::trim);
        name.filter(|name| !name.is_empty()).map(str::to_owned)
    });
    let date = message.date().filter(|date| date.is_valid());
    let language = mail_parser::MimeHeaders::content_language(message).as_text();
    Metadata {
        title: Some(title.to_owned()).filter(|title| !title.is_empty()),
        authors: authors.collect(),
        date: date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        language: language.map(str::to_owned),
        ..Metadata::default()
    }
}
