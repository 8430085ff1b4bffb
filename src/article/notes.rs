//! References to notes ("[3]", "(1)", "¹") and the notes themselves: which mark belongs
//! to which text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::structure::{Element, Role};
use super::{BlockKind, NoteMark, shape};

/// The headings under which notes stand.
const HEADINGS: [&str; 8] = [
    "note",
    "notes",
    "notes et références",
    "notes & références",
    "références",
    "références et notes",
    "notes de bas de page",
    "notes de fin",
];

/// What may stand in square brackets instead of a number.
const REMARKS: [&str; 6] = [
    "réf. nécessaire",
    "réf. souhaitée",
    "citation nécessaire",
    "source insuffisante",
    "citation needed",
    "quand ?",
];

/// Before these, a small figure is an exponent: "m²".
const UNITS: &str = " m dm cm mm km s ";

/// How a note is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// "\[3\]"
    Square,
    /// "(3)", which is a reference only where there is a note "(3)".
    Round,
    /// "³"
    Raised,
    /// "↑", "^": its place in the order is all that is known.
    Arrow,
}

/// The label that a note starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// How it is marked.
    pub style: Style,
    /// Its number.
    pub number: &'a str,
    /// Its length, with what separates it from the text, in bytes.
    pub length: usize,
}

/// The label at the start of a block; `None` where the block is no note.
pub fn label(block: &str) -> Option<Label<'_>> {
    let inside = |open: char, close: char| {
        let number = block.strip_prefix(open)?.split_once(close)?.0;
        is_number(number).then_some((number, number.len() + 2))
    };
    let (style, number, length) = if let Some((number, length)) = inside('[', ']') {
        (Style::Square, number, length)
    } else if let Some((number, length)) = inside('(', ')') {
        (Style::Round, number, length)
    } else {
        let raised = block.len() - block.trim_start_matches(is_raised).len();
        let marks = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-.•".contains(c);
        let arrow = block.trim_start_matches(marks);
        if raised > 0 {
            (Style::Raised, &block[..raised], raised)
        } else if arrow.starts_with(['↑', '^']) {
            let text = arrow.trim_start_matches(['↑', '^']);
            (Style::Arrow, "", block.len() - text.len())
        } else {
            return None;
        }
    };
    let text = block[length..].trim_start_matches([' ', '\u{A0}', '\u{202F}', ':', '.', '\t']);
    let label = Label {
        style,
        number,
        length: block.len() - text.len(),
    };
    text.contains(char::is_alphabetic).then_some(label)
}

/// The references within a block, in order: style, number and place.
pub fn references(
    text: &str,
    block: Range<usize>,
) -> impl Iterator<Item = (Style, &str, Range<usize>)> {
    let mut at = block.start;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..block.end];
            let start = at + rest.find(|c| matches!(c, '[' | '(') || is_raised(c))?;
            let before = &text[block.start..start];
            let found = reference(before, &text[start..block.end]);
            let length = found.map_or(1, |(_, _, length)| length);
            at = start + length;
            while !text.is_char_boundary(at) {
                at += 1;
            }
            if let Some((style, number, length)) = found {
                return Some((style, number, start..start + length));
            }
        }
    })
}

/// The reference that `rest` starts with.
fn reference<'a>(before: &str, rest: &'a str) -> Option<(Style, &'a str, usize)> {
    if before.trim_end().is_empty() {
        return None;
    }
    let inside = |open: char, close: char| {
        let start = &rest[..rest.floor_char_boundary(32)];
        Some(start.strip_prefix(open)?.split_once(close)?.0)
    };
    if let Some(inside) = inside('[', ']') {
        // "[texte](adresse)" is a link.
        let is_link = rest[inside.len() + 2..].starts_with('(');
        let is_remark = REMARKS.contains(&inside.to_lowercase().as_str());
        return (!is_link && (is_number(inside) || is_remark)).then_some((
            Style::Square,
            inside,
            inside.len() + 2,
        ));
    }
    if let Some(inside) = inside('(', ')') {
        return is_number(inside).then_some((Style::Round, inside, inside.len() + 2));
    }
    let number = &rest[..rest.len() - rest.trim_start_matches(is_raised).len()];
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let follows_word = word.chars().count() > 2 && !shape::is_in(UNITS, word);
    let follows_mark = before.ends_with(['.', ',', ';', '!', '?', '…', '»', '”', '"', ')']);
    (!number.is_empty() && (follows_word || follows_mark)).then_some((
        Style::Raised,
        number,
        number.len(),
    ))
}

