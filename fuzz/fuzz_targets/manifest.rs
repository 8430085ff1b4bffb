//! Any bytes in place of the manifest are refused, or are read without a fault: what they name
//! stays in the folder, their sentences end, and captions can be made of them.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lismoi_book::formats::captions::read;
use lismoi_book::manifest::read::summary;
use lismoi_book::manifest::sentences::Sentences;
use lismoi_book::verify::verify;
use lismoi_files::own::Folder;
use lismoi_fuzz::audiobook::Audiobook;
use serde_json::Value;

static AUDIOBOOK: LazyLock<Audiobook> = LazyLock::new(Audiobook::with_manifest);

fuzz_target!(|data: &[u8]| {
    AUDIOBOOK.replace(data);
    let _ = verify(&AUDIOBOOK.folder());
    let folder = Folder::open(&AUDIOBOOK.folder()).expect("it has been made");
    if let Ok(mut sentences) = Sentences::open(&folder) {
        for _ in 0..3 {
            sentences.next_section::<Value>().for_each(drop);
        }
    }
    let Ok(Some(summary)) = summary(&folder) else {
        return;
    };
    let files = summary.files.iter().map(|record| &record.file);
    let names = summary.sections.iter().map(|record| &record.file).chain(files);
    for name in names {
        assert!(!name.contains('/') && !name.starts_with('.'), "'{name}' is elsewhere");
    }
    let lengths = summary.sections.iter().map(|section| section.samples);
    for caption in read::book(&folder, lengths).expect("it can be read").flatten() {
        let mut end = 0;
        for word in &caption.words {
            assert!(word.range.start >= end && caption.text.get(word.range.clone()).is_some());
            end = word.range.end;
        }
    }
});
