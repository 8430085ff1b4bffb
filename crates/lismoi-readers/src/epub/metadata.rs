//! Title, authors, date, language and publisher of a book, as its package document states them.

use lismoi_document::{Metadata, collapse_whitespace};

use super::xml::Element;
use crate::markup::iso_date::day;

/// The roles of those who have written a book (MARC relators). A creator without a role has.
const AUTHOR: &str = "aut";

/// The most creators and titles that are looked at: each is compared with all refinements.
const MOST: usize = 64;

/// The metadata of a book.
pub(super) fn of_book(metadata: &Element) -> Metadata {
    Metadata {
        title: title(metadata),
        authors: authors(metadata),
        date: date(metadata),
        language: first(metadata, "language"),
        site: first(metadata, "publisher"),
        address: None,
        cover: None,
    }
}

/// The main title; a subtitle is a title of its own.
fn title(metadata: &Element) -> Option<String> {
    let titles = || metadata.all("title").take(MOST);
    let is_main = |element: &&Element| refinement(metadata, element, "title-type") == Some("main");
    let main = titles().find(is_main);
    main.map(words)
        .into_iter()
        .chain(titles().map(words))
        .find(|title| !title.is_empty())
}

/// Those who have written the book, without translators and others.
fn authors(metadata: &Element) -> Vec<String> {
    let is_author = |element: &&Element| {
        let stated = element.attribute("role");
        let role = stated.or_else(|| refinement(metadata, element, "role"));
        role.is_none_or(|role| role == AUTHOR)
    };
    let mut authors: Vec<String> = Vec::new();
    for author in metadata
        .all("creator")
        .take(MOST)
        .filter(is_author)
        .map(words)
    {
        if !author.is_empty() && !authors.contains(&author) {
            authors.push(author);
        }
    }
    authors
}

/// Calibre writes 0101-01-01 where it knows no date.
const EARLIEST: &str = "1000";

/// The day of publication; not that of a change or of the conversion.
fn date(metadata: &Element) -> Option<String> {
    let is_publication = |element: &&Element| {
        let event = element.attribute("event");
        event.is_none_or(|event| matches!(event, "publication" | "original-publication"))
    };
    let mut dates = metadata.all("date").filter(is_publication);
    let day = dates.find_map(|date| day(date.text.trim()))?;
    (day.as_str() > EARLIEST).then_some(day)
}

fn first(metadata: &Element, name: &str) -> Option<String> {
    metadata.all(name).map(words).find(|text| !text.is_empty())
}

fn words(element: &Element) -> String {
    collapse_whitespace(&element.text)
}

/// What `<meta refines="#id" property="...">` says about an element.
fn refinement<'a>(metadata: &'a Element, element: &Element, property: &str) -> Option<&'a str> {
    let id = element.attribute("id")?;
    let mut metas = metadata.all("meta");
    let found = metas.find(|meta| {
        let refines = meta
            .attribute("refines")
            .and_then(|id| id.strip_prefix('#'));
        refines == Some(id) && meta.attribute("property") == Some(property)
    });
    found.map(|meta| meta.text.trim())
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    fn metadata(inside: &str) -> Metadata {
        let text = format!("<metadata>{inside}</metadata>");
        of_book(&xml::parse(text.into_bytes()).expect("XML"))
    }

    #[test]
    fn only_those_who_wrote_the_book_are_its_authors() {
        let found = metadata(
            "<creator role='aut'>Zoé Blin</creator><creator id='t'>Max Roux</creator>\
             <creator>Léa Petit</creator><creator role='ill'>Paul Noir</creator>\
             <meta refines='#t' property='role'>trl</meta>",
        );
        assert_eq!(found.authors, ["Zoé Blin", "Léa Petit"]);
    }

    #[test]
    fn the_main_title_and_the_day_of_publication_count() {
        let found = metadata(
            "<title id='s'>Récits</title><title id='m'>La\n brume</title>\
             <meta refines='#s' property='title-type'>subtitle</meta>\
             <meta refines='#m' property='title-type'>main</meta>\
             <date event='modification'>2020-01-01</date><date>2019-05-04T00:00:00Z</date>\
             <publisher>Les Vagues</publisher><language>fr-FR</language>",
        );
        assert_eq!(found.title.as_deref(), Some("La brume"));
        assert_eq!(found.date.as_deref(), Some("2019-05-04"));
        assert_eq!(found.site.as_deref(), Some("Les Vagues"));
        assert_eq!(found.language.as_deref(), Some("fr-FR"));
    }
}
