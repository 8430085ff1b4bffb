//! The files of an export with their fingerprints: a file whose fingerprint has not changed is
//! not made again.

use sha2::{Digest, Sha256};

use super::Export;
use crate::formats::{Content, FileFormat, Scope};
use crate::manifest::records::FileRecord;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::encode::tags::Tags;
use lismoi_speech::hash::hex;

/// Part of every fingerprint. Raise it when the same audiobook would give other files.
const VERSION: u32 = 2;

/// The same for books alone.
const BOOK_VERSION: u32 = 2;

/// A file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub file: String,
    /// The number of its section, from 1; `None` where it holds the whole.
    pub section: Option<usize>,
    /// See [`FileRecord::fingerprint`].
    pub fingerprint: String,
    /// How its sound is encoded.
    pub encoding: SoundOptions,
}

impl Target {
    /// Whether a file that was made earlier is this one, and up to date.
    pub fn is(&self, record: &FileRecord) -> bool {
        record.file == self.file && record.fingerprint == self.fingerprint
    }
}

/// The fingerprints of files that are made from the WAV files and the manifest alone.
#[derive(Clone, Debug)]
pub struct Fingerprints {
    whole: String,
    sections: Vec<String>,
}

impl Fingerprints {
    /// Those of an article and of its sections.
    pub fn new(export: &Export<'_>, whole: &Tags) -> Fingerprints {
        let mut common = Sha256::new();
        add(&mut common, VERSION.to_le_bytes());
        add(&mut common, &whole.encoder);
        add(&mut common, &whole.title);
        add(&mut common, (whole.authors.len() as u64).to_le_bytes());
        for author in &whole.authors {
            add(&mut common, author);
        }
        add(&mut common, whole.album.as_deref().unwrap_or_default());
        add(&mut common, whole.genre.as_deref().unwrap_or_default());
        add(&mut common, whole.date.as_deref().unwrap_or_default());
        if let Some(comment) = &whole.comment {
            add(&mut common, "comment");
            add(&mut common, comment);
        }
        if let Some(cover) = &whole.cover {
            add(&mut common, &cover.bytes);
        }
        let count = export.sections.len();
        let sections = export.sections.iter().zip(&whole.chapters);
        let sections = sections.map(|(section, chapter)| {
            let mut hash = common.clone();
            add(&mut hash, format!("{} of {count}", section.number));
            add(&mut hash, &chapter.title);
            add(&mut hash, &section.fingerprint);
            add(&mut hash, &section.sha256);
            add(&mut hash, &export.article.texts[section.number - 1]);
            hex(&hash.finalize())
        });
        let sections: Vec<String> = sections.collect();
        let mut hash = common;
        add(&mut hash, &whole.id);
        for section in &sections {
            add(&mut hash, section);
        }
        // They decide which chapters a short list has.
        let levels = whole.chapters.iter().map(|chapter| chapter.level);
        add(&mut hash, levels.collect::<Vec<_>>());
        Fingerprints {
            whole: hex(&hash.finalize()),
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

    /// That of a file of the whole that is made from other files too.
    pub fn with(&self, others: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
        let mut hash = Sha256::new();
        add(&mut hash, &self.whole);
        for other in others {
            add(&mut hash, other);
        }
        hex(&hash.finalize())
    }
}

/// Adds the length first, so that no two lists give the same bytes.
fn add(hash: &mut Sha256, part: impl AsRef<[u8]>) {
    let part = part.as_ref();
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

/// The file in a format of the whole, or of a section; `None` where there is no such section,
/// or the format has no such files. A format without sound of its own ignores the encoding.
pub fn target(
    export: &Export<'_>,
    fingerprints: &Fingerprints,
    format: &FileFormat,
    section: Option<usize>,
    encoding: SoundOptions,
) -> Option<Target> {
    let has_files = match section {
        None => format.scope != Scope::Section,
        Some(_) => format.scope != Scope::Whole,
    };
    let mut fingerprint = fingerprints.of(section).filter(|_| has_files)?.to_owned();
    if let Content::Book(highlight) = format.content {
        // The book alone names the site and the language.
        let metadata = &export.article.metadata;
        let mut hash = Sha256::new();
        add(&mut hash, &fingerprint);
        add(&mut hash, BOOK_VERSION.to_le_bytes());
        add(&mut hash, [highlight as u8]);
        add(&mut hash, metadata.site.as_deref().unwrap_or_default());
        add(&mut hash, metadata.language.as_deref().unwrap_or_default());
        fingerprint = hex(&hash.finalize());
    }
    let encoding = of_format(export, format, encoding);
    if !encoding.is_default() {
        let mut hash = Sha256::new();
        add(&mut hash, &fingerprint);
        let bitrate = encoding.bitrate.map(|bitrate| bitrate.to_string());
        add(&mut hash, bitrate.unwrap_or_default());
        add(&mut hash, encoding.sample_rate.unwrap_or(0).to_le_bytes());
        fingerprint = hex(&hash.finalize());
    }
    Some(Target {
        file: file_name(export, format, section),
        section,
        fingerprint,
        encoding,
    })
}

/// The options that the format has. Impossible ones stay: its encoder refuses them.
fn of_format(export: &Export<'_>, format: &FileFormat, encoding: SoundOptions) -> SoundOptions {
    let Some(sound) = format.sound() else {
        return SoundOptions::default();
    };
    let sample_rate = export.article.sample_rate;
    encoding
        .of_format(sound.codec, sample_rate)
        .unwrap_or(encoding)
}

/// The name of a file of the whole, or of an existing section.
pub fn file_name(export: &Export<'_>, format: &FileFormat, section: Option<usize>) -> String {
    let stem = section.map_or(export.name, |number| {
        let file = &export.sections[number - 1].file;
        file.strip_suffix(".wav").unwrap_or(file)
    });
    format!("{stem}.{}", format.ending)
}
