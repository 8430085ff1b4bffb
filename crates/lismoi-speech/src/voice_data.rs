//! The voice data of the engines: part of the program, and unpacked once to the user's cache
//! folder, because the engines read them from files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use lismoi_files::own::Folder;
use tempfile::TempDir;

use crate::hash::hash_file;

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
    /// One line for each file of the archive: name, length in bytes, SHA-256, between tabs.
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

    /// Whether the data seem to be in the cache, each file with its length.
    pub fn is_cached(&self) -> bool {
        let is_there = |path: PathBuf| {
            let mut files = self.files();
            files.all(|(name, length, _)| {
                let file = fs::symlink_metadata(path.join(name));
                file.is_ok_and(|file| file.is_file() && file.len() == length)
            })
        };
        self.cache_path().is_some_and(is_there)
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

    /// Unpacks the data anew at `path` if something there is missing or damaged: a program that
    /// cleans caches may have removed them since they were looked at.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn repair(&self, path: &Path) -> Result<()> {
        match self.is_complete(path) {
            true => Ok(()),
            false => self.install(path),
        }
    }

    /// The paths of all files.
    pub(super) fn file_names(&self) -> impl Iterator<Item = &'static str> {
        self.files().map(|(name, ..)| name)
    }

    /// The name, the length and the hash of each file.
    fn files(&self) -> impl Iterator<Item = (&'static str, u64, &'static str)> {
        self.index.lines().filter_map(|line| {
            let (name, line) = line.split_once('\t')?;
            let (length, hash) = line.split_once('\t')?;
            Some((name, length.parse().ok()?, hash))
        })
    }

    /// Whether every file has its bytes, and neither it nor a folder on the way is a link.
    /// Programs that clean caches delete some; anybody may have changed some. All of it is
    /// about a megabyte: it takes some milliseconds.
    fn is_complete(&self, path: &Path) -> bool {
        let mut folders = HashSet::from([path.to_owned()]);
        // Neighbours in the index are in one folder.
        let mut open: Option<Folder> = None;
        let mut is_whole = |(name, length, hash): (&str, u64, &str)| {
            let file = path.join(name);
            let way = file.ancestors().skip(1);
            folders.extend(way.take_while(|way| *way != path).map(Path::to_owned));
            let (folder, name) = file.parent().zip(file.file_name()?.to_str())?;
            let folder = match open.take().filter(|open| open.path == folder) {
                Some(folder) => folder,
                None => Folder::open(folder).ok()?,
            };
            let folder = open.insert(folder);
            // The length first: a file that is far too long is not read.
            (folder.length(name)? == length).then_some(())?;
            let (found, _) = folder.open_file(name).and_then(hash_file).ok()?;
            (found == hash).then_some(())
        };
        let is_folder =
            |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|folder| folder.is_dir());
        self.files().all(|file| is_whole(file).is_some()) && folders.iter().all(is_folder)
    }

    /// Unpacks beside `path`, then renames, so that other processes see all files or none.
    fn install(&self, path: &Path) -> Result<()> {
        let parent = path.parent().context("a cache path has a parent")?;
        fs::create_dir_all(parent)?;
        let hidden = tempfile::Builder::new()
            .prefix(".unpacking-")
            .tempdir_in(parent)?;
        self.unpack(&hidden.path().join("new"))?;
        if path.symlink_metadata().is_ok() && !self.is_complete(path) {
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
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn damaged_files_are_found_and_replaced() {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let path = cache.path().join("voice-data");
        ESPEAK.install(&path).expect("the cache can be written");
        assert!(ESPEAK.is_complete(&path));

        let dictionary = path.join("espeak-ng-data/fr_dict");
        let mut bytes = fs::read(&dictionary).expect("readable");
        bytes[1000] ^= 1;
        fs::write(&dictionary, bytes).expect("writable");
        assert!(!ESPEAK.is_complete(&path), "a byte is changed");
        ESPEAK.install(&path).expect("the cache can be written");
        assert!(ESPEAK.is_complete(&path));

        fs::remove_file(path.join("espeak-ng-data/phontab")).expect("writable");
        assert!(!ESPEAK.is_complete(&path), "a file is missing");
        ESPEAK.install(&path).expect("the cache can be written");
        assert!(ESPEAK.is_complete(&path));
    }

    #[test]
    fn a_link_in_the_cache_is_not_followed() {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let (path, away) = (cache.path().join("voice-data"), cache.path().join("away"));
        let inner = |name: &str| path.join("espeak-ng-data").join(name);
        ESPEAK.install(&path).expect("the cache can be written");
        for place in [path.clone(), inner("lang"), inner("phondata")] {
            fs::rename(&place, &away).expect("writable");
            symlink(&away, &place).expect("writable");
            assert!(!ESPEAK.is_complete(&path), "{}", place.display());
            ESPEAK.repair(&path).expect("the cache can be written");
            assert!(ESPEAK.is_complete(&path), "{}", place.display());
            assert!(away.exists(), "what the link led to is not ours");
            let _ = fs::remove_dir_all(&away).or_else(|_| fs::remove_file(&away));
        }
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
