//! What is played: the WAV files of an audiobook.

use lismoi_book::manifest::Summary;
use lismoi_files::own::Folder;

/// An audiobook that can be played.
#[derive(Clone, Debug)]
pub(super) struct Audiobook {
    /// Holds the files of its sections.
    pub(super) folder: Folder,
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
    pub(super) file: String,
    /// Its length.
    pub(super) samples: u64,
}

impl Audiobook {
    pub(super) fn new(folder: Folder, summary: &Summary) -> Audiobook {
        let name = folder.path.canonicalize();
        let name = name.as_ref().unwrap_or(&folder.path);
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        let sections = summary.sections.iter().map(|section| Track {
            title: section
                .heading
                .clone()
                .unwrap_or_else(|| section.file.clone()),
            file: section.file.clone(),
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
            folder,
        }
    }
}
