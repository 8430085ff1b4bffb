//! Bytes in, texts and documents out. Pure: files are left to `open.rs`.

use lismoi_document::{Document, Source, SourceFormat};

use crate::detect;
use crate::media_type;
use crate::options::{InputFormat, ReadOptions};
use crate::text::{self, decode::NotText};

/// The bytes of an input, and what is known about it besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The file name without its folder; `None` for standard input.
    pub name: Option<String>,
    /// The media type that a server names ("text/html; charset=utf-8"); `None` for a file.
    pub media_type: Option<String>,
    /// The password of an encrypted document.
    pub password: Option<String>,
}

impl Input {
    /// A file of this name, or standard input.
    pub fn new(bytes: Vec<u8>, name: Option<String>) -> Self {
        Input {
            bytes,
            name,
            ..Input::default()
        }
    }
}

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
    /// The input is of a known format, but it cannot or must not be read.
    #[error("{reason}")]
    Refused {
        /// Why, in a clause.
        reason: &'static str,
        /// What to do about it.
        hint: &'static str,
    },
    /// The input is cut off, or is not what its format says.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
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
            ReadError::NotText(_) => {
                Some("lismoi reads text, web pages, books (EPUB), office documents, PDF and mail")
            }
            ReadError::Unreadable { hint, .. } | ReadError::Refused { hint, .. } => Some(hint),
            ReadError::Damaged(_) => Some("get it again, or open it elsewhere and save it anew"),
            ReadError::NotBuilt(_) => Some("build lismoi with its default features"),
            ReadError::TooLarge | ReadError::TooManyElements => {
                Some("divide it, or save the article alone")
            }
        }
    }
}

/// The text and the structure of each article of an input. Most inputs hold one; a feed or an
/// export holds many, and each of these gets a name of its own, as if it were a file.
///
/// ```
/// use lismoi_document::BlockKind;
/// use lismoi_readers::{Input, ReadOptions, parse};
///
/// let bytes = "Un été à Évry\n\nPar Marie Dupont\n\nIl pleut.\n\n12 commentaires\n";
/// let articles = parse(Input::new(bytes.into(), None), ReadOptions::default())?;
///
/// let (source, document) = &articles[0];
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
pub fn parse(input: Input, options: ReadOptions) -> Result<Vec<(Source, Document)>, ReadError> {
    let format = match options.format {
        InputFormat::Auto => detect::format(&input)?,
        InputFormat::Text | InputFormat::Paragraphs | InputFormat::Lines => SourceFormat::Text,
        InputFormat::Markdown => SourceFormat::Markdown,
        InputFormat::Html => SourceFormat::Html,
        InputFormat::WebArchive => SourceFormat::WebArchive,
        InputFormat::Epub => SourceFormat::Epub,
        InputFormat::Docx => SourceFormat::Docx,
        InputFormat::Odt => SourceFormat::Odt,
        InputFormat::Pdf => SourceFormat::Pdf,
        InputFormat::Mail => SourceFormat::Mail,
        InputFormat::Feed => SourceFormat::Feed,
        InputFormat::Export => SourceFormat::Export,
    };
    #[cfg(feature = "pdf")]
    if format == SourceFormat::Pdf {
        return Ok(vec![crate::pdf::read(input, options)?]);
    }
    let bytes = media_type::transcoded(input.bytes, input.media_type.as_deref());
    let name = input.name;
    let article = match format {
        #[cfg(feature = "export")]
        SourceFormat::Export => return crate::export::read(bytes, options),
        #[cfg(feature = "feed")]
        SourceFormat::Feed => return crate::feed::read(bytes, options),
        #[cfg(feature = "mail")]
        SourceFormat::Mail => return crate::mail::read(bytes, name, options),
        SourceFormat::Text => {
            let source = text::decode::source(bytes, name)?;
            let document = text::document(&source.text, options);
            (source, document)
        }
        #[cfg(feature = "webarchive")]
        SourceFormat::WebArchive => crate::webarchive::read(bytes, name, options)?,
        #[cfg(feature = "markdown")]
        SourceFormat::Markdown => crate::markdown::read(bytes, name, options)?,
        #[cfg(feature = "html")]
        SourceFormat::Html => crate::html::read(bytes, name, options)?,
        #[cfg(feature = "docx")]
        SourceFormat::Docx => crate::docx::read(bytes, name, options)?,
        #[cfg(feature = "odt")]
        SourceFormat::Odt => crate::odt::read(bytes, name, options)?,
        #[cfg(feature = "epub")]
        SourceFormat::Epub => crate::epub::read(bytes, name, options)?,
        format => return Err(ReadError::NotBuilt(format)),
    };
    Ok(vec![article])
}
