//! `lismoi voices list`: every voice on a line.

use std::io::{self, Write};

use anyhow::Result;
use lismoi_speech::installed::{self, InstalledVoice};
use lismoi_speech::voice::{LANGUAGES, PICO, VARIANTS, variants};

use crate::exit_code::Exit;

/// Prints the voices by engine; with `all`, also the variants of eSpeak NG that nobody needs.
///
/// # Errors
/// The folder of the added voices cannot be read, or those of `out`.
pub(super) fn run(all: bool, out: &mut impl Write) -> Result<Exit> {
    espeak(all, out)?;
    writeln!(
        out,
        "\nSVOX Pico (a woman, easier to understand, 16,000 Hz):"
    )?;
    writeln!(out, "  {PICO:<10}français; --dialect be or ch")?;
    let added = match installed::folder() {
        Some(folder) => installed::list(&folder)?,
        None => Vec::new(),
    };
    writeln!(out, "\nPiper (voices that you add):")?;
    for voice in &added {
        piper(voice, out)?;
    }
    if added.is_empty() {
        writeln!(
            out,
            "  none; `lismoi voices add --help` says where to find some"
        )?;
    }
    Ok(Exit::Done)
}

fn espeak(all: bool, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "eSpeak NG (the default; robotic, and the fastest):")?;
    for (name, description) in LANGUAGES {
        writeln!(out, "  {name:<10}{description}")?;
    }
    let all_variants = variants();
    writeln!(out, "\n  variants, as in fr+f2:")?;
    for (name, description) in VARIANTS {
        writeln!(out, "  +{name:<9}{description}")?;
    }
    let others: Vec<&str> = all_variants
        .into_iter()
        .filter(|name| !VARIANTS.iter().any(|(known, _)| known == name))
        .collect();
    if !all {
        return writeln!(
            out,
            "  and {} more: `lismoi voices list --all`",
            others.len()
        );
    }
    writeln!(out, "\n  other variants:")?;
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
        count => format!(", {count} speakers"),
    };
    writeln!(
        out,
        "  {}\n    {}, {quality}{} Hz, {} MB{speakers}; licence: {}",
        voice.name,
        record.language,
        record.sample_rate,
        record.bytes.div_ceil(1_000_000),
        record.licence.as_deref().unwrap_or("unknown"),
    )
}
