//! Tables of contents: lines with a page number at their end.

use lismoi_document::SkipReason;

use super::role::{ClassifiedLine, Role};
use crate::markup::classify::fold;

/// Headings of tables of contents, as [`fold`] makes them.
const HEADINGS: [&str; 15] = [
    "contents",
    "figures",
    "illustrations",
    "indexdesfigures",
    "listedesfigures",
    "listedestableaux",
    "listoffigures",
    "listoftables",
    "sommaire",
    "table",
    "tabledesillustrations",
    "tabledesmatieres",
    "tabledesmatières",
    "tableofcontents",
    "tables",
];

/// Dots that lead to a number, at least.
const FEWEST_DOTS: usize = 4;

/// Lines with leaders that stand together are a table from this number on.
const FEWEST_LINES: usize = 3;

/// Lines without a number that may stand between lines with one: long titles.
const MOST_BETWEEN: usize = 3;

/// So many lines below a heading tell whether its entries have leaders.
const LOOKED_AT: usize = 6;

/// Skips the tables of contents.
pub(in crate::pdf) fn skip(lines: &mut [ClassifiedLine]) {
    let body: Vec<usize> = (0..lines.len())
        .filter(|index| lines[*index].is_body())
        .collect();
    let text = |position: usize| lines[body[position]].line.text.as_str();
    let mut tables = Vec::new();
    let mut position = 0;
    while position < body.len() {
        let is_heading = HEADINGS.contains(&fold(text(position)).as_str());
        let below = position + 1..(position + 1 + LOOKED_AT).min(body.len());
        let has_leaders = !is_heading || below.into_iter().any(|below| has_leader(text(below)));
        let is_entry: fn(&str) -> bool = match has_leaders {
            true => has_leader,
            false => ends_in_number,
        };
        if !is_heading && !is_entry(text(position)) {
            position += 1;
            continue;
        }
        let first = position + usize::from(is_heading);
        let (end, entries) = table_from(first, body.len(), |position| is_entry(text(position)));
        if entries >= FEWEST_LINES {
            let page = |position: usize| lines[body[position]].line.page;
            // The last entries may be chapters, which have no leaders.
            let is_more =
                |next: &usize| page(*next) == page(end - 1) && ends_in_number(text(*next));
            let end = end + (end..body.len()).take_while(is_more).count();
            tables.push(position..end);
            position = end;
        } else {
            position += 1;
        }
    }
    for table in tables {
        for position in table {
            lines[body[position]].role = Role::Skipped(SkipReason::Contents);
        }
    }
}

/// The end of a table that starts at `first`, and how many entries it has.
fn table_from(first: usize, count: usize, is_entry: impl Fn(usize) -> bool) -> (usize, usize) {
    let mut end = first;
    let mut entries = 0;
    let mut position = first;
    while position < count && position - end <= MOST_BETWEEN {
        if is_entry(position) {
            entries += 1;
            end = position + 1;
        }
        position += 1;
    }
    (end, entries)
}

/// Whether a line has dots that lead to its last word.
fn has_leader(text: &str) -> bool {
    let title = text.trim_end_matches(|c: char| c.is_alphanumeric());
    let leader = title.trim_end_matches(|c: char| is_dot(c) || c.is_whitespace());
    let dots = title[leader.len()..].chars().filter(|c| is_dot(*c));
    let length: usize = dots.map(|c| if c == '…' { 3 } else { 1 }).sum();
    length >= FEWEST_DOTS && leader.contains(char::is_alphanumeric)
}

fn is_dot(character: char) -> bool {
    matches!(character, '.' | '…' | '·' | '_' | '․')
}

/// Whether the last word of a line is a number.
fn ends_in_number(text: &str) -> bool {
    let is_number = |word: &str| {
        (1..=4).contains(&word.len())
            && (word.bytes().all(|b| b.is_ascii_digit())
                || word.bytes().all(|b| b"ivxlcIVXLC".contains(&b)))
    };
    let (title, last) = text.trim_end().rsplit_once(' ').unwrap_or(("", text));
    has_leader(text)
        || (is_number(last) && (title.is_empty() || title.contains(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leader_ends_in_a_number() {
        assert!(has_leader("1.2 Les trois piliers . . . . . . 7"));
        assert!(has_leader("Annexe ………… xii"));
        assert!(!has_leader("Il dit... 3"));
        assert!(!has_leader("Il pleut."));
        assert!(ends_in_number("Les trois piliers 7"));
        assert!(!ends_in_number("Il a 7 ans"));
    }
}
