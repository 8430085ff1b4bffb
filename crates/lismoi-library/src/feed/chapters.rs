//! The chapters of an article: JSON of Podcasting 2.0, and times for Podlove Simple Chapters.

use lismoi_book::manifest::Summary;
use serde::Serialize;

use super::Chapter;

/// The media type of [`json`].
pub const MEDIA_TYPE: &str = "application/json+chapters";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Chapters<'a> {
    version: &'static str,
    title: &'a str,
    chapters: Vec<JsonChapter<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonChapter<'a> {
    start_time: f64,
    title: &'a str,
}

/// The chapters of an audiobook; `title` is that of the article.
pub(super) fn of(summary: &Summary, title: &str) -> Vec<Chapter> {
    let rate = u128::from(summary.head.sample_rate);
    let mut begun = 0_u64;
    let sections = summary.sections.iter();
    let chapters = sections.map(|section| {
        // Rounded down, so that no word of the chapter is before it.
        let start_ms = u64::try_from(u128::from(begun) * 1000 / rate).unwrap_or(u64::MAX);
        begun = begun.saturating_add(section.samples);
        Chapter {
            start_ms,
            title: section.heading.as_deref().unwrap_or(title).to_owned(),
        }
    });
    chapters.collect()
}

/// The chapters as JSON (Podcasting 2.0, JSON Chapters 1.2).
///
/// # Errors
/// None in practice: there is nothing in it that JSON cannot hold.
pub fn json(title: &str, chapters: &[Chapter]) -> serde_json::Result<Vec<u8>> {
    let chapters = chapters.iter().map(|chapter| JsonChapter {
        start_time: chapter.start_ms as f64 / 1000.0,
        title: &chapter.title,
    });
    let mut json = serde_json::to_vec_pretty(&Chapters {
        version: "1.2.0",
        title,
        chapters: chapters.collect(),
    })?;
    json.push(b'\n');
    Ok(json)
}

/// A time as Podlove Simple Chapters write it: "01:02:03.004".
pub(super) fn clock(ms: u64) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        "{:02}:{:02}:{seconds:02}.{ms:03}",
        minutes / 60,
        minutes % 60
    )
}
