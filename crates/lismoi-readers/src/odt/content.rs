//! The whole content of an OpenDocument text: the heads and feet of its pages, its text with
//! the notes, and what stands apart: deleted text, formulas and charts.

use lismoi_document::SkipReason;

use super::body::Reader;
use super::parts::Parts;
use crate::office::content::{Content, Part};
use crate::office::xml::Element;

/// The content of a document.
pub(super) fn content(parts: &Parts) -> Content<'_> {
    let mut reader = Reader::new(parts);
    let body = parts.content().child("body");
    let mut running = Part {
        entry: parts.entry("styles.xml"),
        blocks: Vec::new(),
    };
    if let Some(masters) = parts.styles().child("master-styles") {
        reader.skipping(SkipReason::RunningHead, |reader| {
            let pages = masters.elements().flat_map(Element::elements);
            let heads = pages.filter(|element| is_running(element.name()));
            heads.for_each(|head| reader.blocks(head, &mut running.blocks));
        });
    }
    let entry = parts.entry("content.xml");
    let mut blocks = Vec::new();
    if let Some(body) = body {
        reader.blocks(body, &mut blocks);
    }
    let mut apart = vec![Part {
        entry: entry.clone(),
        blocks: std::mem::take(&mut reader.deleted),
    }];
    for (path, object) in &parts.objects {
        let mut blocks = Vec::new();
        match object.root().name() {
            "math" => reader.all_text(object.root(), SkipReason::Formula, &mut blocks),
            _ => reader.skipping(SkipReason::Media, |reader| {
                reader.blocks(object.root(), &mut blocks);
            }),
        }
        apart.push(Part {
            entry: parts.entry(path),
            blocks,
        });
    }
    Content {
        running: vec![running],
        body: Part {
            entry: entry.clone(),
            blocks,
        },
        notes: reader.notes,
        apart,
    }
}

/// Whether an element of a page's design is its head or foot: "header", "footer-left", ...
fn is_running(name: &str) -> bool {
    name.starts_with("header") || name.starts_with("footer")
}
