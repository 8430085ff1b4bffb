//! The head of a manifest, made from a plan.

use sha2::{Digest, Sha256};

use super::records::{MetadataRecord, PieceRecord, SkippedRecord, SourceRecord};
use super::{Head, SCHEMA};
use crate::build::plan::Plan;
use lismoi_document::{Metadata, Piece, Place, Skipped, Source, collapse_whitespace};
use lismoi_speech::hash::hex;

/// The head of a planned audiobook of this length.
pub fn of_plan(plan: &Plan<'_>, samples: u64) -> Head {
    Head {
        schema: SCHEMA,
        program: concat!("lismoi ", env!("CARGO_PKG_VERSION")).to_owned(),
        engine: plan.engine.to_string(),
        voice_licence: plan.engine.licence.clone(),
        settings: plan.settings.clone(),
        source: source_record(plan.source),
        title: plan.metadata.title.clone(),
        metadata: Some(metadata_record(plan.metadata)),
        sample_rate: plan.engine.sample_rate,
        samples,
        skipped: skipped_records(plan),
        pieces: plan.source.pieces.iter().map(piece_record).collect(),
    }
}

fn metadata_record(metadata: &Metadata) -> MetadataRecord {
    MetadataRecord {
        authors: metadata.authors.clone(),
        date: metadata.date.clone(),
        language: metadata.language.clone(),
        site: metadata.site.clone(),
        address: metadata.address.clone(),
    }
}

/// The parts that are not spoken, with their printed text.
pub fn skipped_records(plan: &Plan<'_>) -> Vec<SkippedRecord> {
    let record = |skipped: &Skipped| SkippedRecord {
        line: skipped.line,
        range: [skipped.range.start, skipped.range.end],
        reason: skipped.reason,
        text: collapse_whitespace(&plan.source.text[skipped.range.clone()]),
    };
    plan.skipped.iter().map(record).collect()
}

fn piece_record(piece: &Piece) -> PieceRecord {
    PieceRecord {
        range: [piece.range.start, piece.range.end],
        place: match &piece.place {
            Place::Bytes(bytes) => Some([bytes.start, bytes.end]),
            Place::Entry { bytes, .. } => Some([bytes.start, bytes.end]),
            _ => None,
        },
        entry: match &piece.place {
            Place::Entry { name, .. } => Some(name.to_string()),
            _ => None,
        },
        page: match &piece.place {
            Place::Page { number, .. } => Some(*number),
            _ => None,
        },
        area: match &piece.place {
            Place::Page { area, .. } => Some(*area),
            _ => None,
        },
        language: piece.language.clone(),
    }
}

/// The record of an article.
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
