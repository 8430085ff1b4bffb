//! Taking up the work in an article's folder where it stands, and completing it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::SectionRecord;
use crate::build::checkpoint;
use crate::build::export::FileRecord;
use crate::build::folder::{Folder, hidden_name, remove_if_there};
use crate::build::journal;
use crate::build::plan::{Plan, PlannedSection};
use crate::formats::playlist;
use crate::manifest::{self, SourceRecord, Summary};
use lismoi_audio::loudness::Measured;
use lismoi_document::hint::WithHint;

/// Notes whose audiobook is in the making, while there is no manifest.
const ARTICLE: &str = "article.json";

/// How far an audiobook is.
#[derive(Debug)]
pub enum State {
    /// Nothing has to be spoken.
    UpToDate(Finished),
    /// Something has.
    Open(Box<Opened>),
}

/// A folder that is ours to write to, as yet untouched.
#[derive(Debug)]
pub struct Opened {
    folder: Folder,
    summary: Option<Summary>,
    /// What else was made of it.
    pub files: Vec<FileRecord>,
    force: bool,
}

/// An audiobook all of which is spoken.
#[derive(Debug)]
pub struct Finished {
    /// Where it is; locked while this value lives.
    pub folder: Arc<Folder>,
    /// Its sections, in order.
    pub sections: Vec<SectionRecord>,
    /// What else was made of it.
    pub files: Vec<FileRecord>,
    /// As much of that as the manifest lists.
    listed: Vec<FileRecord>,
}

impl Finished {
    /// Lists what else there is, and clears away what the work has left.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn close(self, plan: &Plan<'_>, files: Vec<FileRecord>) -> Result<Vec<SectionRecord>> {
        if files != self.listed {
            let samples = self.sections.iter().map(|section| section.samples).sum();
            manifest::set_files(&self.folder, plan, samples, &files)?;
        }
        self.folder.remove_hidden(|_| true)?;
        Ok(self.sections)
    }
}

/// An audiobook in the making.
#[derive(Debug)]
pub struct Work {
    folder: Arc<Folder>,
    done: HashMap<String, SectionRecord>,
}

/// Finds out whether there is anything to do in the folder at `path`, and locks it.
/// With `force`, everything is, and what belongs to another article is replaced.
///
/// # Errors
/// The folder cannot be used, or holds what we must not replace.
pub fn open(path: &Path, plan: &Plan<'_>, force: bool) -> Result<State> {
    let folder = Folder::open(path)?;
    let summary = match manifest::read(&folder.path(manifest::FILE)) {
        Err(_) if force => None,
        Err(error) => {
            let hint = "move it away, or use --force to replace it";
            return Err(WithHint::new(format!("{error:#}"), hint).into());
        }
        Ok(summary) => summary,
    };
    if !force {
        ensure_ours(&folder, path, plan, summary.as_ref())?;
    }
    let files = files(&folder, summary.as_ref());
    match summary {
        Some(summary) if !force && is_up_to_date(&folder, plan, &summary) => {
            Ok(State::UpToDate(Finished {
                folder: Arc::new(folder),
                sections: summary.sections,
                files,
                listed: summary.files,
            }))
        }
        summary => Ok(State::Open(Box::new(Opened {
            folder,
            summary,
            files,
            force,
        }))),
    }
}

/// What else was made of an audiobook: what the manifest lists, and what an export has made
/// that was interrupted.
fn files(folder: &Folder, summary: Option<&Summary>) -> Vec<FileRecord> {
    let noted = journal::read(folder);
    let listed = summary.iter().flat_map(|summary| &summary.files).cloned();
    let mut files: Vec<FileRecord> = listed
        .filter(|file| !noted.iter().any(|later| later.file == file.file))
        .collect();
    files.extend(noted);
    files
}

impl Opened {
    /// Takes up the work: keeps what can be used, and removes what we wrote and will not
    /// be needed.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn take_up(self, plan: &Plan<'_>) -> Result<Work> {
        let folder = self.folder;
        // The whole will be another; a section may stay what it was.
        let stays = |file: &FileRecord| file.section.is_some() && !self.force;
        let (kept, gone): (Vec<FileRecord>, Vec<FileRecord>) =
            self.files.into_iter().partition(stays);
        for file in gone {
            match self.force {
                true => remove_if_there(&folder.path(&file.file)),
                false => file.remove(&folder),
            }
        }
        journal::keep(&folder, &kept)?;
        if self.summary.is_some() {
            // What was noted before the manifest was written.
            folder.remove_hidden(|name| name != journal::NOTE)?;
        }
        let note = serde_json::to_vec(&manifest::source_record(plan.source))?;
        folder.write_whole(&hidden_name(ARTICLE), |file| Ok(file.write_all(&note)?))?;
        if let Some(summary) = &self.summary
            && let Err(error) = manifest::take_apart(&folder, summary)
        {
            if !error.is::<manifest::Reshaped>() {
                return Err(error);
            }
            for section in &summary.sections {
                remove_if_there(&folder.path(&section.file));
                checkpoint::remove(&folder, &section.key);
            }
            fs::remove_file(folder.path(manifest::FILE))?;
        }
        folder.remove_hidden(is_part)?;
        let wanted = if self.force { &[][..] } else { &plan.sections };
        let done = checkpoint::keep_usable(&folder, wanted)?;
        Ok(Work {
            folder: Arc::new(folder),
            done,
        })
    }
}

