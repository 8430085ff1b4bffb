//! Feeds of OPDS 1.2: Atom (RFC 4287) with its own link relations.

use std::io;

use lismoi_document::collapse_whitespace;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::books::{Book, MEDIA_TYPE};
use crate::feed::{dates, guid};
use crate::server::language::Language;

/// The media type of a feed of feeds (OPDS 1.2, 2.2).
pub(super) const NAVIGATION: &str = "application/atom+xml;profile=opds-catalog;kind=navigation";

/// The media type of a feed of books (OPDS 1.2, 2.3).
pub(super) const ACQUISITION: &str = "application/atom+xml;profile=opds-catalog;kind=acquisition";

/// The media type of a description of a search (OPDS 1.2, 3).
pub(super) const SEARCH: &str = "application/opensearchdescription+xml";

/// Atom, Dublin Core, and the figures of a page of results.
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns", "http://www.w3.org/2005/Atom"),
    ("xmlns:dc", "http://purl.org/dc/terms/"),
    ("xmlns:opds", "http://opds-spec.org/2010/catalog"),
    ("xmlns:opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
];

type Xml = Writer<Vec<u8>>;

/// A page of a list of books.
pub(super) struct Feed<'a> {
    /// Its name in the address.
    pub(super) list: &'a str,
    pub(super) title: String,
    /// What was searched, as it stands in an address.
    pub(super) query: String,
    /// The address of this server, without a slash at its end.
    pub(super) base: &'a str,
    /// `None` where it has no book.
    pub(super) updated: Option<u64>,
    pub(super) total: usize,
    /// From 1.
    pub(super) page: usize,
    pub(super) pages: usize,
    pub(super) entries: Vec<Entry<'a>>,
}

/// A book in a list.
pub(super) struct Entry<'a> {
    book: &'a Book<'a>,
    /// How long it is, for people.
    length: String,
}

impl<'a> Entry<'a> {
    pub(super) fn of(book: &'a Book<'a>, t: Language) -> Entry<'a> {
        let length = t.length(book.article.seconds);
        Entry { book, length }
    }
}

/// The feed of feeds.
///
/// # Errors
/// None in practice: it is written to memory.
pub(super) fn navigation(
    t: Language,
    base: &str,
    updated: u64,
    lists: &[(&str, &str)],
) -> io::Result<String> {
    feed(|xml| {
        head(xml, "", t.text("opds-title"), updated)?;
        link(xml, "self", &format!("{base}/opds"), NAVIGATION)?;
        around(xml, base)?;
        for (list, title) in lists {
            xml.create_element("entry").write_inner_content(|xml| {
                head(xml, list, title, updated)?;
                let content = xml.create_element("content");
                content
                    .with_attribute(("type", "text"))
                    .write_text_content(BytesText::new(title))?;
                // The newest of all (OPDS 1.2, 2.2.2).
                let rel = match *list {
                    "new" => "http://opds-spec.org/sort/new",
                    _ => "subsection",
                };
                link(xml, rel, &format!("{base}/opds/list/{list}"), ACQUISITION)
            })?;
        }
        Ok(())
    })
}

/// A page of a list of books.
///
/// # Errors
/// None in practice: it is written to memory.
pub(super) fn acquisition(list: &Feed<'_>) -> io::Result<String> {
    let base = list.base;
    let address = |page: usize| {
        let Feed { list, query, .. } = list;
        format!("{base}/opds/list/{list}?q={query}&page={page}")
    };
    feed(|xml| {
        let id = format!("{}?{}", list.list, list.query);
        head(xml, &id, &list.title, list.updated.unwrap_or_default())?;
        link(xml, "self", &address(list.page), ACQUISITION)?;
        around(xml, base)?;
        link(xml, "up", &format!("{base}/opds"), NAVIGATION)?;
        link(xml, "first", &address(1), ACQUISITION)?;
        link(xml, "last", &address(list.pages), ACQUISITION)?;
        if list.page > 1 {
            link(xml, "previous", &address(list.page - 1), ACQUISITION)?;
        }
        if list.page < list.pages {
            link(xml, "next", &address(list.page + 1), ACQUISITION)?;
        }
        text(xml, "opensearch:totalResults", &list.total.to_string())?;
        text(xml, "opensearch:itemsPerPage", &super::ON_PAGE.to_string())?;
        let first = (list.page - 1) * super::ON_PAGE + 1;
        text(xml, "opensearch:startIndex", &first.to_string())?;
        list.entries
            .iter()
            .try_for_each(|entry| book(xml, entry, base))
    })
}

