//! The text within a paragraph.

use std::borrow::Cow;

use lismoi_document::SkipReason;

use super::body::{Reader, branch, is_properties};
use super::notes::NoteKind;
use super::styles::RunProperties;
use crate::office::content::Inline;
use crate::office::xml::{Element, Text};
use crate::superscript;

impl<'a> Reader<'a> {
    /// Adds the text of an element of a paragraph.
    pub(super) fn inlines(&mut self, parent: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        for element in parent.elements() {
            self.inline(element, inlines);
        }
    }

    pub(super) fn inline(&mut self, element: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        match element.name() {
            "r" | "fld" => self.run(element, inlines),
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                self.fields.open(&instruction);
                self.inlines(element, inlines);
                self.fields.close();
            }
            "del" | "moveFrom" => self.skipping(SkipReason::Deleted, |reader| {
                reader.inlines(element, inlines);
            }),
            "oMath" | "oMathPara" => {
                let reason = self.skip.unwrap_or(SkipReason::Formula);
                inlines.extend(element.texts().map(|text| skipped(reason, text)));
            }
            "sdt" => self.control(element, |reader| reader.inlines(element, inlines)),
            "AlternateContent" => {
                if let Some(branch) = branch(element) {
                    self.inlines(branch, inlines);
                }
            }
            "br" => inlines.push(Inline::LineBreak),
            name if is_properties(name) => {}
            _ => self.inlines(element, inlines),
        }
    }

    fn run(&mut self, run: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        let properties = run.child("rPr");
        let own = RunProperties::of_parent(run);
        let style = properties.and_then(|properties| properties.value("rStyle"));
        let style = style.and_then(|style| self.styles.run(&style));
        let found = match style {
            Some(style) => own.or(style).or(&self.run),
            None => own.or(&self.run),
        };
        self.run_content(run, &found, inlines);
    }

    fn run_content(
        &mut self,
        run: Element<'a>,
        properties: &RunProperties,
        inlines: &mut Vec<Inline<'a>>,
    ) {
        // The number of a note whose label is the text that follows.
        let mut labelled = None;
        for element in run.elements() {
            match element.name() {
                "t" => {
                    for text in element.texts() {
                        match labelled.take() {
                            Some(number) => inlines.push(Inline::Reference {
                                label: self.references.relabel(number, &text.text),
                                place: text.place,
                                number,
                            }),
                            None => self.text(text, properties, inlines),
                        }
                    }
                }
                "delText" | "delInstrText" => {
                    let reason = self.skip.unwrap_or(SkipReason::Deleted);
                    inlines.extend(element.texts().map(|text| skipped(reason, text)));
                }
                "instrText" => {
                    let reason = self.skip.unwrap_or(SkipReason::Field);
                    for text in element.texts() {
                        self.fields.instruct(&text.text);
                        inlines.push(skipped(reason, text));
                    }
                }
                "fldChar" => {
                    let kind = element.attribute("fldCharType");
                    self.fields.mark(kind.as_deref().unwrap_or_default());
                }
                "tab" | "ptab" => inlines.push(Inline::Space),
                "br" | "cr" => inlines.push(Inline::LineBreak),
                "noBreakHyphen" => self.character("\u{2011}", element, properties, inlines),
                "sym" => self.symbol(element, properties, inlines),
                "footnoteReference" | "endnoteReference" => {
                    labelled = self.reference(element, properties, inlines);
                }
                "drawing" | "pict" | "object" => match properties.is_hidden {
                    Some(true) => self.skipping(SkipReason::Hidden, |reader| {
                        reader.text_boxes(element);
                    }),
                    _ => self.text_boxes(element),
                },
                "AlternateContent" => {
                    if let Some(branch) = branch(element) {
                        self.run_content(branch, properties, inlines);
                    }
                }
                "ruby" => self.ruby(element, inlines),
                _ => {}
            }
        }
    }

    fn text(&self, text: Text<'a>, properties: &RunProperties, inlines: &mut Vec<Inline<'a>>) {
        let is_hidden = properties.is_hidden == Some(true);
        let hidden = is_hidden.then_some(SkipReason::Hidden);
        if let Some(reason) = self.skip.or(hidden).or_else(|| self.fields.skip()) {
            return inlines.push(skipped(reason, text));
        }
        let is_superscript = properties.is_superscript == Some(true);
        inlines.push(Inline::Text {
            text: match is_superscript {
                true => Cow::Owned(superscript::of(&text.text)),
                false => text.text,
            },
            place: text.place,
            language: properties.language.clone(),
        });
    }

    /// A character that an element stands for.
    fn character(
        &self,
        character: &'static str,
        element: Element<'a>,
        properties: &RunProperties,
        inlines: &mut Vec<Inline<'a>>,
    ) {
        let text = Text {
            text: Cow::Borrowed(character),
            place: element.place(),
        };
        self.text(text, properties, inlines);
    }

    /// A character by its number in a font: those of fonts for symbols have no meaning.
    fn symbol(
        &self,
        element: Element<'a>,
        properties: &RunProperties,
        inlines: &mut Vec<Inline<'a>>,
    ) {
        let number = element.attribute("char").unwrap_or_default();
        let number = u32::from_str_radix(&number, 16).ok();
        let Some(character) = number.and_then(char::from_u32) else {
            return;
        };
        let text = Text {
            text: Cow::Owned(character.to_string()),
            place: element.place(),
        };
        match character {
            '\u{E000}'..='\u{F8FF}' => {
                inlines.push(skipped(self.skip.unwrap_or(SkipReason::NoCharacters), text));
            }
            _ => self.text(text, properties, inlines),
        }
    }

    /// The reference to a note. Returns its number if its label is the text that follows.
    fn reference(
        &mut self,
        element: Element<'a>,
        properties: &RunProperties,
        inlines: &mut Vec<Inline<'a>>,
    ) -> Option<usize> {
        let is_unseen = properties.is_hidden == Some(true) || self.fields.skip().is_some();
        if self.skip.is_some() || is_unseen {
            return None;
        }
        let kind = match element.name() {
            "footnoteReference" => NoteKind::Footnote,
            _ => NoteKind::Endnote,
        };
        let has_label = element.attribute("customMarkFollows");
        let has_label = has_label.is_some_and(|value| super::styles::is_on(&value));
        let (number, label) = self
            .references
            .add(kind, &element.attribute("id")?, has_label);
        if has_label {
            return Some(number);
        }
        inlines.push(Inline::Reference {
            label,
            place: element.place(),
            number,
        });
        None
    }

    /// Characters, and how they are read.
    fn ruby(&mut self, ruby: Element<'a>, inlines: &mut Vec<Inline<'a>>) {
        if let Some(base) = ruby.child("rubyBase") {
            self.inlines(base, inlines);
        }
        if let Some(above) = ruby.child("rt") {
            self.skipping(SkipReason::Ruby, |reader| reader.inlines(above, inlines));
        }
    }
}

fn skipped(reason: SkipReason, text: Text<'_>) -> Inline<'_> {
    Inline::Skipped {
        reason,
        text: text.text,
        place: text.place,
    }
}
