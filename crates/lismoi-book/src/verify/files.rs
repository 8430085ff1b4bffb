//! Verifies the files made from the sections, several at a time.

use std::collections::HashSet;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};

use super::limits::Limits;
use super::part::Part;
use super::report::FileReport;
use super::{bytes, captions, encoded, epub, opening, page};
use crate::formats::{Content, playlist, table};
use crate::manifest::Summary;
use crate::manifest::records::FileRecord;
use lismoi_files::own::Folder;

/// Verifies all files, one per processor at a time, while `meanwhile` runs.
///
/// # Errors
/// Those of `meanwhile`.
pub(super) fn check_all<T>(
    folder: &Folder,
    (summary, limits): (&Summary, &Limits),
    meanwhile: impl FnOnce() -> Result<T>,
) -> Result<(T, Vec<FileReport>)> {
    let mut names = HashSet::new();
    let files = summary
        .files
        .iter()
        .map(|record| (record, names.insert(&record.file)));
    let files: Vec<_> = files.collect();
    let waiting = Mutex::new(files.iter().enumerate());
    let reports = Mutex::new(Vec::with_capacity(summary.files.len()));
    let work = || {
        let next = || {
            waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next()
        };
        while let Some((place, (record, is_first))) = next() {
            let report = match is_first {
                true => check_one(folder, (summary, limits), record),
                false => listed_again(record),
            };
            let mut reports = reports.lock().unwrap_or_else(PoisonError::into_inner);
            reports.push((place, report));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let others = summary.files.len().min(processors - 1);
    let result = thread::scope(|scope| {
        // If the system has no thread left, fewer run.
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

/// The report on a file that the manifest lists more than once.
fn listed_again(record: &FileRecord) -> FileReport {
    let mut report = FileReport::new(&record.file, record.section);
    report.add("the manifest lists it more than once".to_owned());
    report
}

fn check_one(
    folder: &Folder,
    (summary, limits): (&Summary, &Limits),
    record: &FileRecord,
) -> FileReport {
    let mut report = FileReport::new(&record.file, record.section);
    let (content, ending) = match table::of_file(&record.file) {
        Some(format) => (Some(format.content), format.ending),
        None if record.file.ends_with(".m3u8") => (None, "m3u8"),
        None => {
            report.add("its kind is not known".to_owned());
            return report;
        }
    };
    let most = content.map_or(limits.text(), |content| {
        limits.file(content, record.holds_sound, summary.samples())
    });
    let wanted = (record.bytes, &record.sha256[..]);
    if !bytes::check(folder, wanted, most, &mut report) {
        return report;
    }
    let stem = record.file.strip_suffix(ending).unwrap_or(&record.file);
    let name = stem.strip_suffix('.').unwrap_or(stem);
    let Some(part) = Part::of_file(folder, (summary, limits), record, name) else {
        report.add("there is no such section".to_owned());
        return report;
    };
    let checked = caught(|| match content {
        Some(Content::Sound(sound)) => encoded::check(sound, part, &mut report),
        Some(Content::Captions(format)) => captions::check(format, part, &mut report),
        Some(Content::Page) => page::check(part, &mut report),
        Some(Content::Book(highlight)) => epub::check(highlight, part, &mut report),
        Some(Content::Wav) => Err(anyhow!("it is the file of a section")),
        None => lists_sections(folder, summary, &mut report),
    });
    if let Err(error) = checked {
        report.add_last(format!("it cannot be read as what it is: {error:#}"));
    }
    report
}

/// Turns a panic of a third-party decoder into an error, so that it ends the verification of
/// one file only. What has been reported by then is kept.
fn caught(check: impl FnOnce() -> Result<()>) -> Result<()> {
    panic::catch_unwind(AssertUnwindSafe(check))
        .unwrap_or_else(|_| Err(anyhow!("its decoder failed")))
}

/// Verifies a playlist of the sections' files; its name tells their format.
fn lists_sections(folder: &Folder, summary: &Summary, report: &mut FileReport) -> Result<()> {
    let Some(format) = table::sounds().find(|format| playlist::file(format) == report.file) else {
        report.add("its name says no format".to_owned());
        return Ok(());
    };
    let title = summary.head.title.as_deref();
    let rate = summary.head.sample_rate;
    let text = playlist::text(title, &summary.sections, rate, format.ending);
    if !opening::is_text(folder, &report.file, &text)? {
        report.add("it is not that of the manifest".to_owned());
    }
    Ok(())
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
