//! Writes sentences with the tags of their headings, paragraphs, lists and quotes.

use std::fmt::Display;
use std::io::Write;

use anyhow::Result;

use super::text::Html;
use crate::formats::captions::Caption;
use lismoi_document::BlockKind;

/// The tags that are open.
pub(crate) struct Blocks {
    /// The tag around several blocks.
    group: Option<&'static str>,
    /// The kind of the open block, and its tag.
    block: Option<(BlockKind, String)>,
    /// The level of the last heading.
    heading_level: u8,
}

impl Blocks {
    /// No tag is open. The title has level 1.
    pub(crate) fn new() -> Blocks {
        Blocks {
            group: None,
            block: None,
            heading_level: 1,
        }
    }

    /// Writes a sentence in a `span` with this attribute, after the tags that it needs.
    /// `level` is that of the heading of its section.
    pub(crate) fn sentence(
        &mut self,
        writer: &mut impl Write,
        caption: &Caption,
        level: u8,
        attribute: impl Display,
    ) -> Result<()> {
        self.open(writer, caption, level)?;
        let text = Html(&caption.text);
        Ok(write!(writer, "<span {attribute}>{text}</span>")?)
    }

    /// Writes the tags that a sentence needs before it; the caller writes the sentence.
    pub(crate) fn open(
        &mut self,
        writer: &mut impl Write,
        caption: &Caption,
        level: u8,
    ) -> Result<()> {
        match &self.block {
            Some((kind, _)) if *kind == caption.kind && !caption.opens_block => {
                Ok(writeln!(writer)?)
            }
            _ => self.open_block(writer, caption.kind, level),
        }
    }

    /// Closes all tags at the end of a section.
    pub(crate) fn close(&mut self, writer: &mut impl Write) -> Result<()> {
        self.close_block(writer)?;
        if let Some(tag) = self.group.take() {
            writeln!(writer, "</{tag}>")?;
        }
        Ok(())
    }

    fn open_block(&mut self, writer: &mut impl Write, kind: BlockKind, level: u8) -> Result<()> {
        self.close_block(writer)?;
        let group = match kind {
            BlockKind::ListItem => Some("ul"),
            BlockKind::Quote => Some("blockquote"),
            _ => None,
        };
        if group != self.group {
            self.close(writer)?;
            match group {
                // VoiceOver does not announce a list without markers unless it has this role.
                Some("ul") => writeln!(writer, "<ul class=\"items\" role=\"list\">")?,
                Some(tag) => writeln!(writer, "<{tag}>")?,
                None => {}
            }
            self.group = group;
        }
        let tag = match kind {
            BlockKind::Title => {
                self.heading_level = 1;
                "h1".to_owned()
            }
            BlockKind::Heading => {
                // No level is skipped on the way down.
                self.heading_level = level.clamp(2, 6).min(self.heading_level + 1);
                format!("h{}", self.heading_level)
            }
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Byline => "p".to_owned(),
        };
        let class = match kind {
            BlockKind::Byline => " class=\"byline\"",
            _ => "",
        };
        write!(writer, "<{tag}{class}>")?;
        self.block = Some((kind, tag));
        Ok(())
    }

    fn close_block(&mut self, writer: &mut impl Write) -> Result<()> {
        if let Some((_, tag)) = self.block.take() {
            writeln!(writer, "</{tag}>")?;
        }
        Ok(())
    }
}
