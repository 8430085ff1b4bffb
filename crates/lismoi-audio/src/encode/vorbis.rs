//! Vorbis comments, the tags of Ogg Opus and FLAC.

use super::short_list::short_list;
use super::tags::{LANGUAGE, MAX_COMMENT_CHAPTERS, MAX_TITLE, Tags, one_line, without_controls};
use crate::clock::{nearest_ms, timestamp};

/// Names and values, in the order of the file.
pub(super) fn comments(tags: &Tags) -> Vec<(String, String)> {
    let short = |text: &str| one_line(text, MAX_TITLE);
    let mut comments = Vec::new();
    let mut put = |name: &str, value: String| comments.push((name.to_owned(), value));
    put("TITLE", short(&tags.title));
    for author in &tags.authors {
        put("ARTIST", short(author));
    }
    if let Some(album) = &tags.album {
        put("ALBUM", short(album));
    }
    if let Some(date) = &tags.date {
        put("DATE", short(date));
    }
    if let Some(track) = tags.track {
        put("TRACKNUMBER", track.number.to_string());
        put("TRACKTOTAL", track.count.to_string());
    }
    put("GENRE", tags.genre());
    put("LANGUAGE", LANGUAGE.to_owned());
    put("ENCODER", short(&tags.encoder));
    put("IDENTIFIER", short(&tags.id));
    if let Some(comment) = &tags.comment {
        put("COMMENT", without_controls(comment));
    }
    let chapters = short_list(MAX_COMMENT_CHAPTERS, &tags.chapters);
    for (chapter, number) in chapters.iter().zip(1..) {
        let start = timestamp(nearest_ms(chapter.start, tags.sample_rate), '.');
        put(&format!("CHAPTER{number:03}"), start);
        put(&format!("CHAPTER{number:03}NAME"), short(&chapter.title));
    }
    if let Some(text) = &tags.text {
        put("LYRICS", without_controls(text));
    }
    comments
}