/// A number such as notes have, or "note 3", "N 1", "a".
fn is_number(inside: &str) -> bool {
    let number = ["note ", "Note ", "N ", "n "]
        .iter()
        .find_map(|start| inside.strip_prefix(start))
        .unwrap_or(inside);
    (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

fn is_raised(character: char) -> bool {
    matches!(character, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// Whether notes stand under such a heading.
pub fn is_heading(heading: &str) -> bool {
    let heading = heading.trim_end_matches([' ', ':', '.']).to_lowercase();
    HEADINGS.contains(&heading.as_str())
}

/// Finds the references in all elements, and the note that each belongs to. What looked
/// like a note but is none becomes a paragraph.
pub(super) fn bind(text: &str, elements: &mut [Element]) {
    let mut pending: HashMap<(Style, &str), Vec<(usize, usize)>> = HashMap::new();
    let mut round = HashSet::new();
    let mut is_in_notes = false;
    for index in 0..elements.len() {
        let range = elements[index].range.clone();
        match elements[index].role {
            Role::Skip(_) => {}
            Role::Note => {
                let Some(label) = label(&text[range.clone()]) else {
                    continue;
                };
                if !is_note(text, &elements[index..], &pending, is_in_notes) {
                    elements[index].role = Role::Body(BlockKind::Paragraph);
                    continue;
                }
                if label.style == Style::Round {
                    round.insert(label.number);
                }
                let note = range.start + label.length..range.end;
                elements[index].is_under_notes = is_in_notes;
                elements[index].label_length = label.length;
                let references = pending.remove(&(label.style, label.number));
                // Referred to twice, it is read once.
                if let Some((element, mark)) = references.and_then(|marks| marks.first().copied()) {
                    elements[element].marks[mark].note = Some(note);
                    elements[index].is_bound = true;
                }
            }
            Role::Heading(_) | Role::Title | Role::Body(_) => {
                if matches!(elements[index].role, Role::Heading(_)) {
                    is_in_notes = is_heading(&text[range.clone()]);
                }
                for (style, number, range) in references(text, range) {
                    let marks = &mut elements[index].marks;
                    pending
                        .entry((style, number))
                        .or_default()
                        .push((index, marks.len()));
                    marks.push(NoteMark { range, note: None });
                }
            }
        }
    }
    for element in elements {
        // "(1)" without a note is something else.
        let is_reference = |mark: &NoteMark| {
            let number = text[mark.range.clone()].strip_prefix('(');
            let number = number.and_then(|number| number.strip_suffix(')'));
            number.is_none_or(|number| round.contains(number))
        };
        element.marks.retain(is_reference);
    }
}

/// Whether the first of these elements, which has a label, is a note. Items "(1)", "(2)"
/// are notes only if each of them is referred to.
fn is_note(
    text: &str,
    elements: &[Element],
    pending: &HashMap<(Style, &str), Vec<(usize, usize)>>,
    is_in_notes: bool,
) -> bool {
    let is_referred_to = |label: Label<'_>| pending.contains_key(&(label.style, label.number));
    let mut labels = elements
        .iter()
        .map_while(|element| match element.role {
            Role::Note => label(&text[element.range.clone()]),
            _ => None,
        })
        .take(if is_in_notes { 1 } else { LONGEST_RUN });
    match labels.next() {
        None => false,
        Some(label) if label.style == Style::Arrow || is_in_notes => true,
        Some(label) if label.style == Style::Round => {
            is_referred_to(label)
                && labels
                    .take_while(|label| label.style == Style::Round)
                    .all(is_referred_to)
        }
        Some(label) => is_referred_to(label),
    }
}

/// So many items are looked at to tell notes from a list.
const LONGEST_RUN: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_from_exponents_labels_and_links() {
        let found = |text: &str| -> Vec<String> {
            references(text, 0..text.len())
                .map(|(_, _, range)| text[range].to_owned())
                .collect()
        };
        assert_eq!(
            found("C'est vrai[3], selon lui¹. Ou non [réf. nécessaire]. Bien.²"),
            ["[3]", "¹", "[réf. nécessaire]", "²"]
        );
        assert!(
            found("[1] Un immeuble de 300 m² (ou x²), voir [2](a.html), né en [1984].").is_empty()
        );
    }

    #[test]
    fn notes_start_with_a_label() {
        for (note, style, number) in [
            ("[3] Dupont, p. 2.", Style::Square, "3"),
            ("(1) Voir plus loin.", Style::Round, "1"),
            ("² Ibid.", Style::Raised, "²"),
            ("- ^ cf. Dupont", Style::Arrow, ""),
            ("12. ↑ Dupont", Style::Arrow, ""),
        ] {
            let label = label(note).expect(note);
            assert_eq!((label.style, label.number), (style, number));
        }
        assert_eq!(label("- du pain"), None);
        assert_eq!(label("(enfin) seul"), None);
    }
}
