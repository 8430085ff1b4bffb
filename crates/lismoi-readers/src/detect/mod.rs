//! The format of an input, by its content and the ending of its name.
//!
//! Formats that lismoi does not read are refused here, with what to do about it.

use std::path::Path;

use lismoi_document::SourceFormat;

use crate::parse::{Input, ReadError};
use crate::text::decode;

mod markup;
mod unreadable;

/// So many bytes at the start decide, where the ending does not.
const SNIFFED: usize = 4096;

/// Endings of the names of readable files, in lower case.
const ENDINGS: [(&str, SourceFormat); 10] = [
    ("txt", SourceFormat::Text),
    ("text", SourceFormat::Text),
    ("md", SourceFormat::Markdown),
    ("markdown", SourceFormat::Markdown),
    ("mkd", SourceFormat::Markdown),
    ("qmd", SourceFormat::Markdown),
    ("html", SourceFormat::Html),
    ("htm", SourceFormat::Html),
    ("xhtml", SourceFormat::Html),
    ("pdf", SourceFormat::Pdf),
];

/// Whether the ending of its name says that a file can be read by this build.
pub(crate) fn has_readable_ending(path: &Path) -> bool {
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
        (SourceFormat::Pdf, cfg!(feature = "pdf")),
    ];
    built.contains(&(format, true))
}

/// The format of an input.
///
/// # Errors
/// It is in a format that cannot be read.
pub(crate) fn format(input: &Input) -> Result<SourceFormat, ReadError> {
    let bytes = input.bytes.as_slice();
    if is_pdf(bytes) {
        return Ok(SourceFormat::Pdf);
    }
    if let Some(unreadable) = unreadable::find(bytes) {
        return Err(unreadable);
    }
    let by_name = input.name.as_deref().and_then(format_of_ending);
    if by_name == Some(SourceFormat::Markdown) {
        return Ok(SourceFormat::Markdown);
    }
    let start = decode::decode(bytes[..bytes.len().min(SNIFFED)].to_vec());
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
    if let Some(unreadable) = unreadable::find_in_text(&start) {
        return Err(unreadable);
    }
    if by_name.is_none() && markup::is_markdown(&start) {
        return Ok(SourceFormat::Markdown);
    }
    Ok(SourceFormat::Text)
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
