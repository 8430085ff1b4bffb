//! The folder as a whole: totals of the manifest, the playlist, and traces of unfinished runs.

use std::io::ErrorKind;

use anyhow::Result;

use super::opening;
use super::report::Problem;
use crate::build::folder::hidden_name;
use crate::formats::playlist;
use crate::manifest::{self, Summary};
use lismoi_files::own::Folder;

pub(super) fn check_manifest(summary: &Summary, problems: &mut Vec<Problem>) {
    if summary.samples() != summary.head.samples {
        let problem = "the lengths of the sections do not add up";
        problems.push(Problem::of_file(manifest::FILE, problem));
    }
}

/// Hidden files mean that a run was interrupted or is still at work.
pub(super) fn check_finished(folder: &Folder, problems: &mut Vec<Problem>) -> Result<()> {
    for name in folder.names()? {
        let name = name?.to_string_lossy().into_owned();
        if name.starts_with(&hidden_name("")) && !name.ends_with("lock") {
            problems.push(Problem::of_file(
                &name,
                "a run was interrupted, or is at work",
            ));
        }
    }
    Ok(())
}

pub(super) fn check_playlist(folder: &Folder, summary: &Summary, problems: &mut Vec<Problem>) {
    let (title, rate) = (summary.head.title.as_deref(), summary.head.sample_rate);
    let playlist = playlist::text(title, &summary.sections, rate, "wav");
    let problem = match opening::is_text(folder, playlist::FILE, &playlist) {
        Ok(true) => return,
        Ok(false) => "it is not that of the manifest",
        Err(error) if error.kind() == ErrorKind::NotFound => "it is missing",
        Err(error) => &format!("it cannot be read: {error}"),
    };
    problems.push(Problem::of_file(playlist::FILE, problem));
}
