//! The pages of the book (XHTML): the cover, and one for each section, in which each sentence,
//! and each word where words are highlighted, has an id for the overlay.

use std::io::Write;
use std::iter::Peekable;

use anyhow::Result;

use super::parts::{Part, parts};
use super::{Epub, Highlight, names};
use crate::formats::captions::Caption;
use crate::formats::markup::blocks::Blocks;
use crate::formats::markup::text::Html;

/// Writes the page of the cover.
pub(super) fn cover(out: &mut impl Write, epub: &Epub<'_>) -> Result<()> {
    let title = names::title(epub);
    let title = Html(&title);
    let picture = names::picture(epub.cover.format);
    open(out, "Couverture")?;
    writeln!(
        out,
        "<section class=\"cover\" epub:type=\"cover\">\n\
         <img role=\"doc-cover\" src=\"{picture}\" alt=\"Couverture : {title}\"/>\n</section>"
    )?;
    close(out)
}

/// Writes the beginning of a page up to its text.
pub(super) fn open(out: &mut impl Write, title: &str) -> Result<()> {
    Ok(writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"fr\" xml:lang=\"fr\">\n\
         <head>\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>",
        Html(title)
    )?)
}

/// Writes the end of a page.
pub(super) fn close(out: &mut impl Write) -> Result<()> {
    Ok(writeln!(out, "</body>\n</html>")?)
}

/// Writes the pages of the sections, one after the other.
pub(super) struct SectionPages<I: Iterator> {
    captions: Peekable<I>,
    blocks: Blocks,
}

impl<I: Iterator<Item = Result<Caption>>> SectionPages<I> {
    pub(super) fn new(captions: I) -> SectionPages<I> {
        SectionPages {
            captions: captions.peekable(),
            blocks: Blocks::new(),
        }
    }

    /// Whether the next sentence is in this section. An error is: reading the sentence
    /// returns it.
    pub(super) fn has(&mut self, index: usize) -> bool {
        let next = self.captions.peek();
        next.is_some_and(|next| next.as_ref().map_or(true, |next| next.section == index))
    }

    /// Writes the page of a section. Returns the starts of the parts of each of its sentences,
    /// in samples from the start of the whole.
    pub(super) fn write(
        &mut self,
        out: &mut impl Write,
        epub: &Epub<'_>,
        index: usize,
    ) -> Result<Vec<Vec<u64>>> {
        let name = names::section_name(epub, index);
        open(out, &name)?;
        // The title, unless the text begins with it.
        if index == 0 && epub.sections[0].level != 1 {
            writeln!(
                out,
                "<header><h1>{}</h1></header>",
                Html(&names::title(epub))
            )?;
        }
        writeln!(
            out,
            "<section id=\"{}\" epub:type=\"chapter\" role=\"doc-chapter\" aria-label=\"{}\">",
            names::TEXT_ID,
            Html(&name)
        )?;
        let level = epub.sections[index].level;
        let mut starts = Vec::new();
        while self.has(index)
            && let Some(caption) = self.captions.next()
        {
            let caption = caption?;
            let parts = parts(&caption, epub.highlight, epub.sample_rate);
            self.blocks.open(out, &caption, level)?;
            write_sentence(out, &caption, starts.len(), epub.highlight, &parts)?;
            starts.push(parts.iter().map(|part| part.start).collect());
        }
        self.blocks.close(out)?;
        writeln!(out, "</section>")?;
        close(out)?;
        Ok(starts)
    }
}

/// Writes a sentence, which is the one at this place in its section.
fn write_sentence(
    out: &mut impl Write,
    caption: &Caption,
    place: usize,
    highlight: Highlight,
    parts: &[Part],
) -> Result<()> {
    write!(out, "<span id=\"{}\">", names::sentence_id(place))?;
    let mut at = 0;
    if highlight == Highlight::Words {
        for (number, part) in parts.iter().enumerate() {
            let (between, text) = (
                Html(&caption.text[at..part.text.start]),
                Html(&caption.text[part.text.clone()]),
            );
            let id = names::word_id(place, number);
            write!(out, "{between}<span id=\"{id}\">{text}</span>")?;
            at = part.text.end;
        }
    }
    Ok(write!(out, "{}</span>", Html(&caption.text[at..]))?)
}
