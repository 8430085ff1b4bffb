//! The records of a manifest: the article, its sections, the files made from them, and what
//! is not spoken.

use serde::{Deserialize, Serialize};

use super::bounded;
use crate::build::folder::Folder;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::loudness::LoudnessMeasurement;
use lismoi_document::SkipReason;

/// A section that has been spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRecord {
    /// Its place in the audiobook, from 1.
    pub number: usize,
    /// Its heading as printed; `None` where the text starts without one.
    pub heading: Option<String>,
    /// The level of the heading: 1 for the title, 2 and more for others, 0 for none.
    #[serde(default)]
    pub level: u8,
    /// The name of its WAV file.
    pub file: String,
    /// SHA-256 of its utterances, the printed text, the settings and the engine. Files with
    /// equal fingerprints are equal, but for their gain.
    #[serde(rename = "key")]
    pub fingerprint: String,
    /// Its length.
    pub samples: u64,
    /// The length of its file.
    pub bytes: u64,
    /// SHA-256 of its file.
    pub sha256: String,
    /// How many of its utterances could not be spoken.
    pub failed: usize,
    /// Its loudness at each gain that was tried; its file has the last one. Empty without
    /// loudness normalization.
    #[serde(default, deserialize_with = "bounded::list::<_, _, 100>")]
    pub measured: Vec<LoudnessMeasurement>,
    /// SHA-256 of the engine, the voice and its settings: with equal ones, utterances of equal
    /// fingerprints are equal, but for their gain. Empty in manifests of earlier versions.
    #[serde(default, rename = "voice_key")]
    pub voice_fingerprint: String,
    /// SHA-256 of its cues, as a checkpoint holds them; empty in manifests of earlier versions.
    #[serde(default)]
    pub cues_sha256: String,
}

impl SectionRecord {
    /// Whether lismoi gives such names. A manifest may come from anywhere, and must not make
    /// us remove or replace a file elsewhere.
    pub fn is_plausible(&self) -> bool {
        is_plain(&self.file)
            && self.file.ends_with(".wav")
            && self.samples <= self.bytes / 2
            && self.fingerprint.len() == 64
            && self
                .fingerprint
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit())
    }
}

/// The length of all sections together; the greatest number where a manifest states more.
pub(crate) fn samples(sections: &[SectionRecord]) -> u64 {
    let lengths = sections.iter().map(|section| section.samples);
    lengths.fold(0, u64::saturating_add)
}

/// A file that an export made: of the whole article, or of one section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name.
    pub file: String,
    /// The number of its section, from 1; `None` where it holds the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<usize>,
    /// SHA-256 of everything that it is made from: files with equal fingerprints are equal.
    #[serde(rename = "key")]
    pub fingerprint: String,
    /// Bit rate and sample rate, where the user chose them.
    #[serde(default, skip_serializing_if = "SoundOptions::is_default")]
    pub encoding: SoundOptions,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Whether it is a page with its sound in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds_sound: bool,
    /// Whether its bytes are others than those that were written, by the program's own look at
    /// the file. Then it is neither up to date nor deleted.
    #[serde(skip)]
    pub is_changed: bool,
}

impl FileRecord {
    /// Whether its name is one of a visible file in the same folder; see
    /// [`SectionRecord::is_plausible`].
    pub fn is_plausible(&self) -> bool {
        is_plain(&self.file)
    }

    /// Whether the file is there with the length that it was written with.
    pub fn is_there(&self, folder: &Folder) -> bool {
        folder.files.length(&self.file) == Some(self.bytes)
    }

    /// Removes the file, unless somebody has changed it.
    pub fn remove(&self, folder: &Folder) {
        if !self.is_changed && self.is_there(folder) {
            folder.remove_if_there(&self.file);
        }
    }
}

/// The name of a visible file in the same folder.
pub(super) fn is_plain(file: &str) -> bool {
    !file.contains(['/', '\\', '\0']) && !file.starts_with('.')
}

/// The article as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Its file name; `None` for standard input.
    pub name: Option<String>,
    /// Its length in bytes, decoded to UTF-8.
    pub bytes: u64,
    /// Its first words, which tell two articles of the same name apart.
    pub opening: String,
    /// SHA-256 of the text decoded to UTF-8, to which all ranges refer.
    pub sha256: String,
}

/// Facts about an article that its format states, or that were found in its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataRecord {
    /// As the article names them; one may hold several names.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list::<_, _, 100_000>"
    )]
    pub authors: Vec<String>,
    /// The day of publication, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// A BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The name of the site or publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The canonical address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A piece of the printed text of a file with markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceRecord {
    /// Its first byte in the printed text, and the byte after its last.
    pub range: [usize; 2],
    /// The same in the file, or in its entry, decoded to UTF-8; `None` where the text does not
    /// stand in it, as the number of a list item, and in PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<[usize; 2]>,
    /// The entry of the file that it stands in, where the file has entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The number of its page, from 1, where the file has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Its place on the page: left, top, right and bottom, in points from the top left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<[i32; 4]>,
    /// Its language, where it is another than that of the article.
    #[serde(default, rename = "lang", skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A part of the article that is not spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRecord {
    /// Its first line, from 1.
    pub line: usize,
    /// Its first byte in the source, and the byte after its last.
    pub range: [usize; 2],
    /// Why it is not spoken.
    pub reason: SkipReason,
    /// The printed text.
    pub text: String,
}
