//! `lismoi voices list`: every voice on a line.

use std::io::{self, Write};

use anyhow::Result;
use lismoi_speech::installed::{self, InstalledVoice};
use lismoi_speech::voice::{LANGUAGES, PICO, VARIANTS, variants};

use crate::exit_code::Exit;
use crate::localization::errors::translated;

/// Prints the voices by engine; with `all`, also the variants of eSpeak NG that nobody needs.
///
/// # Errors
/// The folder of the added voices cannot be read, or those of `out`.
pub(super) fn run(all: bool, out: &mut impl Write) -> Result<Exit> {
    espeak(all, out)?;
    writeln!(out, "\n{}", tr!("voices-pico"))?;
    writeln!(out, "  {PICO:<10}{}", tr!("voices-pico-dialects"))?;
    let added = match installed::folder() {
        Some(folder) => installed::list(&folder)?,
        None => Vec::new(),
    };
    writeln!(out, "\n{}", tr!("voices-piper"))?;
    for voice in &added {
        piper(voice, out)?;
    }
    if added.is_empty() {
        writeln!(out, "  {}", tr!("voices-none"))?;
    }
    Ok(Exit::Done)
}

fn espeak(all: bool, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", tr!("voices-espeak"))?;
    for (name, description) in LANGUAGES {
        writeln!(out, "  {name:<10}{description}")?;
    }
    let all_variants = variants();
    writeln!(out, "\n  {}", tr!("voices-variants"))?;
    for (name, description) in VARIANTS {
        writeln!(out, "  +{name:<9}{}", translated(description))?;
    }
    let others: Vec<&str> = all_variants
        .into_iter()
        .filter(|name| !VARIANTS.iter().any(|(known, _)| known == name))
        .collect();
    if !all {
        return writeln!(out, "  {}", tr!("voices-more", count = others.len()));
    }
    writeln!(out, "\n  {}", tr!("voices-other-variants"))?;
    for line in others.chunks(7) {
        writeln!(out, "  +{}", line.join("  +"))?;
    }
    Ok(())
}

fn piper(voice: &InstalledVoice, out: &mut impl Write) -> io::Result<()> {
    let record = &voice.record;
    let quality = match record.quality.as_str() {
        "" => "",
        quality => &format!("{quality}, "),
    };
    let speakers = match record.speakers.len() {
        0 => String::new(),
        count => tr!("voices-speakers", count = count),
    };
    let unknown = tr!("voices-unknown");
    let line = tr!(
        "voices-line",
        language = record.language.as_str(),
        quality = quality,
        rate = record.sample_rate,
        size = record.bytes.div_ceil(1_000_000),
        speakers = speakers,
        licence = record.licence.as_deref().unwrap_or(&unknown),
    );
    writeln!(out, "  {}\n    {line}", voice.name)
}