impl Work {
    /// Where the files go.
    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// The record of a section that has been spoken.
    pub fn record(&self, section: &PlannedSection<'_>) -> Option<&SectionRecord> {
        self.done.get(&section.key)
    }

    /// The sections that have not been spoken, or whose loudness is not as `is_right` says.
    pub fn left<'p, 'a>(
        &self,
        plan: &'p Plan<'a>,
        is_right: impl Fn(&[Measured]) -> bool,
    ) -> Vec<&'p PlannedSection<'a>> {
        let is_done = |section: &&PlannedSection<'_>| {
            let record = self.record(section);
            record.is_some_and(|record| is_right(&record.measured))
        };
        let sections = plan.sections.iter();
        sections.filter(|section| !is_done(section)).collect()
    }

    /// What was measured of each section that has been spoken, in their order.
    pub fn measured(&self) -> Vec<&[Measured]> {
        let mut records: Vec<&SectionRecord> = self.done.values().collect();
        records.sort_by_key(|record| record.number);
        let measured = records.into_iter().map(|record| record.measured.as_slice());
        measured.collect()
    }

    /// Takes in sections newly spoken.
    pub fn add(&mut self, records: Vec<SectionRecord>) {
        let records = records.into_iter();
        self.done
            .extend(records.map(|record| (record.key.clone(), record)));
    }

    /// Completes the audiobook, or leaves it as it stands for the next run where not all of
    /// it was spoken.
    ///
    /// # Errors
    /// That of `spoken`, or the files cannot be written.
    pub fn finish(self, plan: &Plan<'_>, spoken: Result<()>) -> Result<Finished> {
        let folder = self.folder;
        folder.remove_hidden(is_part)?;
        spoken?;
        let mut records: Vec<SectionRecord> = self.done.into_values().collect();
        records.sort_by_key(|record| record.number);
        playlist::write(&folder, plan.metadata.title.as_deref(), &records)?;
        manifest::write(&folder, plan, &records)?;
        Ok(Finished {
            files: journal::read(&folder),
            listed: Vec::new(),
            folder,
            sections: records,
        })
    }
}

/// Whether a hidden file was not finished.
fn is_part(name: &str) -> bool {
    name.ends_with(".part")
}

/// Fails where the folder belongs to another article, or where a file that is not ours
/// stands in the way.
fn ensure_ours(
    folder: &Folder,
    path: &Path,
    plan: &Plan<'_>,
    summary: Option<&Summary>,
) -> Result<()> {
    let with_hint = |message| {
        let advice = "use -o to write into another folder, or --force to replace it";
        Err(WithHint::new(message, advice).into())
    };
    let mut ours = checkpoint::read_all(folder)?;
    ours.extend(
        summary
            .iter()
            .flat_map(|summary| summary.sections.iter().cloned()),
    );
    let begun = || serde_json::from_slice(&fs::read(folder.hidden(ARTICLE)).ok()?).ok();
    let owner: Option<SourceRecord> = summary
        .map(|summary| summary.head.source.clone())
        .or_else(begun);
    if let Some(owner) = &owner {
        let same_name = owner.name == plan.source.name;
        if !(same_name && (shares_most_sections(&ours, plan) || has_same_opening(owner, plan))) {
            return with_hint(format!(
                "'{}' holds the audiobook of another article",
                path.display()
            ));
        }
    }
    let mut our_files: HashSet<&str> = ours.iter().map(|section| section.file.as_str()).collect();
    if owner.is_some() {
        our_files.insert(playlist::FILE);
    }
    let files = plan.sections.iter().map(|section| section.file.as_str());
    let foreign = files
        .chain([playlist::FILE])
        .find(|file| !our_files.contains(file) && folder.path(file).exists());
    match foreign {
        Some(file) => with_hint(format!(
            "'{}' exists already, and lismoi did not write it",
            folder.path(file).display()
        )),
        None => Ok(()),
    }
}

/// More than half of the sections have been spoken before, in whatever order.
fn shares_most_sections(ours: &[SectionRecord], plan: &Plan<'_>) -> bool {
    let known: HashSet<&str> = ours.iter().map(|section| section.key.as_str()).collect();
    let shared = plan
        .sections
        .iter()
        .filter(|section| known.contains(section.key.as_str()));
    shared.count() * 2 > plan.sections.len()
}

/// Three in four of the first words are the same: a title may be corrected.
fn has_same_opening(owner: &SourceRecord, plan: &Plan<'_>) -> bool {
    let source = manifest::source_record(plan.source);
    let words = |opening: &'_ str| -> HashSet<String> {
        opening.split_whitespace().map(str::to_owned).collect()
    };
    let (old, new) = (words(&owner.opening), words(&source.opening));
    old.intersection(&new).count() * 4 >= old.len().max(new.len()) * 3
}

/// The same article, settings and engine, and every file in its place.
fn is_up_to_date(folder: &Folder, plan: &Plan<'_>, summary: &Summary) -> bool {
    let samples = summary.sections.iter().map(|section| section.samples).sum();
    let is_file = |name: &str, bytes: u64| {
        fs::metadata(folder.path(name)).is_ok_and(|file| file.is_file() && file.len() == bytes)
    };
    summary.head == manifest::head(plan, samples)
        && summary
            .sections
            .iter()
            .map(|section| &section.key)
            .eq(plan.sections.iter().map(|section| &section.key))
        && summary
            .sections
            .iter()
            .all(|section| section.failed == 0 && is_file(&section.file, section.bytes))
        && folder.path(playlist::FILE).is_file()
}
