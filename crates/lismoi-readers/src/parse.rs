//! Bytes in, text and document out. Pure: files are left to `open.rs`.

use lismoi_document::{Document, Source};

use crate::options::{InputFormat, ReadOptions};
use crate::text::{self, decode::NotText};

/// Why an article cannot be read from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The input was to be plain text and is not.
    #[error(transparent)]
    NotText(#[from] NotText),
}

/// The text and the structure of an article from its bytes; `name` is its file name.
///
/// ```
/// use lismoi_document::BlockKind;
/// use lismoi_readers::{ReadOptions, parse};
///
/// let bytes = "Un été à Évry\n\nPar Marie Dupont\n\nIl pleut.\n\n12 commentaires\n";
/// let (source, document) = parse(bytes.into(), None, ReadOptions::default())?;
///
/// let section = &document.sections[0];
/// assert_eq!(document.metadata.title.as_deref(), Some("Un été à Évry"));
/// assert_eq!(document.metadata.authors, ["Marie Dupont"]);
/// assert_eq!(section.blocks[1].kind, BlockKind::Paragraph);
/// assert_eq!(&source.text[section.blocks[1].range.clone()], "Il pleut.");
/// assert_eq!(document.skipped[0].reason.to_string(), "comment counter");
/// # Ok::<(), lismoi_readers::ReadError>(())
/// ```
///
/// # Errors
/// The bytes are not in the format that `options` names.
pub fn parse(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    match options.format {
        InputFormat::Text | InputFormat::Paragraphs | InputFormat::Lines => {
            let source = text::decode::source(bytes, name)?;
            let document = text::document(&source.text, options);
            Ok((source, document))
        }
    }
}
