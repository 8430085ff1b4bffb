//! Whether a folder belongs to the article that would be written to it.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;

use super::checkpoint;
use super::error::BuildError;
use super::folder::{Folder, hidden_name};
use super::plan::Plan;
use crate::formats::playlist;
use crate::manifest::head;
use crate::manifest::read::Contents;
use crate::manifest::records::{SectionRecord, SourceRecord};

/// The hidden file that says whose audiobook is being made, while there is no manifest.
pub(super) const OWNER: &str = "article.json";

/// Fails where the folder belongs to another article, or where a file that is not ours has
/// the name of one that would be written.
pub(super) fn ensure_ours(
    folder: &Folder,
    path: &Path,
    plan: &Plan<'_>,
    contents: Option<&Contents>,
) -> Result<()> {
    let mut ours = checkpoint::read_all(folder)?;
    let listed = contents.iter().flat_map(|contents| &contents.sections);
    ours.extend(listed.map(|section| section.record.clone()));
    let begun = || serde_json::from_slice(&folder.files.read(&hidden_name(OWNER)).ok()?).ok();
    let head = contents.and_then(|contents| contents.head.as_ref());
    let owner: Option<SourceRecord> = head.map(|head| head.source.clone()).or_else(begun);
    if let Some(owner) = &owner {
        let same_name = owner.name == plan.source.name;
        if !(same_name && (shares_most_sections(&ours, plan) || has_same_opening(owner, plan))) {
            return Err(BuildError::OtherArticle(path.to_owned()).into());
        }
    }
    let mut our_files: HashSet<&str> = ours.iter().map(|section| section.file.as_str()).collect();
    let lost = contents.iter().flat_map(|contents| &contents.lost);
    our_files.extend(lost.map(|section| section.file.as_str()));
    if owner.is_some() || contents.is_some() {
        our_files.insert(playlist::FILE);
    }
    let files = plan.sections.iter().map(|section| section.file.as_str());
    let foreign = files
        .chain([playlist::FILE])
        .filter(|file| !our_files.contains(file))
        // After a power cut a file may be empty, and its checkpoint too.
        .find(|file| folder.files.is_taken(file) && folder.files.length(file) != Some(0));
    match foreign {
        Some(file) => Err(BuildError::ForeignFile(folder.path(file)).into()),
        None => Ok(()),
    }
}

/// More than half of the sections have been spoken before, in any order.
fn shares_most_sections(ours: &[SectionRecord], plan: &Plan<'_>) -> bool {
    let known: HashSet<&str> = ours
        .iter()
        .map(|section| section.fingerprint.as_str())
        .collect();
    let shared = plan
        .sections
        .iter()
        .filter(|section| known.contains(section.fingerprint.as_str()));
    shared.count() * 2 > plan.sections.len()
}

/// Three in four of the first words are the same: a title may have been corrected.
fn has_same_opening(owner: &SourceRecord, plan: &Plan<'_>) -> bool {
    let source = head::source_record(plan.source);
    let words = |opening: &'_ str| -> HashSet<String> {
        opening.split_whitespace().map(str::to_owned).collect()
    };
    let (old, new) = (words(&owner.opening), words(&source.opening));
    old.intersection(&new).count() * 4 >= old.len().max(new.len()) * 3
}
