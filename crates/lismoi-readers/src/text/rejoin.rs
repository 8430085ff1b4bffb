//! Layout blocks that were broken in two, joined again.

use super::layout::LayoutBlock;
use super::{boilerplate, continuation, heading_candidate, heading_label, line_type};

/// Joins headings that were broken over two lines: alone between blank lines, without a final
/// mark, and with a second line that starts nothing new.
pub(super) fn two_line_headings(text: &str, blocks: Vec<LayoutBlock>) -> Vec<LayoutBlock> {
    let mut joined = Vec::with_capacity(blocks.len());
    let mut index = 0;
    while index < blocks.len() {
        let mut block = blocks[index].clone();
        if index + 1 < blocks.len()
            && stands_alone(&blocks, index)
            && is_broken_heading(text, &block, &blocks[index + 1])
        {
            index += 1;
            block.range.end = blocks[index].range.end;
            block.underline.clone_from(&blocks[index].underline);
        }
        joined.push(block);
        index += 1;
    }
    joined
}

/// Whether the block at `index` and the next one stand between blank lines.
fn stands_alone(blocks: &[LayoutBlock], index: usize) -> bool {
    blocks[index + 1].touches_previous
        && !blocks[index].touches_previous
        && blocks
            .get(index + 2)
            .is_none_or(|block| !block.touches_previous)
}

fn is_broken_heading(text: &str, first: &LayoutBlock, second: &LayoutBlock) -> bool {
    let (above, below) = (&text[first.range.clone()], &text[second.range.clone()]);
    !first.is_long
        && !second.is_long
        && first.underline.is_none()
        && !continuation::ends_with_final_mark(above)
        && heading_candidate::could_be_heading(below)
        && !line_type::is_row(above)
        && !line_type::is_list_item(above)
        && !above.starts_with(line_type::SPEECH_MARKS)
        && above.len() + below.len() <= heading_candidate::LONGEST_HEADING
        && (continuation::starts_lower_case(below)
            || continuation::ends_with_open_word(above)
            || (heading_candidate::is_in_capitals(above)
                && heading_candidate::is_in_capitals(below)))
}

/// Joins paragraphs that a scraper split: a block that cannot end where it does, and the
/// next one.
pub(super) fn split_blocks(text: &str, blocks: Vec<LayoutBlock>) -> Vec<LayoutBlock> {
    let mut joined: Vec<LayoutBlock> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(last)
                if last.underline.is_none()
                    && block.underline.is_none()
                    && is_split(&text[last.range.clone()], &text[block.range.clone()]) =>
            {
                last.range.end = block.range.end;
                last.is_long |= block.is_long || last.range.len() > LONGEST_SHORT;
            }
            _ => joined.push(block),
        }
    }
    joined
}

/// A joined block that is longer than this is running text, not a heading; in bytes.
const LONGEST_SHORT: usize = 100;

/// Whether `next` holds the rest of `block`.
fn is_split(block: &str, next: &str) -> bool {
    if continuation::ends_with_final_mark(block)
        || line_type::is_list_item(next)
        || line_type::is_row(next)
        || heading_label::parse(block).is_some_and(|label| label.is_whole)
    {
        return false;
    }
    let starts_lower_case = continuation::starts_lower_case(next);
    let is_hyphenated = block.ends_with(['-', '\u{AD}']) && !block.ends_with(" -");
    if continuation::ends_with_open_word(block)
        || (starts_lower_case
            && (is_hyphenated
                || continuation::ends_with_half_open_word(block)
                || continuation::has_open_bracket(block)))
    {
        return boilerplate::reason(next).is_none() && boilerplate::reason(block).is_none();
    }
    // A heading may start in lower case, and so may the paragraph after a heading. Only a
    // clause or a block too long for a heading goes on, and not in a heading.
    starts_lower_case
        && !heading_candidate::could_be_heading(next)
        && !continuation::ends_with_open_mark(block)
        && (!heading_candidate::could_be_heading(block) || continuation::has_finite_verb(block))
        && !line_type::is_list_item(block)
        && boilerplate::reason(next).is_none()
}

#[cfg(test)]
mod tests {
    use super::super::layout::{self, Grouping};
    use super::*;

    #[test]
    fn a_heading_broken_over_two_lines_is_one_block() {
        let blocks = |text| two_line_headings(text, layout::blocks(text, Grouping::Unwrapped));
        let text = "La vie quotidienne à Lyon et\nses environs\n\nIl pleut.";
        let words: Vec<&str> = blocks(text)
            .into_iter()
            .map(|block| &text[block.range])
            .collect();
        assert_eq!(
            words,
            ["La vie quotidienne à Lyon et\nses environs", "Il pleut."]
        );
        assert_eq!(blocks("LE TRÉSOR\nDES PIRATES\n\nIl pleut.").len(), 2);
        assert_eq!(blocks("Lyon\nParis\n\nIl pleut.").len(), 3);
    }

    #[test]
    fn a_clause_that_goes_on_in_lower_case_was_split() {
        assert!(is_split("Le ministre a dit", "des choses et d'autres."));
        assert!(is_split("La visite de", "Versailles"));
        assert!(!is_split("La visite", "des choses et d'autres."));
        assert!(!is_split("Il est venu.", "des choses et d'autres."));
        assert!(!is_split("La visite de", "Kommentare (0)"));
    }
}
