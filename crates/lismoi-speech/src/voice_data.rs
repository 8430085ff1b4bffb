//! The voice data of the engines: part of the program, and unpacked once to the user's cache
//! folder, because the engines read them from files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use tempfile::TempDir;

/// The data of one engine, as they are packed into the program.
#[derive(Debug)]
pub struct Archive {
    /// SHA-256 of the files, in hexadecimal. It is part of the folder's name, so that versions
    /// of the program with different data do not share one.
    pub hash: &'static str,
    /// How the name of the folder begins.
    prefix: &'static str,
    /// A tar archive, gzipped.
    bytes: &'static [u8],
    /// One line for each file of the archive: name, tab, length in bytes.
    index: &'static str,
}

/// The data of eSpeak NG: the folder `espeak-ng-data`.
pub static ESPEAK: Archive = Archive {
    hash: env!("LISMOI_VOICE_DATA_HASH"),
    prefix: "voice-data",
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/voice-data.tar.gz")),
    index: include_str!(concat!(env!("OUT_DIR"), "/voice-data.tsv")),
};

/// The data of SVOX Pico: the folder `pico`.
pub static PICO: Archive = Archive {
    hash: env!("LISMOI_PICO_DATA_HASH"),
    prefix: "pico-data",
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/pico-data.tar.gz")),
    index: include_str!(concat!(env!("OUT_DIR"), "/pico-data.tsv")),
};

/// A folder that holds the data of an engine.
#[derive(Debug)]
pub enum VoiceData {
    /// In the cache, shared by all runs.
    Cached(PathBuf),
    /// For this run only, because the cache cannot be written; deleted with this value.
    Temporary(TempDir),
}

impl VoiceData {
    /// The folder that holds the data.
    pub fn path(&self) -> &Path {
        match self {
            VoiceData::Cached(path) => path,
            VoiceData::Temporary(folder) => folder.path(),
        }
    }
}

impl Archive {
    /// The folder of the data in the user's cache, whether or not it exists; `None` if the user
    /// has no cache folder.
    pub fn cache_path(&self) -> Option<PathBuf> {
        let name = format!("{}-{}", self.prefix, &self.hash[..16]);
        Some(dirs::cache_dir()?.join("lismoi").join(name))
    }

    /// Whether all data are in the cache.
    pub fn is_cached(&self) -> bool {
        self.cache_path()
            .is_some_and(|path| self.is_complete(&path))
    }

    /// The data in the cache, unpacked if need be; in a temporary folder if the cache cannot be
    /// written.
    ///
    /// # Errors
    /// Neither the cache nor the system's temporary folder can be written.
    pub fn ensure_unpacked(&self) -> Result<VoiceData> {
        if let Some(path) = self.cache_path()
            && (self.is_complete(&path) || self.install(&path).is_ok())
        {
            return Ok(VoiceData::Cached(path));
        }
        let folder = tempfile::Builder::new()
            .prefix("lismoi-")
            .tempdir()
            .context("could not unpack the voice data")?;
        self.unpack(folder.path())
            .context("could not unpack the voice data")?;
        Ok(VoiceData::Temporary(folder))
    }

    /// The names of the files that are missing at `path`, or differ from the archive.
    ///
    /// # Errors
    /// The archive inside the program is damaged.
    pub fn damaged_files(&self, path: &Path) -> Result<Vec<String>> {
        let mut damaged = Vec::new();
        for entry in self.open().entries()? {
            let mut entry = entry?;
            let mut expected = Vec::new();
            io::copy(&mut entry, &mut expected)?;
            let name = entry.path()?.into_owned();
            if fs::read(path.join(&name)).ok().as_ref() != Some(&expected) {
                damaged.push(name.display().to_string());
            }
        }
        Ok(damaged)
    }

    /// The paths of all files.
    pub(super) fn file_names(&self) -> impl Iterator<Item = &'static str> {
        self.files().map(|(name, _)| name)
    }

    fn files(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.index
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(name, length)| Some((name, length.parse().ok()?)))
    }

    /// Whether every file exists at its full length. Programs that clean caches delete some.
    fn is_complete(&self, path: &Path) -> bool {
        let is_whole =
            |(name, length)| fs::metadata(path.join(name)).is_ok_and(|file| file.len() == length);
        self.files().all(is_whole)
    }

    /// Unpacks beside `path`, then renames, so that other processes see all files or none.
    fn install(&self, path: &Path) -> Result<()> {
        let parent = path.parent().context("a cache path has a parent")?;
        fs::create_dir_all(parent)?;
        let hidden = tempfile::Builder::new()
            .prefix(".unpacking-")
            .tempdir_in(parent)?;
        self.unpack(&hidden.path().join("new"))?;
        if path.exists() && !self.is_complete(path) {
            // Deleted with the hidden folder.
            fs::rename(path, hidden.path().join("damaged"))?;
        }
        match fs::rename(hidden.path().join("new"), path) {
            // Another process was faster; its data are the same.
            Err(_) if self.is_complete(path) => Ok(()),
            renamed => Ok(renamed?),
        }
    }

    fn unpack(&self, folder: &Path) -> Result<()> {
        Ok(self.open().unpack(folder)?)
    }

    fn open(&self) -> tar::Archive<GzDecoder<&'static [u8]>> {
        tar::Archive::new(GzDecoder::new(self.bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_files_are_found_and_replaced() {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let path = cache.path().join("voice-data");
        ESPEAK.install(&path).expect("the cache can be written");
        assert_eq!(
            ESPEAK.damaged_files(&path).expect("a valid archive"),
            Vec::<String>::new()
        );

        fs::write(path.join("espeak-ng-data/fr_dict"), "x").expect("writable");
        fs::remove_file(path.join("espeak-ng-data/phontab")).expect("writable");
        assert_eq!(
            ESPEAK.damaged_files(&path).expect("a valid archive"),
            ["espeak-ng-data/fr_dict", "espeak-ng-data/phontab"]
        );
        assert!(!ESPEAK.is_complete(&path));
        ESPEAK.install(&path).expect("the cache can be written");
        assert!(
            ESPEAK.is_complete(&path)
                && ESPEAK
                    .damaged_files(&path)
                    .expect("a valid archive")
                    .is_empty()
        );
    }

    #[test]
    fn installing_twice_leaves_one_folder() {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let path = cache.path().join("voice-data");
        ESPEAK.install(&path).expect("first");
        ESPEAK.install(&path).expect("second");
        let names: Vec<_> = fs::read_dir(cache.path())
            .expect("readable")
            .map(|entry| entry.expect("readable").file_name())
            .collect();
        assert_eq!(names, ["voice-data"]);
    }
}
