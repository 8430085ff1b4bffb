//! Verifies the length and the hash of a file.

use std::io;

use super::opening;
use super::report::FileReport;
use lismoi_files::own::Folder;
use lismoi_speech::hash::hash_file;

/// Verifies that the file of a report has so many bytes, and this SHA-256; returns whether it can be
/// verified further. A file of more than `most` bytes is not read.
pub(super) fn check(
    folder: &Folder,
    (bytes, sha256): (u64, &str),
    most: u64,
    report: &mut FileReport,
) -> bool {
    let result = try_check(folder, (bytes, sha256), most, report);
    result.unwrap_or_else(|error| {
        report.add(format!("it cannot be read: {error}"));
        false
    })
}

fn try_check(
    folder: &Folder,
    (bytes, sha256): (u64, &str),
    most: u64,
    report: &mut FileReport,
) -> io::Result<bool> {
    let found = opening::length(folder, &report.file)?;
    if found != bytes {
        report.add(format!("it has {found} bytes instead of {bytes}"));
    }
    if found > most {
        report.add(format!(
            "it has {found} bytes, and its article takes at most {most}"
        ));
        return Ok(false);
    }
    if found == bytes && hash_file(folder.open_file(&report.file)?)?.0 != sha256 {
        report.add("its hash is not that of the manifest".to_owned());
    }
    Ok(true)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_is_too_long_for_its_article_is_not_read() {
        let temporary = tempfile::tempdir().unwrap();
        fs::write(temporary.path().join("a.srt"), "texte").unwrap();
        let folder = Folder::open(temporary.path()).unwrap();
        let check = |bytes, most| {
            let mut report = FileReport::new("a.srt", None);
            let goes_on = check(&folder, (bytes, "0"), most, &mut report);
            (goes_on, report.problems.len())
        };
        assert_eq!(check(5, 5), (true, 1));
        assert_eq!(check(4, 5), (true, 1));
        // One for its length: its hash would be another.
        assert_eq!(check(5, 4), (false, 1));
    }
}
