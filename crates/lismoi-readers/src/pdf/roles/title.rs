//! The title among the lines of the first pages.

use super::role::{ClassifiedLine, Role};
use crate::markup::classify::fold;
use crate::pdf::layout::lines::Line;
use crate::pdf::layout::looks::{BodyLook, is_near};
use crate::pdf::layout::paragraphs;

/// The title stands on one of the first pages.
const FIRST_PAGES: u32 = 3;

/// The most lines of a title, and the most characters.
const MOST_LINES: usize = 6;
const LONGEST: usize = 300;

/// The letters of a title that nothing but its size tells, so much larger than those of the
/// text.
const LARGER: f32 = 1.25;

/// Marks the lines of the title. `known` is the title that the document names; its lines are
/// preferred where they stand out.
pub(in crate::pdf) fn find(lines: &mut [ClassifiedLine], known: Option<&str>, body: &BodyLook) {
    let runs = runs(lines);
    let largest = runs
        .iter()
        .filter(|run| is_on_first_page(run, lines))
        .filter(|run| is_title(run, lines, body))
        .max_by(|a, b| {
            let size = |run: &[usize]| lines[run[0]].line.size;
            // Of equal ones, the first.
            size(a).total_cmp(&size(b)).then(b[0].cmp(&a[0]))
        });
    let known = known.map(fold).filter(|known| !known.is_empty());
    let named = known.and_then(|known| named_lines(lines, &known, body));
    let size = |run: &Vec<usize>| lines[run[0]].line.size;
    let chosen = match (named, largest) {
        (Some(named), Some(largest)) if size(&named) < size(largest) * 0.75 => largest.clone(),
        (Some(named), _) => named,
        (None, Some(largest)) => largest.clone(),
        (None, None) => return,
    };
    for index in chosen {
        lines[index].role = Role::Title;
    }
}

/// The largest lines that say what the title is.
fn named_lines(lines: &[ClassifiedLine], title: &str, body: &BodyLook) -> Option<Vec<usize>> {
    let first: Vec<usize> = (0..lines.len())
        .take_while(|index| lines[*index].line.page <= FIRST_PAGES)
        .filter(|index| lines[*index].is_body())
        .collect();
    let mut best: Option<Vec<usize>> = None;
    for start in 0..first.len() {
        let mut joined = String::new();
        for (count, index) in first[start..].iter().take(MOST_LINES).enumerate() {
            joined.push_str(&fold(&lines[*index].line.text));
            if joined == title {
                let run = first[start..=start + count].to_vec();
                let size = lines[run[0]].line.size;
                let is_larger = best
                    .as_ref()
                    .is_none_or(|other| size > lines[other[0]].line.size);
                if is_larger && (size > body.size * 1.05 || lines[run[0]].line.style.is_bold) {
                    best = Some(run);
                }
                break;
            }
            if !title.starts_with(&joined) {
                break;
            }
        }
    }
    best
}

/// Consecutive lines of one look.
fn runs(lines: &[ClassifiedLine]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for index in 0..lines.len() {
        if !lines[index].is_body() {
            continue;
        }
        if lines[index].line.page > FIRST_PAGES {
            break;
        }
        let line = &lines[index].line;
        let goes_on = runs
            .last()
            .and_then(|run| run.last())
            .is_some_and(|last| goes_on(&lines[*last].line, line));
        match runs.last_mut() {
            Some(run) if goes_on => run.push(index),
            _ => runs.push(vec![index]),
        }
    }
    runs
}

fn goes_on(last: &Line, line: &Line) -> bool {
    is_near(last.size, line.size)
        && last.style.is_bold == line.style.is_bold
        && paragraphs::is_below(last, line)
        && line.baseline - last.baseline < line.size * 1.9
}

/// Whether lines stand on the first page that has text.
fn is_on_first_page(run: &[usize], lines: &[ClassifiedLine]) -> bool {
    let first = lines.iter().find(|line| line.is_body());
    first.is_some_and(|first| lines[run[0]].line.page == first.line.page)
}

fn is_title(run: &[usize], lines: &[ClassifiedLine], body: &BodyLook) -> bool {
    let length: usize = run.iter().map(|index| lines[*index].line.text.len()).sum();
    let letters = run.iter().flat_map(|index| lines[*index].line.text.chars());
    let letters = letters.filter(|c| c.is_alphabetic()).count();
    run.len() <= MOST_LINES
        && length <= LONGEST
        && letters >= 3
        && lines[run[0]].line.size >= body.size * LARGER
}
