//! Which files there are to be, each with the key that tells whether it must be made again.

use sha2::{Digest, Sha256};

use super::{Export, Extent, FileKind, FileRecord, Wanted, describe};
use crate::build::plan::hex;
use crate::formats::captions::CaptionForm;
use crate::formats::playlist;
use lismoi_audio::encode::{Description, Format};

/// What can be made of the sound and the manifest alone; first what takes longest to make.
pub const KINDS: [FileKind; 10] = [
    FileKind::Sound(Format::Opus),
    FileKind::Epub,
    FileKind::Sound(Format::Mp3),
    FileKind::Sound(Format::M4b),
    FileKind::Sound(Format::Flac),
    FileKind::Captions(CaptionForm::WordJson),
    FileKind::Captions(CaptionForm::WordVtt),
    FileKind::Captions(CaptionForm::Srt),
    FileKind::Captions(CaptionForm::Vtt),
    FileKind::Captions(CaptionForm::Lrc),
];

/// Changes whenever the same audiobook would give other files: part of every file's key.
const VERSION: u32 = 1;

/// A file to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub file: String,
    /// What it is.
    pub kind: FileKind,
    /// The number of its section, from 1; `None` where it holds the whole.
    pub section: Option<usize>,
    /// See [`FileRecord::key`].
    pub key: String,
}

impl Target {
    /// Whether it is made already.
    pub fn is(&self, record: &FileRecord) -> bool {
        record.file == self.file && record.key == self.key
    }
}

/// The keys of files that are made of the sound and the manifest alone.
#[derive(Clone, Debug)]
pub struct Keys {
    whole: String,
    sections: Vec<String>,
}

impl Keys {
    /// Those of an article and its sections.
    pub fn new(export: &Export<'_>, whole: &Description) -> Keys {
        let mut common = Sha256::new();
        add(&mut common, VERSION.to_le_bytes());
        add(&mut common, &whole.encoder);
        add(&mut common, &whole.title);
        add(&mut common, whole.author.as_deref().unwrap_or_default());
        add(&mut common, whole.date.as_deref().unwrap_or_default());
        if let Some(cover) = &whole.cover {
            add(&mut common, &cover.bytes);
        }
        let count = export.sections.len();
        let sections = export.sections.iter().zip(&whole.chapters);
        let sections = sections.map(|(section, chapter)| {
            let mut key = common.clone();
            add(&mut key, format!("{} of {count}", section.number));
            add(&mut key, &chapter.title);
            add(&mut key, &section.key);
            add(&mut key, &section.sha256);
            add(&mut key, describe::text(export, section.number - 1));
            hex(&key.finalize())
        });
        let sections: Vec<String> = sections.collect();
        let mut key = common;
        add(&mut key, &whole.id);
        for section in &sections {
            add(&mut key, section);
        }
        Keys {
            whole: hex(&key.finalize()),
            sections,
        }
    }

    /// That of a file of the whole, or of the section with this number.
    fn of(&self, section: Option<usize>) -> Option<&str> {
        match section {
            None => Some(&self.whole),
            Some(number) => Some(self.sections.get(number.checked_sub(1)?)?),
        }
    }

    /// That of a file of the whole that depends on other files too.
    pub fn with(&self, others: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
        let mut key = Sha256::new();
        add(&mut key, &self.whole);
        for other in others {
            add(&mut key, other);
        }
        hex(&key.finalize())
    }
}

/// Length first, so that no two lists give the same bytes.
fn add(key: &mut Sha256, part: impl AsRef<[u8]>) {
    let part = part.as_ref();
    key.update((part.len() as u64).to_le_bytes());
    key.update(part);
}

/// The files of the wanted kinds but for the page.
pub fn wanted(export: &Export<'_>, keys: &Keys, wanted: &Wanted) -> Vec<Target> {
    let numbers: Vec<Option<usize>> = match wanted.extent {
        Extent::Whole => vec![None],
        Extent::Section => (1..=export.sections.len()).map(Some).collect(),
    };
    let kinds = KINDS.iter().filter(|kind| wanted.kinds.contains(kind));
    let targets = kinds.flat_map(|kind| {
        let numbers = match kind {
            FileKind::Epub => &[None],
            _ => numbers.as_slice(),
        };
        let numbers = numbers.iter();
        numbers.filter_map(|section| target(export, keys, *kind, *section))
    });
    targets.collect()
}

/// What a file that was made before would be now; `None` where it would not be.
pub fn again(export: &Export<'_>, keys: &Keys, record: &FileRecord) -> Option<Target> {
    let targets = KINDS
        .iter()
        .filter_map(|kind| target(export, keys, *kind, record.section));
    let mut same_name = targets.filter(|target| target.file == record.file);
    same_name.next()
}

fn target(
    export: &Export<'_>,
    keys: &Keys,
    kind: FileKind,
    section: Option<usize>,
) -> Option<Target> {
    // None where there is no such section.
    let key = keys.of(section)?.to_owned();
    Some(Target {
        file: file_name(export, kind, section),
        kind,
        section,
        key,
    })
}

/// The name of a file of the whole, or of a section there is.
pub fn file_name(export: &Export<'_>, kind: FileKind, section: Option<usize>) -> String {
    let ending = match kind {
        FileKind::Sound(format) => format.extension(),
        FileKind::Captions(form) => form.extension(),
        FileKind::Epub => "epub",
        FileKind::Page => "html",
        FileKind::Playlist(format) => return playlist::file(format),
    };
    let stem = section.map_or(export.name, |number| {
        let file = &export.sections[number - 1].file;
        file.strip_suffix(".wav").unwrap_or(file)
    });
    format!("{stem}.{ending}")
}

/// What is made of other files: the page and the playlists.
pub fn file_names_of_others(export: &Export<'_>) -> impl Iterator<Item = String> {
    let playlists = KINDS.iter().filter_map(|kind| match kind {
        FileKind::Sound(format) => Some(FileKind::Playlist(*format)),
        _ => None,
    });
    let others = playlists.chain([FileKind::Page]);
    others.map(|kind| file_name(export, kind, None))
}
