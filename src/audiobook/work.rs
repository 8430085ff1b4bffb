//! Taking up the work in an article's folder where it stands, and completing it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::folder::Folder;
use super::manifest::{self, SourceRecord, Summary};
use super::plan::{Plan, PlannedSection};
use super::{SectionRecord, playlist, record};
use crate::hint::Advised;
use crate::speech::ENGINE_VERSION;

/// Notes whose audiobook is in the making, while there is no manifest.
const ARTICLE: &str = "article.json";

/// How far an audiobook is.
#[derive(Debug)]
pub enum State {
    /// Nothing has to be done.
    UpToDate(Vec<SectionRecord>),
    /// Something has.
    Open(Work),
}

/// An audiobook in the making.
#[derive(Debug)]
pub struct Work {
    folder: Arc<Folder>,
    done: Vec<SectionRecord>,
}

impl Work {
    /// Finds out what is left to do in the folder at `path`, and locks it. With `force`,
    /// everything is, and what belongs to another article is replaced.
    ///
    /// # Errors
    /// The folder cannot be used, or holds what we must not replace.
    pub fn open(path: &Path, plan: &Plan<'_>, force: bool) -> Result<State> {
        let folder = Folder::open(path)?;
        let manifest_path = folder.path(manifest::FILE);
        let summary = match manifest::read(&manifest_path) {
            Err(_) if force => None,
            Err(error) => {
                let hint = "move it away, or use --force to replace it";
                return Err(Advised::new(format!("{error:#}"), hint).into());
            }
            Ok(summary) => summary,
        };
        let source = manifest::source_record(plan.source);
        if !force {
            ensure_ours(&folder, path, plan, summary.as_ref(), &source)?;
        }
        match summary {
            Some(summary) if !force && is_up_to_date(&folder, plan, &summary) => {
                folder.remove_hidden("")?;
                return Ok(State::UpToDate(summary.sections));
            }
            Some(summary) => {
                folder.remove_hidden("")?;
                manifest::take_apart(&folder, &summary)?;
            }
            None => {}
        }
        let note = serde_json::to_vec(&source)?;
        fs::write(folder.hidden(ARTICLE), note)
            .with_context(|| format!("could not write to the folder '{}'", path.display()))?;
        folder.remove_hidden(".part")?;
        let usable = if force { &[][..] } else { &plan.sections };
        let done = record::keep_usable(&folder, usable)?
            .into_values()
            .collect();
        Ok(State::Open(Work {
            folder: Arc::new(folder),
            done,
        }))
    }

    /// Where the files go.
    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// The sections that have to be spoken.
    pub fn left<'p, 'a>(&self, plan: &'p Plan<'a>) -> Vec<&'p PlannedSection<'a>> {
        let done: Vec<&str> = self.done.iter().map(|record| record.key.as_str()).collect();
        plan.sections
            .iter()
            .filter(|section| !done.contains(&section.key.as_str()))
            .collect()
    }

    /// Completes the audiobook with the sections newly spoken, or leaves it as it stands
    /// for the next run where they were not all spoken.
    ///
    /// # Errors
    /// That of `new`, or the files cannot be written.
    pub fn finish(
        self,
        plan: &Plan<'_>,
        new: Result<Vec<SectionRecord>>,
    ) -> Result<Vec<SectionRecord>> {
        let folder = self.folder;
        folder.remove_hidden(".part")?;
        let mut records = self.done;
        records.extend(new?);
        records.sort_by_key(|record| record.number);
        playlist::write(&folder, plan.title.as_deref(), &records)?;
        manifest::write(&folder, plan, &records)?;
        folder.remove_hidden("")?;
        Ok(records)
    }
}

/// Fails where the folder belongs to another article, or holds files that are in the way
/// and not ours.
fn ensure_ours(
    folder: &Folder,
    path: &Path,
    plan: &Plan<'_>,
    summary: Option<&Summary>,
    source: &SourceRecord,
) -> Result<()> {
    let begun = || serde_json::from_slice(&fs::read(folder.hidden(ARTICLE)).ok()?).ok();
    let owner: Option<SourceRecord> = summary
        .map(|summary| summary.head.source.clone())
        .or_else(begun);
    match owner {
        Some(owner) if owner.name == source.name && owner.opening == source.opening => Ok(()),
        Some(_) => Err(Advised::new(
            format!(
                "'{}' holds the audiobook of another article",
                path.display()
            ),
            "use -o to write into another folder, or --force to replace it",
        )
        .into()),
        None => match plan
            .sections
            .iter()
            .find(|section| folder.path(&section.file).exists())
        {
            Some(section) => Err(Advised::new(
                format!(
                    "'{}' exists already, and lismoi did not write it",
                    folder.path(&section.file).display()
                ),
                "use -o to write into another folder, or --force to replace it",
            )
            .into()),
            None => Ok(()),
        },
    }
}

/// The same article, settings and engine, and every file in its place.
fn is_up_to_date(folder: &Folder, plan: &Plan<'_>, summary: &Summary) -> bool {
    let samples = summary.sections.iter().map(|section| section.samples).sum();
    let is_file = |name: &str, bytes: u64| {
        fs::metadata(folder.path(name)).is_ok_and(|file| file.is_file() && file.len() == bytes)
    };
    summary.head == manifest::head(plan, samples)
        && summary.head.engine == *ENGINE_VERSION
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
