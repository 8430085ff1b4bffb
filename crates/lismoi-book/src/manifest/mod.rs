//! `manifest.json`: everything about an audiobook, for other programs, and for the next
//! run. `docs/manifest.md` describes it.
//!
//! It is JSON written one sentence a line, so that it can be written and read again
//! without holding a book in memory.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::iter;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::build::checkpoint;
use crate::build::export::FileRecord;
use crate::build::folder::Folder;
use crate::build::plan::{Line, Plan, PlannedSection, hex};
use crate::timeline::cue::Cue;
use crate::{SectionRecord, Settings};
use lismoi_document::{BlockKind, SkipReason, Skipped, Source, collapse_whitespace};
use lismoi_speech::ENGINE_VERSION;
use lismoi_speech::SAMPLE_RATE;

/// The name of the file.
pub const FILE: &str = "manifest.json";

/// The version of the schema; it changes when a field changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The line that ends a section.
const SECTION_END: &str = "]}";

/// What stands before the sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Name and version of this program.
    pub program: String,
    /// Name and version of the engine and its data.
    pub engine: String,
    /// How it was made to sound.
    pub settings: Settings,
    /// The article.
    pub source: SourceRecord,
    /// The article's title as printed.
    pub title: Option<String>,
    /// Samples per second; all times are in samples.
    pub sample_rate: u32,
    /// The length of all sections together.
    pub samples: u64,
    /// What is not spoken.
    pub skipped: Vec<SkippedRecord>,
}

/// The article as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Its file name; `None` for standard input.
    pub name: Option<String>,
    /// Its length in bytes, decoded to UTF-8.
    pub bytes: u64,
    /// Its first words: they tell two articles of one name apart.
    pub opening: String,
    /// SHA-256 of the text decoded to UTF-8, to which all ranges refer.
    pub sha256: String,
}

/// Something that is not spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRecord {
    /// Its first line, from 1.
    pub line: usize,
    /// Its first byte in the source, and the byte after its last.
    pub range: [usize; 2],
    /// Why.
    pub reason: SkipReason,
    /// What is printed there.
    pub text: String,
}

/// One utterance, as it is printed, said and heard.
#[derive(Debug, Serialize)]
struct Sentence<'a> {
    kind: BlockKind,
    range: [usize; 2],
    text: &'a str,
    spoken: &'a str,
    start: u64,
    end: u64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    opens_block: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    continued: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<&'a str>,
    words: Vec<Word<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    silent: Vec<Silent>,
}

#[derive(Debug, Serialize)]
struct Word<'a> {
    range: [usize; 2],
    spoken: &'a str,
    start: u64,
    end: u64,
    ipa: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

/// What is printed in a sentence and not said.
#[derive(Debug, Serialize)]
struct Silent {
    range: [usize; 2],
    rule: &'static str,
}

/// The first line.
#[derive(Serialize)]
struct Opening<'a> {
    #[serde(flatten)]
    head: &'a Head,
    files: &'a [FileRecord],
}

/// The manifest without its sentences.
#[derive(Clone, Debug, Deserialize)]
pub struct Summary {
    /// What stands before the sections.
    #[serde(flatten)]
    pub head: Head,
    /// What else was made of the sections.
    #[serde(default)]
    pub files: Vec<FileRecord>,
    /// The sections.
    pub sections: Vec<SectionRecord>,
}

impl Summary {
    /// The length of all sections together.
    pub fn samples(&self) -> u64 {
        self.sections.iter().map(|section| section.samples).sum()
    }
}

/// Reads a manifest but for its sentences; `None` where there is none.
///
/// # Errors
/// It cannot be read, or is no manifest of ours.
pub fn read(path: &Path) -> Result<Option<Summary>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("could not read '{}'", path.display()));
        }
    };
    let summary: Summary = serde_json::from_reader(BufReader::with_capacity(1 << 16, file))
        .with_context(|| format!("'{}' is no manifest of lismoi", path.display()))?;
    ensure!(
        summary.sections.iter().all(SectionRecord::is_ours)
            && summary.files.iter().all(FileRecord::is_ours),
        "'{}' is no manifest of lismoi",
        path.display()
    );
    ensure!(
        summary.head.schema == SCHEMA,
        "'{}' is of another version of lismoi",
        path.display()
    );
    Ok(Some(summary))
}

