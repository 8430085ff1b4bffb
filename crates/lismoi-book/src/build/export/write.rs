//! An export from its start to its end: what is right stays, what has become wrong goes,
//! what is missing is made.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};

use super::make::Maker;
use super::target::{self, Keys, Target, file_names_of_others};
use super::{Export, Exported, FileKind, FileRecord, Wanted, describe};
use crate::build::journal::Note;
use crate::formats::captions::CaptionForm;
use crate::formats::{epub, page, playlists};
use lismoi_audio::encode::{Description, Format};

/// An export all of which is known but what will fail.
#[derive(Debug)]
pub struct Prepared<'a> {
    export: &'a Export<'a>,
    wanted: &'a Wanted,
    whole: Description,
    keys: Keys,
    /// Those that stay, and those that are made of others.
    files: Vec<FileRecord>,
    jobs: Vec<Job>,
}

/// What one thread does at a time.
#[derive(Debug)]
enum Job {
    Sound(Format, Target),
    /// Of all sections, or of the whole.
    Captions(CaptionForm, Vec<Target>),
    Epub(Target),
}

/// Finds out what is to be made, and removes those files of ours that have become wrong.
///
/// # Errors
/// The cover cannot be used.
pub fn prepare<'a>(export: &'a Export<'a>, wanted: &'a Wanted) -> Result<Prepared<'a>> {
    let whole = describe::whole(export, wanted.cover.as_deref())?;
    let keys = Keys::new(export, &whole);
    let targets = target::wanted(export, &keys, wanted);
    let mut files = Vec::new();
    for record in export.files {
        let is_in_the_way = |target: &Target| target.file == record.file && !target.is(record);
        let stays = match target::again(export, &keys, record) {
            Some(target) => target.is(record) && !targets.iter().any(is_in_the_way),
            // It is looked at when these are made.
            None => file_names_of_others(export).any(|file| file == record.file),
        };
        if stays && record.is_there(export.folder) {
            files.push(record.clone());
        } else {
            record.remove(export.folder);
        }
    }
    let missing = targets
        .into_iter()
        .filter(|target| !files.iter().any(|record| target.is(record)));
    Ok(Prepared {
        jobs: jobs(missing),
        export,
        wanted,
        whole,
        keys,
        files,
    })
}

fn jobs(targets: impl Iterator<Item = Target>) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for target in targets {
        match (target.kind, jobs.last_mut()) {
            (FileKind::Captions(form), Some(Job::Captions(last, targets))) if form == *last => {
                targets.push(target);
            }
            (FileKind::Captions(form), _) => jobs.push(Job::Captions(form, vec![target])),
            (FileKind::Sound(format), _) => jobs.push(Job::Sound(format, target)),
            (FileKind::Epub, _) => jobs.push(Job::Epub(target)),
            (FileKind::Page | FileKind::Playlist(_), _) => {}
        }
    }
    jobs
}

impl Prepared<'_> {
    /// How many samples there are to encode, in all formats together.
    pub fn samples(&self) -> u64 {
        let sounds = self.jobs.iter().map(|job| match job {
            Job::Sound(_, Target { section: None, .. }) => self.whole.samples,
            Job::Sound(
                _,
                Target {
                    section: Some(number),
                    ..
                },
            ) => self.export.sections[number - 1].samples,
            Job::Epub(_) => self.whole.samples,
            Job::Captions(..) => 0,
        });
        sounds.sum()
    }

    /// Makes the files. `advance` is told how many more samples have been encoded.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(self, advance: impl FnMut(u64)) -> Result<Exported> {
        let maker = Maker {
            export: self.export,
            whole: &self.whole,
            note: &Note::open(self.export.folder)?,
        };
        let mut exported = Exported {
            files: self.files,
            made: 0,
            failed: Vec::new(),
        };
        for result in run(&maker, &self.jobs, advance) {
            exported.add(result);
        }
        if !self.export.interrupted.load(Ordering::Relaxed) {
            playlists::renew(&maker, &self.keys, &mut exported);
            page::make::renew(&maker, &self.keys, self.wanted, &mut exported);
        }
        exported
            .files
            .sort_by(|one, other| one.file.cmp(&other.file));
        Ok(exported)
    }
}

/// Does the jobs, in their order, on several threads.
fn run(maker: &Maker<'_>, jobs: &[Job], advance: impl FnMut(u64)) -> Vec<Result<FileRecord>> {
    let queue = Mutex::new(jobs.iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let made = Mutex::new(Vec::new());
    let (sender, encoded) = channel();
    let work = |sender: Sender<u64>| {
        while let Some(job) = next() {
            let results = match job {
                Job::Sound(format, target) => vec![maker.sound(target, *format, &sender)],
                Job::Epub(target) => vec![epub::make::make(maker, target, &sender)],
                Job::Captions(form, targets) => maker.captions(*form, targets),
            };
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
