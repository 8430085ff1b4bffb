//! Headings of which nothing is left but boilerplate: "Articles les plus lus".

use lismoi_document::SkipReason;

use crate::text::class::{BlockClass, ClassifiedBlock};

/// Skips the headings between which and the next one of their level nothing is read or listed
/// but boilerplate.
pub(super) fn skip_headings(blocks: &mut [ClassifiedBlock]) {
    // For each level, what came between the headings of it and higher ones; from the end.
    let mut below = [Below::default(); LEVELS];
    for block in blocks.iter_mut().rev() {
        match block.class {
            BlockClass::Skip(reason) if reason.is_boilerplate() => {
                below
                    .iter_mut()
                    .for_each(|below| below.has_boilerplate = true);
            }
            BlockClass::Heading(level) => {
                let level = usize::from(level).min(LEVELS - 1);
                if below[level].has_boilerplate && !below[level].has_text {
                    block.class = BlockClass::Skip(SkipReason::OutsideArticle);
                }
                // For higher headings, the text below this one is below them too.
                for below in &mut below[level..] {
                    *below = Below::default();
                }
            }
            _ => below.iter_mut().for_each(|below| below.has_text = true),
        }
    }
}

/// One more than the deepest level that is told apart.
const LEVELS: usize = 9;

/// What stands between a heading and the next of its level.
#[derive(Clone, Copy, Debug, Default)]
struct Below {
    has_text: bool,
    has_boilerplate: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use lismoi_document::BlockKind;

    #[test]
    fn a_heading_above_boilerplate_alone_is_skipped() {
        let body = BlockClass::Body(BlockKind::Paragraph);
        let around = BlockClass::Skip(SkipReason::OutsideArticle);
        let code = BlockClass::Skip(SkipReason::Code);
        let heading = BlockClass::Heading;
        let classes = [
            heading(2),
            heading(3),
            body,
            heading(3),
            code,
            heading(2),
            heading(3),
            around,
            heading(2),
        ];
        let mut blocks: Vec<_> = classes
            .iter()
            .map(|class| ClassifiedBlock::new(*class, 0..1))
            .collect();
        skip_headings(&mut blocks);
        let skipped: Vec<usize> = (0..blocks.len())
            .filter(|index| blocks[*index].class != classes[*index])
            .collect();
        assert_eq!(skipped, [5, 6]);
    }
}
