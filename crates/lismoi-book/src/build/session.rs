//! A build in progress, and the audiobook that it ends in.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Error, Result};

use super::earlier::index::Earlier;
use super::exported;
use super::folder::Folder;

use super::plan::{Plan, PlannedSection};
use crate::formats::playlist;
use crate::manifest::records::{self, FileRecord, SectionRecord};
use crate::manifest::{head, write};
use lismoi_audio::loudness::LoudnessMeasurement;

/// A build in progress: some sections have been spoken, the others have not.
#[derive(Debug)]
pub struct Build {
    pub(super) folder: Arc<Folder>,
    /// The sections that have been spoken, by fingerprint.
    pub(super) done: HashMap<String, SectionRecord>,
    /// See [`fingerprint::voice_fingerprint`](super::fingerprint::voice_fingerprint).
    pub(super) voice_fingerprint: String,
    /// What was spoken for an earlier version of the article.
    pub(super) earlier: Earlier,
    /// The loudness of sections that have been measured but not written, by fingerprint.
    pub(super) measured_only: HashMap<String, Vec<LoudnessMeasurement>>,
}

/// An audiobook of which every section has been spoken.
#[derive(Debug)]
pub struct Finished {
    /// Locked while this value lives.
    pub folder: Arc<Folder>,
    /// Its sections, in order.
    pub sections: Vec<SectionRecord>,
    /// The files that exports have made.
    pub files: Vec<FileRecord>,
    /// Those of them that the manifest lists.
    pub(super) listed: Vec<FileRecord>,
}

impl Build {
    /// The folder of the article.
    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// The record of a section that has been spoken.
    pub fn record(&self, section: &PlannedSection<'_>) -> Option<&SectionRecord> {
        self.done.get(&section.fingerprint)
    }

    /// The sections that have not been measured, or whose loudness is not accepted.
    pub fn unmeasured<'p, 'a>(
        &self,
        plan: &'p Plan<'a>,
        accepts: impl Fn(&[LoudnessMeasurement]) -> bool,
    ) -> Vec<&'p PlannedSection<'a>> {
        let is_done = |section: &&PlannedSection<'_>| self.loudness(section).is_some_and(&accepts);
        let sections = plan.sections.iter();
        sections.filter(|section| !is_done(section)).collect()
    }

    /// The sections that have not been written, or whose loudness is not accepted.
    pub fn unwritten<'p, 'a>(
        &self,
        plan: &'p Plan<'a>,
        accepts: impl Fn(&[LoudnessMeasurement]) -> bool,
    ) -> Vec<&'p PlannedSection<'a>> {
        let is_done = |section: &&PlannedSection<'_>| {
            let record = self.record(section);
            record.is_some_and(|record| accepts(&record.measured))
        };
        let sections = plan.sections.iter();
        sections.filter(|section| !is_done(section)).collect()
    }

    /// The loudness of each section that has been measured, in their order.
    pub fn measured(&self, plan: &Plan<'_>) -> Vec<&[LoudnessMeasurement]> {
        let sections = plan.sections.iter();
        sections
            .filter_map(|section| self.loudness(section))
            .collect()
    }

    fn loudness(&self, section: &PlannedSection<'_>) -> Option<&[LoudnessMeasurement]> {
        let written = self.record(section).map(|record| &record.measured);
        // Measured later than what was written at another gain.
        let measured = self.measured_only.get(&section.fingerprint);
        measured.or(written).map(Vec::as_slice)
    }

    /// Adds sections that have just been spoken.
    pub fn add(&mut self, records: Vec<SectionRecord>) {
        for record in records {
            self.measured_only.remove(&record.fingerprint);
            self.done.insert(record.fingerprint.clone(), record);
        }
    }

    /// Writes the playlist and the manifest. Where not every section was spoken, leaves the
    /// checkpoints for the next run.
    ///
    /// # Errors
    /// That of `spoken`, or the files cannot be written.
    pub fn finish(self, plan: &Plan<'_>, spoken: Result<()>) -> Result<Finished> {
        let folder = self.folder;
        let removed = folder.remove_hidden(is_incomplete);
        // Whoever has moved the folder away has first broken the writing in it.
        spoken?;
        removed?;
        let mut records: Vec<SectionRecord> = self.done.into_values().collect();
        records.sort_by_key(|record| record.number);
        playlist::write(&folder, plan, &records)?;
        write::manifest(&folder, plan, &records)?;
        Ok(Finished {
            files: exported::files(&folder, None)?,
            listed: Vec::new(),
            folder,
            sections: records,
        })
    }
}

impl Finished {
    /// Lists the exported files in the manifest, and removes the hidden files of the build.
    /// Returns the sections, and why hidden files stay.
    ///
    /// # Errors
    /// The folder cannot be read or written, or is at its place no more.
    pub fn close(
        self,
        plan: &Plan<'_>,
        files: Vec<FileRecord>,
    ) -> Result<(Vec<SectionRecord>, Vec<Error>)> {
        if files != self.listed {
            let head = head::of_plan(plan, records::samples(&self.sections));
            write::files(&self.folder, &head, &self.sections, &files)?;
        }
        let left = self.folder.remove_hidden(|_| true)?;
        self.folder.ensure_in_place()?;
        Ok((self.sections, left))
    }
}

/// Whether a hidden file is one that was not completed.
pub(super) fn is_incomplete(name: &str) -> bool {
    name.ends_with(".part")
}
