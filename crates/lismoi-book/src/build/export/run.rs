//! Runs an export: keeps the files that are up to date, removes the stale ones, writes the
//! missing ones.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};

use super::make::Maker;
use super::target::{Fingerprints, Target, file_name, target};
use super::{Earlier, Export, Exported, Extent, Wanted, describe};
use crate::build::journal::Journal;
use crate::formats::table::{self, Row, WriteSections, Writer};
use crate::formats::{Content, FileFormat, Scope, playlist, playlists};
use crate::manifest::records::FileRecord;
use lismoi_audio::encode::tags::Tags;

/// An export that is ready to run.
#[derive(Debug)]
pub struct ExportPlan<'a> {
    export: &'a Export<'a>,
    wanted: Wanted,
    whole: Tags,
    fingerprints: Fingerprints,
    /// The files that stay. Those that are made from other files are looked at last.
    files: Vec<FileRecord>,
    jobs: Vec<Job>,
}

/// The files that one thread writes at a time, all in one format.
#[derive(Debug)]
struct Job {
    format: &'static FileFormat,
    write: WriteSections,
    targets: Vec<Target>,
}

/// Plans the export, and removes the stale files of earlier ones.
///
/// # Errors
/// The cover cannot be used, or a file cannot be renamed.
pub fn plan<'a>(export: &'a Export<'a>, wanted: &Wanted) -> Result<ExportPlan<'a>> {
    let whole = describe::whole(export, wanted)?;
    let fingerprints = Fingerprints::new(export, &whole);
    let files = export.files.iter();
    let there: Vec<&FileRecord> = files
        .filter(|record| record.is_there(export.folder))
        .collect();
    let wanted = wanted.with_earlier(&there);
    let targets = wanted_targets(export, &fingerprints, &wanted);
    let mut files = Vec::new();
    for record in export.files {
        let is_in_the_way =
            |(_, target): &(_, Target)| target.file == record.file && !target.is(record);
        let is_replaced = wanted.earlier == Earlier::Replaced && !wanted.has(record);
        let same_again = same_again(export, &fingerprints, record);
        let is_needed = is_playlist(&record.file)
            || wanted.has(record)
                && (same_again.is_some() || is_made_from_files(export, &record.file));
        if record.is_changed && is_needed && !export.force {
            export.folder.keep_changed(&record.file)?;
        }
        let stays = match same_again {
            _ if record.is_changed => false,
            _ if is_playlist(&record.file) => true,
            _ if is_replaced => false,
            Some(target) => target.is(record) && !targets.iter().any(is_in_the_way),
            None => is_made_from_files(export, &record.file),
        };
        if stays && record.is_there(export.folder) {
            files.push(record.clone());
        } else {
            record.remove(export.folder);
        }
    }
    let missing = targets
        .into_iter()
        .filter(|(_, target)| !files.iter().any(|record| target.is(record)));
    Ok(ExportPlan {
        jobs: jobs(missing),
        export,
        wanted,
        whole,
        fingerprints,
        files,
    })
}

/// The wanted files that are made from the WAV files and the manifest alone, in the order in
/// which they are begun.
fn wanted_targets(
    export: &Export<'_>,
    fingerprints: &Fingerprints,
    wanted: &Wanted,
) -> Vec<(&'static Row, Target)> {
    let rows = table::by_rank().flat_map(|row| {
        let formats = wanted.formats.iter();
        let formats = formats.filter(|wanted| *wanted.format == row.format);
        formats.map(move |wanted| (row, *wanted))
    });
    let targets = rows.flat_map(|(row, wanted)| {
        let numbers: Vec<Option<usize>> = match (row.writer, row.format.scope, wanted.extent) {
            (Writer::Speech | Writer::Files(_), ..) => Vec::new(),
            (_, Scope::Any, Extent::Section) => (1..=export.sections.len()).map(Some).collect(),
            _ => vec![None],
        };
        let targets = numbers.into_iter().filter_map(|section| {
            target(export, fingerprints, &row.format, section, wanted.encoding)
        });
        targets.map(|target| (row, target)).collect::<Vec<_>>()
    });
    targets.collect()
}

