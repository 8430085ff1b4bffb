//! Lines in, raw blocks out: lines grouped by blank lines, lines wrapped at a fixed
//! width put together again, underlined headings and columns seen. What a block is, is
//! left to `structure`.

use std::ops::{Range, RangeInclusive};

use lismoi_document::lines;

use super::shape;

/// What one raw block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Lines that were wrapped at a fixed width, put together again.
    Paragraph,
    /// All lines between two blank lines.
    Group,
    /// One line.
    Line,
}

/// A block of which only its lines are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawBlock {
    /// Its place in the source, without white space at the ends, never empty.
    pub range: Range<usize>,
    /// It was put together from lines, or one line is wider than any wrapped text.
    pub is_long: bool,
    /// No blank line stands between it and the block before.
    pub touches_previous: bool,
    /// The line of marks under it, if it is underlined.
    pub underline: Option<Range<usize>>,
    /// "\[modifier | modifier le code\]" behind it, which stands behind headings in Wikipedia.
    pub edit_link: Option<Range<usize>>,
}

/// A wider text is not wrapped: each of its lines is a paragraph. A narrower one is a
/// list, or verse.
const WRAPS: RangeInclusive<usize> = 40..=100;

/// The raw blocks, in order.
pub fn raw(text: &str, unit: Unit) -> Vec<RawBlock> {
    let lines: Vec<Range<usize>> = match unit {
        Unit::Line => lines::separate(text)
            .map(|line| lines::trim(text, line))
            .collect(),
        Unit::Paragraph | Unit::Group => lines::all(text)
            .map(|line| lines::trim(text, line))
            .collect(),
    };
    let wrap_width = match unit {
        Unit::Paragraph => wrap_width(text, &lines),
        Unit::Group | Unit::Line => None,
    };
    let belongs_together = |above: &Range<usize>, line: &Range<usize>| match unit {
        Unit::Line => false,
        Unit::Group => true,
        Unit::Paragraph => {
            let (above, line) = (&text[above.clone()], &text[line.clone()]);
            is_hyphenated(above, line)
                || wrap_width.is_some_and(|width| goes_on(above, line, width))
        }
    };
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut previous: Option<&Range<usize>> = None;
    for line in &lines {
        if line.is_empty() {
            previous = None;
            continue;
        }
        let is_underline = unit == Unit::Paragraph && shape::is_underline(&text[line.clone()]);
        match (previous, blocks.last_mut()) {
            (Some(above), Some(block)) if belongs_together(above, line) => {
                block.range.end = line.end;
                block.is_long = true;
            }
            (Some(above), Some(block))
                if is_underline && shape::could_be_title(&text[above.clone()]) =>
            {
                block.underline = Some(line.clone());
            }
            _ => blocks.push(RawBlock {
                range: line.clone(),
                is_long: line.len() > *WRAPS.end(),
                touches_previous: previous.is_some(),
                underline: None,
                edit_link: None,
            }),
        }
        previous = (!is_underline).then_some(line);
    }
    if unit == Unit::Paragraph {
        blocks
            .iter_mut()
            .for_each(|block| part_edit_link(text, block));
        join_two_line_headings(text, &mut blocks);
    }
    blocks
}

/// The width at which the text was wrapped, in characters: as wide as nearly all lines
/// that another one follows directly. `None` where the lines are no wrapped lines.
fn wrap_width(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| text[pair[0].clone()].chars().count())
        .collect();
    widths.sort_unstable();
    // One line in fifty may be wider: a web address cannot be wrapped.
    let width = *widths.get(widths.len().checked_sub(1 + widths.len() / 50)?)?;
    // Wrapped lines are full; verses have room for another word.
    let pairs = || {
        let pairs = lines
            .windows(2)
            .map(|pair| (&text[pair[0].clone()], &text[pair[1].clone()]));
        pairs.filter(|(above, line)| !above.is_empty() && !line.is_empty())
    };
    let full = pairs()
        .filter(|(above, line)| is_full(above, line, width))
        .count();
    (WRAPS.contains(&width) && full * 2 >= pairs().count()).then_some(width)
}

/// The first word of `line` would not have fitted behind the line `above`.
fn is_full(above: &str, line: &str, width: usize) -> bool {
    let first_word = line
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    above.chars().count() + 1 + first_word > width
}

/// Whether `line` goes on from the line `above` it: its first word would not have
/// fitted there, or the sentence has clearly not ended.
fn goes_on(above: &str, line: &str, width: usize) -> bool {
    if shape::is_list_item(line) || shape::is_row(line) || shape::is_row(above) {
        return false;
    }
    let did_not_fit = is_full(above, line, width);
    if shape::is_numbered(line) && (shape::is_numbered(above) || !did_not_fit) {
        return false;
    }
    did_not_fit || (shape::starts_lower_case(line) && !shape::ends_with_final_mark(above))
}

