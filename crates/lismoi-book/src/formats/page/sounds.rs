//! The sound of the page for browsers without scripts, and that which is in the page.

use std::io::{self, Read, Write};

use anyhow::{Context, Result};
use base64::engine::general_purpose::STANDARD;
use base64::write::EncoderWriter;

use super::escape::address;
use super::{Page, SoundPlace, cues};
use crate::formats::markup::text::{Html, name};

/// Writes a player of the browser for each file. Files beside the page are there for browsers
/// without scripts alone; the script reads the sound within from its player.
pub(super) fn write<R: Read>(
    writer: &mut impl Write,
    page: &Page<'_>,
    open: &mut impl FnMut(&str) -> Result<R>,
) -> Result<()> {
    for (number, file) in cues::files(page).into_iter().enumerate() {
        match page.sound {
            SoundPlace::Beside => {
                let label = label(page, number, file);
                let (label, address) = (Html(&label), address(file));
                writeln!(
                    writer,
                    "<noscript><p class=\"plain\">{label} <audio controls preload=\"none\" \
                     aria-label=\"{label}\" src=\"{address}\"></audio></p></noscript>"
                )?;
            }
            SoundPlace::Within => {
                let label = Html(page.title);
                write!(
                    writer,
                    "<p class=\"plain\"><audio id=\"sound-{number}\" controls preload=\"none\" \
                     aria-label=\"{label}\" src=\"data:{};base64,",
                    page.media_type
                )?;
                encode(writer, open(file)?)
                    .with_context(|| format!("could not put '{file}' into a page"))?;
                writeln!(writer, "\"></audio></p>")?;
            }
        }
    }
    Ok(())
}

/// The title where a file holds several sections, else the name of its section.
fn label(page: &Page<'_>, number: usize, file: &str) -> String {
    let mut own = page.sections.iter().filter(|section| section.file == file);
    match (own.next(), own.next()) {
        (Some(section), None) => name(number + 1, section.heading.as_deref()).into_owned(),
        _ => page.title.to_owned(),
    }
}

fn encode(writer: &mut impl Write, mut sound: impl Read) -> io::Result<()> {
    let mut encoder = EncoderWriter::new(writer, &STANDARD);
    io::copy(&mut sound, &mut encoder)?;
    encoder.finish().map(drop)
}
