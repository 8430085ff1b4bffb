//! The whole article at a glance: how loud it is from the start to the end, as a drawing
//! (SVG) that takes its colours from the page, and the list of its sections.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;

use super::Page;
use crate::formats::markup::text::{Html, name};
use lismoi_audio::clock::duration;

/// The height of the drawing, in its own units; it is stretched to its place.
const HEIGHT: usize = 256;

/// Half of the height drawn for silence.
const LEAST: usize = 2;

/// More borders than this would be all that is seen.
const MOST_MARKS: usize = 150;

/// Writes the drawing twice, whole and for the part that has been heard.
pub(super) fn write_wave(writer: &mut impl Write, page: &Page<'_>) -> Result<()> {
    let width = page.peaks.len().max(1);
    let middle = HEIGHT / 2;
    let reach = |peak: u8| (usize::from(peak) / 2).max(LEAST);
    let mut shape = format!("M0 {middle}");
    for (column, peak) in page.peaks.iter().enumerate() {
        let _ = write!(shape, "V{}H{}", middle - reach(*peak), column + 1);
    }
    for (column, peak) in page.peaks.iter().enumerate().rev() {
        let _ = write!(shape, "V{}H{column}", middle + reach(*peak));
    }
    let marks = marks(page, width);
    let open = format!(
        "viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\""
    );
    writeln!(
        writer,
        "<svg {open}><path id=\"shape\" class=\"shape\" d=\"{shape}z\"/></svg>\n\
         <svg class=\"played\" {open}><use href=\"#shape\" class=\"shape\"/></svg>\n\
         <svg {open}><path class=\"marks\" d=\"{marks}\"/></svg>"
    )?;
    Ok(())
}

/// The starts of all sections but the first.
fn marks(page: &Page<'_>, width: usize) -> String {
    let length: u64 = page.sections.iter().map(|each| each.samples).sum();
    let mut marks = String::new();
    if page.sections.len() > MOST_MARKS || length == 0 {
        return marks;
    }
    let mut at = 0;
    for section in &page.sections[..page.sections.len().saturating_sub(1)] {
        at += section.samples;
        // To a hundredth of a column.
        let place = at * 100 * width as u64 / length;
        let _ = write!(marks, "M{}.{:02} 0V{HEIGHT}", place / 100, place % 100);
    }
    marks
}

/// Writes the table of contents.
pub(super) fn write_contents(writer: &mut impl Write, page: &Page<'_>) -> Result<()> {
    for (number, section) in (1..).zip(page.sections) {
        let name = name(number, section.heading.as_deref());
        let heading = Html(&name);
        let level = section.level.clamp(1, 4);
        let length = clock(section.samples, page.sample_rate);
        writeln!(
            writer,
            "<li class=\"level-{level}\"><a href=\"#section-{number}\"><span>{heading}</span> \
             <span class=\"length\">{length}</span></a></li>"
        )?;
    }
    Ok(())
}

/// `M:SS` or `H:MM:SS`.
pub(super) fn clock(samples: u64, sample_rate: u32) -> String {
    duration(samples / u64::from(sample_rate))
}
