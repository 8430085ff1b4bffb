//! Text of an article that is not spoken, and the reason.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A piece of text that will not be spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its bytes in the printed text.
    pub range: Range<usize>,
    /// Its first line, from 1.
    pub line: usize,
    /// Why it is not spoken.
    pub reason: SkipReason,
}

/// Why a piece of text is not spoken. The names in `serde` stand in manifests and in the
/// output of `show --json`, and do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The title, printed a second time.
    #[error("repeated title")]
    RepeatedTitle,
    /// The number of comments, or a link to write one.
    #[error("comment counter")]
    CommentCounter,
    /// A link to another article.
    #[error("link to another article")]
    RelatedLink,
    /// Buttons that share the article.
    #[error("share buttons")]
    Sharing,
    /// An invitation to subscribe or to register.
    #[error("invitation to subscribe")]
    Subscription,
    /// The label of an advertisement.
    #[error("advertisement")]
    Advertisement,
    /// A notice or question about cookies.
    #[error("cookie notice")]
    CookieNotice,
    /// The owner of a picture or of the text.
    #[error("credit")]
    Credit,
    /// The caption of a picture.
    #[error("caption")]
    Caption,
    /// The time that it takes to read the article.
    #[error("reading time")]
    ReadingTime,
    /// A link to another part of the site.
    #[error("navigation")]
    Navigation,
    /// The categories or tags of the article.
    #[error("categories")]
    Category,
    /// A footnote, where footnotes are not read.
    #[error("note")]
    #[serde(rename = "note")]
    Footnote,
    /// A footnote reference, or the label of a footnote that is read.
    #[error("reference to a note")]
    #[serde(rename = "note_mark")]
    FootnoteReference,
    /// Text that stands around the article on its page.
    #[error("not in the article")]
    OutsideArticle,
    /// Text that a page hides.
    #[error("hidden")]
    Hidden,
    /// A sign that links to the heading it stands in, or edits its section.
    #[error("permalink")]
    Permalink,
    /// The rows of a table that is too large to be read, or its head.
    #[error("table")]
    Table,
    /// A block of code.
    #[error("code")]
    Code,
    /// A formula.
    #[error("formula")]
    Formula,
    /// A field or button of a form.
    #[error("form")]
    Form,
    /// A video, a recording or an embedded page.
    #[error("embedded media")]
    Media,
    /// How a character is read, printed above it.
    #[error("ruby annotation")]
    Ruby,
    /// An address of the web or the rest of it after the name of the site.
    #[error("address")]
    Address,
    /// Metadata at the head of a file.
    #[error("metadata")]
    Metadata,
    /// An instruction for the program that typesets the source.
    #[error("typesetting instruction")]
    Instruction,
    /// The number of a page.
    #[error("page number")]
    PageNumber,
    /// What stands at the head or foot of every page.
    #[error("running head or foot")]
    RunningHead,
    /// A table of contents.
    #[error("table of contents")]
    Contents,
    /// A list of works.
    #[error("bibliography")]
    Bibliography,
    /// An index.
    #[error("index")]
    Index,
    /// Who made and published a book.
    #[error("colophon")]
    Colophon,
    /// A remark of a reviewer.
    #[error("comment")]
    Comment,
    /// Text that an author has deleted, kept as a tracked change.
    #[error("deleted text")]
    Deleted,
    /// What a field computes its text from.
    #[error("field")]
    Field,
    /// The message that a message answers.
    #[error("quoted message")]
    QuotedMessage,
    /// The signature under a message.
    #[error("signature")]
    Signature,
    /// Glyphs that stand for no characters.
    #[error("glyphs without characters")]
    NoCharacters,
    /// A part that the listener does not want to hear.
    #[error("unwanted")]
    Unwanted,
    /// A part that the source names and does not hold.
    #[error("missing from the file")]
    Missing,
    /// Punctuation, symbols and pictures only.
    #[error("no word to say")]
    NoWord,
}

impl SkipReason {
    /// Whether it is boilerplate, which can be read where a listener asks for it.
    pub fn is_boilerplate(self) -> bool {
        use SkipReason::{
            Advertisement, Bibliography, Caption, Category, Colophon, CommentCounter, Contents,
            CookieNotice, Credit, Index, Navigation, OutsideArticle, PageNumber, QuotedMessage,
            ReadingTime, RelatedLink, RepeatedTitle, RunningHead, Sharing, Signature, Subscription,
        };
        matches!(
            self,
            Advertisement
                | Bibliography
                | Caption
                | Category
                | Colophon
                | CommentCounter
                | Contents
                | CookieNotice
                | Credit
                | Index
                | Navigation
                | OutsideArticle
                | PageNumber
                | QuotedMessage
                | ReadingTime
                | RelatedLink
                | RepeatedTitle
                | RunningHead
                | Sharing
                | Signature
                | Subscription
        )
    }
}
