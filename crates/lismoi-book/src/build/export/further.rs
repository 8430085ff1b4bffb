//! Further formats for an audiobook that is finished, from its manifest and its WAV files alone:
//! the article need not be there any more.
//!
//! No file of an earlier run is changed. The picture of the article is not in the manifest, so
//! these files have a drawn cover; the next run with the article makes them again if it finds
//! another.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;

use anyhow::{Context, Result, bail};

use super::article::Article;
use super::make::Maker;
use super::target::{Fingerprints, target};
use super::{Export, Wanted, describe};
use crate::build::audiobook::name_of;
use crate::build::exported;
use crate::build::folder::Folder;
use crate::build::intact::intact;
use crate::build::journal::{self, Journal};
use crate::formats::table::{self, Writer};
use crate::formats::{Content, FileFormat};
use crate::manifest::records::{FileRecord, SectionRecord};
use crate::manifest::{read, write};
use lismoi_audio::encode::options::SoundOptions;

/// The files of the whole article in these formats, of sound or captions, in their order. Those
/// that are missing or damaged are made, on so many threads, and listed in the manifest.
///
/// # Errors
/// There is no finished audiobook in the folder, it is damaged, another program writes to it, a
/// file cannot be written, or the run was interrupted.
pub fn add(
    path: &Path,
    formats: &[&'static FileFormat],
    jobs: usize,
    interrupted: &AtomicBool,
) -> Result<Vec<FileRecord>> {
    let unfinished = || format!("'{}' holds no finished audiobook", path.display());
    if !path.is_dir() {
        bail!(unfinished());
    }
    let folder = Folder::open(path)?;
    let contents = read::contents(&folder.files)?.with_context(unfinished)?;
    let mut files = exported::files(&folder, Some(&contents))?;
    let summary = contents.summary(&folder.files)?;
    let is_missing = |format: &&&'static FileFormat| file_of(&folder, &files, format).is_none();
    let missing: Vec<_> = formats.iter().filter(is_missing).collect();
    if !missing.is_empty() {
        folder.ensure_writable()?;
        ensure_intact(&folder, &summary.sections)?;
        let head = &summary.head;
        let export = Export {
            folder: &folder,
            article: &Article::of_manifest(&folder, &summary)?,
            sections: &summary.sections,
            files: &files,
            name: &name_of(head.source.name.as_deref(), head.title.as_deref()),
            jobs,
            force: false,
            interrupted,
        };
        let made = make(&export, &missing)?;
        files.retain(|old| !made.iter().any(|new| new.file == old.file));
        files.extend(made);
        files.sort_by(|one, other| one.file.cmp(&other.file));
        write::files(&folder, head, &summary.sections, &files)?;
        folder.remove_hidden(|name| name == journal::FILE)?;
        folder.ensure_in_place()?;
    }
    let wanted = formats.iter();
    let wanted = wanted.map(|format| file_of(&folder, &files, format).cloned());
    wanted
        .collect::<Option<_>>()
        .context("a file that was made is gone")
}

/// The intact file of the whole in a format.
fn file_of<'a>(
    folder: &Folder,
    files: &'a [FileRecord],
    format: &FileFormat,
) -> Option<&'a FileRecord> {
    files.iter().find(|record| {
        record.section.is_none()
            && table::of_file(&record.file) == Some(format)
            && !record.is_changed
            && record.is_there(folder)
    })
}

/// Makes a file of the whole in each format.
fn make(export: &Export<'_>, formats: &[&&'static FileFormat]) -> Result<Vec<FileRecord>> {
    let whole = describe::whole(export, &Wanted::default())?;
    let fingerprints = Fingerprints::new(export, &whole);
    let sounds: Vec<&FileFormat> = table::sounds().collect();
    let maker = Maker {
        export,
        whole: &whole,
        journal: &Journal::of(export.folder),
        sounds: &sounds,
        // One after the other.
        encodings: 1,
    };
    // Nobody asks how far it is.
    let (encoded, _) = channel();
    let mut made = Vec::with_capacity(formats.len());
    for format in formats {
        let row = table::TABLE.iter().find(|row| row.format == ***format);
        let options = SoundOptions::default();
        let wanted = target(export, &fingerprints, format, None, options);
        match (row.map(|row| row.writer), format.content, wanted) {
            (
                Some(Writer::Sections(write)),
                Content::Sound(_) | Content::Captions(_),
                Some(wanted),
            ) => {
                let written = write(&maker, format, &[wanted], &encoded);
                made.extend(written.into_iter().collect::<Result<Vec<_>>>()?);
            }
            _ => bail!("'{}' needs the article", format.name),
        }
    }
    Ok(made)
}

/// Fails where a WAV file is not as it was written: nothing is made of it.
fn ensure_intact(folder: &Folder, sections: &[SectionRecord]) -> Result<()> {
    let expected = sections
        .iter()
        .map(|section| (section.file.clone(), section.sha256.clone()));
    let intact = intact(folder, expected.collect())?;
    match sections
        .iter()
        .find(|section| !intact.contains(&section.file))
    {
        Some(section) => bail!(
            "'{}' is not as it was written",
            folder.path(&section.file).display()
        ),
        None => Ok(()),
    }
}
