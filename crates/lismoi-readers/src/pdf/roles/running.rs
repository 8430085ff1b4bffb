//! Running heads and feet, and page numbers: what repeats at the edge of pages.

use std::collections::HashMap;

use lismoi_document::SkipReason;

use crate::pdf::drawing::glyphs::Layer;
use crate::pdf::layout::lines::Line;
use crate::pdf::layout::pages::PageOfLines;

/// So many rows at the top and at the bottom of a page may belong to its head or foot.
const ROWS: usize = 3;

/// Heads of different pages stand at the same height, but for this, in points.
const SAME_HEIGHT: f32 = 4.0;

/// A text on this many pages is a head; on pages next to each other, twice is enough.
const FEWEST_PAGES: usize = 3;
const NEXT_PAGES: u32 = 2;

/// Words that stand beside a page number.
const BESIDE_NUMBERS: [&str; 8] = ["page", "pages", "p", "pg", "sur", "of", "de", "n"];

/// A page with more lines is a drawing: each line would be compared with all others.
const MOST_LINES: usize = 2000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Bottom,
}

/// A line at the edge of a page.
struct Candidate {
    page: usize,
    line: usize,
    edge: Edge,
    /// How many rows stand between it and the edge.
    rank: usize,
}

/// For each line of each page, why it is skipped; `None` if it is no head, foot or number.
pub(in crate::pdf) fn find(pages: &[PageOfLines]) -> Vec<Vec<Option<SkipReason>>> {
    let mut found: Vec<Vec<Option<SkipReason>>> = pages
        .iter()
        .map(|page| vec![None; page.lines.len()])
        .collect();
    let candidates: Vec<Candidate> = pages
        .iter()
        .enumerate()
        .flat_map(|(index, page)| candidates(index, page))
        .collect();
    let line = |candidate: &Candidate| &pages[candidate.page].lines[candidate.line];
    let offsets = page_number_offsets(&candidates, pages);
    // The same text, but for the page number, at the same height.
    let mut groups: HashMap<(String, Edge), Vec<usize>> = HashMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let key = key(line(candidate), &offsets);
        groups.entry((key, candidate.edge)).or_default().push(index);
    }
    for ((key, _), members) in &groups {
        for (position, member) in members.iter().enumerate() {
            let candidate = &candidates[*member];
            let reason = if is_number_alone(key) {
                SkipReason::PageNumber
            } else {
                SkipReason::RunningHead
            };
            let is_roman = candidate.rank == 0 && key.chars().all(|c| "ivxl".contains(c));
            let is_number = (key.contains(NUMBER) || is_roman) && reason == SkipReason::PageNumber;
            if is_number || is_repeated(&candidates, members, position, pages) {
                found[candidate.page][candidate.line] = Some(reason);
            }
        }
    }
    keep_what_stands_within(&candidates, &mut found);
    skip_number_of_single_page(&candidates, pages, &mut found);
    skip_changing_heads(&candidates, pages, &mut found);
    found
}

/// The reason why a line marked as an artifact is skipped.
pub(in crate::pdf) fn reason_of_aside(line: &Line) -> SkipReason {
    match line.layer {
        Layer::Hidden | Layer::Invisible => SkipReason::Hidden,
        Layer::Artifact if line.text.chars().all(|c| !c.is_alphabetic()) => SkipReason::PageNumber,
        Layer::Artifact => SkipReason::RunningHead,
        Layer::Text => SkipReason::OutsideArticle,
    }
}

