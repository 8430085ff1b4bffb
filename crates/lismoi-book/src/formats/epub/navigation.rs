//! The table of contents (XHTML): the sections, nested by the levels of their headings.

use std::io::Write;

use anyhow::Result;

use super::{Epub, document, names};
use crate::formats::markup::text::Html;

const TITLE: &str = "Table des matières";

/// Writes the table. `heard` are the indices of the sections in the book; never empty.
pub(super) fn write(out: &mut impl Write, epub: &Epub<'_>, heard: &[usize]) -> Result<()> {
    document::open(out, TITLE)?;
    writeln!(
        out,
        "<nav id=\"toc\" epub:type=\"toc\" role=\"doc-toc\" aria-label=\"{TITLE}\">\n\
         <h1>{TITLE}</h1>"
    )?;
    write_entries(out, epub, heard)?;
    writeln!(
        out,
        "</nav>\n<nav id=\"landmarks\" epub:type=\"landmarks\" aria-label=\"Repères\" \
         hidden=\"hidden\">\n<h2>Repères</h2>\n<ol>\n\
         <li><a epub:type=\"cover\" href=\"{}\">Couverture</a></li>\n\
         <li><a epub:type=\"bodymatter\" href=\"{}\">Texte</a></li>\n</ol>\n</nav>",
        names::COVER_PAGE,
        names::page(heard[0])
    )?;
    document::close(out)
}

fn write_entries(out: &mut impl Write, epub: &Epub<'_>, heard: &[usize]) -> Result<()> {
    // The levels of the open entries, from the outside in.
    let mut open: Vec<u8> = Vec::new();
    for (place, &index) in heard.iter().enumerate() {
        // A section without a heading has no entries under it.
        let level = match epub.sections[index].level {
            0 => u8::MAX,
            level => level,
        };
        let within = open.iter().take_while(|above| **above < level).count();
        if within == open.len() {
            writeln!(out, "<ol>")?;
        } else {
            close(out, open.len() - within - 1)?;
            if place > 0 {
                writeln!(out, "</li>")?;
            }
        }
        open.truncate(within);
        open.push(level);
        let (file, name) = (names::page(index), names::section_name(epub, index));
        write!(out, "<li><a href=\"{file}\">{}</a>", Html(&name))?;
    }
    close(out, open.len())
}

/// Closes this many entries and their lists.
fn close(out: &mut impl Write, entries: usize) -> Result<()> {
    for _ in 0..entries {
        writeln!(out, "</li>\n</ol>")?;
    }
    Ok(())
}
