//! Writes the read-along page of a finished audiobook: for the browser test, and to look
//! at a page while working on it.
//!
//! `cargo run --example page -- FOLDER beside|within|whole PAGE.html`; for `whole`, the
//! sections are joined in one file beside the page.

use std::env;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use lismoi::audio::wav::reader::Reader;
use lismoi::audio::wav::writer::Writer;
use lismoi::audiobook::captions::read;
use lismoi::audiobook::manifest;
use lismoi::audiobook::page::{Page, PageSection, SoundPlace, peaks, write};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, sound, out] = arguments.as_slice() else {
        bail!("usage: page FOLDER beside|within|whole PAGE.html");
    };
    let folder = Path::new(folder);
    let path = folder.join(manifest::FILE);
    let summary = manifest::read(&path)?.context("there is no manifest")?;
    let sections = summary.sections.iter().map(|section| PageSection {
        heading: section.heading.clone(),
        level: section.level,
        samples: section.samples,
        file: section.file.clone(),
        offset: 0,
    });
    let mut sections: Vec<PageSection> = sections.collect();
    let files = sections
        .iter()
        .map(|section| Reader::open(&folder.join(&section.file)));
    let peaks = peaks::overview(files, summary.head.samples, peaks::COLUMNS)?;
    if sound == "whole" {
        join(folder, &mut sections, &Path::new(out).with_file_name(WHOLE))?;
    }
    let page = Page {
        title: summary.head.title.as_deref().unwrap_or("Article"),
        id: &summary.head.source.sha256,
        sections: &sections,
        peaks: &peaks,
        sound: match sound.as_str() {
            "within" => SoundPlace::Within,
            _ => SoundPlace::Beside,
        },
    };
    let mut writer = BufWriter::new(File::create(out)?);
    write::write(
        &mut writer,
        &page,
        || read::book(&path, sections.iter().map(|section| section.samples)),
        |file| Ok(BufReader::new(File::open(folder.join(file))?)),
    )?;
    Ok(writer.flush()?)
}

const WHOLE: &str = "article.wav";

/// Writes all sections into one file, and says so in them.
fn join(folder: &Path, sections: &mut [PageSection], out: &Path) -> Result<()> {
    let mut writer = Writer::create(out)?;
    let mut block = Vec::new();
    let mut offset = 0;
    for section in sections {
        let mut reader = Reader::open(&folder.join(&section.file))?;
        while reader.read(&mut block, 1 << 15)? > 0 {
            writer.write(&block)?;
        }
        WHOLE.clone_into(&mut section.file);
        section.offset = offset;
        offset += section.samples;
    }
    writer.finish()
}
