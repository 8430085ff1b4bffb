//! Headings: by the outline of the document, or by their letters.

use std::collections::HashMap;

use super::asides;
use super::role::{ClassifiedLine, Role};
use crate::markup::classify::fold;
use crate::pdf::about::outline::Entry;
use crate::pdf::layout::items::{self, Mark};
use crate::pdf::layout::lines::Line;
use crate::pdf::layout::looks::{BodyLook, is_near};
use crate::pdf::layout::paragraphs;

/// The most lines of one heading, and the most characters.
const MOST_LINES: usize = 4;
const LONGEST: usize = 250;

/// Letters of headings are so much larger than those of the text, unless they are bold.
const LARGER: f32 = 1.12;

/// Larger letters may stand for a heading even where a full stop ends it.
const MUCH_LARGER: f32 = 1.35;

/// The share of the entries of an outline that must be found in the text for it to be trusted.
const FEWEST_FOUND: f32 = 0.5;

/// So many lines that start as an entry does are compared with it.
const MOST_LOOKED_AT: usize = 500;

/// Headings are at most this share of the text.
const MOST_TEXT: f32 = 0.3;

/// Finds the headings among the body lines.
pub(in crate::pdf) fn find(lines: &mut [ClassifiedLine], outline: &[Entry], body: &BodyLook) {
    let found = by_outline(lines, outline);
    let needed = (outline.len() as f32 * FEWEST_FOUND).max(2.0);
    let is_trusted = found.len() as f32 >= needed;
    let count = if is_trusted { found.len() } else { 0 };
    let mut deepest = 0;
    for (number, (run, level)) in found.into_iter().take(count).enumerate() {
        deepest = deepest.max(level);
        for index in run {
            lines[index].role = Role::Heading { level, number };
        }
    }
    let pages = lines.last().map_or(0, |last| last.line.page);
    asides::skip_captions(lines);
    if !is_trusted {
        by_look(lines, body, Looks::LargerOrBold, 0, 0);
    } else if count < pages as usize {
        // The outline names the parts only.
        by_look(lines, body, Looks::Larger, count, deepest);
    }
}

/// What tells a heading from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    Larger,
    LargerOrBold,
}

/// The lines of each entry that was found, with its level.
fn by_outline(lines: &[ClassifiedLine], outline: &[Entry]) -> Vec<(Vec<usize>, u8)> {
    let body: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].is_body()).collect();
    let folded: Vec<String> = body.iter().map(|i| fold(&lines[*i].line.text)).collect();
    // The positions of lines by their first letters after a label.
    let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, text) in folded.iter().enumerate() {
        for text in [text.as_str(), without_label(text)] {
            let positions = starts.entry(prefix(text)).or_default();
            if positions.last() != Some(&position) {
                positions.push(position);
            }
        }
    }
    let mut found = Vec::new();
    let mut cursor = 0;
    for entry in outline {
        let title = fold(&entry.title);
        let wanted = [title.as_str(), without_label(&title)];
        let mut best: Option<(usize, usize)> = None;
        for wanted in wanted.into_iter().filter(|wanted| !wanted.is_empty()) {
            // A first line shorter than the prefix is found by its own letters.
            let keys = (1..=prefix(wanted).len()).filter_map(|length| wanted.get(..length));
            let positions = keys
                .filter_map(|key| starts.get(key))
                .flat_map(|positions| {
                    let first = positions.partition_point(|position| *position < cursor);
                    positions[first..].iter().take(MOST_LOOKED_AT).copied()
                });
            for position in positions {
                let page = lines[body[position]].line.page;
                let is_on_page = entry.page.is_none_or(|wanted| page.abs_diff(wanted) <= 1);
                if !is_on_page || best.is_some_and(|(other, _)| other <= position) {
                    continue;
                }
                if let Some(count) = matching_lines(&folded[position..], wanted) {
                    best = Some((position, count));
                }
            }
        }
        if let Some((position, count)) = best {
            found.push((
                body[position..position + count].to_vec(),
                entry.level.min(6),
            ));
            cursor = position + count;
        }
    }
    found
}

/// How many of the first lines make up a title; `None` if none do.
fn matching_lines(lines: &[String], title: &str) -> Option<usize> {
    let mut joined = String::new();
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        joined.push_str(line);
        if joined == title || without_label(&joined) == title {
            return Some(index + 1);
        }
        if joined.len() > title.len() + LONGEST {
            return None;
        }
    }
    None
}

/// The text without the number at its start.
fn without_label(folded: &str) -> &str {
    folded.trim_start_matches(|c: char| c.is_ascii_digit())
}

