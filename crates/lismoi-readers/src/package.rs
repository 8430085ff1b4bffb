//! The archive of a document that consists of several files (EPUB, DOCX, ODT), within bounds:
//! nothing that it says of its own size is believed.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::parse::ReadError;

/// The most bytes that an archive may unpack to.
const LARGEST: u64 = 256 << 20;

/// The most entries of an archive.
const MOST_ENTRIES: usize = 20_000;

/// An archive that unpacks to so many times its size, and to more than [`FREE`], is made to
/// fill the memory: text shrinks to a quarter, pictures do not shrink.
const LARGEST_RATIO: u64 = 200;

/// So many bytes may always be unpacked.
const FREE: u64 = 4 << 20;

const BOMB: ReadError = ReadError::Refused {
    reason: "it unpacks to far more than a document holds",
    hint: "lismoi unpacks at most 256 MB, 20,000 files, and 200 times the size of the archive",
};

/// An archive.
#[derive(Debug)]
pub(crate) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl Package {
    /// Opens an archive.
    ///
    /// # Errors
    /// It is damaged, empty, or too large when unpacked.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Package, ReadError> {
        let size = bytes.len() as u64;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.is_empty() {
            return Err(ReadError::Damaged("the archive is empty"));
        }
        let left = LARGEST.min((size * LARGEST_RATIO).max(FREE));
        let stated = archive.decompressed_size().unwrap_or(0);
        if archive.len() > MOST_ENTRIES || stated > u128::from(left) {
            return Err(BOMB);
        }
        Ok(Package { archive, left })
    }

    /// The paths of all entries, in the order of the archive.
    pub(crate) fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.archive.file_names().filter_map(Result::ok)
    }

    /// The content of an entry; `None` if there is none of this path.
    ///
    /// # Errors
    /// It is damaged or encrypted, or the archive is too large when unpacked.
    pub(crate) fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let entry = match self.archive.by_name(path) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        let length = entry
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| ReadError::Damaged("a file in it is cut off"))?;
        match self.left.checked_sub(length as u64) {
            None => Err(BOMB),
            Some(left) => {
                self.left = left;
                Ok(Some(bytes))
            }
        }
    }
}

fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
            ReadError::Refused {
                reason: "it is encrypted",
                hint: "open it where you have its password, and save it without",
            }
        }
        _ => ReadError::Damaged("its archive is cut off, or is no archive"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .expect("a name");
            writer.write_all(bytes).expect("memory is writable");
        }
        writer.finish().expect("memory is writable").into_inner()
    }

    #[test]
    fn entries_are_read_by_their_paths() {
        let bytes = zipped(&[("a/b.xml", b"un"), ("c.xml", b"deux")]);
        let mut package = Package::open(bytes).expect("an archive");
        assert_eq!(package.names().collect::<Vec<_>>(), ["a/b.xml", "c.xml"]);
        assert_eq!(package.read("c.xml"), Ok(Some(b"deux".to_vec())));
        assert_eq!(package.read("d.xml"), Ok(None));
    }

    #[test]
    fn bombs_and_what_is_no_archive_are_refused() {
        let zeros = vec![0; 40 << 20];
        let bomb = zipped(&[("a", zeros.as_slice())]);
        assert_eq!(Package::open(bomb).err(), Some(BOMB));
        let whole = zipped(&[("a", b"un")]);
        for bytes in [&whole[..whole.len() - 5], b"", b"PK\x03\x04", &zipped(&[])] {
            assert!(matches!(
                Package::open(bytes.to_vec()),
                Err(ReadError::Damaged(_))
            ));
        }
    }

    #[test]
    fn an_entry_that_understates_its_size_is_bounded_too() {
        let zeros = vec![0; 8 << 20];
        let mut bytes = zipped(&[("a", zeros.as_slice())]);
        // The size in the local header and in the directory.
        let size = (8u32 << 20).to_le_bytes();
        while let Some(at) = bytes.windows(4).position(|window| window == size) {
            bytes[at..at + 4].copy_from_slice(&[1, 0, 0, 0]);
        }
        let mut package = Package::open(bytes).expect("it says that it is small");
        assert!(package.read("a").is_err());
    }
}
