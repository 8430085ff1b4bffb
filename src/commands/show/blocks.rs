//! `show blocks`: type, tab, text; for what is dropped, another tab and the reason.

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use lismoi_book::build::plan::emptied_heading;
use lismoi_document::{BlockKind, Document, SkipReason, Skipped};
use serde_json::json;

use super::print::Printer;

pub(super) fn print(document: &Document, printer: &mut Printer<'_, impl Write>) -> Result<()> {
    // A footnote reference lies within a block, which is printed whole.
    let is_block = |item: &&Skipped| item.reason != SkipReason::FootnoteReference;
    let mut skipped = document.skipped.iter().filter(is_block).peekable();
    let mut print = |kind: &str,
                     range: &Range<usize>,
                     level: Option<u8>,
                     reason: Option<SkipReason>| {
        let text = printer.printed(range);
        let reason = reason.map(|reason| reason.to_string());
        let mut line = format!("{kind}\t{text}");
        if let Some(reason) = &reason {
            line += &format!("\t({reason})");
        }
        printer.line(&line, || {
            json!({"type": kind, "level": level, "text": text, "range": [range.start, range.end], "reason": reason})
        })
    };
    for section in &document.sections {
        if let Some(heading) = emptied_heading(section, document) {
            print("drop", &heading.range, None, Some(heading.reason))?;
            continue;
        }
        for block in section.all_blocks() {
            while let Some(item) = skipped.next_if(|item| item.range.start < block.range.start) {
                print("drop", &item.range, None, Some(item.reason))?;
            }
            let is_heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
            let level = is_heading.then_some(section.level);
            print(block.kind.name(), &block.range, level, None)?;
            let references = block.references.iter();
            for footnote in references.filter_map(|reference| reference.footnote.as_ref()) {
                print("paragraph", footnote, None, None)?;
            }
        }
    }
    for item in skipped {
        print("drop", &item.range, None, Some(item.reason))?;
    }
    Ok(())
}