/// "gouverne-" above "ment": a word was divided at the end of the line.
fn is_hyphenated(above: &str, line: &str) -> bool {
    let word = above.strip_suffix(['-', '\u{2010}', '\u{AD}']);
    word.is_some_and(|word| word.ends_with(char::is_lowercase))
        && line.starts_with(char::is_lowercase)
}

fn part_edit_link(text: &str, block: &mut RawBlock) {
    let words = &text[block.range.clone()];
    if !words.ends_with(']') || words.len() > LONGEST_LINKED {
        return;
    }
    if let Some(at) = words.rfind("[modifier").filter(|at| *at > 0) {
        let link = block.range.start + at;
        block.edit_link = Some(link..block.range.end);
        block.range = lines::trim(text, block.range.start..link);
    }
}

/// No heading with its link is longer, in bytes.
const LONGEST_LINKED: usize = 400;

/// A heading that was broken in two stands alone between blank lines, has no final mark,
/// and its second line is no new start.
fn join_two_line_headings(text: &str, blocks: &mut Vec<RawBlock>) {
    let stands_alone = |blocks: &[RawBlock], index: usize| {
        blocks[index + 1].touches_previous
            && !blocks[index].touches_previous
            && blocks
                .get(index + 2)
                .is_none_or(|block| !block.touches_previous)
    };
    let is_broken = |first: &RawBlock, second: &RawBlock| {
        let (above, below) = (&text[first.range.clone()], &text[second.range.clone()]);
        !first.is_long
            && !second.is_long
            && first.underline.is_none()
            && !shape::ends_with_final_mark(above)
            && shape::could_be_heading(below)
            && !shape::is_row(above)
            && !shape::is_list_item(above)
            && !above.starts_with(shape::SPEECH_MARKS)
            && above.len() + below.len() <= shape::LONGEST_HEADING
            && (shape::starts_lower_case(below)
                || shape::ends_with_open_word(above)
                || (shape::is_in_capitals(above) && shape::is_in_capitals(below)))
    };
    let mut index = 0;
    let mut joined = Vec::with_capacity(blocks.len());
    while index < blocks.len() {
        let mut block = blocks[index].clone();
        if index + 1 < blocks.len()
            && stands_alone(blocks, index)
            && is_broken(&block, &blocks[index + 1])
        {
            index += 1;
            block.range.end = blocks[index].range.end;
            block.underline.clone_from(&blocks[index].underline);
        }
        joined.push(block);
        index += 1;
    }
    *blocks = joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        raw(text, Unit::Paragraph)
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
    fn a_line_that_had_room_for_the_next_word_ends_its_block() {
        let text = "La gare\nLe président est arrivé hier soir à la grande gare\nde Lyon, où la foule \
                    l'attendait, nombreuse.";
        assert_eq!(split(text)[0], "La gare");
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn long_lines_are_a_paragraph_each() {
        let line = "Une phrase assez longue pour ne pas être une ligne coupée à une largeur fixe. "
            .repeat(2);
        let text = format!("{line}\n{line}\n{line}");
        assert_eq!(split(&text).len(), 3);
    }

    #[test]
    fn items_verses_and_rows_stay_apart() {
        for text in [
            "- du pain\n- du vin\n- des figues",
            "Le ciel est, par-dessus le toit,\nSi bleu, si calme !\nUn arbre, par-dessus le toit,",
            "Ville | Habitants\nLyon | 522 000\nNice | 348 000",
        ] {
            assert_eq!(split(text), text.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_word_divided_at_the_end_of_a_line_is_in_one_block() {
        assert_eq!(split("Le gouverne-\nment parle.").len(), 1);
        assert_eq!(split("Le total -\nEnfin.").len(), 2);
    }

    #[test]
    fn an_underline_belongs_to_the_line_above_it() {
        let text = "Une journée\n===========\n\nIl pleut.\n\n-----\n";
        let blocks = raw(text, Unit::Paragraph);
        assert_eq!(blocks.len(), 3);
        assert_eq!(
            blocks[0].underline.clone().map(|range| &text[range]),
            Some("===========")
        );
        assert_eq!(blocks[1].underline, None);
    }

    #[test]
    fn a_heading_broken_over_two_lines_is_one_block() {
        assert_eq!(
            split("La vie quotidienne à Lyon et\nses environs\n\nIl pleut."),
            ["La vie quotidienne à Lyon et\nses environs", "Il pleut."]
        );
        assert_eq!(split("LE TRÉSOR\nDES PIRATES\n\nIl pleut.").len(), 2);
        assert_eq!(split("Lyon\nParis\n\nIl pleut.").len(), 3);
    }
}
