//! Vorbis comments, which Ogg Opus and FLAC share.

use super::label::{LONGEST, MOST_IN_COMMENTS, at_most, line, lines, milliseconds};
use super::{Chapter, Description, GENRE, LANGUAGE};

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
        put(&format!("CHAPTER{number:03}"), clock(chapter));
        put(&format!("CHAPTER{number:03}NAME"), short(&chapter.title));
    }
    if let Some(text) = &description.text {
        put("LYRICS", lines(text));
    }
    comments
}

/// When a chapter starts: `HH:MM:SS.mmm`.
fn clock(chapter: &Chapter) -> String {
    let start = milliseconds(chapter.start);
    let (seconds, rest) = (start / 1000, start % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{rest:03}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::SAMPLE_RATE;

    #[test]
    fn a_chapter_starts_at_an_hour_of_the_clock() {
        let chapter = |start| Chapter {
            title: String::new(),
            start,
            end: start,
        };
        let rate = u64::from(SAMPLE_RATE);
        assert_eq!(clock(&chapter(0)), "00:00:00.000");
        assert_eq!(clock(&chapter(rate * 3_661 + rate / 2)), "01:01:01.500");
        assert_eq!(clock(&chapter(rate * 360_000)), "100:00:00.000");
    }
}