/// The target with the name of a file that was made earlier, encoded as it was; `None` where no
/// file that is made from the WAV files and the manifest alone would have this name.
fn same_again(
    export: &Export<'_>,
    fingerprints: &Fingerprints,
    record: &FileRecord,
) -> Option<Target> {
    let rows = table::TABLE.iter();
    let rows = rows.filter(|row| matches!(row.writer, Writer::Sections(_)));
    let (section, encoding) = (record.section, record.encoding);
    rows.filter_map(|row| target(export, fingerprints, &row.format, section, encoding))
        .find(|target| target.file == record.file)
}

/// Whether a file of this name is made from other files: a page or a playlist.
fn is_made_from_files(export: &Export<'_>, file: &str) -> bool {
    let is_one = |row: &Row| match row.writer {
        Writer::Files(_) => file_name(export, &row.format, None) == file,
        _ => false,
    };
    is_playlist(file) || table::TABLE.iter().any(is_one)
}

/// Whether a file of this name is the playlist of a format: it goes where its files go.
fn is_playlist(file: &str) -> bool {
    table::sounds().any(|format| playlist::file(format) == file)
}

/// Captions of all sections in one format are one job: each reads the whole manifest.
fn jobs(targets: impl Iterator<Item = (&'static Row, Target)>) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for (Row { format, writer, .. }, target) in targets {
        let Writer::Sections(write) = *writer else {
            continue;
        };
        match jobs.last_mut() {
            Some(job) if job.format == format && matches!(format.content, Content::Captions(_)) => {
                job.targets.push(target);
            }
            _ => jobs.push(Job {
                format,
                write,
                targets: vec![target],
            }),
        }
    }
    jobs
}

impl ExportPlan<'_> {
    /// The jobs that encode sound.
    fn encodings(&self) -> impl Iterator<Item = &Job> {
        let jobs = self.jobs.iter();
        jobs.filter(|job| !matches!(job.format.content, Content::Captions(_)))
    }

    /// How many samples there are to encode, in all formats together.
    pub fn samples(&self) -> u64 {
        let targets = self.encodings().flat_map(|job| &job.targets);
        let samples = targets.map(|target| match target.section {
            None => self.whole.samples,
            Some(number) => self.export.sections[number - 1].samples,
        });
        samples.sum()
    }

    /// Writes the files. `advance` is told how many more samples have been encoded.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn run(self, advance: impl FnMut(u64)) -> Result<Exported> {
        let sounds: Vec<&FileFormat> = table::sounds().collect();
        let maker = Maker {
            export: self.export,
            whole: &self.whole,
            journal: &Journal::of(self.export.folder),
            sounds: &sounds,
            encodings: self.encodings().map(|job| job.targets.len()).sum(),
        };
        let mut exported = Exported {
            files: self.files,
            made: 0,
            failed: Vec::new(),
        };
        for result in run_jobs(&maker, &self.jobs, advance) {
            exported.add(result);
        }
        if !self.export.interrupted.load(Ordering::Relaxed) {
            playlists::update(&maker, &self.fingerprints, &mut exported);
            for row in table::by_rank() {
                if let Writer::Files(update) = row.writer {
                    let fingerprints = &self.fingerprints;
                    update(
                        &maker,
                        &row.format,
                        fingerprints,
                        &self.wanted,
                        &mut exported,
                    );
                }
            }
        }
        exported
            .files
            .sort_by(|one, other| one.file.cmp(&other.file));
        Ok(exported)
    }
}

/// Runs the jobs, in their order, on several threads.
fn run_jobs(maker: &Maker<'_>, jobs: &[Job], advance: impl FnMut(u64)) -> Vec<Result<FileRecord>> {
    let queue = Mutex::new(jobs.iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let made = Mutex::new(Vec::new());
    let (sender, encoded) = channel();
    let work = |sender: Sender<u64>| {
        while let Some(job) = next() {
            let results = (job.write)(maker, job.format, &job.targets, &sender);
            made.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(results);
        }
    };
    let mut lost = Vec::new();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..maker.export.jobs.min(jobs.len()))
            .map(|_| {
                let sender = sender.clone();
                scope.spawn(|| work(sender))
            })
            .collect();
        drop(sender);
        encoded.iter().for_each(advance);
        let ends = threads.into_iter().map(thread::ScopedJoinHandle::join);
        lost.extend(
            ends.filter_map(Result::err)
                .map(|_| Err(anyhow!("a thread was lost"))),
        );
    });
    let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.into_iter().chain(lost).collect()
}
