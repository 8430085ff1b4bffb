//! Links to other articles after the last text of an article.

use lismoi_document::SkipReason;

use super::blocks::MarkedBlock;
use crate::text::class::{BlockClass, ClassifiedBlock};

/// So many links at the end are a list of links.
const FEWEST: usize = 3;

/// Skips the blocks at the end that hold nothing but links, if there are several. The headings
/// above them are left to `emptied.rs`.
pub(super) fn skip_at_end(blocks: &[MarkedBlock], classified: &mut [ClassifiedBlock]) {
    let is_link = |index: &usize| {
        let is_body = matches!(classified[*index].class, BlockClass::Body(_));
        is_body && blocks[*index].is_link
    };
    let is_text = |index: &usize| {
        let is_body = matches!(
            classified[*index].class,
            BlockClass::Body(_) | BlockClass::Footnote | BlockClass::Title
        );
        is_body && !blocks[*index].is_link
    };
    let end = (0..blocks.len())
        .rev()
        .find(is_text)
        .map_or(0, |last| last + 1);
    let found: Vec<usize> = (end..blocks.len()).filter(is_link).collect();
    if found.len() >= FEWEST {
        for index in found {
            classified[index].class = BlockClass::Skip(SkipReason::RelatedLink);
        }
    }
}
