//! The files that were made of the sections in, what was measured in each out. Several are
//! checked at once.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};

use super::{FileReport, Part, captions, encoded, epub, page};
use crate::build::chapter::hash_file;
use crate::build::export::FileRecord;
use crate::formats::captions::CaptionForm;
use crate::formats::playlist;
use crate::manifest::Summary;
use lismoi_audio::encode::Format;

/// What a file is, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sound(Format),
    Captions(CaptionForm),
    Page,
    Epub,
    Playlist,
}

/// Endings of several parts come first.
const KINDS: [(&str, Kind); 12] = [
    (".words.vtt", Kind::Captions(CaptionForm::WordVtt)),
    (".words.json", Kind::Captions(CaptionForm::WordJson)),
    (".vtt", Kind::Captions(CaptionForm::Vtt)),
    (".srt", Kind::Captions(CaptionForm::Srt)),
    (".lrc", Kind::Captions(CaptionForm::Lrc)),
    (".html", Kind::Page),
    (".epub", Kind::Epub),
    (".m3u8", Kind::Playlist),
    (".mp3", Kind::Sound(Format::Mp3)),
    (".opus", Kind::Sound(Format::Opus)),
    (".m4b", Kind::Sound(Format::M4b)),
    (".flac", Kind::Sound(Format::Flac)),
];

/// Of which format the sound in a file of this name is; `None` where it holds none.
pub(super) fn format(file: &str) -> Option<Format> {
    let (_, format) = formats().find(|(ending, _)| file.ends_with(ending))?;
    Some(format)
}

fn formats() -> impl Iterator<Item = (&'static str, Format)> {
    KINDS.iter().filter_map(|(ending, kind)| match kind {
        Kind::Sound(format) => Some((*ending, *format)),
        _ => None,
    })
}

/// Checks all files, and does something else meanwhile; no more at a time than the machine
/// has processors.
///
/// # Errors
/// Those of `meanwhile`.
pub(super) fn check_all<T>(
    folder: &Path,
    summary: &Summary,
    meanwhile: impl FnOnce() -> Result<T>,
) -> Result<(T, Vec<FileReport>)> {
    let waiting = Mutex::new(summary.files.iter().enumerate());
    let reports = Mutex::new(Vec::with_capacity(summary.files.len()));
    let work = || {
        let next = || {
            waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next()
        };
        while let Some((place, record)) = next() {
            let report = check_one(folder, summary, record);
            let mut reports = reports.lock().unwrap_or_else(PoisonError::into_inner);
            reports.push((place, report));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let others = summary.files.len().min(processors - 1);
    let result = thread::scope(|scope| {
        // Where the system has no thread left, there are fewer.
        let start = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let threads: Vec<_> = (0..others).filter_map(start).collect();
        let result = meanwhile();
        work();
        let mut ends = threads.into_iter().map(thread::ScopedJoinHandle::join);
        match ends.all(|end| end.is_ok()) {
            true => result,
            false => Err(anyhow!("a thread was lost")),
        }
    })?;
    let mut reports = reports.into_inner().unwrap_or_else(PoisonError::into_inner);
    reports.sort_by_key(|(place, _)| *place);
    let reports = reports.into_iter().map(|(_, report)| report).collect();
    Ok((result, reports))
}

fn check_one(folder: &Path, summary: &Summary, record: &FileRecord) -> FileReport {
    let mut report = FileReport {
        file: record.file.clone(),
        section: record.section,
        ..FileReport::default()
    };
    if !check_bytes(folder, record, &mut report) {
        return report;
    }
    let ending = |(ending, _): &&(&str, Kind)| record.file.ends_with(ending);
    let Some((ending, kind)) = KINDS.iter().find(ending) else {
        report.add("its kind is not known".to_owned());
        return report;
    };
    let name = record.file.strip_suffix(ending).unwrap_or(&record.file);
    let Some(part) = part(folder, summary, record, name) else {
        report.add("there is no such section".to_owned());
        return report;
    };
    let checked = caught(|| match *kind {
        Kind::Sound(format) => encoded::check(format, part, &mut report),
        Kind::Captions(form) => captions::check(form, part, &mut report),
        Kind::Page => page::check(part, &mut report),
        Kind::Epub => epub::check(part, &mut report),
        Kind::Playlist => lists_sections(folder, summary, &mut report),
    });
    if let Err(error) = checked {
        report.add(format!("it cannot be read as what it is: {error:#}"));
    }
    report
}

/// What is in a file may make a decoder panic, which is not ours: that ends the look at this
/// file alone. What the report has by then stays in it.
fn caught(check: impl FnOnce() -> Result<()>) -> Result<()> {
    panic::catch_unwind(AssertUnwindSafe(check))
        .unwrap_or_else(|_| Err(anyhow!("its decoder failed")))
}

/// A playlist of the sections' files in the format that its name says.
fn lists_sections(folder: &Path, summary: &Summary, report: &mut FileReport) -> Result<()> {
    let is_it = |(_, format): &(_, Format)| playlist::file(*format) == report.file;
    let Some((_, format)) = formats().find(is_it) else {
        report.add("its name says no format".to_owned());
        return Ok(());
    };
    let found = fs::read_to_string(folder.join(&report.file))?;
    let title = summary.head.title.as_deref();
    if found != playlist::text(title, &summary.sections, format.extension()) {
        report.add("it is not that of the manifest".to_owned());
    }
    Ok(())
}

/// Says whether there is a file to look into.
fn check_bytes(folder: &Path, record: &FileRecord, report: &mut FileReport) -> bool {
    match hash_file(&folder.join(&record.file)) {
        Err(error) => report.add(format!("it cannot be read: {error}")),
        Ok((_, bytes)) if bytes != record.bytes => {
            report.add(format!("it has {bytes} bytes instead of {}", record.bytes));
            return true;
        }
        Ok((sha256, _)) => {
            if sha256 != record.sha256 {
                report.add("its hash is not that of the manifest".to_owned());
            }
            return true;
        }
    }
    false
}

/// What the file should hold; `name` is its own without the ending, and stands in for the
/// title of the whole.
fn part<'a>(
    folder: &'a Path,
    summary: &'a Summary,
    record: &FileRecord,
    name: &'a str,
) -> Option<Part<'a>> {
    let section = match record.section {
        Some(number) => Some(number.checked_sub(1)?),
        None => None,
    };
    let sections = match section {
        Some(section) => summary.sections.get(section..=section)?,
        None => &summary.sections,
    };
    Some(Part {
        folder,
        section,
        sections,
        title: match section {
            Some(_) => sections.first()?.heading.as_deref(),
            None => Some(summary.head.title.as_deref().unwrap_or(name)),
        },
        files: &summary.files,
        target_lufs: summary.head.settings.loudness_lufs,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_problem_of_its_file() {
        let problem = caught(|| panic!("no such frame")).map_err(|error| error.to_string());
        assert_eq!(problem, Err("its decoder failed".to_owned()));
        assert!(caught(|| Ok(())).is_ok());
    }
}
