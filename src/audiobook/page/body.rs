//! The text of the page: the sections with their headings, paragraphs, lists and quotes,
//! and around each sentence a tag that the script can take hold of.

use std::io::Write;

use anyhow::Result;

use super::PageSection;
use super::escape::Html;
use crate::article::BlockKind;
use crate::audiobook::captions::Caption;

/// Writes all sections.
pub(super) fn write(
    writer: &mut impl Write,
    sections: &[PageSection],
    captions: impl Iterator<Item = Result<Caption>>,
) -> Result<()> {
    let mut body = Body {
        writer,
        sections,
        open_sections: 0,
        group: None,
        block: None,
        heading_level: 1,
    };
    for caption in captions {
        body.sentence(&caption?)?;
    }
    body.close_group()?;
    while body.open_sections < sections.len() {
        body.open_section()?;
    }
    if body.open_sections > 0 {
        writeln!(body.writer, "</section>")?;
    }
    Ok(())
}

struct Body<'a, W> {
    writer: &'a mut W,
    sections: &'a [PageSection],
    /// How many sections have been opened; the last of them is open.
    open_sections: usize,
    /// The tag around several blocks.
    group: Option<&'static str>,
    /// What the open block is, and its tag.
    block: Option<(BlockKind, String)>,
    /// Of the last heading.
    heading_level: u8,
}

impl<W: Write> Body<'_, W> {
    fn sentence(&mut self, caption: &Caption) -> Result<()> {
        if caption.section >= self.open_sections {
            self.close_group()?;
            while caption.section >= self.open_sections {
                self.open_section()?;
            }
        }
        match &self.block {
            Some((kind, _)) if *kind == caption.kind && !caption.opens_block => {
                writeln!(self.writer)?;
            }
            _ => self.open_block(caption)?,
        }
        let text = Html(&caption.text);
        Ok(write!(
            self.writer,
            "<span class=\"sentence\">{text}</span>"
        )?)
    }

    fn open_section(&mut self) -> Result<()> {
        if self.open_sections > 0 {
            writeln!(self.writer, "</section>")?;
        }
        self.open_sections += 1;
        let number = self.open_sections;
        Ok(writeln!(self.writer, "<section id=\"section-{number}\">")?)
    }

    fn open_block(&mut self, caption: &Caption) -> Result<()> {
        self.close_block()?;
        let group = match caption.kind {
            BlockKind::ListItem => Some("ul"),
            BlockKind::Quote => Some("blockquote"),
            _ => None,
        };
        if group != self.group {
            self.close_group()?;
            match group {
                // Without its own marks, a list would not be read as one by VoiceOver.
                Some("ul") => writeln!(self.writer, "<ul class=\"items\" role=\"list\">")?,
                Some(tag) => writeln!(self.writer, "<{tag}>")?,
                None => {}
            }
            self.group = group;
        }
        let tag = match caption.kind {
            BlockKind::Title => {
                self.heading_level = 1;
                "h1".to_owned()
            }
            BlockKind::Heading => format!("h{}", self.level_below(caption.section)),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Byline => "p".to_owned(),
        };
        let class = match caption.kind {
            BlockKind::Byline => " class=\"byline\"",
            _ => "",
        };
        write!(self.writer, "<{tag}{class}>")?;
        self.block = Some((caption.kind, tag));
        Ok(())
    }

    /// The level of a section's heading: none is left out on the way down.
    fn level_below(&mut self, section: usize) -> u8 {
        let level = self.sections.get(section).map_or(2, |each| each.level);
        self.heading_level = level.clamp(2, 6).min(self.heading_level + 1);
        self.heading_level
    }

    fn close_block(&mut self) -> Result<()> {
        if let Some((_, tag)) = self.block.take() {
            writeln!(self.writer, "</{tag}>")?;
        }
        Ok(())
    }

    fn close_group(&mut self) -> Result<()> {
        self.close_block()?;
        if let Some(tag) = self.group.take() {
            writeln!(self.writer, "</{tag}>")?;
        }
        Ok(())
    }
}
