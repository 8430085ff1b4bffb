//! `manifest.json`: everything about an audiobook, for other programs and for the next run.
//! `docs/manifest.md` describes it.
//!
//! It is JSON with one sentence a line, so that a book is written and read without being held
//! in memory. [`head`] makes its beginning from a plan, [`mod@write`] writes it, [`mod@read`] reads
//! all but its sentences, and [`sentences`] streams those. [`checksums`] covers every byte of it.

use serde::Serialize;

use crate::Settings;
use records::{
    FileRecord, MetadataRecord, PieceRecord, SectionRecord, SkippedRecord, SourceRecord,
};

pub mod records;

pub mod head;

pub mod checksums;
mod parts;

pub mod write;

pub(crate) mod bounded;
pub mod damage;
pub mod read;
pub mod sentences;
pub(crate) mod settings;

/// The name of the file.
pub const FILE: &str = "manifest.json";

/// The version of the schema; it changes when a field changes its meaning or goes.
pub const SCHEMA: u32 = 3;

/// The line that ends a section.
const SECTION_END: &str = "]}";

/// The fields before the sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The version that was written; [`SCHEMA`] once it has been read.
    pub schema: u32,
    /// Name and version of this program.
    pub program: String,
    /// Name and version of the engine and its data.
    pub engine: String,
    /// The licence of a voice that the user brought, as its model card names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_licence: Option<String>,
    /// The settings that it was made with.
    pub settings: Settings,
    /// The article.
    pub source: SourceRecord,
    /// The article's title as printed.
    pub title: Option<String>,
    /// What else is known about the article; `None` in manifests of earlier versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<MetadataRecord>,
    /// Samples per second; all times are in samples.
    pub sample_rate: u32,
    /// The length of all sections together.
    pub samples: u64,
    /// The parts that are not spoken.
    pub skipped: Vec<SkippedRecord>,
    /// The pieces of the printed text and their places in the file; empty for plain text,
    /// which is printed as it stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<PieceRecord>,
}

/// The manifest without its sentences.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The fields before the sections.
    pub head: Head,
    /// The files that were made from the sections.
    pub files: Vec<FileRecord>,
    /// The sections.
    pub sections: Vec<SectionRecord>,
}

impl Summary {
    /// The length of all sections together.
    pub fn samples(&self) -> u64 {
        records::samples(&self.sections)
    }
}