fn candidates(index: usize, page: &PageOfLines) -> Vec<Candidate> {
    if page.lines.len() > MOST_LINES {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|a, b| page.lines[*a].baseline.total_cmp(&page.lines[*b].baseline));
    // The row of each line, from the top.
    let mut rows: Vec<(usize, usize)> = Vec::with_capacity(order.len());
    let mut row = 0;
    for (position, line) in order.iter().enumerate() {
        if position > 0 {
            let (above, here) = (&page.lines[order[position - 1]], &page.lines[*line]);
            row += usize::from(here.baseline - above.baseline > here.size * 0.5);
        }
        rows.push((*line, row));
    }
    let last = row;
    let mut candidates = Vec::new();
    for (line, row) in rows {
        let middle = page.lines[line].baseline / page.height.max(1.0);
        let edges = [
            (Edge::Top, row, middle < 0.4),
            (Edge::Bottom, last - row, middle > 0.6),
        ];
        for (edge, rank, is_near) in edges {
            if rank < ROWS && is_near {
                candidates.push(Candidate {
                    page: index,
                    line,
                    edge,
                    rank,
                });
            }
        }
    }
    candidates
}

/// Stands for the number of the page in a key.
const NUMBER: char = '#';

/// The differences between the printed and the true numbers of pages, the most common ones.
fn page_number_offsets(candidates: &[Candidate], pages: &[PageOfLines]) -> Vec<i64> {
    let mut counts: HashMap<i64, Vec<usize>> = HashMap::new();
    for candidate in candidates {
        let line = &pages[candidate.page].lines[candidate.line];
        for number in numbers(&line.text) {
            let pages = counts.entry(number - candidate.page as i64).or_default();
            if pages.last() != Some(&candidate.page) {
                pages.push(candidate.page);
            }
        }
    }
    let fewest = 2.max(pages.len() / 4);
    let mut common: Vec<(usize, i64)> = counts
        .into_iter()
        .map(|(offset, pages)| (pages.len(), offset))
        .filter(|(count, _)| *count >= fewest)
        .collect();
    common.sort_unstable_by(|a, b| b.cmp(a));
    common
        .into_iter()
        .take(3)
        .map(|(_, offset)| offset)
        .collect()
}

fn numbers(text: &str) -> impl Iterator<Item = i64> {
    let words = text.split(|c: char| !c.is_ascii_digit());
    words
        .filter(|word| (1..=5).contains(&word.len()))
        .filter_map(|word| word.parse().ok())
}

/// The text in lower case, with the number of the page as [`NUMBER`].
fn key(line: &Line, offsets: &[i64]) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for character in line.text.chars().chain([' ']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            let number: i64 = digits.parse().unwrap_or(-1);
            let is_page = offsets
                .iter()
                .any(|offset| number - offset == i64::from(line.page) - 1);
            if is_page {
                key.push(NUMBER);
            } else {
                key.push_str(&digits);
            }
            digits.clear();
        }
        if !character.is_whitespace() {
            key.extend(character.to_lowercase());
        } else if !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.trim().to_owned()
}

/// Whether a key holds nothing but numbers and what stands beside them.
fn is_number_alone(key: &str) -> bool {
    let mut words = key.split(|c: char| !c.is_alphanumeric() && c != NUMBER);
    words.all(|word| {
        word.is_empty()
            || word.chars().all(|c| c.is_ascii_digit() || c == NUMBER)
            || (word == key && word.chars().all(|c| "ivxl".contains(c)))
            || BESIDE_NUMBERS.contains(&word)
    })
}

/// Whether the text of a candidate stands at the same height of other pages.
fn is_repeated(
    candidates: &[Candidate],
    members: &[usize],
    position: usize,
    pages: &[PageOfLines],
) -> bool {
    let line = |member: usize| &pages[candidates[member].page].lines[candidates[member].line];
    let this = line(members[position]);
    if !this.text.contains(char::is_alphanumeric) {
        return false;
    }
    let mut count = 1;
    let mut is_next = false;
    // Members are in the order of pages; those near are enough.
    let near = position.saturating_sub(8)..(position + 9).min(members.len());
    for other in near.filter(|other| *other != position) {
        let other = line(members[other]);
        let is_same = other.page != this.page
            && (other.baseline - this.baseline).abs() <= SAME_HEIGHT
            && (other.size - this.size).abs() < 0.3;
        count += usize::from(is_same);
        is_next |= is_same && other.page.abs_diff(this.page) <= NEXT_PAGES;
    }
    count >= FEWEST_PAGES || is_next
}

