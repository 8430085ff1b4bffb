//! Vorbis comments, which Ogg Opus and FLAC share.

use super::label::{LONGEST, MOST_IN_COMMENTS, at_most, line, lines};
use super::{Description, GENRE, LANGUAGE};
use crate::clock::{nearest_ms, timestamp};

/// Names and values, in the order in which they are written.
pub(super) fn comments(description: &Description) -> Vec<(String, String)> {
    let short = |text: &str| line(text, LONGEST);
    let mut comments = Vec::new();
    let mut put = |name: &str, value: String| comments.push((name.to_owned(), value));
    put("TITLE", short(&description.title));
    if let Some(author) = &description.author {
        put("ARTIST", short(author));
    }
    if let Some(album) = &description.album {
        put("ALBUM", short(album));
    }
    if let Some(date) = &description.date {
        put("DATE", short(date));
    }
    if let Some(track) = description.track {
        put("TRACKNUMBER", track.number.to_string());
        put("TRACKTOTAL", track.count.to_string());
    }
    put("GENRE", GENRE.to_owned());
    put("LANGUAGE", LANGUAGE.to_owned());
    put("ENCODER", short(&description.encoder));
    put("IDENTIFIER", short(&description.id));
    let chapters = at_most(MOST_IN_COMMENTS, &description.chapters);
    for (chapter, number) in chapters.iter().zip(1..) {
        let start = timestamp(nearest_ms(chapter.start, description.sample_rate), '.');
        put(&format!("CHAPTER{number:03}"), start);
        put(&format!("CHAPTER{number:03}NAME"), short(&chapter.title));
    }
    if let Some(text) = &description.text {
        put("LYRICS", lines(text));
    }
    comments
}
