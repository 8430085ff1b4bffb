//! The whole content of a Word document: its text, and after it footnotes and endnotes in the
//! order of their references, comments, and the heads and feet of pages.

use std::collections::HashMap;
use std::sync::Arc;

use lismoi_document::SkipReason;

use super::body::Reader;
use super::numbering;
use super::parts::{Parts, TextPart};
use crate::office::content::{Content, Note, Part};
use crate::office::numerals::Numeral;
use crate::office::xml::Element;

/// The two kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A note that was referred to.
#[derive(Clone, Debug)]
struct Reference {
    kind: NoteKind,
    id: String,
    label: String,
}

/// The notes that were referred to, in order; their numbers are their places here, from 1.
#[derive(Clone, Debug)]
pub(super) struct References {
    found: Vec<Reference>,
    numbers: HashMap<(NoteKind, String), usize>,
    /// How many notes of each kind are numbered.
    counts: HashMap<NoteKind, u32>,
    endnotes: Numeral,
    footnotes: Numeral,
}

impl References {
    /// `document` is the root of the text.
    pub(super) fn new(document: Element<'_>) -> References {
        let body = document.child("body");
        let section = body.and_then(|body| body.elements().filter(|e| e.name() == "sectPr").last());
        let numeral = |name, or| {
            let format = section?.child(name)?.value("numFmt");
            Some(format.map_or(or, |format| numbering::numeral(&format)))
        };
        let endnotes = Numeral::LowerRoman;
        References {
            found: Vec::new(),
            numbers: HashMap::new(),
            counts: HashMap::new(),
            endnotes: numeral("endnotePr", endnotes).unwrap_or(endnotes),
            footnotes: numeral("footnotePr", Numeral::Decimal).unwrap_or_default(),
        }
    }

    /// The number and label of a note; one with a label of its own is not counted.
    pub(super) fn add(&mut self, kind: NoteKind, id: &str, has_label: bool) -> (usize, String) {
        let key = (kind, id.to_owned());
        if let Some(number) = self.numbers.get(&key) {
            return (*number, self.found[number - 1].label.clone());
        }
        let count = self.counts.entry(kind).or_default();
        *count += u32::from(!has_label);
        let label = match kind {
            NoteKind::Footnote => self.footnotes.print(*count),
            NoteKind::Endnote => self.endnotes.print(*count),
        };
        self.found.push(Reference {
            kind,
            id: id.to_owned(),
            label: label.clone(),
        });
        self.numbers.insert(key, self.found.len());
        (self.found.len(), label)
    }

    /// Gives a note the label that the text gives it.
    pub(super) fn relabel(&mut self, number: usize, label: &str) -> String {
        label.trim().clone_into(&mut self.found[number - 1].label);
        label.to_owned()
    }
}

/// The content of a document.
pub(super) fn content(parts: &Parts) -> Content<'_> {
    let mut reader = Reader::new(parts);
    let body = Part {
        entry: Some(Arc::clone(&parts.body.path)),
        blocks: reader.story(parts.body.tree.root()),
    };
    let mut content = Content {
        running: Vec::new(),
        body,
        notes: Vec::new(),
        apart: Vec::new(),
    };
    let mut unread = notes_by_id(parts);
    let mut next = 0;
    // Notes may refer to notes.
    while let Some(reference) = reader.references.found.get(next).cloned() {
        next += 1;
        let Some((part, element)) = unread.remove(&(reference.kind, reference.id)) else {
            continue;
        };
        let label = reference.label;
        content.notes.push(Note {
            entry: Some(Arc::clone(&part.path)),
            number: next,
            label,
            blocks: reader.story(element),
        });
    }
    let mut rest: Vec<_> = unread.into_values().collect();
    rest.sort_by_key(|(part, element)| (Arc::clone(&part.path), element.place().start));
    reader.skipping(SkipReason::Deleted, |reader| {
        content
            .apart
            .extend(rest.into_iter().map(|(part, element)| Part {
                entry: Some(Arc::clone(&part.path)),
                blocks: reader.story(element),
            }));
    });
    for (reason, parts) in [
        (SkipReason::Comment, parts.comments.as_slice()),
        (SkipReason::Media, &parts.drawn),
    ] {
        content.apart.extend(around(&mut reader, reason, parts));
    }
    content.running = around(&mut reader, SkipReason::RunningHead, &parts.running);
    content
}

/// Files that stand around the text.
fn around<'a>(reader: &mut Reader<'a>, reason: SkipReason, parts: &'a [TextPart]) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    reader.skipping(reason, |reader| {
        found.extend(parts.iter().map(|part| Part {
            entry: Some(Arc::clone(&part.path)),
            blocks: reader.story(part.tree.root()),
        }));
    });
    found
}

/// The notes of a document, without the lines that separate them from the text.
fn notes_by_id(parts: &Parts) -> HashMap<(NoteKind, String), (&TextPart, Element<'_>)> {
    let footnotes = parts
        .footnotes
        .iter()
        .map(|part| (NoteKind::Footnote, part));
    let endnotes = parts.endnotes.iter().map(|part| (NoteKind::Endnote, part));
    let mut found = HashMap::new();
    for (kind, part) in footnotes.chain(endnotes) {
        for element in part.tree.root().elements() {
            let is_note = matches!(element.attribute("type").as_deref(), None | Some("normal"));
            let id = element.attribute("id").filter(|_| is_note);
            if let Some(id) = id {
                found.insert((kind, id.into_owned()), (part, element));
            }
        }
    }
    found
}