/// What stands before the sections of a planned audiobook of this length.
pub fn head(plan: &Plan<'_>, samples: u64) -> Head {
    Head {
        schema: SCHEMA,
        program: concat!("lismoi ", env!("CARGO_PKG_VERSION")).to_owned(),
        engine: ENGINE_VERSION.clone(),
        settings: plan.settings.clone(),
        source: source_record(plan.source),
        title: plan.metadata.title.clone(),
        sample_rate: SAMPLE_RATE,
        samples,
        skipped: skipped_records(plan),
    }
}

/// What is not spoken, with what is printed there.
pub fn skipped_records(plan: &Plan<'_>) -> Vec<SkippedRecord> {
    let record = |skipped: &Skipped| SkippedRecord {
        line: skipped.line,
        range: [skipped.range.start, skipped.range.end],
        reason: skipped.reason,
        text: collapse_whitespace(&plan.source.text[skipped.range.clone()]),
    };
    plan.skipped.iter().map(record).collect()
}

/// What identifies an article.
pub fn source_record(source: &Source) -> SourceRecord {
    SourceRecord {
        name: source.name.clone(),
        bytes: source.text.len() as u64,
        opening: collapse_whitespace(
            source
                .text
                .get(..source.text.floor_char_boundary(400))
                .unwrap_or_default(),
        )
        .chars()
        .take(80)
        .collect(),
        sha256: hex(&Sha256::digest(&source.text)),
    }
}

/// Writes the manifest: the script of each section, made anew, and the cues noted for it.
///
/// # Errors
/// A record does not fit its script, or the file cannot be written.
pub fn write(folder: &Folder, plan: &Plan<'_>, records: &[SectionRecord]) -> Result<()> {
    let samples = records.iter().map(|record| record.samples).sum();
    folder.write_whole(FILE, |file| {
        let (head, files) = (&head(plan, samples), &[][..]);
        open_list(file, &Opening { head, files }, "sections")?;
        for (index, (section, record)) in plan.sections.iter().zip(records).enumerate() {
            writeln!(file, "{}", if index == 0 { "" } else { "," })?;
            open_list(file, record, "sentences")?;
            write_sentences(file, folder, plan, section)?;
            write!(file, "\n{SECTION_END}")?;
        }
        Ok(writeln!(file, "\n]}}")?)
    })
}

/// Lists what else was made of the sections in a finished manifest.
///
/// # Errors
/// The manifest cannot be read or written.
pub fn set_files(
    folder: &Folder,
    plan: &Plan<'_>,
    samples: u64,
    files: &[FileRecord],
) -> Result<()> {
    let path = folder.path(FILE);
    let old = File::open(&path).with_context(|| format!("could not read '{}'", path.display()))?;
    let mut old = BufReader::new(old);
    let mut first = String::new();
    old.read_line(&mut first)?;
    folder.write_whole(FILE, |file| {
        let head = &head(plan, samples);
        open_list(file, &Opening { head, files }, "sections")?;
        writeln!(file)?;
        io::copy(&mut old, file)?;
        Ok(())
    })
}

/// Writes an object with one more field, a list that is left open.
fn open_list(file: &mut BufWriter<File>, object: &impl Serialize, list: &str) -> Result<()> {
    let object = serde_json::to_string(object)?;
    let open = object
        .strip_suffix('}')
        .context("an object ends with a brace")?;
    Ok(write!(file, "{open},\"{list}\":[")?)
}

