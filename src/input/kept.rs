//! What was downloaded, kept beside the audiobook that was made from it, so that it can be made
//! again offline.

use anyhow::{Context, Result};
#[cfg(feature = "web")]
use lismoi_document::{Document, Source, SourceFormat};
use lismoi_files::own::Folder;

/// The name of the file, without its ending.
pub(super) const STEM: &str = "source";

/// What was downloaded.
#[derive(Clone, Debug)]
pub struct Page {
    bytes: Vec<u8>,
    ending: &'static str,
}

impl Page {
    /// What these articles were read from; `None` where there are none.
    #[cfg(feature = "web")]
    pub(super) fn of(articles: &[(Source, Document)], bytes: Vec<u8>) -> Option<Page> {
        let (source, _) = articles.first()?;
        let ending = match source.format {
            SourceFormat::Text => "txt",
            SourceFormat::Markdown => "md",
            SourceFormat::Html => "html",
            SourceFormat::WebArchive => "mhtml",
            SourceFormat::Epub => "epub",
            SourceFormat::Docx => "docx",
            SourceFormat::Odt => "odt",
            SourceFormat::Pdf => "pdf",
            SourceFormat::Mail => "eml",
            SourceFormat::Feed => "xml",
            SourceFormat::Export => "json",
        };
        Some(Page { bytes, ending })
    }

    /// Writes it into the folder of an audiobook.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, folder: &Folder) -> Result<()> {
        let name = format!("{STEM}.{}", self.ending);
        // A build removes hidden files of this beginning.
        let part = format!(".lismoi-{STEM}.part");
        folder
            .write_whole(&name, &part, &self.bytes)
            .with_context(|| format!("could not write '{}'", folder.path_of(&name).display()))
    }
}
