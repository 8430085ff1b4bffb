//! What a document says about itself: its information dictionary and its XMP packet.

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{self, Dict, Stream};
use lismoi_document::Metadata;

use crate::parse::ReadError;
use crate::pdf::bounds::Bounds;
use crate::pdf::strings;

/// Endings of file names that stand in place of a title.
const ENDINGS: [&str; 14] = [
    ".doc", ".docx", ".dvi", ".htm", ".html", ".indd", ".odt", ".pdf", ".ppt", ".pptx", ".pub",
    ".qxd", ".rtf", ".tex",
];

/// What programs write where there is no title, in lower case.
const NO_TITLES: [&str; 9] = [
    "document",
    "microsoft powerpoint",
    "microsoft word",
    "no title",
    "powerpoint presentation",
    "présentation powerpoint",
    "sans titre",
    "titre",
    "untitled",
];

/// The metadata of a document.
///
/// # Errors
/// The document unpacks to more than is read.
pub(in crate::pdf) fn of_document(
    pdf: &Pdf,
    catalog: &Dict<'_>,
    bounds: &mut Bounds,
) -> Result<Metadata, ReadError> {
    let info = pdf.metadata();
    let packet = match catalog.get::<Stream<'_>>(keys::METADATA) {
        Some(stream) => bounds.unpack(&stream)?.unwrap_or_default(),
        None => std::borrow::Cow::default(),
    };
    let packet = String::from_utf8_lossy(&packet);
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(strings::decode);
    let titles = [text(&info.title), first_item(&packet, "dc:title")];
    let authors = [text(&info.author), first_item(&packet, "dc:creator")];
    let language = catalog.get::<object::String<'_>>(keys::LANG);
    let language = language.map(|tag| strings::decode(tag.as_bytes()));
    let date = info.creation_date.as_ref();
    Ok(Metadata {
        title: titles
            .into_iter()
            .flatten()
            .find_map(|title| sane_title(&title)),
        authors: authors
            .into_iter()
            .flatten()
            .filter_map(sane_author)
            .take(1)
            .collect(),
        date: date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        language: language.filter(|tag| is_language(tag)),
        ..Metadata::default()
    })
}

/// A title on one line; `None` if it is the name of a file, or what a program writes where
/// there is none.
fn sane_title(title: &str) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let is_file = ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || title.contains(['\\', '/']) && !title.contains(' ')
        || (!title.contains(' ') && title.contains(['_', '-']) && title.contains(char::is_numeric))
        || (!title.contains(' ') && title.contains('_'));
    let is_no_title = NO_TITLES.iter().any(|known| {
        let rest = lower.strip_prefix(known);
        rest.is_some_and(|rest| {
            let rest = rest.trim();
            rest.is_empty() || rest.starts_with('-') || rest.chars().all(|c| c.is_numeric())
        })
    });
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let is_text = letters >= 3 && !title.contains(char::REPLACEMENT_CHARACTER);
    (is_text && !is_file && !is_no_title && title.len() <= 400).then_some(title)
}

fn sane_author(author: String) -> Option<String> {
    let author = author.split_whitespace().collect::<Vec<_>>().join(" ");
    let has_letters = author.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    // A word in lower case is the name of an account.
    let is_name = author.contains(' ') || author.starts_with(char::is_uppercase);
    let is_unknown =
        ["unknown", "inconnu", "user", "administrateur"].contains(&author.to_lowercase().as_str());
    (has_letters && is_name && !is_unknown && author.len() <= 400).then_some(author)
}

/// Whether it has the form of a language tag (BCP 47).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    });
    is_first && parts.all(|part| part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The first item of a property in an XMP packet.
fn first_item(packet: &str, property: &str) -> Option<String> {
    let (_, rest) = packet.split_once(&format!("<{property}>"))?;
    let (property, _) = rest.split_once(&format!("</{property}>"))?;
    let (_, item) = property.split_once("<rdf:li")?;
    let (_, item) = item.split_once('>')?;
    let (item, _) = item.split_once("</rdf:li>")?;
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    let unescaped = entities
        .iter()
        .fold(item.to_owned(), |text, (entity, character)| {
            text.replace(entity, character)
        });
    Some(unescaped).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles() {
        for title in [
            "Microsoft Word - rapport final.docx",
            "Microsoft Word - Document1",
            "rapport_2019",
            "untitled",
            "Document1",
            "C:\\textes\\a.txt",
            "CR-2019-03",
            "12",
        ] {
            assert_eq!(sane_title(title), None, "{title}");
        }
        for title in [
            "Rapport",
            "Le document unique",
            "Débuter  avec C",
            "Titre de séjour",
        ] {
            assert!(sane_title(title).is_some(), "{title}");
        }
    }

    #[test]
    fn a_packet_gives_the_first_item_of_a_property() {
        let packet = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li>\
                      </rdf:Alt></dc:title>";
        assert_eq!(first_item(packet, "dc:title").as_deref(), Some("A & B"));
        assert_eq!(first_item(packet, "dc:creator"), None);
    }
}
