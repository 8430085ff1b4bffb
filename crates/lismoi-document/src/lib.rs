//! The document: what is written. Plain data, without I/O.
//!
//! A [`Source`] is the text of an article as it was decoded; a [`Document`] is what was found
//! in it, as ranges of the source's bytes. Readers make documents from files; how a sentence
//! ends and how it is said is left to `lismoi-french`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub mod lines;
pub mod months;
pub mod roman;
pub mod word_list;

pub mod hint;

/// An article as it was read, before anything is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name without its folder; `None` for standard input.
    pub name: Option<String>,
    /// The whole text, decoded; all ranges are bytes of it.
    pub text: String,
    /// Lines (from 1) that held bytes of no character; U+FFFD stands in their place.
    pub damaged_lines: Vec<usize>,
}

/// The structure of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The sections in order; the first may have no heading.
    pub sections: Vec<Section>,
    /// What will not be spoken, and why, in order.
    pub skipped: Vec<Skipped>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The title, in the first section, or a heading; `None` where the text starts without one.
    pub heading: Option<Block>,
    /// How deep it stands: 1 for the title, 2 and more for other headings, 0 where there
    /// is none.
    pub level: u8,
    /// The blocks under the heading.
    pub blocks: Vec<Block>,
}

/// A stretch of text that stands on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place in the source, without white space at the ends.
    pub range: Range<usize>,
    /// The references to notes in it, in order, which are not said.
    pub references: Vec<FootnoteReference>,
}

/// A reference to a note: "\[3\]".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteReference {
    /// Its place in the source.
    pub range: Range<usize>,
    /// The place of the note to be read after the sentence; `None` where none is.
    pub footnote: Option<Range<usize>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The article's title.
    Title,
    /// The heading of a section.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list, with its mark.
    ListItem,
    /// Somebody else's words, set off.
    Quote,
    /// Who wrote or reported it.
    Byline,
}

impl BlockKind {
    /// The name that `show blocks` prints.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list_item",
            BlockKind::Quote => "quote",
            BlockKind::Byline => "byline",
        }
    }
}

/// Something that will not be spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its place in the source.
    pub range: Range<usize>,
    /// Its first line, from 1.
    pub line: usize,
    /// Why.
    pub reason: SkipReason,
}

/// Why something is not spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The title, printed a second time.
    #[error("repeated title")]
    RepeatedTitle,
    /// What a web page says of its comments.
    #[error("comment counter")]
    CommentCounter,
    /// A link to another article.
    #[error("link to another article")]
    RelatedLink,
    /// What invites to share the article.
    #[error("share buttons")]
    Sharing,
    /// What invites to subscribe.
    #[error("invitation to subscribe")]
    Subscription,
    /// The place of an advertisement.
    #[error("advertisement")]
    Advertisement,
    /// What a web page says of its cookies.
    #[error("cookie notice")]
    CookieNotice,
    /// Whose a picture or the text is.
    #[error("credit")]
    Credit,
    /// What is said of a picture.
    #[error("caption")]
    Caption,
    /// How long it takes to read the article.
    #[error("reading time")]
    ReadingTime,
    /// A link to another part of the site.
    #[error("navigation")]
    Navigation,
    /// The article's categories or tags.
    #[error("categories")]
    Category,
    /// A note, where notes are not read.
    #[error("note")]
    #[serde(rename = "note")]
    Footnote,
    /// A reference to a note.
    #[error("reference to a note")]
    #[serde(rename = "note_mark")]
    FootnoteReference,
    /// Only marks, signs and pictures.
    #[error("no word to say")]
    NoWord,
}

impl Document {
    /// The title's place in the source.
    pub fn title(&self) -> Option<Range<usize>> {
        let heading = self.sections.first()?.heading.as_ref()?;
        (heading.kind == BlockKind::Title).then(|| heading.range.clone())
    }
}

impl Section {
    /// The heading and the blocks under it, in order.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.heading.iter().chain(&self.blocks)
    }

    /// The same, to be changed.
    pub fn all_blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        self.heading.iter_mut().chain(&mut self.blocks)
    }
}

impl Block {
    /// A block that refers to no note.
    pub fn new(kind: BlockKind, range: Range<usize>) -> Self {
        Block {
            kind,
            range,
            references: Vec::new(),
        }
    }

    /// The references to notes within a part of it.
    pub fn references_within(&self, part: &Range<usize>) -> &[FootnoteReference] {
        let place = |at: usize| {
            self.references
                .partition_point(|reference| reference.range.start < at)
        };
        &self.references[place(part.start)..place(part.end)]
    }

    /// The notes that are read after a part of it.
    pub fn footnotes_within<'a>(
        &'a self,
        part: &Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let references = self.references_within(part).iter();
        references.filter_map(|reference| reference.footnote.clone())
    }
}

/// A text on one line, with single spaces.
pub fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
