//! The feed: RSS 2.0 with the tags that podcast apps look for.

use std::io;

use lismoi_document::collapse_whitespace;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::chapters::clock;
use super::{Channel, Episode, EpisodeFile, FileKind, dates, guid};

/// The media type of the feed.
pub const MEDIA_TYPE: &str = "application/rss+xml; charset=utf-8";

/// The name spaces of the tags: Atom, Apple, Podcasting 2.0, Podlove Simple Chapters.
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
    ("xmlns:psc", "http://podlove.org/simple-chapters"),
];

/// How long apps may wait before they look again, in minutes.
const TTL_MINUTES: &str = "60";

/// The address of a file of an article.
pub type AddressOf<'a> = &'a dyn Fn(&Episode, &EpisodeFile) -> String;

type Xml = Writer<Vec<u8>>;

/// Writes the feed, with the articles in their order.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn feed(
    channel: &Channel,
    episodes: &[Episode],
    address_of: AddressOf<'_>,
) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("rss")
        .with_attribute(("version", "2.0"))
        .with_attributes(NAMESPACES)
        .write_inner_content(|xml| {
            xml.create_element("channel").write_inner_content(|xml| {
                head(xml, channel, episodes)?;
                episodes
                    .iter()
                    .try_for_each(|episode| item(xml, episode, address_of))
            })?;
            Ok(())
        })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn head(xml: &mut Xml, channel: &Channel, episodes: &[Episode]) -> io::Result<()> {
    text(xml, "title", &channel.title)?;
    text(xml, "link", &channel.page)?;
    empty(
        xml,
        "atom:link",
        &[
            ("href", &channel.address),
            ("rel", "self"),
            ("type", "application/rss+xml"),
        ],
    )?;
    text(xml, "description", &channel.description)?;
    text(xml, "language", "fr")?;
    if let Some(latest) = episodes.iter().map(|episode| episode.published).max() {
        text(xml, "pubDate", &dates::rfc_822(latest))?;
    }
    text(
        xml,
        "generator",
        concat!("lismoi ", env!("CARGO_PKG_VERSION")),
    )?;
    text(xml, "ttl", TTL_MINUTES)?;
    text(xml, "itunes:author", "lismoi")?;
    text(xml, "itunes:type", "episodic")?;
    text(xml, "itunes:explicit", "false")?;
    // The articles are somebody's own: no directory is to list them.
    text(xml, "itunes:block", "yes")?;
    text(xml, "podcast:block", "yes")?;
    empty(xml, "itunes:image", &[("href", &channel.cover)])?;
    text(xml, "podcast:guid", &guid::of_feed(&channel.address))?;
    text(xml, "podcast:medium", "podcast")
}

fn item(xml: &mut Xml, episode: &Episode, address_of: AddressOf<'_>) -> io::Result<()> {
    xml.create_element("item").write_inner_content(|xml| {
        text(xml, "title", &episode.title)?;
        if let Some(address) = web_address(episode) {
            text(xml, "link", address)?;
        }
        text(xml, "description", &description(episode))?;
        let guid = xml.create_element("guid");
        let guid = guid.with_attribute(("isPermaLink", "false"));
        guid.write_text_content(BytesText::new(&episode.id))?;
        text(xml, "pubDate", &dates::rfc_822(episode.published))?;
        for file in &episode.files {
            let address = address_of(episode, file);
            reference(xml, file, &address)?;
        }
        let seconds = episode.length_ms.saturating_add(500) / 1000;
        text(xml, "itunes:duration", &seconds.to_string())?;
        let authors = episode.authors.join(", ");
        let author = match authors.is_empty() {
            true => episode.site.as_deref().unwrap_or_default(),
            false => &authors,
        };
        if !author.is_empty() {
            text(xml, "itunes:author", author)?;
        }
        text(xml, "itunes:explicit", "false")?;
        simple_chapters(xml, episode)
    })?;
    Ok(())
}

/// The tag that leads to a file.
fn reference(xml: &mut Xml, file: &EpisodeFile, address: &str) -> io::Result<()> {
    let bytes = file.bytes.to_string();
    let to_file = [("url", address), ("type", file.media_type)];
    match file.kind {
        FileKind::Mp3 => empty(
            xml,
            "enclosure",
            &[
                ("url", address),
                ("length", &bytes),
                ("type", file.media_type),
            ],
        ),
        FileKind::Opus => {
            let element = xml.create_element("podcast:alternateEnclosure");
            let element = element.with_attributes([
                ("type", file.media_type),
                ("codecs", "opus"),
                ("length", &*bytes),
                ("title", "Opus"),
                ("lang", "fr"),
            ]);
            element.write_inner_content(|xml| empty(xml, "podcast:source", &[("uri", address)]))?;
            Ok(())
        }
        FileKind::Chapters => empty(xml, "podcast:chapters", &to_file),
        FileKind::Vtt | FileKind::Srt => {
            let in_french = [to_file[0], to_file[1], ("language", "fr")];
            empty(xml, "podcast:transcript", &in_french)
        }
        FileKind::Cover => empty(xml, "itunes:image", &[("href", address)]),
    }
}

fn simple_chapters(xml: &mut Xml, episode: &Episode) -> io::Result<()> {
    let chapters = xml.create_element("psc:chapters");
    let chapters = chapters.with_attribute(("version", "1.2"));
    chapters.write_inner_content(|xml| {
        episode.chapters.iter().try_for_each(|chapter| {
            let title = printable(&chapter.title);
            let start = clock(chapter.start_ms);
            empty(xml, "psc:chapter", &[("start", &start), ("title", &title)])
        })
    })?;
    Ok(())
}

/// The notes of an article as HTML, which apps show: how it begins, who wrote it, and where.
fn description(episode: &Episode) -> String {
    let mut html = format!("<p>{}</p>", escape(printable(&episode.opening)));
    let mut origin: Vec<String> = Vec::new();
    if !episode.authors.is_empty() {
        origin.push(escape(printable(&episode.authors.join(", "))).into_owned());
    }
    let site = episode.site.as_deref().map(printable);
    match (web_address(episode), site) {
        (Some(address), site) => {
            let name = site.unwrap_or_else(|| address.to_owned());
            let (address, name) = (escape(address), escape(name));
            origin.push(format!("<a href=\"{address}\">{name}</a>"));
        }
        (None, Some(site)) => origin.push(escape(site).into_owned()),
        (None, None) => {}
    }
    if !origin.is_empty() {
        html += &format!("<p>{}</p>", origin.join(", "));
    }
    html
}

/// The address of an article that apps may open: an article may name anything as its own.
fn web_address(episode: &Episode) -> Option<&str> {
    let address = episode.address.as_deref()?;
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_web && is_plain).then_some(address)
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text = printable(text);
    xml.create_element(name)
        .write_text_content(BytesText::new(&text))?;
    Ok(())
}

fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = xml.create_element(name);
    element
        .with_attributes(attributes.iter().copied())
        .write_empty()?;
    Ok(())
}

/// A text on one line without the characters that XML 1.0 has not (2.2): control characters and
/// two that Unicode does not assign.
fn printable(text: &str) -> String {
    let is_in_xml = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && !c.is_control();
    let text = collapse_whitespace(text);
    text.chars().filter(is_in_xml).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests;
