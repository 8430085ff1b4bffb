//! Tags: title, author, text, cover and chapters of a file, and how each format limits them.

use super::cover::Cover;
use super::options::SoundOptions;

/// The tags of a file, and the form of its sound, which encoders must know in advance.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// The sample rate of the samples, in hertz. MP3 and M4B support the rates of their standards, FLAC any,
    /// Opus the multiples of 50 Hz up to 48,000, which it resamples.
    pub sample_rate: u32,
    /// The length of the sound, in samples.
    pub samples: u64,
    /// The title.
    pub title: String,
    /// The authors, one name each; empty if unknown.
    pub authors: Vec<String>,
    /// The date of publication, as `YYYY-MM-DD`; `None` if unknown.
    pub date: Option<String>,
    /// The album; `None` for a file of its own.
    pub album: Option<String>,
    /// The genre; `None` for "Speech".
    pub genre: Option<String>,
    /// The position in the album; `None` for a file of its own.
    pub track: Option<TrackNumber>,
    /// The name and version of the program that writes the file.
    pub encoder: String,
    /// Where the text comes from, and who must be named for the voice; `None` leaves it out.
    pub comment: Option<String>,
    /// An identifier of the content, the same in every run.
    pub id: String,
    /// The text that is read aloud; `None` leaves it out.
    pub text: Option<String>,
    /// The cover; `None` leaves it out.
    pub cover: Option<Cover>,
    /// Chapters in order, from the first sample to the last without a gap.
    pub chapters: Vec<ChapterMarker>,
    /// Bit rate and sample rate of the file. Values that the format ignores change no byte.
    pub options: SoundOptions,
    /// How many threads may encode at a time. Changes no byte; 0 counts as 1.
    pub threads: usize,
}

impl Tags {
    /// The authors on one line; `None` if unknown.
    pub fn author(&self) -> Option<String> {
        let line = one_line(&self.authors.join(", "), MAX_TITLE);
        (!line.is_empty()).then_some(line)
    }

    /// The genre on one line.
    #[cfg(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac"))]
    pub(super) fn genre(&self) -> String {
        one_line(self.genre.as_deref().unwrap_or(GENRE), MAX_TITLE)
    }
}

/// The position of a file in an album.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrackNumber {
    /// From 1.
    pub number: u32,
    /// The number of tracks in the album.
    pub count: u32,
}

/// The title and the position of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterMarker {
    /// Any text: each format cleans and cuts it as it must.
    pub title: String,
    /// The first sample.
    pub start: u64,
    /// The sample after the last.
    pub end: u64,
    /// The level of its heading: 1 for the title, 2 and more for others, 0 for none. Short
    /// lists keep the upper levels.
    pub level: u8,
}

/// The language tag: French in ISO 639-2.
#[cfg(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac"))]
pub(super) const LANGUAGE: &str = "fra";

/// The genre tag: one of the genres that ID3v1 numbers.
#[cfg(any(feature = "mp3", feature = "opus", feature = "m4b", feature = "flac"))]
pub(super) const GENRE: &str = "Speech";

/// The longest title or name that we write, in bytes. Readers cope with it, and thousands of
/// chapters fit into the 16 MB of a FLAC metadata block (RFC 9639, 8.1).
pub const MAX_TITLE: usize = 1000;

/// The most chapters in Vorbis comments, which number them with three digits.
pub const MAX_COMMENT_CHAPTERS: usize = 999;

/// The most chapters in a Nero list, and the most bytes in each title there: both counts are
/// one byte.
pub const MAX_NERO: usize = 255;

/// A text on one line: white space and control characters become single spaces, and a text
/// longer than `max_bytes` is cut between two characters.
pub fn one_line(text: &str, max_bytes: usize) -> String {
    let mut line = String::new();
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > max_bytes {
            break;
        }
    }
    line.truncate(line.floor_char_boundary(max_bytes));
    line.truncate(line.trim_end().len());
    line
}

/// A text without control characters other than line feeds and tabs: a NUL would end it.
pub fn without_controls(text: &str) -> String {
    let kept = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    text.chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_between_characters() {
        assert_eq!(one_line("é😀é", 5), "é");
        assert_eq!(one_line("é😀é", 6), "é😀");
        assert_eq!(one_line(&"é".repeat(10_000), 255).len(), 254);
    }

    #[test]
    fn line_breaks_and_control_characters_become_spaces() {
        assert_eq!(
            one_line(" Un\0 \"deux\"\r\n--> trois\u{2028}", 99),
            "Un \"deux\" --> trois"
        );
        assert_eq!(without_controls("Un\0\r\ndeux\u{7}"), "Un\ndeux");
    }
}
