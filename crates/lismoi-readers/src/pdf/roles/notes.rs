//! Footnotes at the foot of pages, and the superscripts that refer to them.

use std::collections::HashMap;
use std::ops::Range;

use super::role::{ClassifiedLine, Role};
use crate::pdf::layout::lines::Line;
use crate::pdf::layout::looks::BodyLook;

/// The letters of footnotes are smaller than this share of those of the text.
const SMALLER: f32 = 0.94;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 4;

/// A page with more superscripts has formulas, not footnotes.
const MOST_REFERENCES: usize = 200;

/// The superscripts that are references to footnotes, or the labels of footnotes.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Notes {
    /// The number of the footnote, by the number of the line and the first byte of the
    /// superscript.
    numbers: HashMap<(usize, usize), (Range<usize>, usize)>,
}

impl Notes {
    /// The references and labels of a line, in order, each with the number of its footnote.
    pub(in crate::pdf) fn of_line(
        &self,
        line: usize,
        raised: &[Range<usize>],
    ) -> Vec<(Range<usize>, usize)> {
        let starts = raised.iter().map(|range| range.start).chain([0]);
        let mut found: Vec<_> = starts
            .filter_map(|start| self.numbers.get(&(line, start)).cloned())
            .collect();
        found.sort_by_key(|(range, _)| range.start);
        found.dedup();
        found
    }
}

/// Finds the footnotes: small lines at the foot of a page, whose label is a superscript in the
/// text of the page.
pub(in crate::pdf) fn find(lines: &mut [ClassifiedLine], body: &BodyLook) -> Notes {
    let mut notes = Notes::default();
    let mut count = 0;
    let mut start = 0;
    while start < lines.len() {
        let page = lines[start].line.page;
        let length = lines[start..]
            .iter()
            .take_while(|line| line.line.page == page)
            .count();
        let end = start + length;
        of_page(&mut lines[start..end], start, body, &mut notes, &mut count);
        start = end;
    }
    notes
}

/// A reference in the text of a page.
struct Reference {
    /// The number of its line among those of the page, and its bytes in it.
    line: usize,
    range: Range<usize>,
    label: String,
}

fn of_page(
    lines: &mut [ClassifiedLine],
    first: usize,
    body: &BodyLook,
    notes: &mut Notes,
    count: &mut usize,
) {
    let references = references(lines);
    if references.is_empty() || references.len() > MOST_REFERENCES {
        return;
    }
    let mut open: Option<usize> = None;
    for index in 0..lines.len() {
        let line = &lines[index].line;
        if !matches!(lines[index].role, Role::Body) {
            continue;
        }
        if line.size >= body.size * SMALLER {
            open = None;
            continue;
        }
        let label = label(line);
        let reference = label.as_ref().and_then(|label| {
            let text = &line.text[label.clone()];
            references.iter().find(|reference| {
                reference.label == text
                    && reference.line < index
                    && lines[reference.line].line.size >= line.size
            })
        });
        if let (Some(label), Some(reference)) = (label, reference) {
            let number = *count;
            *count += 1;
            let key = (first + reference.line, reference.range.start);
            notes.numbers.insert(key, (reference.range.clone(), number));
            notes
                .numbers
                .insert((first + index, label.start), (label, number));
            open = Some(number);
        }
        if let Some(number) = open {
            lines[index].role = Role::Footnote(number);
        }
    }
}

/// The superscripts that may refer to a footnote: digits or signs after a word.
fn references(lines: &[ClassifiedLine]) -> Vec<Reference> {
    let mut references = Vec::new();
    for (index, classified) in lines.iter().enumerate() {
        let line = &classified.line;
        if matches!(classified.role, Role::Skipped(_)) {
            continue;
        }
        for range in line.raised.iter().filter(|range| range.start > 0) {
            let label = &line.text[range.clone()];
            if is_label(label) {
                references.push(Reference {
                    line: index,
                    range: range.clone(),
                    label: label.to_owned(),
                });
            }
        }
    }
    references
}

/// The label that a line starts with: a superscript, or a number and a space.
fn label(line: &Line) -> Option<Range<usize>> {
    if let Some(raised) = line.raised.first().filter(|raised| raised.start == 0) {
        return is_label(&line.text[raised.clone()]).then(|| raised.clone());
    }
    let end = line
        .text
        .find(|c: char| !c.is_ascii_digit() && !"*†‡".contains(c))?;
    let rest = &line.text[end..];
    let is_followed = rest.starts_with([' ', '.', ')', ']']);
    (is_followed && is_label(&line.text[..end])).then_some(0..end)
}

fn is_label(text: &str) -> bool {
    let length = text.chars().count();
    (1..=LONGEST_LABEL).contains(&length)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "*†‡§".contains(c))
}
