//! Files that may have been meant where one of a name does not exist.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lismoi_readers::has_readable_ending;

/// More names than this are not compared: the hint is not worth the wait.
const MOST_NAMES: usize = 10_000;

/// How much names that may be meant are like the one that was typed: "raport" is so to "rapport"
/// (0.86), "note" is not to "mots" (0.5).
const LEAST_LIKENESS: f64 = 0.7;

/// A file that does not exist, beside one with nearly the same name.
#[derive(Debug, thiserror::Error)]
#[error("could not read '{}'", path.display())]
pub struct Misnamed {
    /// What was typed.
    pub path: PathBuf,
    /// The file that may be meant.
    pub similar: String,
    source: io::Error,
}

/// Ensures that a file exists, or that nothing beside it has nearly the same name.
///
/// # Errors
/// Something has; its name is in the error.
pub fn ensure_not_misnamed(path: &Path) -> Result<(), Misnamed> {
    let Err(source) = fs::metadata(path) else {
        return Ok(());
    };
    if source.kind() != io::ErrorKind::NotFound {
        return Ok(());
    }
    match similar(path) {
        Some(similar) => Err(Misnamed {
            path: path.to_owned(),
            similar: similar.to_string_lossy().into_owned(),
            source,
        }),
        None => Ok(()),
    }
}

/// The file in the same folder whose name is most like that of `path`; of equal ones the first
/// by name.
fn similar(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let listed = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(listed).ok()?.take(MOST_NAMES).flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.file_name().into()).collect();
    names.sort_unstable();
    let best = best(path, &names)?;
    Some(folder.join(best))
}

/// The name that is most like that of a path, among those that may be articles.
fn best<'a>(path: &Path, names: &'a [PathBuf]) -> Option<&'a Path> {
    let typed = Path::new(path.file_name()?);
    let (stem, ending) = (lower(typed.file_stem()), lower(typed.extension()));
    let mut best: Option<(f64, &Path)> = None;
    for name in names {
        let same_ending = lower(name.extension()) == ending;
        if !same_ending && !has_readable_ending(name) {
            continue;
        }
        let likeness = strsim::normalized_damerau_levenshtein(&stem, &lower(name.file_stem()));
        // Of "a.txt" and "a.md", "a.txtt" is meant to be the first.
        let ending_likeness =
            strsim::normalized_damerau_levenshtein(&ending, &lower(name.extension()));
        let rank = likeness + ending_likeness / 10.0;
        if likeness >= LEAST_LIKENESS && best.is_none_or(|(best, _)| rank > best) {
            best = Some((rank, name));
        }
    }
    best.map(|(_, name)| name)
}

fn lower(name: Option<&OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_with_the_most_similar_name_is_meant() {
        let names: Vec<PathBuf> = [
            "Été.txt",
            "article.mp3",
            "article.txt",
            "b.txt",
            "page.html",
            "page.md",
            "rapport-2024.pdf",
            "rapport-2025.pdf",
        ]
        .map(PathBuf::from)
        .to_vec();
        for (typed, meant) in [
            ("artcile.txt", Some("article.txt")),
            ("article.md", Some("article.txt")),
            ("article", Some("article.txt")),
            ("a/ARTICLE.TXT", Some("article.txt")),
            ("page.htm", Some("page.html")),
            ("été.txt", Some("Été.txt")),
            ("raport-2025.pdf", Some("rapport-2025.pdf")),
            ("a.txt", None),
            ("nichts.txt", None),
        ] {
            let found = best(Path::new(typed), &names);
            assert_eq!(found, meant.map(Path::new), "{typed}");
        }
    }
}
