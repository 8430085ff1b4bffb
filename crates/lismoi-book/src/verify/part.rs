//! The part of an audiobook that a file holds.

use anyhow::Result;

use super::limits::Limits;
use crate::formats::captions::read::{self, BookCaptions};
use crate::manifest::Summary;
use crate::manifest::records::{self, FileRecord, SectionRecord};
use crate::manifest::sentences::Reshaped;
use lismoi_files::own::Folder;

/// The part of an audiobook that a file holds: the whole, or one section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// Where the audiobook is.
    pub(super) folder: &'a Folder,
    /// The place of its section, from 0; `None` for the whole.
    pub(super) section: Option<usize>,
    /// Its sections.
    pub(super) sections: &'a [SectionRecord],
    /// Its title; `None` where a section has no heading.
    pub(super) title: Option<&'a str>,
    /// All files that were made from the sections, this one among them.
    pub(super) files: &'a [FileRecord],
    /// Samples per second.
    pub(super) sample_rate: u32,
    /// The loudness that the whole was normalized to.
    pub(super) target_lufs: Option<i8>,
    /// The limits of the whole.
    pub(super) limits: &'a Limits,
}

impl<'a> Part<'a> {
    /// The part that a file holds; `None` where there is no such section. `name` is the file's
    /// name without its ending, which stands in for a missing title of the whole.
    pub(super) fn of_file(
        folder: &'a Folder,
        (summary, limits): (&'a Summary, &'a Limits),
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
            sample_rate: summary.head.sample_rate,
            target_lufs: summary.head.settings.loudness_lufs,
            limits,
        })
    }

    pub(super) fn samples(&self) -> u64 {
        records::samples(self.sections)
    }

    /// The printed text, with times from the start of the file.
    pub(super) fn captions(&self) -> Result<BookCaptions> {
        let lengths = self.sections.iter().map(|section| section.samples);
        let start = self.limits.starts.get(self.section.unwrap_or(0));
        read::from(self.folder, *start.ok_or(Reshaped)?, lengths)
    }
}
