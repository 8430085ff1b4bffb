//! What is played: the WAV files of an audiobook.

use std::path::{Path, PathBuf};

use lismoi_book::manifest::Summary;

/// An audiobook that can be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Audiobook {
    /// What tells it from others, whatever its folder is called.
    pub(super) id: String,
    /// Its title, or the name of its folder.
    pub(super) title: String,
    /// Samples per second.
    pub(super) sample_rate: u32,
    /// Its sections, in order.
    pub(super) sections: Vec<Track>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Track {
    /// Its heading, or the name of its file.
    pub(super) title: String,
    /// Its WAV file.
    pub(super) path: PathBuf,
    /// Its length.
    pub(super) samples: u64,
}

impl Audiobook {
    pub(super) fn new(folder: &Path, summary: &Summary) -> Audiobook {
        let name = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        let sections = summary.sections.iter().map(|section| Track {
            title: section
                .heading
                .clone()
                .unwrap_or_else(|| section.file.clone()),
            path: folder.join(&section.file),
            samples: section.samples,
        });
        Audiobook {
            id: summary.head.source.sha256.clone(),
            title: summary
                .head
                .title
                .clone()
                .unwrap_or_else(|| name.into_owned()),
            sample_rate: summary.head.sample_rate,
            sections: sections.collect(),
        }
    }
}
