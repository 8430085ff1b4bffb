//! The table of formats.

use std::sync::mpsc::Sender;

use anyhow::Result;
use lismoi_audio::encode::Format;

use super::captions::{self, lrc, srt, vtt, words};
use super::epub::Highlight;
use super::{Content, FileFormat, Loss, Scope, Sound, epub, page, playlist, sound};
use crate::build::export::make::Maker;
use crate::build::export::target::{Fingerprints, Target};
use crate::build::export::{Exported, Wanted};
use crate::manifest::records::FileRecord;

/// A format and the function that writes its files.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The format.
    pub format: FileFormat,
    /// How its files are written.
    pub writer: Writer,
    /// Files of a low rank are started first: those that take longest.
    pub rank: u8,
}

/// How the files of a format are written.
#[derive(Clone, Copy, Debug)]
pub enum Writer {
    /// While the article is spoken.
    Speech,
    /// From the WAV files and the manifest. The sender is told of samples encoded.
    Sections(WriteSections),
    /// From these and from files of other formats, once they are complete.
    Files(fn(&Maker<'_>, &'static FileFormat, &Fingerprints, &Wanted, &mut Exported)),
}

/// Writes the targets in one format, with a result for each.
pub(crate) type WriteSections =
    fn(&Maker<'_>, &'static FileFormat, &[Target], &Sender<u64>) -> Vec<Result<FileRecord>>;

/// Every format, in the order of `--help`.
pub static TABLE: [Row; 13] = [
    Row {
        format: FileFormat {
            name: "wav",
            help: "One file per section; always written",
            ending: "wav",
            media_type: "audio/wav",
            content: Content::Wav,
            scope: Scope::Section,
        },
        writer: Writer::Speech,
        rank: 0,
    },
    Row {
        format: FileFormat {
            name: "mp3",
            help: "MP3 for every player, 64 kb/s",
            ending: "mp3",
            media_type: "audio/mpeg",
            content: Content::Sound(Sound {
                codec: Format::Mp3,
                loss: Loss::Detail { softer_db: 0.5 },
                // After a seek, Chromium plays an MP3 up to 50 ms early.
                page_rank: 4,
            }),
            scope: Scope::Any,
        },
        writer: Writer::Sections(sound::write),
        rank: 4,
    },
    Row {
        format: FileFormat {
            name: "opus",
            help: "Ogg Opus, the smallest, 24 kb/s",
            ending: "opus",
            media_type: "audio/ogg",
            content: Content::Sound(Sound {
                codec: Format::Opus,
                // At this bit rate Opus drops part of the noise in a voice, most of it in a
                // whisper (1.3 dB).
                loss: Loss::Detail { softer_db: 1.5 },
                page_rank: 2,
            }),
            scope: Scope::Any,
        },
        writer: Writer::Sections(sound::write),
        rank: 1,
    },
    Row {
        format: FileFormat {
            name: "m4b",
            help: "Audiobook with chapters, AAC, 48 kb/s",
            ending: "m4b",
            media_type: "audio/mp4",
            content: Content::Sound(Sound {
                codec: Format::M4b,
                loss: Loss::Detail { softer_db: 0.5 },
                page_rank: 1,
            }),
            scope: Scope::Any,
        },
        writer: Writer::Sections(sound::write),
        rank: 5,
    },
    Row {
        format: FileFormat {
            name: "flac",
            help: "Lossless audio",
            ending: "flac",
            media_type: "audio/flac",
            content: Content::Sound(Sound {
                codec: Format::Flac,
                loss: Loss::None,
                page_rank: 3,
            }),
            scope: Scope::Any,
        },
        writer: Writer::Sections(sound::write),
        rank: 6,
    },
    Row {
        format: FileFormat {
            name: "html",
            help: "Read-along page for a browser; works offline",
            ending: "html",
            media_type: "text/html",
            content: Content::Page,
            scope: Scope::Whole,
        },
        writer: Writer::Files(page::make::update),
        rank: 12,
    },
    Row {
        format: FileFormat {
            name: "epub",
            help: "EPUB 3 book with synchronized audio",
            ending: "epub",
            media_type: "application/epub+zip",
            content: Content::Book(Highlight::Sentences),
            scope: Scope::Whole,
        },
        writer: Writer::Sections(epub::make::make),
        rank: 2,
    },
    Row {
        format: FileFormat {
            name: "words-epub",
            help: "The same book, synchronized by word",
            ending: "words.epub",
            media_type: "application/epub+zip",
            content: Content::Book(Highlight::Words),
            scope: Scope::Whole,
        },
        writer: Writer::Sections(epub::make::make),
        rank: 3,
    },
    Row {
        format: FileFormat {
            name: "srt",
            help: "SubRip captions",
            ending: "srt",
            media_type: "application/x-subrip",
            content: Content::Captions(srt::FORMAT),
            scope: Scope::Any,
        },
        writer: Writer::Sections(captions::files::write),
        rank: 9,
    },
    Row {
        format: FileFormat {
            name: "vtt",
            help: "WebVTT captions",
            ending: "vtt",
            media_type: "text/vtt",
            content: Content::Captions(vtt::BY_SENTENCE),
            scope: Scope::Any,
        },
        writer: Writer::Sections(captions::files::write),
        rank: 10,
    },
    Row {
        format: FileFormat {
            name: "words-vtt",
            help: "WebVTT captions by word",
            ending: "words.vtt",
            media_type: "text/vtt",
            content: Content::Captions(vtt::BY_WORD),
            scope: Scope::Any,
        },
        writer: Writer::Sections(captions::files::write),
        rank: 8,
    },
    Row {
        format: FileFormat {
            name: "lrc",
            help: "Lyrics for music players",
            ending: "lrc",
            media_type: "application/x-lrc",
            content: Content::Captions(lrc::FORMAT),
            scope: Scope::Any,
        },
        writer: Writer::Sections(captions::files::write),
        rank: 11,
    },
    Row {
        format: FileFormat {
            name: "words-json",
            help: "Word timings in JSON",
            ending: "words.json",
            media_type: "application/json",
            content: Content::Captions(words::FORMAT),
            scope: Scope::Any,
        },
        writer: Writer::Sections(captions::files::write),
        rank: 7,
    },
];

