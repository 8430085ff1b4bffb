//! Archives, and what must hold for every document, for the tests of both formats.

use std::io::{Cursor, Write};

use lismoi_document::{Document, PieceKind, Source};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::invariants;

/// An archive of these files.
pub(crate) fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a name");
        writer
            .write_all(text.as_bytes())
            .expect("memory is writable");
    }
    writer.finish().expect("memory is writable").into_inner()
}

/// Checks that every word is printed once, that the pieces cover the printed text, and that
/// the blocks and the skipped text do too. The words are those that start with "w" and a digit.
pub(crate) fn check_law_1(
    words: &[String],
    source: &Source,
    document: &Document,
) -> Result<(), TestCaseError> {
    invariants::check(source, document)?;
    let is_word = |word: &&str| word.starts_with('w') && word.len() > 1;
    let printed = source.text.split(|c: char| !c.is_ascii_alphanumeric());
    let mut printed: Vec<&str> = printed.filter(is_word).collect();
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    printed.sort_unstable();
    words.sort_unstable();
    prop_assert_eq!(printed, words);
    Ok(())
}

/// The languages of the pieces that are spoken, with their texts.
pub(crate) fn languages(source: &Source) -> Vec<(&str, &str)> {
    let spoken = source
        .pieces
        .iter()
        .filter(|piece| !matches!(piece.kind, PieceKind::Skipped(_)));
    let found = spoken.filter_map(|piece| {
        Some((
            piece.language.as_deref()?,
            source.text[piece.range.clone()].trim(),
        ))
    });
    found.collect()
}
