//! Captions, times and metadata of articles: one object for some hundred articles, since objects
//! cost more than their bytes.
//!
//! A [`part`] is a file of JSON Lines, one [`ArticleRecord`] each, compressed with gzip. Each line
//! is a gzip member of its own, so that one can be read without the others; whatever reads
//! `.jsonl.gz` reads them all. The header of a member says which article it is and how long the
//! member is, so that a part can be searched without decompressing it. The parts of a batch are
//! numbered; a later run adds to them, and changes none. A [`batch`] is all of them.

use lismoi_audio::clock;
use lismoi_book::formats::captions::Caption;
use lismoi_document::BlockKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::Made;
use crate::recording::Failure;

pub mod batch;
pub mod part;
pub mod print;

/// All that is known of an article in a store. Times are in milliseconds from the start of the
/// sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// What the answer says.
    #[serde(flatten)]
    pub made: Made,
    /// The `id` of the line that made it.
    pub id: Value,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The day of publication, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The program that made it.
    pub program: String,
    /// The engine that spoke it.
    pub engine: String,
    /// The name of the voice.
    pub voice: String,
    /// The SHA-256 of each of the files, in hexadecimal.
    pub sha256: Vec<String>,
    /// The chapters: a section each.
    pub chapters: Vec<Chapter>,
    /// What is spoken, in order.
    pub sentences: Vec<Sentence>,
    /// What is not spoken.
    pub skipped: Vec<Skipped>,
    /// What could not be spoken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// 1 for the title of the article, 2 and more for headings, 0 for none.
    pub level: u8,
    /// Its start.
    pub start_ms: u64,
}

/// A printed sentence, or a part of a very long one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The number of its chapter, from 0.
    pub chapter: usize,
    /// The kind of its block.
    pub kind: BlockKind,
    /// Whether it is the first of its block.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opens_block: bool,
    /// The printed text.
    pub text: String,
    /// Its start.
    pub start_ms: u64,
    /// Its end.
    pub end_ms: u64,
    /// Its words: the first byte in the text and the one after the last, start and end.
    pub words: Vec<(usize, usize, u64, u64)>,
}

/// Text that is not spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its line in the text, from 1.
    pub line: usize,
    /// The reason.
    pub reason: String,
    /// The text.
    pub text: String,
}

impl Sentence {
    /// A caption whose times are in samples.
    pub fn of(caption: Caption, sample_rate: u32) -> Sentence {
        let ms = |samples| clock::nearest_ms(samples, sample_rate);
        let words = caption.words.into_iter();
        let words = words.map(|word| {
            let range = word.range;
            (range.start, range.end, ms(word.start), ms(word.end))
        });
        Sentence {
            chapter: caption.section,
            kind: caption.kind,
            opens_block: caption.opens_block,
            start_ms: ms(caption.start),
            end_ms: ms(caption.end),
            words: words.collect(),
            text: caption.text,
        }
    }
}
