//! The fields of a manifest, but its sentences.

use serde::Deserialize;

use crate::Settings;
use crate::manifest::bounded;
use crate::manifest::records::{
    FileRecord, MetadataRecord, PieceRecord, SectionRecord, SkippedRecord, SourceRecord,
};
use crate::manifest::{Head, Summary};

/// The most sections of an article, and the most files that exports make of them.
const MOST_SECTIONS: usize = 1 << 16;
const MOST_FILES: usize = 1 << 18;

/// The most pieces of the printed text, and the most of its parts that are not spoken: those
/// of ten days of sound.
const MOST_PIECES: usize = 1 << 19;

/// The fields of a [`Summary`], side by side: with `serde(flatten)`, unknown ones would be held
/// in memory until the end.
#[derive(Deserialize)]
pub(super) struct Fields {
    schema: u32,
    program: String,
    engine: String,
    #[serde(default)]
    voice_licence: Option<String>,
    settings: Settings,
    source: SourceRecord,
    title: Option<String>,
    #[serde(default)]
    metadata: Option<MetadataRecord>,
    sample_rate: u32,
    samples: u64,
    #[serde(deserialize_with = "bounded::list::<_, _, MOST_PIECES>")]
    skipped: Vec<SkippedRecord>,
    #[serde(default, deserialize_with = "bounded::list::<_, _, MOST_PIECES>")]
    pieces: Vec<PieceRecord>,
    #[serde(default, deserialize_with = "bounded::list::<_, _, MOST_FILES>")]
    files: Vec<FileRecord>,
    #[serde(deserialize_with = "bounded::list::<_, _, MOST_SECTIONS>")]
    sections: Vec<SectionRecord>,
}

impl From<Fields> for Summary {
    fn from(fields: Fields) -> Summary {
        Summary {
            head: Head {
                schema: fields.schema,
                program: fields.program,
                engine: fields.engine,
                voice_licence: fields.voice_licence,
                settings: fields.settings,
                source: fields.source,
                title: fields.title,
                metadata: fields.metadata,
                sample_rate: fields.sample_rate,
                samples: fields.samples,
                skipped: fields.skipped,
                pieces: fields.pieces,
            },
            files: fields.files,
            sections: fields.sections,
        }
    }
}