fn prefix(text: &str) -> &str {
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Headings by larger or bold letters.
///
/// `first` is the number of the first one, `above` the level that they stand below.
fn by_look(lines: &mut [ClassifiedLine], body: &BodyLook, by: Looks, first: usize, above: u8) {
    let mut runs = runs(lines, body);
    if by == Looks::Larger {
        runs.retain(|run| lines[run[0]].line.size >= body.size * LARGER);
    }
    let length = |runs: &[Vec<usize>]| -> usize {
        let indices = runs.iter().flatten();
        indices.map(|index| lines[*index].line.text.len()).sum()
    };
    let all: usize = lines
        .iter()
        .filter(|l| l.is_body())
        .map(|l| l.line.text.len())
        .sum();
    if length(&runs) as f32 > all as f32 * MOST_TEXT {
        return;
    }
    // Each size is a level, the largest first; bold letters go before others.
    let mut looks: Vec<(f32, bool)> = Vec::new();
    for run in &runs {
        let line = &lines[run[0]].line;
        let is_known = looks
            .iter()
            .any(|(size, is_bold)| is_near(*size, line.size) && *is_bold == line.style.is_bold);
        if !is_known {
            looks.push((line.size, line.style.is_bold));
        }
    }
    looks.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    for (number, run) in runs.into_iter().enumerate() {
        let line = &lines[run[0]].line;
        let level = looks.iter().position(|(size, is_bold)| {
            is_near(*size, line.size) && *is_bold == line.style.is_bold
        });
        let level = (above + level.unwrap_or(0) as u8 + 1).min(6);
        let number = first + number;
        for index in run {
            lines[index].role = Role::Heading { level, number };
        }
    }
}

/// The lines of each heading.
fn runs(lines: &[ClassifiedLine], body: &BodyLook) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let positions: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].is_body()).collect();
    let mut start = 0;
    while start < positions.len() {
        let line = &lines[positions[start]].line;
        if !looks_like_heading(line, body) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < positions.len()
            && is_same_heading(&lines[positions[end - 1]].line, &lines[positions[end]].line)
        {
            end += 1;
        }
        let run = &positions[start..end];
        let before = start
            .checked_sub(1)
            .map(|before| &lines[positions[before]].line);
        let after = positions.get(end).map(|after| &lines[*after].line);
        if is_heading(run, lines, before, after, body) {
            runs.push(run.to_vec());
        }
        start = end;
    }
    runs
}

fn looks_like_heading(line: &Line, body: &BodyLook) -> bool {
    line.size >= body.size * LARGER
        || (line.style.is_bold && !body.is_bold && line.size >= body.size * 0.96)
}

fn is_same_heading(last: &Line, line: &Line) -> bool {
    is_near(last.size, line.size)
        && last.style == line.style
        && paragraphs::is_below(last, line)
        && line.baseline - last.baseline < line.size * 1.7
}

fn is_heading(
    run: &[usize],
    lines: &[ClassifiedLine],
    before: Option<&Line>,
    after: Option<&Line>,
    body: &BodyLook,
) -> bool {
    let [first, .., last] = match run {
        [only] => [*only, *only],
        [first, .., last] => [*first, *last],
        [] => return false,
    };
    let (first, last) = (&lines[first].line, &lines[last].line);
    let length: usize = run.iter().map(|index| lines[*index].line.text.len()).sum();
    let has_word = run.iter().any(|index| {
        let letters = lines[*index]
            .line
            .text
            .chars()
            .filter(|c| c.is_alphabetic());
        letters.count() >= 2
    });
    if run.len() > MOST_LINES || length > LONGEST || !has_word || after.is_none() {
        return false;
    }
    let is_item = matches!(items::mark(&first.text), Some(Mark::Bullet | Mark::Dash));
    if is_item || first.text.starts_with(char::is_lowercase) || goes_on_below(last, after, body) {
        return false;
    }
    let names_a_part = is_part_alone(&first.text) && run.len() == 1;
    if first.size >= body.size * MUCH_LARGER {
        return !names_a_part;
    }
    let ends_open = last.text.ends_with(['.', ';', ',', ':']);
    // Bold words within a paragraph that happen to fill a line.
    let is_within = before.is_some_and(|before| {
        paragraphs::is_below(before, first)
            && first.baseline - before.baseline < body.leading * 1.15
            && !before.text.ends_with(['.', ':', '!', '?'])
            && before.style != first.style
    });
    !names_a_part && !ends_open && !is_within && first.cells.len() <= 2
}

/// Whether the text below goes on with the sentence: the bold start of a paragraph.
fn goes_on_below(last: &Line, after: Option<&Line>, body: &BodyLook) -> bool {
    after.is_some_and(|after| {
        paragraphs::is_below(last, after)
            && after.baseline - last.baseline < body.leading.max(last.size) * 1.25
            && after.text.starts_with(char::is_lowercase)
    })
}

/// Whether a line is "Chapitre 3": its title follows.
fn is_part_alone(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(name), Some(number), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let names = [
        "chapitre", "partie", "annexe", "chapter", "part", "appendix", "section",
    ];
    names.contains(&name.to_lowercase().as_str())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || "IVXLABCDEF.".contains(c))
}
