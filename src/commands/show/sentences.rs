//! `show sentences`: one sentence per line, each followed by the footnotes read after it.

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use lismoi_document::Section;
use serde_json::json;

use super::Article;
use super::print::Printer;

pub(super) fn print(article: &Article<'_>, printer: &mut Printer<'_, impl Write>) -> Result<()> {
    let source = &article.source.text;
    let segmentation = article.options.segmentation;
    let mut print = |range: &Range<usize>| {
        let text = printer.printed(range);
        printer.line(
            &text,
            || json!({"text": text, "range": [range.start, range.end]}),
        )
    };
    for block in article.sections().flat_map(Section::all_blocks) {
        for sentence in segmentation.sentences(source, block.range.clone()) {
            print(&sentence)?;
            for footnote in block.footnotes_within(&sentence) {
                for sentence in segmentation.sentences(source, footnote) {
                    print(&sentence)?;
                }
            }
        }
    }
    Ok(())
}