fn write_sentences(
    file: &mut BufWriter<File>,
    folder: &Folder,
    plan: &Plan<'_>,
    section: &PlannedSection<'_>,
) -> Result<()> {
    let mut cues = checkpoint::read_cues(folder, &section.key)?;
    let mut lines = plan.lines(section.section).peekable();
    let mut block = None;
    while let Some(line) = lines.next() {
        let utterance = &line.utterance;
        let cue = cues
            .next()
            .context("the cues of a section are incomplete")??;
        writeln!(file, "{}", if block.is_none() { "" } else { "," })?;
        let opens_block = block.as_ref() != Some(&utterance.block);
        block = Some(utterance.block.clone());
        let continued = lines
            .peek()
            .is_some_and(|next| next.utterance.sentence == utterance.sentence);
        serde_json::to_writer(
            &mut *file,
            &Sentence {
                opens_block,
                continued,
                ..sentence(&plan.source.text, &line, &cue)
            },
        )?;
    }
    Ok(())
}

fn sentence<'a>(source: &'a str, line: &'a Line, cue: &'a Cue) -> Sentence<'a> {
    let (utterance, rendered) = (&line.utterance, &line.rendered);
    let spoken = rendered
        .words
        .iter()
        .map(|range| &rendered.text[range.clone()]);
    let words =
        utterance
            .words
            .iter()
            .zip(spoken)
            .zip(&cue.words)
            .map(|((word, spoken), heard)| Word {
                range: [word.printed.start, word.printed.end],
                spoken,
                start: heard.start,
                end: heard.end,
                ipa: &heard.ipa,
                rule: word.rule,
            });
    let silent = utterance.silent.iter().map(|word| Silent {
        range: [word.printed.start, word.printed.end],
        rule: word.rule,
    });
    Sentence {
        kind: utterance.kind,
        range: [utterance.range.start, utterance.range.end],
        text: source[utterance.range.clone()].trim(),
        spoken: &rendered.text,
        start: cue.start,
        end: cue.end,
        opens_block: false,
        continued: false,
        failed: cue.failed.as_deref(),
        words: words.collect(),
        silent: silent.collect(),
    }
}

/// The manifest says what it said, but not one sentence a line.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the manifest was written anew by another program")]
pub struct Reshaped;

/// Reads the sentences of a manifest, section after section, one line at a time.
#[derive(Debug)]
pub struct Sentences {
    lines: io::Lines<BufReader<File>>,
}

impl Sentences {
    /// Starts before the first section.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn open(path: &Path) -> Result<Sentences> {
        let file =
            File::open(path).with_context(|| format!("could not read '{}'", path.display()))?;
        let mut lines = BufReader::new(file).lines();
        // The line of the head.
        lines.next();
        Ok(Sentences { lines })
    }

    /// As much of each sentence of the next section as `T` holds. To be read to its end.
    pub fn next_section<T: DeserializeOwned>(&mut self) -> impl Iterator<Item = Result<T>> + '_ {
        self.enter_section();
        iter::from_fn(|| self.next_sentence()).fuse()
    }

    /// Steps into the next section, once the one before has been read to its end.
    pub fn enter_section(&mut self) {
        // The line of the section.
        self.lines.next();
    }

    /// As much of the section's next sentence as `T` holds; `None`, once, at its end.
    pub fn next_sentence<T: DeserializeOwned>(&mut self) -> Option<Result<T>> {
        let line = match self.lines.next()?.context("could not read the manifest") {
            Ok(line) if line.starts_with(SECTION_END) => return None,
            line => line,
        };
        Some(line.and_then(|line| {
            serde_json::from_str(line.trim_end_matches(',')).map_err(|_| Reshaped.into())
        }))
    }
}

/// Turns the manifest back into notes of finished sections (see [`checkpoint`]), and removes
/// it: from now on the folder is work in progress.
///
/// # Errors
/// The manifest cannot be read, or the notes cannot be written.
pub fn take_apart(folder: &Folder, summary: &Summary) -> Result<()> {
    let path = folder.path(FILE);
    let mut sentences = Sentences::open(&path)?;
    for section in &summary.sections {
        let cues = checkpoint::cues_path(folder, &section.key);
        let file =
            File::create(&cues).with_context(|| format!("could not write '{}'", cues.display()))?;
        let mut cues = BufWriter::new(file);
        for cue in sentences.next_section::<Cue>() {
            checkpoint::write_cue(&mut cues, &cue?)?;
        }
        cues.flush()?;
        checkpoint::write(folder, section)?;
    }
    Ok(fs::remove_file(&path)?)
}
