//! Options for reading an article. Their `serde` names stand in manifests and configuration
//! files.

use lismoi_document::{SkipReason, SourceFormat};
use serde::{Deserialize, Serialize};

use crate::part::{Part, Parts};

/// How an article is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The format of the input.
    #[serde(rename = "form")]
    pub format: InputFormat,
    /// Where footnotes are read.
    #[serde(default, rename = "notes")]
    pub footnotes: Footnotes,
    /// Whether web-page boilerplate is dropped or read.
    #[serde(default, alias = "furniture")]
    pub boilerplate: Boilerplate,
    /// Parts that are read though they are not by default.
    #[serde(default, skip_serializing_if = "Parts::is_empty")]
    pub read: Parts,
    /// Parts that are skipped, also where `read` names them.
    #[serde(default, skip_serializing_if = "Parts::is_empty")]
    pub skip: Parts,
}

impl ReadOptions {
    /// Why a part is skipped; `None` where it is read.
    pub fn skip_reason(&self, part: Part) -> Option<SkipReason> {
        let by_default = part.default_reason();
        let is_kept = self.boilerplate == Boilerplate::Keep || self.read.contains(part);
        if self.skip.contains(part) {
            Some(part.reason())
        } else {
            by_default.filter(|_| !is_kept)
        }
    }

    /// Whether a reason that is known before the listener's wishes holds.
    pub(crate) fn skips(&self, reason: SkipReason) -> bool {
        let part = Part::ALL
            .into_iter()
            .find(|part| part.reason() == reason && reason != SkipReason::Unwanted);
        match part {
            Some(part) => self.skip_reason(part).is_some(),
            None => self.boilerplate == Boilerplate::Drop || !reason.is_boilerplate(),
        }
    }
}

/// The format of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputFormat {
    /// The format is found by the content of the input and the ending of its name.
    #[default]
    Auto,
    /// A plain text: an article with a title, headings, paragraphs and lists, without its
    /// boilerplate.
    Text,
    /// Markdown.
    Markdown,
    /// A web page, or a part of one.
    Html,
    /// A page saved with its pictures: MHTML, or a web archive of Safari.
    WebArchive,
    /// EPUB.
    Epub,
    /// DOCX, the format of Word.
    Docx,
    /// ODT, OpenDocument text.
    Odt,
    /// PDF.
    Pdf,
    /// A message.
    Mail,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// The articles saved in a read-later service.
    Export,
    /// Every block between blank lines is a paragraph; no headings, nothing dropped.
    Paragraphs,
    /// Every line is one utterance.
    Lines,
}

impl InputFormat {
    /// The format of an input that was read as `found`.
    pub fn resolved(self, found: SourceFormat) -> InputFormat {
        match (self, found) {
            (InputFormat::Auto, SourceFormat::Text) => InputFormat::Text,
            (InputFormat::Auto, SourceFormat::Markdown) => InputFormat::Markdown,
            (InputFormat::Auto, SourceFormat::Html) => InputFormat::Html,
            (InputFormat::Auto, SourceFormat::WebArchive) => InputFormat::WebArchive,
            (InputFormat::Auto, SourceFormat::Epub) => InputFormat::Epub,
            (InputFormat::Auto, SourceFormat::Docx) => InputFormat::Docx,
            (InputFormat::Auto, SourceFormat::Odt) => InputFormat::Odt,
            (InputFormat::Auto, SourceFormat::Pdf) => InputFormat::Pdf,
            (InputFormat::Auto, SourceFormat::Mail) => InputFormat::Mail,
            (InputFormat::Auto, SourceFormat::Feed) => InputFormat::Feed,
            (InputFormat::Auto, SourceFormat::Export) => InputFormat::Export,
            (format, _) => format,
        }
    }
}

/// Where footnotes are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Footnotes {
    /// They are not read.
    #[default]
    Skip,
    /// They are read after the article.
    End,
    /// Each is read after the sentence that refers to it.
    Inline,
}

/// Whether web-page boilerplate is dropped or read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Boilerplate {
    /// It is listed as skipped, with the reason.
    #[default]
    Drop,
    /// It is read as a part of the text.
    Keep,
}