/// Every format, in the order of `--help`.
pub fn formats() -> impl Iterator<Item = &'static FileFormat> {
    TABLE.iter().map(|row| &row.format)
}

/// The format with this name on the command line.
pub fn named(name: &str) -> Option<&'static FileFormat> {
    formats().find(|format| format.name.eq_ignore_ascii_case(name))
}

/// The format of a file with this name: "a.words.vtt" is not taken for "vtt".
pub fn of_file(file: &str) -> Option<&'static FileFormat> {
    let fitting = formats().filter(|format| format.is_of(file));
    fitting.max_by_key(|format| format.ending.len())
}

/// The formats of encoded sound, those first that take longest to write.
pub fn sounds() -> impl Iterator<Item = &'static FileFormat> {
    by_rank()
        .map(|row| &row.format)
        .filter(|format| format.sound().is_some())
}

/// The audio format that a page plays by default.
pub fn page_sound() -> Option<&'static FileFormat> {
    sounds().min_by_key(|format| format.sound().map(|sound| sound.page_rank))
}

/// The rows in the order in which files are begun.
pub fn by_rank() -> impl Iterator<Item = &'static Row> {
    let mut rows: Vec<&'static Row> = TABLE.iter().collect();
    rows.sort_by_key(|row| row.rank);
    rows.into_iter()
}

/// Whether an export makes files of this name. No other file is ever deleted, whatever a
/// manifest from elsewhere names.
pub fn is_exported(file: &str) -> bool {
    let is_format = of_file(file).is_some_and(|format| !matches!(format.content, Content::Wav));
    is_format || sounds().any(|format| playlist::file(format) == file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_endings_and_ranks_are_unique() {
        for (at, row) in TABLE.iter().enumerate() {
            for other in &TABLE[..at] {
                assert_ne!(row.format.name, other.format.name);
                assert_ne!(row.format.ending, other.format.ending);
                assert_ne!(row.rank, other.rank);
            }
        }
    }

    #[test]
    fn the_longest_ending_decides_the_format_of_a_file() {
        let name = |file| of_file(file).map(|format| format.name);
        assert_eq!(name("a.words.vtt"), Some("words-vtt"));
        assert_eq!(name("a.vtt"), Some("vtt"));
        assert_eq!(name("avtt"), None);
    }

    #[test]
    fn only_files_that_an_export_makes_are_ours() {
        for file in ["a.epub", "01.mp3", "playlist-opus.m3u8"] {
            assert!(is_exported(file), "{file}");
        }
        for file in ["01.wav", "manifest.json", "playlist.m3u8", "notes.txt", ""] {
            assert!(!is_exported(file), "{file}");
        }
    }
}
