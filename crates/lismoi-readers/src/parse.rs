//! Bytes in, text and document out. Pure: files are left to `open.rs`.

use lismoi_document::{Document, Source, SourceFormat};

use crate::detect;
use crate::options::{InputFormat, ReadOptions};
use crate::text::{self, decode::NotText};

/// Why an article cannot be read from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The input was to be text and is not.
    #[error(transparent)]
    NotText(#[from] NotText),
    /// The input is in a format that no reader knows.
    #[error("it is {name}")]
    Unreadable {
        /// The format, with its article.
        name: &'static str,
        /// What to do about it.
        hint: &'static str,
    },
    /// The reader of the format is not a part of this build.
    #[error("this build does not read {0}")]
    NotBuilt(SourceFormat),
    /// The input has more bytes than a reader takes.
    #[error("it is larger than 20 MB")]
    TooLarge,
    /// A page has more elements than the reader takes.
    #[error("it has more than 200,000 elements")]
    TooManyElements,
}

impl ReadError {
    /// What a user can do about it; `None` where there is nothing.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            ReadError::NotText(_) => Some("lismoi reads plain text, Markdown and HTML"),
            ReadError::Unreadable { hint, .. } => Some(hint),
            ReadError::NotBuilt(_) => Some("build lismoi with its default features"),
            ReadError::TooLarge | ReadError::TooManyElements => {
                Some("divide it, or save the article alone")
            }
        }
    }
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
/// The bytes are not in the format that `options` names, or in none that can be read.
pub fn parse(
    bytes: Vec<u8>,
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let format = match options.format {
        InputFormat::Auto => detect::format(&bytes, name.as_deref())?,
        InputFormat::Text | InputFormat::Paragraphs | InputFormat::Lines => SourceFormat::Text,
        InputFormat::Markdown => SourceFormat::Markdown,
        InputFormat::Html => SourceFormat::Html,
    };
    match format {
        SourceFormat::Text => {
            let source = text::decode::source(bytes, name)?;
            let document = text::document(&source.text, options);
            Ok((source, document))
        }
        #[cfg(feature = "markdown")]
        SourceFormat::Markdown => crate::markdown::read(bytes, name, options),
        #[cfg(feature = "html")]
        SourceFormat::Html => crate::html::read(bytes, name, options),
        #[cfg(not(all(feature = "markdown", feature = "html")))]
        format => Err(ReadError::NotBuilt(format)),
    }
}
