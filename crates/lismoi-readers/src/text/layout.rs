//! Lines in, layout blocks out: groups of lines, their underlines and edit links. The class
//! of a block is left to `classify.rs`.

use std::ops::Range;

use lismoi_document::lines;

use super::heading_candidate::could_be_title;
use super::{line_type, wrapping};

/// How lines are grouped into blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// Lines that were wrapped at a fixed width are joined; all others stand alone.
    Unwrapped,
    /// All lines between two blank lines.
    BlankLines,
    /// One record, as [`lines::records`] counts them.
    Records,
}

/// A block of text, known by its layout only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LayoutBlock {
    /// Its bytes in the source, without white space at the ends, never empty.
    pub(super) range: Range<usize>,
    /// Whether it was joined from several lines, or is wider than any wrapped line.
    pub(super) is_long: bool,
    /// Whether no blank line separates it from the block before.
    pub(super) touches_previous: bool,
    /// The line of `===` or `---` under it.
    pub(super) underline: Option<Range<usize>>,
    /// "\[modifier | modifier le code\]" after it, as after headings in Wikipedia.
    pub(super) edit_link: Option<Range<usize>>,
}

/// The blocks of a text, in order.
pub(super) fn blocks(text: &str, grouping: Grouping) -> Vec<LayoutBlock> {
    let lines: Vec<Range<usize>> = match grouping {
        Grouping::Records => lines::records(text)
            .map(|line| lines::trim(text, line))
            .collect(),
        Grouping::Unwrapped | Grouping::BlankLines => lines::all(text)
            .map(|line| lines::trim(text, line))
            .collect(),
    };
    let wrap_width = match grouping {
        Grouping::Unwrapped => wrapping::width(text, &lines),
        Grouping::BlankLines | Grouping::Records => None,
    };
    let belongs_together = |above: &Range<usize>, line: &Range<usize>| match grouping {
        Grouping::Records => false,
        Grouping::BlankLines => true,
        Grouping::Unwrapped => {
            let (above, line) = (&text[above.clone()], &text[line.clone()]);
            wrapping::is_hyphenated(above, line)
                || wrap_width.is_some_and(|width| wrapping::is_wrapped(above, line, width))
        }
    };
    let mut blocks: Vec<LayoutBlock> = Vec::new();
    let mut previous: Option<&Range<usize>> = None;
    for line in &lines {
        if line.is_empty() {
            previous = None;
            continue;
        }
        let is_underline =
            grouping == Grouping::Unwrapped && line_type::is_underline(&text[line.clone()]);
        match (previous, blocks.last_mut()) {
            (Some(above), Some(block)) if belongs_together(above, line) => {
                block.range.end = line.end;
                block.is_long = true;
            }
            (Some(above), Some(block)) if is_underline && could_be_title(&text[above.clone()]) => {
                block.underline = Some(line.clone());
            }
            _ => blocks.push(LayoutBlock {
                range: line.clone(),
                is_long: line.len() > *wrapping::WIDTHS.end(),
                touches_previous: previous.is_some(),
                underline: None,
                edit_link: None,
            }),
        }
        previous = (!is_underline).then_some(line);
    }
    if grouping == Grouping::Unwrapped {
        for block in &mut blocks {
            separate_edit_link(text, block);
        }
    }
    blocks
}

/// The longest heading with its edit link, in bytes.
const LONGEST_WITH_EDIT_LINK: usize = 400;

fn separate_edit_link(text: &str, block: &mut LayoutBlock) {
    let words = &text[block.range.clone()];
    if !words.ends_with(']') || words.len() > LONGEST_WITH_EDIT_LINK {
        return;
    }
    if let Some(at) = words.rfind("[modifier").filter(|at| *at > 0) {
        let link = block.range.start + at;
        block.edit_link = Some(link..block.range.end);
        block.range = lines::trim(text, block.range.start..link);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        blocks(text, Grouping::Unwrapped)
            .into_iter()
            .map(|block| &text[block.range])
            .collect()
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let text = "Le président de la République est arrivé hier soir à la\ngare de Lyon, où la foule l'attendait, nombreuse et gaie,\n\
                    depuis midi.\n\nIl est reparti.";
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn a_line_with_room_for_the_next_word_ends_its_block() {
        let text = "La gare\nLe président est arrivé hier soir à la grande gare\nde Lyon, où la foule \
                    l'attendait, nombreuse.";
        assert_eq!(split(text)[0], "La gare");
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn each_line_wider_than_wrapped_text_is_a_block() {
        let line = "Une phrase assez longue pour ne pas être une ligne coupée à une largeur fixe. "
            .repeat(2);
        let text = format!("{line}\n{line}\n{line}");
        assert_eq!(split(&text).len(), 3);
    }

    #[test]
    fn list_items_verses_and_table_rows_are_not_joined() {
        for text in [
            "- du pain\n- du vin\n- des figues",
            "Le ciel est, par-dessus le toit,\nSi bleu, si calme !\nUn arbre, par-dessus le toit,",
            "Ville | Habitants\nLyon | 522 000\nNice | 348 000",
        ] {
            assert_eq!(split(text), text.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_word_hyphenated_at_the_end_of_a_line_joins_the_lines() {
        assert_eq!(split("Le gouverne-\nment parle.").len(), 1);
        assert_eq!(split("Le total -\nEnfin.").len(), 2);
    }

    #[test]
    fn an_underline_belongs_to_the_line_above_it() {
        let text = "Une journée\n===========\n\nIl pleut.\n\n-----\n";
        let blocks = blocks(text, Grouping::Unwrapped);
        assert_eq!(blocks.len(), 3);
        assert_eq!(
            blocks[0].underline.clone().map(|range| &text[range]),
            Some("===========")
        );
        assert_eq!(blocks[1].underline, None);
    }
}
