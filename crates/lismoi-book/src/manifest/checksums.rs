//! The last line of a manifest: the checksums of its parts, and a copy of what a damaged part
//! cannot do without.
//!
//! A part is the line of the head, or all lines of a section. A changed bit costs the part that
//! it is in: the head follows from the article, and a section is spoken again. The files of
//! both are known from the copy.

use serde::{Deserialize, Serialize};

use super::records::{FileRecord, SectionRecord, is_plain};

const START: &str = "],\"checksums\":";
const END: &str = "}\n";

/// The checksums of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checksums {
    /// SHA-256 of the first line.
    pub head: String,
    /// Those of the sections, in order.
    pub sections: Vec<SectionChecksums>,
    /// A copy of the list in the first line.
    pub files: Vec<FileRecord>,
}

/// The checksums of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionChecksums {
    /// SHA-256 of its lines.
    pub lines: String,
    /// Its WAV file.
    #[serde(flatten)]
    pub wav: WrittenFile,
}

/// A file with the hash that it was written with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl WrittenFile {
    /// Whether lismoi gives such names to WAV files; see [`SectionRecord::is_plausible`].
    pub fn is_plausible(&self) -> bool {
        is_plain(&self.file) && self.file.ends_with(".wav")
    }
}

impl From<&SectionRecord> for WrittenFile {
    fn from(record: &SectionRecord) -> WrittenFile {
        WrittenFile {
            file: record.file.clone(),
            sha256: record.sha256.clone(),
        }
    }
}

impl Checksums {
    /// The last line of the manifest.
    ///
    /// # Errors
    /// Those of the serialization.
    pub(super) fn line(&self) -> serde_json::Result<String> {
        Ok(format!("{START}{}{END}", serde_json::to_string(self)?))
    }

    /// The checksums in a last line; `None` where it holds none, or is damaged.
    pub(super) fn of_line(line: &[u8]) -> Option<Checksums> {
        let json = line.strip_prefix(START.as_bytes())?;
        serde_json::from_slice(json.strip_suffix(END.as_bytes())?).ok()
    }
}

/// Whether a last line is one with checksums, even if it is damaged.
pub(super) fn is_closing_with_checksums(line: &[u8]) -> bool {
    line.starts_with(b"],")
}
