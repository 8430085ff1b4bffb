//! eSpeak NG's compiled voice data: carried inside the program, laid out once in the
//! user's cache folder, because eSpeak NG reads them from files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use tempfile::TempDir;

/// SHA-256 of the files, in hexadecimal: names the folder, so that two versions of
/// the program never share one.
pub const HASH: &str = env!("LISMOI_VOICE_DATA_HASH");

const ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/voice-data.tar.gz"));

/// Name, tab, length in bytes: one line for each file of the archive.
const INDEX: &str = include_str!(concat!(env!("OUT_DIR"), "/voice-data.tsv"));

/// A folder that holds `espeak-ng-data`.
#[derive(Debug)]
pub enum VoiceData {
    /// In the cache, shared by all runs.
    Cached(PathBuf),
    /// For this run only, where the cache cannot be written; removed with the value.
    Temporary(TempDir),
}

impl VoiceData {
    /// The folder that holds `espeak-ng-data`.
    pub fn path(&self) -> &Path {
        match self {
            VoiceData::Cached(path) => path,
            VoiceData::Temporary(folder) => folder.path(),
        }
    }
}

/// The voice data's place in the user's cache, whether or not they are there yet;
/// `None` where the user has no cache folder.
pub fn cache_path() -> Option<PathBuf> {
    Some(
        dirs::cache_dir()?
            .join("lismoi")
            .join(format!("voice-data-{}", &HASH[..16])),
    )
}

/// Finds the voice data in the cache, or lays them out there; falls back on a
/// temporary folder where there is no cache to write to.
///
/// # Errors
/// When neither the cache nor the system's temporary folder can be written.
pub fn ensure_laid_out() -> Result<VoiceData> {
    if let Some(path) = cache_path()
        && (is_whole(&path) || lay_out(&path).is_ok())
    {
        return Ok(VoiceData::Cached(path));
    }
    let folder = tempfile::Builder::new()
        .prefix("lismoi-")
        .tempdir()
        .context("could not lay out the voice data")?;
    unpack(folder.path()).context("could not lay out the voice data")?;
    Ok(VoiceData::Temporary(folder))
}

/// The names in the archive that differ from, or are absent in, the data laid out at `path`.
///
/// # Errors
/// Only if the archive inside the program is broken.
pub fn damaged_files(path: &Path) -> Result<Vec<String>> {
    let mut damaged = Vec::new();
    for entry in open().entries()? {
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

/// The paths of all files in the archive.
pub(super) fn file_names() -> impl Iterator<Item = &'static str> {
    index().map(|(name, _)| name)
}

fn index() -> impl Iterator<Item = (&'static str, u64)> {
    INDEX
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, length)| Some((name, length.parse().ok()?)))
}

/// Every file is there in its full length: cleaners of caches remove some.
fn is_whole(path: &Path) -> bool {
    index()
        .all(|(name, length)| fs::metadata(path.join(name)).is_ok_and(|file| file.len() == length))
}

/// Unpacks beside `path`, then renames: another process sees all of it or nothing.
fn lay_out(path: &Path) -> Result<()> {
    let parent = path.parent().context("a cache path has a parent")?;
    fs::create_dir_all(parent)?;
    let hidden = tempfile::Builder::new()
        .prefix(".laying-out-")
        .tempdir_in(parent)?;
    unpack(&hidden.path().join("new"))?;
    if path.exists() && !is_whole(path) {
        // Removed with the hidden folder.
        fs::rename(path, hidden.path().join("damaged"))?;
    }
    match fs::rename(hidden.path().join("new"), path) {
        // Another process was faster; its data are the same.
        Err(_) if is_whole(path) => Ok(()),
        renamed => Ok(renamed?),
    }
}

fn unpack(folder: &Path) -> Result<()> {
    Ok(open().unpack(folder)?)
}

fn open() -> tar::Archive<GzDecoder<&'static [u8]>> {
    tar::Archive::new(GzDecoder::new(ARCHIVE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_laid_out_are_whole_and_damage_is_found() {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let path = cache.path().join("voice-data");
        lay_out(&path).expect("the cache can be written");
        assert_eq!(damaged_files(&path).expect("sound"), Vec::<String>::new());

        fs::write(path.join("espeak-ng-data/fr_dict"), "x").expect("writable");
        fs::remove_file(path.join("espeak-ng-data/phontab")).expect("writable");
        assert_eq!(
            damaged_files(&path).expect("sound"),
            ["espeak-ng-data/fr_dict", "espeak-ng-data/phontab"]
        );
        assert!(!is_whole(&path));
        lay_out(&path).expect("the cache can be written");
        assert!(is_whole(&path) && damaged_files(&path).expect("sound").is_empty());
    }

    #[test]
    fn laying_out_twice_leaves_one_folder_and_no_litter() {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let path = cache.path().join("voice-data");
        lay_out(&path).expect("first");
        lay_out(&path).expect("second");
        let names: Vec<_> = fs::read_dir(cache.path())
            .expect("readable")
            .map(|entry| entry.expect("readable").file_name())
            .collect();
        assert_eq!(names, ["voice-data"]);
    }
}
