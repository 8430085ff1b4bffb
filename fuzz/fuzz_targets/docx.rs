//! Any bytes, or any files of a document, are refused or read, as in `pieces.rs`. An input that is
//! no archive is divided, after the byte that chooses the options, at NUL bytes into the files that
//! a document consists of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_fuzz::files::archive;
use lismoi_readers::InputFormat;

mod pieces;

const FILES: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "docProps/core.xml",
];

const PACKAGE: (&str, &[u8]) = (
    "_rels/.rels",
    b"<Relationships><Relationship Type='/officeDocument' Target='word/document.xml'/>\
    <Relationship Type='/core-properties' Target='docProps/core.xml'/></Relationships>",
);

const RELATIONSHIPS: (&str, &[u8]) = (
    "word/_rels/document.xml.rels",
    b"<Relationships><Relationship Type='/styles' Target='styles.xml'/>\
    <Relationship Type='/numbering' Target='numbering.xml'/>\
    <Relationship Type='/footnotes' Target='footnotes.xml'/>\
    <Relationship Type='/comments' Target='comments.xml'/></Relationships>",
);

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first().filter(|(_, rest)| !rest.starts_with(b"PK")) else {
        return pieces::check(data, InputFormat::Docx);
    };
    let files = FILES.into_iter().zip(rest.split(|byte| *byte == 0));
    let bytes = archive(files.chain([PACKAGE, RELATIONSHIPS]));
    pieces::check(&[&[*choice], &bytes[..]].concat(), InputFormat::Docx);
});
