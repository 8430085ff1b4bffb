//! The format of an input, by its content and the ending of its name.
//!
//! Formats that lismoi does not read are refused here, with what to do about it.

use std::path::Path;

use lismoi_document::SourceFormat;

use crate::media_type;
use crate::parse::{Input, ReadError};
use crate::text::decode;

mod archive;
mod list;
mod markup;
mod message;
mod office;
mod unreadable;

/// So many bytes at the start decide, where the ending does not.
const SNIFFED: usize = 4096;

/// Endings of the names of readable files, in lower case.
const ENDINGS: [(&str, SourceFormat); 25] = [
    ("txt", SourceFormat::Text),
    ("text", SourceFormat::Text),
    ("md", SourceFormat::Markdown),
    ("markdown", SourceFormat::Markdown),
    ("mkd", SourceFormat::Markdown),
    ("qmd", SourceFormat::Markdown),
    ("html", SourceFormat::Html),
    ("htm", SourceFormat::Html),
    ("xhtml", SourceFormat::Html),
    ("mht", SourceFormat::WebArchive),
    ("mhtml", SourceFormat::WebArchive),
    ("webarchive", SourceFormat::WebArchive),
    ("eml", SourceFormat::Mail),
    ("mbox", SourceFormat::Mail),
    ("rss", SourceFormat::Feed),
    ("atom", SourceFormat::Feed),
    ("docx", SourceFormat::Docx),
    ("docm", SourceFormat::Docx),
    ("dotx", SourceFormat::Docx),
    ("dotm", SourceFormat::Docx),
    ("odt", SourceFormat::Odt),
    ("ott", SourceFormat::Odt),
    ("fodt", SourceFormat::Odt),
    ("epub", SourceFormat::Epub),
    ("pdf", SourceFormat::Pdf),
];

/// Whether the ending of its name says that a file can be read by this build.
pub fn has_readable_ending(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let format = name.and_then(|name| format_of_ending(&name));
    format.is_some_and(is_built)
}

/// Whether this build reads a format.
fn is_built(format: SourceFormat) -> bool {
    let built = [
        (SourceFormat::Text, true),
        (SourceFormat::Markdown, cfg!(feature = "markdown")),
        (SourceFormat::Html, cfg!(feature = "html")),
        (SourceFormat::WebArchive, cfg!(feature = "webarchive")),
        (SourceFormat::Mail, cfg!(feature = "mail")),
        (SourceFormat::Feed, cfg!(feature = "feed")),
        (SourceFormat::Export, cfg!(feature = "export")),
        (SourceFormat::Docx, cfg!(feature = "docx")),
        (SourceFormat::Odt, cfg!(feature = "odt")),
        (SourceFormat::Epub, cfg!(feature = "epub")),
        (SourceFormat::Pdf, cfg!(feature = "pdf")),
    ];
    built.contains(&(format, true))
}

/// What bytes are that are no article; `None` if they are one. Texts without a telling ending
/// are none: style sheets, scripts, settings.
pub(crate) fn kind_of_other(bytes: Vec<u8>) -> Option<&'static str> {
    match format(&Input::new(bytes, None)) {
        Ok(SourceFormat::Text | SourceFormat::Markdown) => Some("no article"),
        Ok(format) => (!is_built(format)).then_some("no article"),
        Err(ReadError::Unreadable { name, .. }) => Some(name),
        Err(_) => Some("no article"),
    }
}

