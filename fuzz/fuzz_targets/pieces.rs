//! What must hold for every format with markup.

use lismoi_document::{Document, Source};
use lismoi_fuzz::covered;
use lismoi_readers::{Boilerplate, Footnotes, Input, InputFormat, ReadOptions, parse};

/// Reads the bytes after the first, which chooses the options.
pub fn check(data: &[u8], format: InputFormat) {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    let options = ReadOptions {
        format,
        footnotes: [Footnotes::Skip, Footnotes::End, Footnotes::Inline][usize::from(choice % 3)],
        boilerplate: [Boilerplate::Drop, Boilerplate::Keep][usize::from(choice / 3 % 2)],
        ..ReadOptions::default()
    };
    for (source, document) in parse(Input::new(bytes.to_vec(), None), options).unwrap_or_default() {
        check_article(&source, &document);
    }
}

fn check_article(source: &Source, document: &Document) {
    let mut end = 0;
    for piece in &source.pieces {
        assert!(piece.range.start >= end && !piece.range.is_empty(), "overlap at {end}");
        assert!(
            source.text[end..piece.range.start].trim().is_empty(),
            "text without a piece"
        );
        end = piece.range.end;
    }
    assert_eq!(end, source.text.len());
    covered::check(source, document);
}
