//! Reads tags from Vorbis comments, which Ogg Opus and FLAC share.

use super::{ChapterForm, ChapterList, DecodedChapter, DecodedTags};
use crate::clock::parse_timestamp;

/// Parses comments of the form `NAME=value`.
pub(super) fn tags(comments: &[String]) -> DecodedTags {
    let comments = comments
        .iter()
        .filter_map(|comment| comment.split_once('='));
    let (mut title, mut chapters) = (None, Vec::new());
    for (name, value) in comments {
        let name = name.to_ascii_uppercase();
        if name == "TITLE" {
            title = Some(value.to_owned());
        } else if let Some(chapter) = name.strip_prefix("CHAPTER") {
            // `CHAPTER001` is the start, and `CHAPTER001NAME` after it the title.
            match (chapter.strip_suffix("NAME"), chapters.last_mut()) {
                (None, _) => chapters.push(DecodedChapter {
                    title: String::new(),
                    // No chapter is expected at a time that cannot be parsed.
                    start_us: parse_timestamp(value).map_or(u64::MAX, |ms| ms.saturating_mul(1000)),
                    end_us: None,
                }),
                (Some(_), Some(DecodedChapter { title, .. })) => value.clone_into(title),
                (Some(_), None) => {}
            }
        }
    }
    DecodedTags {
        title,
        chapters: vec![ChapterList {
            form: ChapterForm::VorbisComments,
            chapters,
        }],
    }
}
