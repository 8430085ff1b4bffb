//! OPML: the feeds that another program follows.

use anyhow::{Result, bail, ensure};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// The most feeds in a list.
const MOST: usize = 10_000;

/// A feed of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFeed {
    /// The name that the other program shows; its address where it has none.
    pub name: String,
    /// Its address.
    pub address: String,
}

/// The feeds of a list, in its order.
///
/// # Errors
/// It is no OPML, or is cut off.
pub fn feeds(text: &str) -> Result<Vec<ListedFeed>> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut is_opml = false;
    let mut feeds = Vec::new();
    loop {
        let Ok(event) = reader.read_event() else {
            bail!("it is cut off, or no OPML");
        };
        match event {
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "opml" => is_opml = true,
                "outline" => feeds.extend(feed(&start)),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        ensure!(feeds.len() <= MOST, "it lists more than 10,000 feeds");
    }
    ensure!(is_opml, "it is cut off, or no OPML");
    Ok(feeds)
}

fn feed(start: &BytesStart<'_>) -> Option<ListedFeed> {
    let value = |name: &str| {
        let mut attributes = start.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|attribute| {
            let found: &str = attribute.key.as_ref();
            found.eq_ignore_ascii_case(name)
        })?;
        let value = quick_xml::escape::unescape(&found.value).ok()?;
        let value = value.trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    let address = value("xmlUrl")?;
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    let name = value("title").or_else(|| value("text"));
    is_web.then(|| ListedFeed {
        name: name.unwrap_or_else(|| address.clone()),
        address,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_found_in_folders_of_a_list() {
        let list = r#"<?xml version="1.0"?><opml version="2.0"><body>
            <outline text="Presse"><outline text="L'Écho &amp; Cie" type="rss"
                xmlUrl="https://exemple.fr/rss?a=1&amp;b=2" htmlUrl="https://exemple.fr"/>
            </outline>
            <outline title="" xmlurl="https://exemple.org/atom"/>
            <outline text="Non" xmlUrl="file:///etc/passwd"/>
            </body></opml>"#;
        let feed = |name: &str, address: &str| ListedFeed {
            name: name.to_owned(),
            address: address.to_owned(),
        };
        let expected = [
            feed("L'Écho & Cie", "https://exemple.fr/rss?a=1&b=2"),
            feed("https://exemple.org/atom", "https://exemple.org/atom"),
        ];
        assert_eq!(feeds(list).unwrap(), expected);
        for text in ["", "<rss/>", "bonjour", "<opml><outline"] {
            assert!(feeds(text).is_err(), "{text}");
        }
    }
}
