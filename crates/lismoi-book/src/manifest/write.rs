//! Writes a manifest.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::checksums::{Checksums, SectionChecksums, WrittenFile};
use super::parts::{Part, PartWriter, Parts};
use super::records::{FileRecord, SectionRecord};
use super::{FILE, Head, SECTION_END, head};
use crate::build::checkpoint;
use crate::build::folder::Folder;
use crate::build::plan::{Plan, PlannedSection, ScriptLine};
use crate::formats::playlist;
use crate::timeline::Cue;
use lismoi_audio::loudness::LoudnessMeasurement;
use lismoi_document::BlockKind;

/// One utterance as it is printed, spoken and heard.
#[derive(Debug, Serialize)]
struct SentenceEntry<'a> {
    kind: BlockKind,
    range: [usize; 2],
    text: &'a str,
    spoken: Cow<'a, str>,
    start: u64,
    end: u64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    opens_block: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    continued: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<&'a str>,
    #[serde(rename = "key")]
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    measured: &'a [LoudnessMeasurement],
    words: Vec<WordEntry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    silent: Vec<SilentEntry>,
}

#[derive(Debug, Serialize)]
struct WordEntry<'a> {
    range: [usize; 2],
    spoken: Cow<'a, str>,
    start: u64,
    end: u64,
    ipa: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

/// A printed part of a sentence that is not spoken.
#[derive(Debug, Serialize)]
struct SilentEntry {
    range: [usize; 2],
    rule: &'static str,
}

/// The first line of the file.
#[derive(Serialize)]
struct Opening<'a> {
    #[serde(flatten)]
    head: &'a Head,
    files: &'a [FileRecord],
}

/// Writes the manifest: the utterances of each section, and the cues of its checkpoint.
///
/// # Errors
/// The checkpoint of a section is incomplete, or the file cannot be written.
pub fn manifest(folder: &Folder, plan: &Plan<'_>, records: &[SectionRecord]) -> Result<()> {
    let samples = records.iter().map(|record| record.samples).sum();
    let listed = records.iter().map(|record| record.file.as_str());
    folder.write_last(FILE, listed.chain([playlist::FILE]), |file| {
        let mut file = PartWriter::new(file);
        let mut checksums = Checksums {
            head: write_head(&mut file, &head::of_plan(plan, samples), &[])?,
            ..Checksums::default()
        };
        for (index, (section, record)) in plan.sections.iter().zip(records).enumerate() {
            open_list(&mut file, record, "sentences")?;
            write_sentences(&mut file, folder, plan, section)?;
            let is_last = index + 1 == records.len();
            writeln!(file, "\n{SECTION_END}{}", if is_last { "" } else { "," })?;
            checksums.sections.push(SectionChecksums {
                lines: file.end_part(),
                wav: WrittenFile::from(record),
            });
        }
        Ok(file.write_all(checksums.line()?.as_bytes())?)
    })
}

/// Replaces the head and the list of exported files in a finished manifest.
///
/// # Errors
/// The manifest cannot be read or written.
pub fn files(
    folder: &Folder,
    head: &Head,
    records: &[SectionRecord],
    files: &[FileRecord],
) -> Result<()> {
    let path = folder.path(FILE);
    let unreadable = || format!("could not read '{}'", path.display());
    let old = folder.files.open_file(FILE).with_context(unreadable)?;
    let mut old = Parts::new(old);
    old.next(|_| Ok(())).with_context(unreadable)?;
    let listed = files.iter().map(|record| record.file.as_str());
    folder.write_last(FILE, listed, |file| {
        let mut file = PartWriter::new(file);
        let mut checksums = Checksums {
            head: write_head(&mut file, head, files)?,
            sections: Vec::with_capacity(records.len()),
            files: files.to_vec(),
        };
        for record in records {
            let part = old.next(|line| file.write_all(line))?;
            let Some(Part::Section { sha256, .. }) = part else {
                bail!("a section is missing in '{}'", path.display());
            };
            checksums.sections.push(SectionChecksums {
                lines: sha256,
                wav: WrittenFile::from(record),
            });
        }
        Ok(file.write_all(checksums.line()?.as_bytes())?)
    })
}

/// Writes the first line, and returns its hash.
fn write_head(
    file: &mut PartWriter<&mut BufWriter<File>>,
    head: &Head,
    files: &[FileRecord],
) -> Result<String> {
    open_list(file, &Opening { head, files }, "sections")?;
    writeln!(file)?;
    Ok(file.end_part())
}

/// Writes an object with one more field, a list, up to the opening bracket.
fn open_list(file: &mut impl Write, object: &impl Serialize, list: &str) -> Result<()> {
    let object = serde_json::to_string(object)?;
    let open = object
        .strip_suffix('}')
        .context("an object ends with a brace")?;
    Ok(write!(file, "{open},\"{list}\":[")?)
}

fn write_sentences(
    file: &mut impl Write,
    folder: &Folder,
    plan: &Plan<'_>,
    section: &PlannedSection<'_>,
) -> Result<()> {
    let mut cues = checkpoint::read_cues(folder, &section.fingerprint)?;
    let mut script = plan.script(section.section).peekable();
    let mut block = None;
    while let Some(line) = script.next() {
        let utterance = &line.utterance;
        let cue = cues
            .next()
            .context("the cues of a section are incomplete")??;
        writeln!(file, "{}", if block.is_none() { "" } else { "," })?;
        let opens_block = block.as_ref() != Some(&utterance.block);
        block = Some(utterance.block.clone());
        let continued = script
            .peek()
            .is_some_and(|next| next.utterance.sentence == utterance.sentence);
        serde_json::to_writer(
            &mut *file,
            &SentenceEntry {
                opens_block,
                continued,
                ..sentence(plan, &line, &cue)
            },
        )?;
    }
    Ok(())
}

fn sentence<'a>(plan: &'a Plan<'_>, line: &'a ScriptLine, cue: &'a Cue) -> SentenceEntry<'a> {
    let engine = plan.settings.voice.engine();
    let (utterance, rendered) = (&line.utterance, &line.rendered);
    let words = utterance.words.iter();
    let words = words.zip(&rendered.words).zip(&cue.words);
    let words = words.map(|((word, spoken), heard)| WordEntry {
        range: [word.printed.start, word.printed.end],
        spoken: engine.readable(&rendered.text[spoken.clone()]),
        start: heard.start,
        end: heard.end,
        ipa: &heard.ipa,
        rule: word.rule,
    });
    let silent = utterance.silent.iter().map(|word| SilentEntry {
        range: [word.printed.start, word.printed.end],
        rule: word.rule,
    });
    SentenceEntry {
        kind: utterance.kind,
        range: [utterance.range.start, utterance.range.end],
        text: plan.source.text[utterance.range.clone()].trim(),
        spoken: engine.readable(&rendered.text),
        start: cue.start,
        end: cue.end,
        opens_block: false,
        continued: false,
        failed: cue.failed.as_deref(),
        fingerprint: &cue.fingerprint,
        measured: &cue.measured,
        words: words.collect(),
        silent: silent.collect(),
    }
}
