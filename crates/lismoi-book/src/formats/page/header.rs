//! The head of the page: cover, author, date and length.

use std::io::Write;

use anyhow::Result;
use base64::prelude::*;

use super::Page;
use crate::formats::day::in_french;
use crate::formats::markup::text::Html;
use lismoi_audio::clock::glance;
use lismoi_audio::encode::cover::Cover;

/// Writes the head, with the title unless the text begins with it.
pub(super) fn write(writer: &mut impl Write, page: &Page<'_>) -> Result<()> {
    writeln!(writer, "<header class=\"head\">")?;
    if let Some(cover) = page.cover {
        write_cover(writer, cover)?;
    }
    writeln!(writer, "<div>")?;
    if page.sections.first().is_none_or(|first| first.level != 1) {
        writeln!(writer, "<h1>{}</h1>", Html(page.title))?;
    }
    if !page.authors.is_empty() {
        let authors = page.authors.join(", ");
        writeln!(writer, "<p class=\"authors\">{}</p>", Html(&authors))?;
    }
    write!(writer, "<p class=\"facts\">")?;
    if let Some(date) = page.date {
        let (printed, date) = (in_french(date), Html(date));
        let printed = Html(&printed);
        write!(
            writer,
            "<time id=\"date\" datetime=\"{date}\">{printed}</time> · "
        )?;
    }
    let seconds = page.samples() / u64::from(page.sample_rate);
    writeln!(
        writer,
        "<span>{}</span></p>\n</div>\n</header>",
        glance(seconds)
    )?;
    Ok(())
}

/// It tells no more than the title does: assistive technology passes over it.
fn write_cover(writer: &mut impl Write, cover: &Cover) -> Result<()> {
    let (width, height) = (cover.width, cover.height);
    let media_type = cover.format.media_type();
    write!(
        writer,
        "<img id=\"cover\" alt=\"\" width=\"{width}\" height=\"{height}\" \
         src=\"data:{media_type};base64,"
    )?;
    writeln!(writer, "{}\">", BASE64_STANDARD.encode(&cover.bytes))?;
    Ok(())
}
