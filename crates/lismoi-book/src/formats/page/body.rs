//! The text of the page: its sections, and a tag around each sentence for the script.

use std::io::Write;

use anyhow::Result;

use super::PageSection;
use crate::formats::captions::Caption;
use crate::formats::markup::blocks::Blocks;

/// Writes all sections.
pub(super) fn write(
    writer: &mut impl Write,
    sections: &[PageSection],
    captions: impl Iterator<Item = Result<Caption>>,
) -> Result<()> {
    let mut blocks = Blocks::new();
    // How many sections have been opened; the last of them is open.
    let mut opened = 0;
    for caption in captions {
        let caption = caption?;
        if caption.section >= opened {
            blocks.close(writer)?;
        }
        open_sections(writer, &mut opened, caption.section + 1)?;
        let level = sections.get(caption.section).map_or(2, |each| each.level);
        blocks.sentence(writer, &caption, level, "class=\"sentence\"")?;
    }
    blocks.close(writer)?;
    open_sections(writer, &mut opened, sections.len())?;
    if opened > 0 {
        writeln!(writer, "</section>")?;
    }
    Ok(())
}

/// Opens the sections up to `number`, counted from 1. Those skipped on the way are empty.
fn open_sections(writer: &mut impl Write, opened: &mut usize, number: usize) -> Result<()> {
    while *opened < number {
        if *opened > 0 {
            writeln!(writer, "</section>")?;
        }
        *opened += 1;
        writeln!(writer, "<section id=\"section-{opened}\">")?;
    }
    Ok(())
}
