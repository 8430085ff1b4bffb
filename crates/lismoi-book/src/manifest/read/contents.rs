//! The intact parts of a manifest.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};

use anyhow::{Context, Result};

use super::fields::Fields;
use super::{Contents, FIRST_WITH_CHECKSUMS, IntactSection, NotOurs};
use crate::manifest::bounded::Bounded;
use crate::manifest::checksums::{self, Checksums, SectionChecksums, WrittenFile};
use crate::manifest::damage::DamagedPart;
use crate::manifest::parts::{Part, Parts};
use crate::manifest::records::SectionRecord;
use crate::manifest::{FILE, Summary};
use lismoi_files::own::Folder;

/// The lines of a section, as they were found.
struct Lines {
    first: Vec<u8>,
    offset: u64,
    sha256: String,
}

/// The fields before the sections and the files; `None` where the first line has them not.
///
/// # Errors
/// The file cannot be read.
pub(super) fn opening(file: File) -> Result<Option<Summary>> {
    let mut line = Vec::new();
    BufReader::new(Bounded::new(file)).read_until(b'\n', &mut line)?;
    Ok(opened::<Fields>(&line).map(Summary::from))
}

/// The intact parts of a manifest that has one sentence a line; `None` where it has neither a
/// head nor checksums.
///
/// # Errors
/// The file cannot be read.
pub(super) fn of_parts(file: File) -> Result<Option<Contents>> {
    let (mut head, mut sections, mut closing) = (None, Vec::new(), Vec::new());
    let mut parts = Parts::new(file);
    while let Some(part) = parts.next(|_| Ok(()))? {
        match part {
            Part::Head { line, sha256 } => head = Some((line, sha256)),
            Part::Section {
                line,
                offset,
                sha256,
            } => sections.push(Lines {
                first: line,
                offset,
                sha256,
            }),
            Part::Closing(line) => closing = line,
        }
    }
    let Some((line, sha256)) = head else {
        return Ok(None);
    };
    let opening = opened::<Fields>(&line).map(Summary::from);
    let listed = Checksums::of_line(&closing);
    if opening.is_none() && listed.is_none() {
        return Ok(None);
    }
    let is_newer = |opening: &Summary| opening.head.schema >= FIRST_WITH_CHECKSUMS;
    let has_checksums =
        checksums::is_closing_with_checksums(&closing) || opening.as_ref().is_some_and(is_newer);
    // Read one by one: where a byte of the line has changed, most checksums are still there.
    let known: HashSet<&[u8]> = closing.split(|byte| *byte == b'"').collect();
    let is_intact = |sha256: &str| !has_checksums || known.contains(sha256.as_bytes());
    let mut contents = Contents::default();
    let files = |opening: Summary| opening.files;
    match opening {
        Some(opening) if is_intact(&sha256) => {
            contents.head = Some(opening.head);
            contents.files = opening.files;
        }
        opening => {
            contents.damage.push(DamagedPart::Head);
            let copy = listed.as_ref().map(|listed| listed.files.clone());
            contents.files = copy.or(opening.map(files)).unwrap_or_default();
        }
    }
    let mut lost = Vec::new();
    for (place, lines) in sections.iter().enumerate() {
        let record = opened::<SectionRecord>(&lines.first);
        match record {
            Some(record) if is_intact(&lines.sha256) => contents.sections.push(IntactSection {
                record,
                offset: lines.offset,
            }),
            record => {
                contents.damage.push(DamagedPart::Section(place + 1));
                lost.extend(record.as_ref().map(WrittenFile::from));
            }
        }
    }
    contents.lost = match &listed {
        Some(listed) => not_found(listed, &sections),
        None => lost,
    };
    let found = Checksums {
        head: sha256,
        sections: contents.checksums(&sections),
        files: contents.files.clone(),
    };
    if has_checksums && contents.damage.is_empty() && found.line()?.as_bytes() != closing {
        contents.damage.push(DamagedPart::Checksums);
    }
    if !has_checksums && closing != b"]}\n" {
        contents.damage.push(DamagedPart::Whole);
    }
    Ok(Some(contents))
}

impl Contents {
    /// The checksums of intact sections.
    fn checksums(&self, lines: &[Lines]) -> Vec<SectionChecksums> {
        let sections = self.sections.iter().zip(lines);
        let sections = sections.map(|(section, lines)| SectionChecksums {
            lines: lines.sha256.clone(),
            wav: WrittenFile::from(&section.record),
        });
        sections.collect()
    }
}

/// The files of the sections whose lines are not there.
fn not_found(listed: &Checksums, found: &[Lines]) -> Vec<WrittenFile> {
    let found: HashSet<&str> = found.iter().map(|lines| lines.sha256.as_str()).collect();
    let sections = listed.sections.iter();
    let lost = sections.filter(|section| !found.contains(section.lines.as_str()));
    lost.map(|section| section.wav.clone()).collect()
}

/// The object that a line opens, without the list that it ends in.
fn opened<T: serde::de::DeserializeOwned>(line: &[u8]) -> Option<T> {
    let mut object = line.trim_ascii_end().to_vec();
    object.extend_from_slice(b"]}");
    serde_json::from_slice(&object).ok()
}

/// A manifest that another program has rewritten: its files are known, its sections are
/// spoken again.
///
/// # Errors
/// It is no manifest.
pub(super) fn rewritten(folder: &Folder) -> Result<Contents> {
    let foreign = || NotOurs::Foreign(folder.path_of(FILE));
    let file = BufReader::with_capacity(1 << 16, Bounded::new(folder.open_file(FILE)?));
    let fields: Fields = serde_json::from_reader(file).with_context(foreign)?;
    let summary = Summary::from(fields);
    Ok(Contents {
        head: Some(summary.head),
        files: summary.files,
        sections: Vec::new(),
        lost: summary.sections.iter().map(WrittenFile::from).collect(),
        damage: vec![DamagedPart::Whole],
    })
}
