//! Writes the page from its template.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use base64::prelude::*;
use sha2::{Digest, Sha256};

use super::{Page, body, cues, header, overview, sounds, texts};
use crate::formats::captions::Caption;
use crate::formats::markup::text::Html;
use lismoi_audio::clock::nearest_ms;

const TEMPLATE: &str = include_str!("page.html");
/// The typeface for readers who ask for one that is easy to read. Its licence,
/// `atkinson-LICENSE.txt` (SIL OFL 1.1), allows embedding.
const TYPEFACE: &[u8] = include_bytes!("atkinson.woff2");
/// One function; each file is a part of its body.
pub(super) const SCRIPT: &str = concat!(
    include_str!("script/player.js"),
    include_str!("script/texts.js"),
    include_str!("script/preferences.js"),
    include_str!("script/sleep.js"),
    include_str!("script/sentences.js"),
    include_str!("script/display.js"),
    include_str!("script/follow.js"),
    include_str!("script/overview.js"),
    include_str!("script/controls.js"),
    include_str!("script/keys.js"),
    include_str!("script/panels.js"),
    include_str!("script/position.js"),
    include_str!("script/bookmarks.js"),
    include_str!("script/search.js"),
    include_str!("script/session.js"),
    include_str!("script/start.js"),
);

/// Writes the page. The captions of all sections, one section after the other, are read
/// twice; `open` opens an audio file by its name, and is only called for
/// [`SoundPlace::Within`](super::SoundPlace::Within).
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
    let length = page.samples();
    let style = style();
    for piece in TEMPLATE.split("{{") {
        let (field, rest) = piece.split_once("}}").unwrap_or(("", piece));
        match field {
            "" => {}
            "policy" => write!(
                writer,
                "{}",
                policy(&style, page.site.is_some()).replace('\'', "&#39;")
            )?,
            "title" => write!(writer, "{}", Html(page.title))?,
            "style" => write!(writer, "{style}")?,
            "head" => write!(writer, "{}", page.site.map_or("", |site| site.head))?,
            "bar" => write!(writer, "{}", page.site.map_or("", |site| site.bar))?,
            "header" => header::write(writer, page)?,
            "wave" => overview::write_wave(writer, page)?,
            "length" => write!(writer, "{}", nearest_ms(length, page.sample_rate))?,
            "duration" => write!(writer, "{}", overview::clock(length, page.sample_rate))?,
            "list" => overview::write_contents(writer, page)?,
            "text" => body::write(writer, page.sections, captions()?)?,
            "sounds" => sounds::write(writer, page, &mut open)?,
            "data" => cues::write(writer, page, captions()?)?,
            "script" => write!(writer, "{SCRIPT}")?,
            "texts" => texts::write(writer)?,
            key => {
                let text = texts::french(key);
                let text = text.with_context(|| format!("the page has no text '{key}'"))?;
                write!(writer, "{}", Html(text))?;
            }
        }
        write!(writer, "{rest}")?;
    }
    Ok(())
}

/// The policy of the pages of a web site, which may load what is of its own origin.
pub fn policy_of_site() -> String {
    policy(&style(), true)
}

/// Nothing is loaded but sound from beside the page; nothing runs but our script
/// (Content Security Policy).
fn policy(style: &str, is_of_site: bool) -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let (style, script) = (hash(style), hash(SCRIPT));
    match is_of_site {
        false => format!(
            "default-src 'none'; media-src 'self' file: data:; img-src data:; font-src data:; \
             style-src 'sha256-{style}'; script-src 'sha256-{script}'"
        ),
        true => format!(
            "default-src 'none'; media-src 'self'; img-src 'self' data:; font-src data:; \
             style-src 'self' 'sha256-{style}'; script-src 'self' 'sha256-{script}'; \
             connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
             base-uri 'none'"
        ),
    }
}

/// The style sheets, and the typeface in the last of them.
fn style() -> String {
    let typeface = BASE64_STANDARD.encode(TYPEFACE);
    [
        include_str!("style/colours.css"),
        include_str!("style/text.css"),
        include_str!("style/contents.css"),
        include_str!("style/player.css"),
        include_str!("style/panels.css"),
        include_str!("style/media.css"),
        "@font-face { font-family: Atkinson; src: url(data:font/woff2;base64,",
        &typeface,
        ") format('woff2'); }\n",
    ]
    .concat()
}
