//! Fields: instructions that compute a text, and the text that they gave last (ECMA-376,
//! part 1, 17.16).

use lismoi_document::SkipReason;

/// An open field.
#[derive(Clone, Debug, Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    has_result: bool,
}

/// The open fields, each within the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<Field>);

/// More fields within each other are damage.
const DEEPEST: usize = 64;

impl Fields {
    /// The beginning, the end of the instruction, or the end of a field.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.0.len() < DEEPEST => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.has_result = true;
                }
            }
            "end" => drop(self.0.pop()),
            _ => {}
        }
    }

    /// Adds to the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.has_result) {
            field.instruction.push_str(text);
        }
    }

    /// A field that stands in one element.
    pub(super) fn open(&mut self, instruction: &str) {
        self.0.push(Field {
            instruction: instruction.to_owned(),
            has_result: true,
        });
    }

    /// Ends the field that was opened last.
    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    /// Ends the instructions that a paragraph leaves open.
    pub(super) fn end_paragraph(&mut self) {
        self.0.retain(|field| field.has_result);
    }

    /// Why the text that comes next is not spoken.
    pub(super) fn skip(&self) -> Option<SkipReason> {
        self.0.iter().find_map(|field| match field.has_result {
            false => Some(SkipReason::Field),
            true => reason(&field.instruction),
        })
    }
}

/// Why the result of a field is not spoken.
fn reason(instruction: &str) -> Option<SkipReason> {
    match name(instruction).as_str() {
        "TOC" | "TOA" => Some(SkipReason::Contents),
        "INDEX" => Some(SkipReason::Index),
        "BIBLIOGRAPHY" => Some(SkipReason::Bibliography),
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" => Some(SkipReason::PageNumber),
        _ => None,
    }
}

fn name(instruction: &str) -> String {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    name.to_uppercase()
}
