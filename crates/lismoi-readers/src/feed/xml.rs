//! RSS and Atom.

use lismoi_document::collapse_whitespace;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::content::{self, DAMAGED};
use crate::entry::{self, Entry, Text};
use crate::html;
use crate::markup::iso_date;
use crate::parse::ReadError;

/// The entries, in order.
///
/// # Errors
/// The feed is no XML, or is cut off.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, ReadError> {
    let mut reader = content::reader(text);
    let mut entries: Vec<Entry> = Vec::new();
    let mut feed = Entry::default();
    let mut open = 0_usize;
    let mut is_in_entry = false;
    loop {
        match reader.read_event().map_err(|_| DAMAGED)? {
            Event::Eof if open > 0 => return Err(DAMAGED),
            Event::Eof => break,
            Event::Start(start) => match name_of(&start).as_str() {
                "rss" | "rdf:RDF" | "feed" | "channel" => open += 1,
                "item" | "entry" => {
                    open += 1;
                    is_in_entry = true;
                    entries.push(Entry::default());
                    entry::ensure_few(entries.len())?;
                }
                name => {
                    let current = entries.last_mut().filter(|_| is_in_entry);
                    field(
                        &mut reader,
                        text,
                        &start,
                        name,
                        current.unwrap_or(&mut feed),
                    )?;
                }
            },
            Event::Empty(start) if name_of(&start) == "link" => {
                let current = entries.last_mut().filter(|_| is_in_entry);
                link(&start, current.unwrap_or(&mut feed));
            }
            Event::End(end) => {
                open = open.saturating_sub(1);
                let name = end.name();
                if matches!(name.as_ref().rsplit(':').next(), Some("item" | "entry")) {
                    is_in_entry = false;
                }
            }
            _ => {}
        }
    }
    for entry in &mut entries {
        let metadata = &mut entry.metadata;
        metadata.site = feed.metadata.title.clone();
        metadata.language = metadata.language.take().or(feed.metadata.language.clone());
        if metadata.authors.is_empty() {
            metadata.authors.clone_from(&feed.metadata.authors);
        }
    }
    Ok(entries)
}

/// The name of an element, without the prefix of the feed's own namespace.
fn name_of(start: &BytesStart<'_>) -> String {
    let name = start.name();
    let name: &str = name.as_ref();
    let bare = ["atom:", "rss:"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix));
    bare.unwrap_or(name).to_owned()
}

/// Reads an element to its end, and keeps what it says.
fn field<'a>(
    reader: &mut Reader<&'a [u8]>,
    text: &'a str,
    start: &BytesStart<'a>,
    name: &str,
    entry: &mut Entry,
) -> Result<(), ReadError> {
    let span = reader.read_to_end(start.name()).map_err(|_| DAMAGED)?;
    let contents = text
        .get(span.start as usize..span.end as usize)
        .unwrap_or_default();
    let words = || -> Result<String, ReadError> {
        Ok(collapse_whitespace(&html::plain_text(&content::decode(
            contents,
        )?)?))
    };
    let metadata = &mut entry.metadata;
    match name {
        "title" => metadata.title = Some(words()?).filter(|title| !title.is_empty()),
        "link" if contents.trim().is_empty() => link(start, entry),
        "link" => {
            let address = collapse_whitespace(&content::decode(contents)?);
            metadata.address = Some(address).filter(|address| address.starts_with("http"));
        }
        "guid" if metadata.address.is_none() => {
            let address = collapse_whitespace(&content::decode(contents)?);
            let is_address = attribute(start, "isPermaLink").as_deref() != Some("false");
            metadata.address =
                Some(address).filter(|address| is_address && address.starts_with("http"));
        }
        "language" | "dc:language" => metadata.language = Some(words()?),
        "pubDate" | "published" | "updated" | "dc:date" | "issued" => {
            let date = words()?;
            let day = iso_date::day(&date).or_else(|| iso_date::day_of_message(&date));
            if metadata.date.is_none() || name != "updated" {
                metadata.date = day.or(metadata.date.take());
            }
        }
        "author" | "dc:creator" | "creator" => {
            let name = author(contents, &words()?)?;
            let is_new = |name: &String| !name.is_empty() && !metadata.authors.contains(name);
            let new = name.filter(is_new);
            metadata.authors.extend(new);
        }
        "content:encoded" | "content" | "description" | "summary" | "fullstory" => {
            let decoded = content::decode(contents)?;
            let has_tags = decoded.contains("</") || decoded.contains("<br");
            let is_plain = matches!(
                attribute(start, "type").as_deref(),
                Some("text" | "text/plain")
            ) || (attribute(start, "type").is_none()
                && matches!(name, "summary" | "content"));
            // Some feeds say that a text is plain where it has tags.
            let html = if is_plain && !has_tags {
                escaped(&decoded)
            } else {
                decoded
            };
            let name = name.to_owned();
            entry.texts.push(Text { name, html });
        }
        _ => {}
    }
    Ok(())
}

/// The address in a link of Atom, if it is that of the article.
fn link(start: &BytesStart<'_>, entry: &mut Entry) {
    let is_article = attribute(start, "rel").is_none_or(|rel| rel == "alternate");
    let address = attribute(start, "href").filter(|address| address.starts_with("http"));
    if is_article && entry.metadata.address.is_none() {
        entry.metadata.address = address;
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    content::decode(&attribute.value).ok()
}

/// The name of an author: in Atom an element, in RSS between parentheses after an address.
fn author(contents: &str, words: &str) -> Result<Option<String>, ReadError> {
    if let Some((_, rest)) = contents.split_once("<name>") {
        let name = rest.split("</name>").next().unwrap_or_default();
        return Ok(Some(html::plain_text(&content::decode(name)?)?));
    }
    if let Some((_, name)) = words.split_once('(') {
        return Ok(Some(name.trim_end_matches(')').trim().to_owned()));
    }
    Ok(Some(words.to_owned()).filter(|words| !words.contains('@')))
}

/// A plain text as HTML, with its paragraphs.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace("\n\n", "<p>")
}