/// Heads have nothing but heads between them and the edge.
fn keep_what_stands_within(candidates: &[Candidate], found: &mut [Vec<Option<SkipReason>>]) {
    let mut marked: std::collections::HashSet<(usize, Edge, usize)> = candidates
        .iter()
        .filter(|candidate| found[candidate.page][candidate.line].is_some())
        .map(|candidate| (candidate.page, candidate.edge, candidate.rank))
        .collect();
    for candidate in candidates {
        for rank in 0..candidate.rank {
            if !marked.contains(&(candidate.page, candidate.edge, rank)) {
                marked.remove(&(candidate.page, candidate.edge, candidate.rank));
                found[candidate.page][candidate.line] = None;
            }
        }
    }
}

/// A document of one page may have "1", "1/1" or "Page 1" at its foot.
fn skip_number_of_single_page(
    candidates: &[Candidate],
    pages: &[PageOfLines],
    found: &mut [Vec<Option<SkipReason>>],
) {
    if pages.len() > 2 {
        return;
    }
    for candidate in candidates {
        let line = &pages[candidate.page].lines[candidate.line];
        let key = key(line, &[0, 1]);
        let is_outermost = candidate.rank == 0 && candidate.edge == Edge::Bottom;
        if is_outermost && key.contains(NUMBER) && is_number_alone(&key) {
            found[candidate.page][candidate.line] = Some(SkipReason::PageNumber);
        }
    }
}

/// Where many pages have a head, the outermost line at its height is one too: it may name the
/// section. Larger lines are titles, as of slides.
fn skip_changing_heads(
    candidates: &[Candidate],
    pages: &[PageOfLines],
    found: &mut [Vec<Option<SkipReason>>],
) {
    let line = |candidate: &Candidate| &pages[candidate.page].lines[candidate.line];
    let is_marked: Vec<bool> = candidates
        .iter()
        .map(|candidate| found[candidate.page][candidate.line].is_some())
        .collect();
    let sizes: Vec<f32> = pages.iter().map(|page| usual_size(&page.lines)).collect();
    let is_head = |candidate: &Candidate| {
        let page = &pages[candidate.page];
        candidate.rank == 0
            && line(candidate).size < sizes[candidate.page] * 1.06
            && stands_apart(line(candidate), page, candidate.edge)
    };
    let mut heights: HashMap<(Edge, i32), (usize, usize)> = HashMap::new();
    let step = |line: &Line| (line.baseline / SAME_HEIGHT).round() as i32;
    for (candidate, is_marked) in candidates.iter().zip(&is_marked) {
        let count = heights
            .entry((candidate.edge, step(line(candidate))))
            .or_default();
        count.0 += usize::from(*is_marked);
        count.1 += usize::from(*is_marked || is_head(candidate));
    }
    let fewest = |share: usize| FEWEST_PAGES.max(pages.len() / share);
    for candidate in candidates.iter().filter(|candidate| is_head(candidate)) {
        let key = (candidate.edge, step(line(candidate)));
        let (marked, all) = heights.get(&key).copied().unwrap_or_default();
        if marked >= fewest(4) || all >= fewest(2) {
            let reason = if is_number_alone(&line(candidate).text.to_lowercase()) {
                SkipReason::PageNumber
            } else {
                SkipReason::RunningHead
            };
            found[candidate.page][candidate.line].get_or_insert(reason);
        }
    }
}

/// The size of most text of a page.
fn usual_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.iter().map(|l| (l.size, l.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut sum = 0;
    let middle = sizes.iter().find(|(_, length)| {
        sum += length;
        sum > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// Whether a line is farther from the text than its lines are from each other.
fn stands_apart(line: &Line, page: &PageOfLines, edge: Edge) -> bool {
    let distances = page.lines.iter().map(|other| match edge {
        Edge::Top => other.baseline - line.baseline,
        Edge::Bottom => line.baseline - other.baseline,
    });
    let others = distances.filter(|distance| *distance > line.size * 0.5);
    others.fold(f32::INFINITY, f32::min) > line.size * 1.8
}
