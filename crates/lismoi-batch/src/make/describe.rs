//! What is said of an article: the tags of its files, and its record in the captions.

use lismoi_audio::clock;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::encode::tags::Tags;
use lismoi_book::build::plan::Plan;
use lismoi_document::collapse_whitespace;

use crate::answer::Made;
use crate::captions::{ArticleRecord, Chapter, Sentence, Skipped};
use crate::key;
use crate::options::Meant;
use crate::record::Record;
use crate::recording::Recording;
use crate::store::Kept;

/// An article on its way.
pub(super) struct Job<'a> {
    pub(super) record: &'a Record,
    pub(super) meant: &'a Meant,
    pub(super) key: String,
}

/// An object that was made.
pub(super) struct Object {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    pub(super) kept: Kept,
}

/// The tags of its files.
pub(super) fn tags(job: &Job<'_>, plan: &Plan<'_>, recording: &Recording) -> Tags {
    let title = plan.metadata.title.clone().unwrap_or_default();
    let mut chapters = recording.chapters.clone();
    for chapter in &mut chapters {
        if chapter.title.is_empty() {
            chapter.title.clone_from(&title);
        }
    }
    let address = plan.metadata.address.as_ref();
    Tags {
        sample_rate: recording.sample_rate,
        samples: recording.samples(),
        title,
        authors: plan.metadata.authors.clone(),
        date: plan.metadata.date.clone(),
        encoder: key::PROGRAM.to_owned(),
        comment: address.map(|address| format!("Source : {address}")),
        id: job.key.clone(),
        chapters,
        options: SoundOptions {
            bitrate: job.meant.sound.bitrate,
            sample_rate: None,
        },
        // Other threads make other articles.
        threads: 1,
        ..Tags::default()
    }
}

/// All that is known of it, once its objects are kept.
pub(super) fn article_record(
    job: &Job<'_>,
    plan: &Plan<'_>,
    recording: Recording,
    objects: Vec<Object>,
) -> ArticleRecord {
    let rate = recording.sample_rate;
    let chapters = recording.chapters.iter().map(|chapter| Chapter {
        title: chapter.title.clone(),
        level: chapter.level,
        start_ms: clock::nearest_ms(chapter.start, rate),
    });
    let captions = recording.captions.iter().cloned();
    let skipped = plan.skipped.iter().map(|skipped| Skipped {
        line: skipped.line,
        reason: skipped.reason.to_string(),
        text: collapse_whitespace(&plan.source.text[skipped.range.clone()]),
    });
    ArticleRecord {
        made: Made {
            key: job.key.clone(),
            seconds: clock::nearest_ms(recording.samples(), rate) as f64 / 1000.0,
            bytes: objects.iter().map(|object| object.bytes).sum(),
            files: objects.iter().map(|object| object.name.clone()).collect(),
            failed: recording.failures.len(),
        },
        id: job.record.id.clone(),
        title: plan.metadata.title.clone(),
        authors: plan.metadata.authors.clone(),
        date: plan.metadata.date.clone(),
        program: key::PROGRAM.to_owned(),
        engine: plan.engine.to_string(),
        voice: plan.settings.voice.name.clone(),
        sha256: objects.into_iter().map(|object| object.sha256).collect(),
        chapters: chapters.collect(),
        sentences: captions
            .map(|caption| Sentence::of(caption, rate))
            .collect(),
        skipped: skipped.collect(),
        failures: recording.failures,
    }
}
