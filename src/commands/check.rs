//! `lismoi check`: verifies the files of an audiobook, or of all in a folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lismoi_book::manifest;
use lismoi_book::verify::{self, Report};
use serde::Serialize;

use crate::exit_code::Exit;
use crate::printable::printable;
use crate::progress::bar_of;

/// A report of one audiobook among several.
#[derive(Serialize)]
struct Within<'a> {
    folder: &'a Path,
    #[serde(flatten)]
    report: Report,
}

/// Prints a report in JSON. Where the folder is none of an audiobook, but holds such folders,
/// the reports of all of them are an array.
///
/// # Errors
/// The folder holds no audiobook, or those of `out`.
pub fn run(folder: &Path, out: &mut impl Write) -> Result<Exit> {
    let folders = match is_audiobook(folder) {
        true => Vec::new(),
        false => audiobooks(folder)?,
    };
    let bar = bar_of(folders.len().max(1));
    let verify = |folder: &Path| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        bar.set_message(printable(&name).into_owned());
        let report = verify::verify(folder);
        bar.inc(1);
        report
    };
    let ok = if folders.is_empty() {
        let report = verify(folder)?;
        bar.finish_and_clear();
        serde_json::to_writer_pretty(&mut *out, &report)?;
        report.ok
    } else {
        let reports: Vec<Within<'_>> = folders
            .iter()
            .map(|folder| {
                let report = verify(folder)?;
                Ok(Within { folder, report })
            })
            .collect::<Result<_>>()?;
        bar.finish_and_clear();
        serde_json::to_writer_pretty(&mut *out, &reports)?;
        reports.iter().all(|within| within.report.ok)
    };
    writeln!(out)?;
    Ok(if ok { Exit::Done } else { Exit::Failed })
}

fn is_audiobook(folder: &Path) -> bool {
    folder.join(manifest::FILE).exists()
}

/// The folders of audiobooks in a folder, sorted.
fn audiobooks(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = || format!("could not read the folder '{}'", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if is_audiobook(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
