//! Writes the page from its template.

use std::io::{self, Read, Write};

use anyhow::{Context, Result};
use base64::engine::general_purpose::STANDARD;
use base64::prelude::*;
use base64::write::EncoderWriter;
use sha2::{Digest, Sha256};

use super::escape::address;
use super::{Page, SoundPlace, body, cues, overview};
use crate::formats::captions::Caption;
use crate::formats::markup::text::Html;
use lismoi_audio::clock::nearest_ms;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// One function; each file is a part of its body.
const SCRIPT: &str = concat!(
    include_str!("script/player.js"),
    include_str!("script/display.js"),
    include_str!("script/controls.js"),
    include_str!("script/position.js"),
);

/// Writes the page. The captions of all sections, one section after the other, are read
/// twice; `open` opens an audio file by its name, and is only called for
/// [`SoundPlace::Within`].
///
/// # Errors
/// Those of the captions, of the audio files and of the writer.
pub fn write<I, R>(
    writer: &mut impl Write,
    page: &Page<'_>,
    mut captions: impl FnMut() -> Result<I>,
    mut open: impl FnMut(&str) -> Result<R>,
) -> Result<()>
where
    I: Iterator<Item = Result<Caption>>,
    R: Read,
{
    let length = page.sections.iter().map(|section| section.samples).sum();
    for piece in TEMPLATE.split("{{") {
        let (field, rest) = piece.split_once("}}").unwrap_or(("", piece));
        match field {
            "" => {}
            "policy" => write!(writer, "{}", policy())?,
            "title" => write!(writer, "{}", Html(page.title))?,
            "style" => write!(writer, "{STYLE}")?,
            "header" => write_header(writer, page)?,
            "wave" => overview::write_wave(writer, page)?,
            "length" => write!(writer, "{}", nearest_ms(length, page.sample_rate))?,
            "duration" => write!(writer, "{}", overview::clock(length, page.sample_rate))?,
            "contents" => overview::write_contents(writer, page)?,
            "text" => body::write(writer, page.sections, captions()?)?,
            "sounds" => write_sounds(writer, page, &mut open)?,
            "data" => cues::write(writer, page, captions()?)?,
            "script" => write!(writer, "{SCRIPT}")?,
            _ => unreachable!("the template names no other field"),
        }
        write!(writer, "{rest}")?;
    }
    Ok(())
}

/// Nothing is loaded but sound from beside the page; nothing runs but our script
/// (Content Security Policy).
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src &#39;none&#39;; media-src &#39;self&#39; file: data:; img-src data:; \
         style-src &#39;sha256-{}&#39;; script-src &#39;sha256-{}&#39;",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// Writes the title, unless the text begins with it.
fn write_header(writer: &mut impl Write, page: &Page<'_>) -> Result<()> {
    if page.sections.first().is_none_or(|first| first.level != 1) {
        let title = Html(page.title);
        writeln!(writer, "<header><h1>{title}</h1></header>")?;
    }
    Ok(())
}

/// The sound for the script, or for browsers without scripts.
fn write_sounds<R: Read>(
    writer: &mut impl Write,
    page: &Page<'_>,
    open: &mut impl FnMut(&str) -> Result<R>,
) -> Result<()> {
    for (number, file) in cues::files(page).into_iter().enumerate() {
        match page.sound {
            SoundPlace::Beside => writeln!(
                writer,
                "<noscript><audio controls preload=\"none\" src=\"{}\"></audio></noscript>",
                address(file)
            )?,
            SoundPlace::Within => {
                write!(
                    writer,
                    "<script type=\"text/plain\" id=\"sound-{number}\">data:{};base64,",
                    page.media_type
                )?;
                encode(writer, open(file)?)
                    .with_context(|| format!("could not put '{file}' into a page"))?;
                writeln!(writer, "</script>")?;
            }
        }
    }
    Ok(())
}

fn encode(writer: &mut impl Write, mut sound: impl Read) -> io::Result<()> {
    let mut encoder = EncoderWriter::new(writer, &STANDARD);
    io::copy(&mut sound, &mut encoder)?;
    encoder.finish().map(drop)
}
