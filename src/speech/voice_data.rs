//! eSpeak NG's compiled voice data: carried inside the program, laid out once in the
//! user's cache folder, because eSpeak NG reads them from files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use tempfile::TempDir;

/// SHA-256 of the archive, in hexadecimal: names the folder, so that two versions of
/// the program never share one.
pub const HASH: &str = env!("LISMOI_VOICE_DATA_HASH");

const ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/voice-data.tar.gz"));

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
        && (path.is_dir() || lay_out(&path).is_ok())
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
pub(super) fn file_names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in open().entries()? {
        names.push(entry?.path()?.display().to_string());
    }
    Ok(names)
}

/// Unpacks beside `path`, then renames: another process sees all of it or nothing.
fn lay_out(path: &Path) -> Result<()> {
    let parent = path.parent().context("a cache path has a parent")?;
    fs::create_dir_all(parent)?;
    let folder = tempfile::Builder::new()
        .prefix(".laying-out-")
        .tempdir_in(parent)?;
    unpack(folder.path())?;
    match fs::rename(folder.path(), path) {
        // The folder has moved: there is nothing left for `TempDir` to remove.
        Ok(()) => drop(folder.keep()),
        // Another process was faster; its data are the same.
        Err(_) if path.is_dir() => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
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
