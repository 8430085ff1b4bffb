//! The whole article at a glance: how loud it is from the start to the end, as a drawing
//! (SVG) that takes its colours from the page, and the list of its sections.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;

use super::{Page, PageSection};
use crate::formats::markup::text::{Html, name};
use lismoi_audio::clock::duration;

/// The height of the drawing, in its own units; it is stretched to its place.
const HEIGHT: usize = 256;

/// The width of a bar and of the gap after it.
const STEP: usize = 10;
const BAR: usize = 7;

/// The height of a bar for silence.
const LEAST: usize = 8;

/// More borders than this would be all that is seen.
const MOST_MARKS: usize = 60;

/// Writes the drawing twice, whole and for the part that has been heard.
pub(super) fn write_wave(writer: &mut impl Write, page: &Page<'_>) -> Result<()> {
    let width = page.loudness.len().max(1) * STEP;
    let mut shape = String::new();
    for (bar, loudness) in page.loudness.iter().enumerate() {
        let height = usize::from(*loudness).max(LEAST);
        let (left, top) = (bar * STEP, (HEIGHT - height) / 2);
        let _ = write!(shape, "M{left} {top}h{BAR}v{height}h-{BAR}z");
    }
    let marks = marks(page, width);
    let open = format!(
        "viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\""
    );
    writeln!(
        writer,
        "<svg {open}><path id=\"shape\" class=\"shape\" d=\"{shape}\"/></svg>\n\
         <svg class=\"played\" {open}><use href=\"#shape\" class=\"shape\"/></svg>\n\
         <svg {open}><path class=\"marks\" d=\"{marks}\"/></svg>"
    )?;
    Ok(())
}

/// The starts of sections: of all but the first, or of those with the highest headings only
/// where they are many.
fn marks(page: &Page<'_>, width: usize) -> String {
    let length = page.samples();
    let count = |level| starts(page, level).count();
    let Some(level) = (1..=6).rev().find(|level| count(*level) <= MOST_MARKS) else {
        return String::new();
    };
    let mut marks = String::new();
    for start in starts(page, level).filter(|_| length > 0) {
        // To a tenth of a unit.
        let place = start * 10 * width as u64 / length;
        let _ = write!(marks, "M{}.{} 0V{HEIGHT}", place / 10, place % 10);
    }
    marks
}

/// The starts of the sections after the first whose heading is of this level or above.
fn starts<'a>(page: &'a Page<'_>, level: u8) -> impl Iterator<Item = u64> + use<'a> {
    let starts = page.sections.iter().scan(0, |end, section| {
        let start = *end;
        *end += section.samples;
        Some((start, section))
    });
    let is_high = move |section: &PageSection| section.level <= level;
    starts
        .skip(1)
        .filter_map(move |(start, section)| is_high(section).then_some(start))
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
    // As the program rounds it at the end of a run.
    duration((samples as f64 / f64::from(sample_rate)).round() as u64)
}
