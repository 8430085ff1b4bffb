//! Any bytes, in a file of any name, are refused or read: what is printed is in blocks
//! or in skipped text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_document::lines;
use lismoi_fuzz::covered;
use lismoi_readers::text::decode;
use lismoi_readers::{Input, InputFormat, ReadOptions, parse};

/// What the name of a file may end in. Some endings decide the format.
const ENDINGS: [&str; 16] = [
    "",
    "txt",
    "md",
    "html",
    "mhtml",
    "webarchive",
    "epub",
    "docx",
    "odt",
    "pdf",
    "eml",
    "xml",
    "json",
    "csv",
    "zip",
    "rtf",
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    if let Ok(source) = decode::source(bytes.to_vec(), None) {
        let lines = lines::all(&source.text).count();
        assert!(source.damaged_lines.iter().all(|line| (1..=lines).contains(line)));
    }
    let name = format!("a.{}", ENDINGS[usize::from(choice % 16)]);
    let input = Input {
        media_type: (choice & 16 != 0).then(|| "text/html; charset=utf-8".to_owned()),
        ..Input::new(bytes.to_vec(), Some(name))
    };
    let options = ReadOptions {
        format: InputFormat::Auto,
        ..ReadOptions::default()
    };
    for (source, document) in parse(input, options).unwrap_or_default() {
        covered::check(&source, &document);
    }
});
