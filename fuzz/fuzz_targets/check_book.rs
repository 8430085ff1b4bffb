//! Any book in place of the EPUB is a problem that `check` names. The input is a file, or, after
//! a byte that says so, is divided at NUL bytes into the entries that a book consists of; its
//! sound is that of the real one.
#![no_main]

use std::io::{Cursor, Read};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lismoi_fuzz::audiobook::Audiobook;
use lismoi_fuzz::files::archive;
use zip::ZipArchive;

static AUDIOBOOK: LazyLock<Audiobook> = LazyLock::new(|| Audiobook::with_format("epub"));

/// The entries of the real book, in order.
static ENTRIES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut archive = ZipArchive::new(Cursor::new(AUDIOBOOK.original())).expect("an archive");
    let count = archive.len();
    let entry = |index| {
        let mut file = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("an entry");
        (file.name().expect("UTF-8").into_owned(), content)
    };
    (0..count).map(entry).collect()
});

fuzz_target!(|data: &[u8]| {
    match data.split_first() {
        Some((0, texts)) => AUDIOBOOK.check(&made(texts)),
        _ => AUDIOBOOK.check(data),
    }
});

/// The real book with other texts: those of the input that are not empty.
fn made(texts: &[u8]) -> Vec<u8> {
    let mut texts = texts.split(|byte| *byte == 0);
    archive(ENTRIES.iter().map(|(name, real)| {
        let is_text = ["xml", "opf", "html", "smil"]
            .iter()
            .any(|ending| name.ends_with(ending));
        let other = is_text.then(|| texts.next()).flatten();
        (name.as_str(), other.filter(|text| !text.is_empty()).unwrap_or(real))
    }))
}
