//! Texts of Markdown: which are spoken, which are instructions or addresses.

use std::ops::Range;

use lismoi_document::SkipReason;

use super::reader::Reader;
use super::{admonitions, instruction};
use crate::address;
use crate::superscript;

impl Reader<'_> {
    /// Text of the source, which may be an instruction or start an admonition.
    pub(super) fn line_text(&mut self, text: &str, range: Range<usize>) {
        if std::mem::take(&mut self.is_line_start) && self.skips.is_empty() {
            let line = self.source[range.start..].lines().next();
            let is_admonition = self.is_admonition(range.start);
            let title = if is_admonition {
                admonitions::title(text)
            } else {
                instruction::title_of_fence(text)
            };
            if let Some(title) = title.filter(|_| text.len() == range.len()) {
                return self.titled(text, title, range.start);
            }
            self.is_instruction = is_admonition || line.is_some_and(instruction::is_instruction);
        }
        if self.is_instruction {
            self.skip(SkipReason::Instruction, text, range);
        } else {
            self.text(text, range);
        }
    }

    /// Whether the byte is in a line that starts an admonition.
    pub(super) fn is_admonition(&self, at: usize) -> bool {
        let next = self.admonitions.partition_point(|line| line.end <= at);
        let line = self.admonitions.get(next);
        line.is_some_and(|line| line.contains(&at))
    }

    /// Prints the title of a note or warning alone; `start` is where `text` starts.
    fn titled(&mut self, text: &str, title: Range<usize>, start: usize) {
        let at = |part: Range<usize>| start + part.start..start + part.end;
        self.skip(
            SkipReason::Instruction,
            &text[..title.start],
            at(0..title.start),
        );
        self.text(&text[title.clone()], at(title.clone()));
        let rest = title.end..text.len();
        self.skip(SkipReason::Instruction, &text[rest.clone()], at(rest));
        self.printed.line_break();
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(reason) = self.skips.last() {
            return self.skip(*reason, text, range);
        }
        if let Some(site) = address::site_of(text).filter(|_| text.len() == range.len()) {
            self.printed_address(text, site, range);
        } else if self.is_superscript {
            let place = self.place(range);
            self.add(&superscript::of(text), place);
        } else {
            let place = self.place(range);
            self.add(text, place);
        }
    }

    fn printed_address(&mut self, text: &str, site: Range<usize>, range: Range<usize>) {
        let at = |part: Range<usize>| range.start + part.start..range.start + part.end;
        let rest = [0..site.start, site.end..text.len()];
        let place = self.place(at(site.clone()));
        self.add(&text[site], place);
        for part in rest {
            self.skip(SkipReason::Address, &text[part.clone()], at(part));
        }
    }

    /// Lists the address of a link or an image, where it stands behind the text. Addresses
    /// within the file say nothing.
    pub(super) fn address(&mut self, address: &str, range: Range<usize>) {
        let link = &self.source[range.clone()];
        let behind = link
            .rfind("](")
            .and_then(|at| Some(at + link[at..].find(address)?));
        if let Some(at) = behind.filter(|_| !address.starts_with('#')) {
            let start = range.start + at;
            let reason = self.skips.last().copied();
            let reason = reason.unwrap_or(SkipReason::Address);
            self.skip(reason, address, start..start + address.len());
        }
    }

    fn add(&mut self, text: &str, place: Range<usize>) {
        match &mut self.cell {
            Some(cell) => cell.push((text.to_owned(), place)),
            None => self.printed.text(text, place),
        }
    }

    pub(super) fn skip(&mut self, reason: SkipReason, text: &str, range: Range<usize>) {
        let place = self.place(range);
        self.printed.skip(reason, text, place);
    }

    pub(super) fn inline_html(&mut self, tag: &str) {
        let tag = tag.to_ascii_lowercase();
        match tag.trim_end_matches(['>', '/', ' ']) {
            "<br" => self.printed.line_break(),
            "<sup" => self.is_superscript = true,
            "</sup" => self.is_superscript = false,
            _ => {}
        }
    }
}