/// The format of an input.
///
/// # Errors
/// It is in a format that cannot be read.
pub(crate) fn format(input: &Input) -> Result<SourceFormat, ReadError> {
    let bytes = input.bytes.as_slice();
    // A server knows better than the end of an address.
    let by_type = input.media_type.as_deref().and_then(media_type::format);
    let by_name = by_type.or_else(|| input.name.as_deref().and_then(format_of_ending));
    if is_archive_of_articles(bytes) {
        return Ok(SourceFormat::Export);
    }
    if let Some(found) = office::find(bytes) {
        return found;
    }
    if let Some(format @ (SourceFormat::Docx | SourceFormat::Odt)) = by_name
        && (bytes.starts_with(b"PK") || bytes.is_empty())
    {
        return Ok(format);
    }
    if archive::is_epub(bytes, by_name) {
        return Ok(SourceFormat::Epub);
    }
    if is_pdf(bytes) {
        return Ok(SourceFormat::Pdf);
    }
    if let Some(unreadable) = unreadable::find(bytes) {
        return Err(unreadable);
    }
    if let Some(format) = message::format(bytes, by_name) {
        return Ok(format);
    }
    if by_name == Some(SourceFormat::Markdown) {
        return Ok(SourceFormat::Markdown);
    }
    let start = decode::decode(bytes[..bytes.len().min(SNIFFED)].to_vec());
    if let Some(format) = list::format(&start, input.name.as_deref()) {
        return Ok(format);
    }
    if by_name == Some(SourceFormat::Pdf) {
        // What has no mark of a PDF may still be one that is damaged.
        return match markup::is_html(&start) {
            true => Err(PAGE_FOR_PDF),
            false => Ok(SourceFormat::Pdf),
        };
    }
    if by_name == Some(SourceFormat::Html) || markup::is_html(&start) {
        return Ok(SourceFormat::Html);
    }
    if by_name == Some(SourceFormat::Feed) {
        return Ok(SourceFormat::Feed);
    }
    if let Some(unreadable) = unreadable::find_in_text(&start) {
        return Err(unreadable);
    }
    if by_name.is_none() && markup::is_markdown(&start) {
        return Ok(SourceFormat::Markdown);
    }
    Ok(SourceFormat::Text)
}

/// Whether bytes are an archive of Omnivore, by the names of its first entries.
fn is_archive_of_articles(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(SNIFFED)];
    let has = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    start.starts_with(b"PK\x03\x04") && has(b"metadata_0_to_")
}

/// Whether it starts as a PDF does. Other bytes may stand before the mark (ISO 32000-1, annex
/// H.3.4.1), but a text may also speak of it.
fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let has_mark = start.windows(5).any(|window| window == b"%PDF-");
    has_mark && (decode::starts_as_pdf(bytes) || std::str::from_utf8(bytes).is_err())
}

/// Sites give such a page where a document is gone.
const PAGE_FOR_PDF: ReadError = ReadError::Refused {
    reason: "it is a web page, not a PDF",
    hint: "download the PDF again, or rename the file to .html",
};

fn format_of_ending(name: &str) -> Option<SourceFormat> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    let found = ENDINGS.iter().find(|(known, _)| *known == ending);
    found.map(|(_, format)| *format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_ending_and_the_ending_before_a_guess() {
        let found = |text: &str, name: Option<&str>| {
            let input = Input::new(text.into(), name.map(str::to_owned));
            format(&input).expect("known")
        };
        assert_eq!(found("Il pleut.", None), SourceFormat::Text);
        assert_eq!(
            found("# Titre\n\n## Un\n", Some("a.md")),
            SourceFormat::Markdown
        );
        assert_eq!(
            found("# Titre\n\n## Un\n", Some("a.txt")),
            SourceFormat::Text
        );
        assert_eq!(found("# Titre\n\n## Un\n", None), SourceFormat::Markdown);
        assert_eq!(
            found("<!DOCTYPE html><p>Oui", Some("a.txt")),
            SourceFormat::Html
        );
        assert_eq!(
            found("<div>Oui</div>", Some("a.md")),
            SourceFormat::Markdown
        );
        assert_eq!(found("Il pleut.", Some("A.HTM")), SourceFormat::Html);
        assert_eq!(found("\n%PDF-1.7\n", Some("a.txt")), SourceFormat::Pdf);
        assert_eq!(found("x\n%PDF-1.7\n", Some("a.pdf")), SourceFormat::Pdf);
        assert_eq!(found("Le mot %PDF-1.7", None), SourceFormat::Text);
    }
}
