//! Body lines that are not read: captions, code, and glyphs without characters.

use lismoi_document::SkipReason;

use super::role::{ClassifiedLine, Role};
use crate::pdf::layout::lines::Line;
use crate::pdf::layout::looks::{BodyLook, is_near};
use crate::pdf::layout::paragraphs;

/// The first words of captions, in lower case.
const CAPTIONS: [&str; 20] = [
    "algorithme",
    "annexe",
    "carte",
    "diagramme",
    "encadré",
    "exemple",
    "fig",
    "fig.",
    "figure",
    "graphe",
    "graphique",
    "illustration",
    "image",
    "listing",
    "photo",
    "schéma",
    "tab",
    "tab.",
    "table",
    "tableau",
];

/// The longest caption, in lines.
const MOST_CAPTION_LINES: usize = 8;

/// Lines of code that stand together, at least.
const FEWEST_CODE_LINES: usize = 4;

/// The share of glyphs without characters from which a page is not read.
const MOST_UNREADABLE: f32 = 0.2;

/// Skips the captions below and above pictures: "Figure 3 : Ventes". One that explains in
/// several sentences is text.
pub(in crate::pdf) fn skip_captions(lines: &mut [ClassifiedLine]) {
    let mut index = 0;
    while index < lines.len() {
        let starts = lines[index].is_body()
            && is_caption(&lines[index].line.text)
            && stands_alone(lines, index);
        if !starts {
            index += 1;
            continue;
        }
        let mut end = index + 1;
        while end < lines.len()
            && end - index < MOST_CAPTION_LINES
            && lines[end].is_body()
            && goes_on(&lines[end - 1].line, &lines[end].line)
        {
            end += 1;
        }
        if !has_sentences(&lines[index..end]) {
            for line in &mut lines[index..end] {
                line.role = Role::Skipped(SkipReason::Caption);
            }
        }
        index = end;
    }
}

/// Whether a line starts with "Figure 3" and a mark, or is this alone.
fn is_caption(text: &str) -> bool {
    let mut words = text.splitn(3, ' ');
    let (Some(name), Some(number)) = (words.next(), words.next()) else {
        return false;
    };
    let rest = words.next().unwrap_or_default();
    if !CAPTIONS.contains(&name.to_lowercase().as_str()) || !name.starts_with(char::is_uppercase) {
        return false;
    }
    let digits = number.trim_end_matches([':', '.', ')', '-', '–', '—']);
    let is_number = !digits.is_empty()
        && digits.len() <= 6
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || ".-".contains(c) || "IVXA".contains(c));
    let has_mark = number.len() > digits.len() || rest.starts_with([':', '.', '-', '–', '—']);
    is_number && (has_mark || rest.is_empty())
}

/// Whether a caption has more than one sentence after its number.
fn has_sentences(lines: &[ClassifiedLine]) -> bool {
    let texts: Vec<&str> = lines.iter().map(|line| line.line.text.as_str()).collect();
    let text = texts.join(" ");
    let words: Vec<&str> = text.split_whitespace().skip(2).collect();
    words.windows(2).any(|pair| {
        let ends = pair[0].chars().filter(|c| c.is_alphabetic()).count() > 2
            && pair[0].ends_with(['.', '!', '?']);
        ends && pair[1].starts_with(char::is_uppercase)
    })
}

/// Whether a line does not go on with the one above it.
fn stands_alone(lines: &[ClassifiedLine], index: usize) -> bool {
    let line = &lines[index].line;
    let above = lines[..index].iter().rev().find(|above| above.is_body());
    above.is_none_or(|above| {
        let above = &above.line;
        !paragraphs::is_below(above, line)
            || line.baseline - above.baseline > line.size * 1.5
            || !is_near(above.size, line.size)
            || above.style != line.style
            || above.text.ends_with(['.', ':', '!', '?'])
    })
}

fn goes_on(last: &Line, line: &Line) -> bool {
    is_near(last.size, line.size)
        && paragraphs::is_below(last, line)
        && line.baseline - last.baseline < line.size * 1.45
        && (last.left - line.left).abs() < line.size * 8.0
}

/// Skips lines in a font of one width: code, and what a program prints. Fewer than
/// [`FEWEST_CODE_LINES`] together may be names within the text.
pub(in crate::pdf) fn skip_code(lines: &mut [ClassifiedLine], body: &BodyLook) {
    if body.is_monospaced {
        return;
    }
    let is_code = |line: &ClassifiedLine| line.is_body() && line.line.style.is_monospaced;
    let mut index = 0;
    while index < lines.len() {
        let length = lines[index..]
            .iter()
            .take_while(|line| is_code(line))
            .count();
        if length >= FEWEST_CODE_LINES {
            for line in &mut lines[index..index + length] {
                line.role = Role::Skipped(SkipReason::Code);
            }
        }
        index += length.max(1);
    }
}

/// Whether so many glyphs of a page stand for no characters that it cannot be read.
pub(in crate::pdf) fn is_unreadable(lines: &[Line]) -> bool {
    let unreadable: usize = lines.iter().map(|line| line.unreadable).sum();
    let characters = lines.iter().flat_map(|line| line.text.chars());
    let all = characters.filter(|c| !c.is_whitespace()).count();
    unreadable > 0 && unreadable as f32 > all as f32 * MOST_UNREADABLE
}

/// Whether a line holds hardly anything but such glyphs.
pub(in crate::pdf) fn is_line_unreadable(line: &Line) -> bool {
    let all = line.text.chars().filter(|c| !c.is_whitespace()).count();
    line.unreadable * 2 > all && line.unreadable > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_names_its_picture() {
        for text in [
            "Figure 3 : Ventes",
            "Tableau 1. – Ventes",
            "Fig. 2.1: a",
            "Carte 4",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "Figure 3 montre que",
            "La figure 3 : oui",
            "Table ronde : oui",
            "Figure",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
