//! The structure of an article: sections, and the blocks in them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::metadata::Metadata;
use crate::skipped::Skipped;

/// The structure of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Title, authors and date.
    pub metadata: Metadata,
    /// The sections in order; the first may have no heading.
    pub sections: Vec<Section>,
    /// Text that will not be spoken, in order.
    pub skipped: Vec<Skipped>,
    /// The bytes in which the source says that it holds only the beginning of the article, and
    /// the rest has to be paid for; `None` where it does not say so.
    pub excerpt: Option<Range<usize>>,
}

/// A heading and the blocks under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The title, in the first section, or a heading; `None` where the text starts without one.
    pub heading: Option<Block>,
    /// The heading's level: 1 for the title, 2 and more for other headings, 0 without a
    /// heading.
    pub level: u8,
    /// Whether it holds body text or footnotes.
    pub kind: SectionKind,
    /// The blocks under the heading.
    pub blocks: Vec<Block>,
}

/// The kind of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SectionKind {
    /// Text of the article.
    #[default]
    Body,
    /// Footnotes, by its heading ("Notes et références"). It has no blocks where all its
    /// footnotes are skipped.
    Footnotes,
}

/// A title, heading, paragraph, list item, quotation or byline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which of them.
    pub kind: BlockKind,
    /// Its bytes in the printed text, without white space at the ends.
    pub range: Range<usize>,
    /// The footnote references in it, in order. They are not spoken.
    pub references: Vec<FootnoteReference>,
}

/// A reference to a footnote: "\[3\]".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteReference {
    /// Its bytes in the printed text.
    pub range: Range<usize>,
    /// The text of the footnote to be read after the sentence, as bytes of the printed text; `None`
    /// where no footnote is read there.
    pub footnote: Option<Range<usize>>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The title of the article.
    Title,
    /// The heading of a section.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list, with its bullet or number.
    ListItem,
    /// A block quotation.
    Quote,
    /// The names of the authors, or the date.
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

impl Document {
    /// The bytes of the title in the source.
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

    /// As [`Section::all_blocks`], mutable.
    pub fn all_blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        self.heading.iter_mut().chain(&mut self.blocks)
    }
}

impl Block {
    /// A block without footnote references.
    pub fn new(kind: BlockKind, range: Range<usize>) -> Self {
        Block {
            kind,
            range,
            references: Vec::new(),
        }
    }

    /// The footnote references that start within `part`, a byte range of the printed text.
    pub fn references_within(&self, part: &Range<usize>) -> &[FootnoteReference] {
        let index = |at: usize| {
            self.references
                .partition_point(|reference| reference.range.start < at)
        };
        &self.references[index(part.start)..index(part.end)]
    }

    /// The footnotes that are read after `part`, a byte range of the printed text.
    pub fn footnotes_within<'a>(
        &'a self,
        part: &Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let references = self.references_within(part).iter();
        references.filter_map(|reference| reference.footnote.clone())
    }
}
