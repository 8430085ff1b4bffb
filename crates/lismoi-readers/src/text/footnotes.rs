//! References to notes ("\[3\]", "(1)", "¹") and the notes themselves: which mark belongs
//! to which text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::structure::{Element, Role};
use lismoi_document::word_list::is_in;
use lismoi_document::{BlockKind, FootnoteReference};

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

/// After these, a small figure is an exponent: "m²".
const UNITS: &str = " m dm cm mm km s sin cos tan log exp ";

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
        let references = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-.•".contains(c);
        let arrow = block.trim_start_matches(references);
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
        let is_letter = inside.len() == 1 && inside.starts_with(|c: char| c.is_ascii_lowercase());
        let is_attached = !before.ends_with(char::is_whitespace);
        let is_reference = is_list(inside) || is_remark || (is_letter && is_attached);
        return (is_reference && !is_link).then_some((Style::Square, inside, inside.len() + 2));
    }
    if let Some(inside) = inside('(', ')') {
        return is_number(inside).then_some((Style::Round, inside, inside.len() + 2));
    }
    let number = &rest[..rest.len() - rest.trim_start_matches(is_raised).len()];
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let follows_word = word.chars().count() > 2 && !is_in(UNITS, word);
    let follows_mark = before.ends_with(['.', ',', ';', '!', '?', '…', '»', '”', '"']);
    (!number.is_empty() && (follows_word || follows_mark)).then_some((
        Style::Raised,
        number,
        number.len(),
    ))
}

/// One or several numbers: "1", "1, 2", "1-3".
fn is_list(inside: &str) -> bool {
    inside
        .split([',', '-', '–'])
        .all(|number| is_number(number.trim()))
}

/// A number such as notes have, or "note 3", "N 1".
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
    let is_text = |element: &Element| matches!(element.role, Role::Body(_) | Role::Heading(_));
    let mut binder = Binder {
        text,
        last_text: elements.iter().rposition(is_text),
        pending: HashMap::new(),
        round: HashSet::new(),
        is_in_notes: false,
    };
    for index in 0..elements.len() {
        binder.read(elements, index);
    }
    for element in elements {
        // "(1)" without a note is something else.
        let is_reference = |mark: &FootnoteReference| {
            let number = text[mark.range.clone()].strip_prefix('(');
            let number = number.and_then(|number| number.strip_suffix(')'));
            number.is_none_or(|number| binder.round.contains(number))
        };
        element.references.retain(is_reference);
    }
}

/// What is known of notes on the way through the elements.
struct Binder<'a> {
    text: &'a str,
    /// The last element that is no note.
    last_text: Option<usize>,
    /// The references whose note has not been found, by their numbers: element and mark.
    pending: HashMap<Key, Vec<(usize, usize)>>,
    /// The numbers of the notes in round brackets.
    round: HashSet<&'a str>,
    is_in_notes: bool,
}

/// Whether it stands in round brackets, and the number.
type Key = (bool, String);

fn key(style: Style, number: &str) -> Key {
    let figures = number.chars().map(|c| {
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|figure| figure == c);
        raised
            .and_then(|value| char::from_digit(u32::try_from(value).ok()?, 10))
            .unwrap_or(c)
    });
    (style == Style::Round, figures.collect())
}

impl<'a> Binder<'a> {
    fn read(&mut self, elements: &mut [Element], index: usize) {
        let text = self.text;
        let range = elements[index].range.clone();
        let words = &text[range.clone()];
        match elements[index].role {
            Role::Skip(_) => return,
            Role::Heading(_) => self.is_in_notes = is_heading(words),
            Role::Body(BlockKind::ListItem) if self.is_in_notes && numbered(words).is_some() => {
                elements[index].role = Role::Note;
            }
            _ => {}
        }
        if elements[index].role == Role::Note {
            if let Some(label) = label(words).or_else(|| numbered(words))
                && self.is_note(label, &elements[index..], index)
            {
                self.bind(label, elements, index);
            } else {
                elements[index].role = Role::Body(BlockKind::Paragraph);
            }
        }
        let start = range.start + elements[index].label_length;
        for (style, number, range) in references(text, start..range.end) {
            let marked = &mut elements[index].references;
            let place = (index, marked.len());
            self.pending
                .entry(key(style, number))
                .or_default()
                .push(place);
            marked.push(FootnoteReference {
                range,
                footnote: None,
            });
        }
    }

    /// Ties a note to the first reference to it: referred to twice, it is read once.
    fn bind(&mut self, label: Label<'a>, elements: &mut [Element], index: usize) {
        let range = elements[index].range.clone();
        let note = range.start + label.length..range.end;
        if label.style == Style::Round {
            self.round.insert(label.number);
        }
        elements[index].is_under_notes = self.is_in_notes;
        elements[index].label_length = label.length;
        let references = self.pending.remove(&key(label.style, label.number));
        if let Some((element, mark)) = references.and_then(|references| references.first().copied())
        {
            elements[element].references[mark].footnote = Some(note);
            elements[index].is_bound = true;
        }
    }

    /// Whether the first of these elements, at `index`, is a note. Items "(1)", "(2)" are
    /// notes only if each of them is referred to, and nothing but notes follows.
    fn is_note(&self, label: Label<'_>, elements: &[Element], index: usize) -> bool {
        if label.style == Style::Arrow || self.is_in_notes {
            return true;
        }
        let is_referred_to =
            |label: Label<'_>| self.pending.contains_key(&key(label.style, label.number));
        let others = || {
            let notes = elements.iter().skip(1).take(LONGEST_RUN);
            notes
                .map_while(|element| {
                    (element.role == Role::Note).then(|| &self.text[element.range.clone()])
                })
                .filter_map(self::label)
        };
        is_referred_to(label)
            && (label.style != Style::Round
                || (self.last_text < Some(index)
                    && others()
                        .filter(|label| label.style == Style::Round)
                        .all(is_referred_to)))
    }
}

/// "3. Dupont, p. 2", which is a note under a heading for notes.
fn numbered(block: &str) -> Option<Label<'_>> {
    let number = &block[..block.bytes().take_while(u8::is_ascii_digit).count()];
    let rest = block[number.len()..].strip_prefix(['.', ')'])?;
    let text = rest.trim_start();
    let label = Label {
        style: Style::Square,
        number,
        length: block.len() - text.len(),
    };
    (is_number(number) && text.len() < rest.len() && text.contains(char::is_alphabetic))
        .then_some(label)
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
            found(
                "C'est vrai[3], selon lui¹. Ou non [réf. nécessaire]. Bien.² Vu[a] ici[1, 2] et là[1-3]."
            ),
            [
                "[3]",
                "¹",
                "[réf. nécessaire]",
                "²",
                "[a]",
                "[1, 2]",
                "[1-3]"
            ]
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
