//! Whatever hidden files an earlier run has left, a build ends, and leaves the files that it
//! would make in an empty folder. The input is divided at NUL bytes into these files, in which
//! `FINGERPRINT` and `VOICE` stand for those of a section.
#![no_main]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lismoi_book::build::folder::Folder;
use lismoi_book::build::{checkpoint, journal};
use lismoi_book::manifest::records::SectionRecord;
use lismoi_fuzz::{audiobook, files};

type Files = BTreeMap<String, Vec<u8>>;

/// The files that a build makes in an empty folder, and the record of a section.
static UNDISTURBED: LazyLock<(Files, SectionRecord)> = LazyLock::new(|| {
    let output = files::folder();
    let outcome = audiobook::build(output.path(), &["srt"]).expect("a good article");
    let section = outcome.sections.first().expect("a section");
    (files_in(&outcome.folder.path), section.clone())
});

fuzz_target!(|data: &[u8]| {
    let (undisturbed, section) = &*UNDISTURBED;
    let fingerprint = &section.fingerprint;
    let output = files::folder();
    let folder = output.path().join("a");
    fs::create_dir(&folder).expect("memory is writable");
    let endings = ["json", "cues", "earlier", "earlier-cues", "earlier-wav"];
    let names = endings.map(|ending| format!(".lismoi-{fingerprint}.{ending}"));
    let others = ["files.jsonl", "article.json", "lock", "part"].map(|name| format!(".lismoi-{name}"));
    for (name, content) in names.iter().chain(&others).zip(data.split(|byte| *byte == 0)) {
        if !content.is_empty() {
            fs::write(folder.join(name), completed(content, section)).expect("memory is writable");
        }
    }
    if let Ok(folder) = Folder::open(&folder) {
        for record in checkpoint::read_all(&folder).expect("a folder").iter() {
            assert!(!record.file.contains('/') && record.file.ends_with(".wav"));
        }
        if let Ok(cues) = checkpoint::read_cues(&folder, fingerprint) {
            cues.for_each(drop);
        }
        let listed = journal::read(&folder).expect("a folder");
        assert!(listed.iter().all(|record| !record.file.contains('/')));
    }
    // A folder that belongs to another article is left alone.
    if audiobook::build(output.path(), &["srt"]).is_ok() {
        assert!(
            files_in(&folder) == *undisturbed,
            "another result: {:?}",
            files_in(&folder).keys()
        );
    }
});

/// The content with the fingerprints of a section.
fn completed(content: &[u8], section: &SectionRecord) -> Vec<u8> {
    match str::from_utf8(content) {
        Ok(text) => {
            let text = text.replace("FINGERPRINT", &section.fingerprint);
            text.replace("VOICE", &section.voice_fingerprint).into_bytes()
        }
        Err(_) => content.to_vec(),
    }
}

fn files_in(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let file = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read(path).expect("a file"))
    };
    paths.map(file).collect()
}
