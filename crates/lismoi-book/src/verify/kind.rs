//! The kind of a file, by the ending of its name.

use crate::formats::captions::CaptionForm;
use lismoi_audio::encode::Format;

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sound(Format),
    Captions(CaptionForm),
    Page,
    Epub,
    Playlist,
}

/// Endings of several parts come first.
pub(super) const KINDS: [(&str, Kind); 12] = [
    (".words.vtt", Kind::Captions(CaptionForm::WordVtt)),
    (".words.json", Kind::Captions(CaptionForm::WordJson)),
    (".vtt", Kind::Captions(CaptionForm::Vtt)),
    (".srt", Kind::Captions(CaptionForm::Srt)),
    (".lrc", Kind::Captions(CaptionForm::Lrc)),
    (".html", Kind::Page),
    (".epub", Kind::Epub),
    (".m3u8", Kind::Playlist),
    (".mp3", Kind::Sound(Format::Mp3)),
    (".opus", Kind::Sound(Format::Opus)),
    (".m4b", Kind::Sound(Format::M4b)),
    (".flac", Kind::Sound(Format::Flac)),
];

/// The format of the sound in a file of this name; `None` where it holds none.
pub(super) fn format(file: &str) -> Option<Format> {
    let (_, format) = formats().find(|(ending, _)| file.ends_with(ending))?;
    Some(format)
}

/// The formats of sound, with the endings of their names.
pub(super) fn formats() -> impl Iterator<Item = (&'static str, Format)> {
    KINDS.iter().filter_map(|(ending, kind)| match kind {
        Kind::Sound(format) => Some((*ending, *format)),
        _ => None,
    })
}
