//! Writes the book from its parts.

use std::fs::File;
use std::io::Write;

use anyhow::{Context, Result, ensure};

use super::archive::{Archive, PACKAGE};
use super::document::{self, SectionPages};
use super::{Epub, names, navigation, overlay, package};
use crate::formats::captions::Caption;

const STYLE: &str = include_str!("style.css");

/// Writes the book into an empty file, and gives the file back. The captions are those of
/// all sections, one section after the other. `sound` gives the file of a section's sound
/// (see [`sound`](super::sound)), positioned at its start. It is called once for each section
/// with captions, in order.
///
/// A section without captions is left out.
///
/// # Errors
/// There is no caption at all, or those of the captions, of the sounds and of the file.
pub fn write(
    file: File,
    epub: &Epub<'_>,
    captions: impl Iterator<Item = Result<Caption>>,
    mut sound: impl FnMut(usize) -> Result<File>,
) -> Result<File> {
    let mut archive = Archive::start(file)?;
    archive.deflate("EPUB/style.css", |out| Ok(out.write_all(STYLE.as_bytes())?))?;
    let picture = epub.cover.bytes.as_slice();
    let picture_file = within(names::picture(epub.cover.format));
    archive.store(&picture_file, picture.len() as u64, picture)?;
    archive.deflate(&within(names::COVER_PAGE), |out| document::cover(out, epub))?;

    let mut pages = SectionPages::new(captions);
    let mut heard = Vec::new();
    for index in 0..epub.sections.len() {
        if !pages.has(index) {
            continue;
        }
        let sentences = archive.deflate(&within(&names::page(index)), |out| {
            pages.write(out, epub, index)
        })?;
        archive.deflate(&within(&names::overlay(index)), |out| {
            overlay::write(out, epub, index, &sentences)
        })?;
        let sound = sound(index)?;
        let bytes = sound.metadata()?.len();
        archive.store(&within(&names::sound(index)), bytes, sound)?;
        heard.push(index);
    }
    ensure!(!heard.is_empty(), "there is nothing to show or to hear");

    let navigation = within(names::NAVIGATION);
    archive.deflate(&navigation, |out| navigation::write(out, epub, &heard))?;
    archive.deflate(PACKAGE, |out| package::write(out, epub, &heard))?;
    archive.finish().context("could not end the EPUB")
}

/// The path of a file beside the package document.
fn within(file: &str) -> String {
    format!("EPUB/{file}")
}
