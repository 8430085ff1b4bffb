//! The text within a paragraph, and the notes that are anchored in it.

use std::borrow::Cow;

use lismoi_document::SkipReason;

use super::body::{Reader, is_hidden};
use crate::office::content::{Inline, Note};
use crate::office::xml::{Child, Element, Text};
use crate::superscript;

/// Elements that are drawn, and may hold text boxes.
const DRAWN: [&str; 23] = [
    "applet",
    "caption",
    "circle",
    "connector",
    "control",
    "custom-shape",
    "ellipse",
    "floating-frame",
    "frame",
    "g",
    "image",
    "line",
    "measure",
    "object",
    "object-ole",
    "path",
    "plugin",
    "polygon",
    "polyline",
    "rect",
    "regular-polygon",
    "scene",
    "text-box",
];

impl<'a> Reader<'a> {
    /// Adds the text of an element of a paragraph.
    pub(super) fn inlines(&mut self, parent: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        for child in parent.children() {
            match child {
                Child::Text(text) => inlines.push(self.text(text)),
                Child::Element(element) => self.inline(element, inlines),
            }
        }
    }

    fn inline(&mut self, element: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        let reason = match element.name() {
            "span" => return self.span(element, inlines),
            "s" | "tab" => return inlines.push(Inline::Space),
            "line-break" => return inlines.push(Inline::LineBreak),
            "note" => return self.note(element, inlines),
            "annotation" => return self.annotation(element, inlines),
            "hidden-paragraph" => {
                self.is_hidden |= is_hidden(element);
                None
            }
            "hidden-text" => is_hidden(element).then_some(SkipReason::Hidden),
            "ruby-text" => Some(SkipReason::Ruby),
            "page-number" | "page-count" | "page-continuation" => Some(SkipReason::PageNumber),
            "placeholder" => Some(SkipReason::Form),
            "math" => Some(SkipReason::Formula),
            // The number of a paragraph is printed before it.
            "number" | "script" | "event-listeners" | "binary-data" => return,
            name if DRAWN.contains(&name) => {
                let blocks = self.story(element);
                return self.boxes.extend(blocks);
            }
            _ => None,
        };
        match reason {
            Some(reason) => self.skipping(reason, |reader| reader.inlines(element, inlines)),
            None => self.inlines(element, inlines),
        }
    }

    fn span(&mut self, span: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        let name = span.attribute("style-name");
        let found = name.and_then(|name| self.styles.text(&name));
        let Some(run) = found.map(|found| found.or(&self.run)) else {
            return self.inlines(span, inlines);
        };
        let before = std::mem::replace(&mut self.run, run);
        self.inlines(span, inlines);
        self.run = before;
    }

    fn text(&self, text: Text<'a>) -> Inline<'a> {
        let hidden = (self.run.is_hidden == Some(true)).then_some(SkipReason::Hidden);
        if let Some(reason) = self.skip.or(hidden) {
            return Inline::Skipped {
                reason,
                text: text.text,
                place: text.place,
            };
        }
        let is_superscript = self.run.is_superscript == Some(true);
        Inline::Text {
            text: match is_superscript {
                true => Cow::Owned(superscript::of(&text.text)),
                false => text.text,
            },
            place: text.place,
            language: self.run.language.clone(),
        }
    }

    fn note(&mut self, note: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        let citation = note.child("note-citation");
        let body = note.child("note-body");
        let is_unseen = self.skip.is_some() || self.run.is_hidden == Some(true);
        if is_unseen {
            inlines.extend(
                citation
                    .into_iter()
                    .flat_map(Element::texts)
                    .map(|text| self.text(text)),
            );
            self.skipping(SkipReason::Hidden, |reader| {
                let blocks = body.map(|body| reader.story(body));
                reader.boxes.extend(blocks.unwrap_or_default());
            });
            return;
        }
        let number = self.notes.len() + 1;
        let label = citation.map(Element::text).unwrap_or_default();
        if let Some(citation) = citation.filter(|_| !label.trim().is_empty()) {
            inlines.push(Inline::Reference {
                label: label.clone(),
                place: citation.place(),
                number,
            });
        }
        self.notes.push(Note {
            entry: self.entry.clone(),
            number,
            label,
            blocks: Vec::new(),
        });
        if let Some(body) = body {
            self.notes[number - 1].blocks = self.story(body);
        }
    }

    /// A remark of a reviewer, with its author and date.
    fn annotation(&self, annotation: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        let reason = self.skip.unwrap_or(SkipReason::Comment);
        inlines.extend(annotation.texts().map(|text| Inline::Skipped {
            reason,
            text: text.text,
            place: text.place,
        }));
    }
}
