//! The parts of a message in, printed text out.

use std::collections::HashSet;

use lismoi_document::{PieceKind, Place, SkipReason};
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::{flowed, plain};
use crate::html;
use crate::html::embedded::{Part, print_part};
use crate::html::quoted::Quoted;
use crate::markup::classify::fold;
use crate::mime;
use crate::parse::ReadError;
use crate::printed::Printed;
use crate::text::decode;

/// Prints the text of a message, then what is not read: other forms of its text, and
/// attachments. `subject` is its title.
///
/// # Errors
/// It has too many elements.
pub(super) fn print(
    message: &Message<'_>,
    printed: &mut Printed,
    subject: &str,
    quoted: Quoted,
) -> Result<(), ReadError> {
    let read: HashSet<u32> = message.html_body.iter().copied().collect();
    for id in &message.html_body {
        let Some(part) = message.parts.get(*id as usize) else {
            continue;
        };
        printed.set_entry(&entry_name(part, *id));
        match &part.body {
            PartType::Html(_) => {
                let html = mime::text(message, part, html::decode);
                print_part(printed, &html, Part::Message(quoted))?;
                printed.block(PieceKind::Paragraph);
            }
            PartType::Text(_) => plain::print(printed, &plain_text(message, part), subject, quoted),
            _ => {}
        }
    }
    let known = printed.lines().map(fold).collect();
    for (id, part) in (0..).zip(&message.parts) {
        if read.contains(&id) {
            continue;
        }
        printed.set_entry(&entry_name(part, id));
        let reason = if message.text_body.contains(&id) {
            SkipReason::Hidden
        } else {
            SkipReason::OutsideArticle
        };
        match &part.body {
            PartType::Html(_) => {
                let html = mime::text(message, part, html::decode);
                print_part(printed, &html, Part::Skipped(reason))?;
            }
            PartType::Text(_) => skip_new(printed, &plain_text(message, part), reason, &known),
            PartType::Binary(_) | PartType::Message(_) => {
                let name = part.attachment_name().unwrap_or_default();
                printed.skip_at(SkipReason::OutsideArticle, name, Place::Generated);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The name of a part: that of its file, or its number.
fn entry_name(part: &MessagePart<'_>, id: u32) -> String {
    let name = part.attachment_name().map(str::to_owned);
    name.unwrap_or_else(|| format!("part {id}"))
}

fn plain_text(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let text = mime::text(message, part, decode::decode);
    let attribute = |name| part.content_type().and_then(|found| found.attribute(name));
    let is = |name, value: &str| {
        attribute(name).is_some_and(|found: &str| found.eq_ignore_ascii_case(value))
    };
    if is("format", "flowed") {
        flowed::join(&text, is("delsp", "yes"))
    } else {
        text
    }
}

/// Prints the paragraphs of a text that is not read, but for those that are known.
fn skip_new(printed: &mut Printed, text: &str, reason: SkipReason, known: &HashSet<String>) {
    let mut at = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let start = at;
        at += paragraph.len();
        if !known.contains(&fold(paragraph)) {
            printed.block(PieceKind::Paragraph);
            printed.skip(reason, paragraph, start..at);
        }
    }
}