/// How to search (OpenSearch 1.1).
///
/// # Errors
/// None in practice: it is written to memory.
pub(super) fn search(base: &str, t: Language) -> io::Result<String> {
    document(|xml| {
        let description = xml.create_element("OpenSearchDescription");
        let namespace = ("xmlns", "http://a9.com/-/spec/opensearch/1.1/");
        description
            .with_attribute(namespace)
            .write_inner_content(|xml| {
                text(xml, "ShortName", "lismoi")?;
                text(xml, "Description", t.text("opds-title"))?;
                text(xml, "InputEncoding", "UTF-8")?;
                text(xml, "OutputEncoding", "UTF-8")?;
                let template =
                    format!("{base}/opds/list/all?q={{searchTerms}}&page={{startPage?}}");
                let url = xml.create_element("Url");
                url.with_attributes([("type", ACQUISITION), ("template", &*template)])
                    .write_empty()?;
                Ok(())
            })?;
        Ok(())
    })
}

fn document(content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    content(&mut xml)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn feed(content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<String> {
    document(|xml| {
        let feed = xml.create_element("feed");
        feed.with_attributes(NAMESPACES)
            .write_inner_content(content)?;
        Ok(())
    })
}

/// What every feed and every entry has. The id is the same whatever the address of the server.
fn head(xml: &mut Xml, id: &str, title: &str, updated: u64) -> io::Result<()> {
    text(xml, "id", &identifier(&format!("lismoi/opds/{id}")))?;
    text(xml, "title", title)?;
    text(xml, "updated", &dates::rfc_3339(updated))
}

/// The links of every feed: who has made it, where the catalogue begins, and how to search.
fn around(xml: &mut Xml, base: &str) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| text(xml, "name", "lismoi"))?;
    link(xml, "start", &format!("{base}/opds"), NAVIGATION)?;
    link(xml, "search", &format!("{base}/opds/search.xml"), SEARCH)
}

fn book(xml: &mut Xml, Entry { book, length }: &Entry<'_>, base: &str) -> io::Result<()> {
    let article = book.article;
    let id = &article.id;
    xml.create_element("entry").write_inner_content(|xml| {
        head(xml, id, &article.title, book.published)?;
        for author in &article.authors {
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", author))?;
        }
        text(xml, "published", &dates::rfc_3339(book.published))?;
        text(xml, "dc:language", "fr")?;
        text(xml, "dc:identifier", &format!("urn:sha256:{id}"))?;
        if let Some(date) = &book.date {
            text(xml, "dc:issued", date)?;
        }
        if let Some(site) = &article.site {
            text(xml, "dc:publisher", site)?;
        }
        let tags = article.state.added.iter().flat_map(|added| &added.tags);
        for tag in tags {
            let tag = printable(tag);
            let category = xml.create_element("category");
            category
                .with_attributes([("term", &*tag), ("label", &*tag)])
                .write_empty()?;
        }
        let facts: Vec<&str> = article
            .site
            .as_deref()
            .into_iter()
            .chain([&**length])
            .collect();
        let summary = xml.create_element("summary");
        summary
            .with_attribute(("type", "text"))
            .write_text_content(BytesText::new(&printable(&facts.join(", "))))?;
        let own = format!("{base}/opds/books/{id}");
        let image = "http://opds-spec.org/image";
        link(xml, image, &format!("{own}/cover.png"), "image/png")?;
        let thumbnail = format!("{image}/thumbnail");
        link(
            xml,
            &thumbnail,
            &format!("{own}/thumbnail.png"),
            "image/png",
        )?;
        for file in &book.files {
            let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC).to_string();
            let address = format!("{own}/{name}")
                .replace("%2E", ".")
                .replace("%2D", "-");
            let element = xml.create_element("link");
            let element = element.with_attributes([
                ("rel", "http://opds-spec.org/acquisition/open-access"),
                ("href", &*address),
                ("type", MEDIA_TYPE),
                ("length", &*file.bytes.to_string()),
                ("title", &*file.name),
            ]);
            element.write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A name for ever: a UUID of version 5.
fn identifier(name: &str) -> String {
    format!("urn:uuid:{}", guid::of_feed(name))
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text = printable(text);
    xml.create_element(name)
        .write_text_content(BytesText::new(&text))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, address: &str, media_type: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", rel), ("href", address), ("type", media_type)])
        .write_empty()?;
    Ok(())
}

/// On one line, without what XML cannot hold.
fn printable(text: &str) -> String {
    let is_left_out = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text
        .chars()
        .map(|c| if is_left_out(c) { ' ' } else { c })
        .collect();
    collapse_whitespace(&text)
}
