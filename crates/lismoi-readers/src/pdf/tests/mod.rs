//! Documents made here in, printed text and structure out.

mod writer;

mod refusals;
mod structure;

mod printed_once;

use lismoi_document::{Document, Source};

use crate::markup::outline::outline;
use crate::options::ReadOptions;
use crate::parse::{Input, ReadError};

fn read(bytes: Vec<u8>) -> Result<(Source, Document), ReadError> {
    super::read(Input::new(bytes, None), ReadOptions::default())
}

/// The outline of a document with these pages.
fn outlined(pages: &[String]) -> String {
    let bytes = writer::Writer::new(pages).finish();
    let (source, document) = read(bytes).expect("a document");
    outline(&source, &document)
}
