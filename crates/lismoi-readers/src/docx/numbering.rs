//! The numbers of list items and headings (ECMA-376, part 1, 17.9).

use std::collections::{HashMap, HashSet};

use super::styles::NumberingReference;
use crate::office::numerals::Numeral;
use crate::office::xml::{Element, Tree};

/// The levels of a list.
const LEVELS: usize = 9;

/// The longest number that is printed, in bytes; longer ones are damage.
const LONGEST: usize = 120;

/// The lists of a document, and how far each has been counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    definitions: HashMap<String, Vec<Level>>,
    /// The last numbers, by definition: lists of one definition go on with each other.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists whose own start has been used.
    started: HashSet<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    /// The levels that start anew in this list.
    starts: HashMap<usize, u32>,
    /// The levels that this list defines for itself.
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    numeral: Numeral,
    /// "%1.%2": the numbers of the levels.
    text: String,
    /// Whether the numbers of all levels are decimal.
    is_legal: bool,
    /// The level from 1 whose numbers start this one anew; 0 for none, `None` for any above.
    restart: Option<usize>,
    /// The style whose paragraphs have this level.
    style: Option<String>,
}

impl Numbering {
    pub(super) fn new(tree: Option<&Tree>) -> Numbering {
        let mut numbering = Numbering::default();
        let mut linked: HashMap<String, String> = HashMap::new();
        let mut links = Vec::new();
        for element in tree.iter().flat_map(|tree| tree.root().elements()) {
            let id = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
            match element.name() {
                "abstractNum" => {
                    let id = id("abstractNumId");
                    if let Some(style) = element.value("styleLink") {
                        linked.insert(style.into_owned(), id.clone());
                    }
                    if let Some(style) = element.value("numStyleLink") {
                        links.push((id.clone(), style.into_owned()));
                    }
                    numbering.definitions.insert(id, levels(element));
                }
                "num" => drop(numbering.lists.insert(id("numId"), List::of(element))),
                _ => {}
            }
        }
        // A definition may stand for that of a style.
        let aliases: HashMap<String, &String> = links
            .into_iter()
            .filter_map(|(id, style)| Some((id, linked.get(&style)?)))
            .collect();
        for list in numbering.lists.values_mut() {
            if let Some(definition) = aliases.get(&list.definition) {
                list.definition.clone_from(definition);
            }
        }
        numbering
    }

    /// The number of the next paragraph at this place: `None` if it stands in no list, empty
    /// for a bullet. `style` is the id of the paragraph's style.
    pub(super) fn next(
        &mut self,
        reference: &NumberingReference,
        style: Option<&str>,
    ) -> Option<String> {
        let id = reference.list.as_ref()?;
        let list = self.lists.get(id)?;
        let levels = self.definitions.get(&list.definition)?;
        let of_style = || {
            levels
                .iter()
                .position(|level| style.is_some() && level.style.as_deref() == style)
        };
        let depth = reference
            .level
            .or_else(of_style)
            .unwrap_or(0)
            .min(LEVELS - 1);
        let counters = self.counters.entry(list.definition.clone()).or_default();
        if self.started.insert(id.clone()) {
            for (level, start) in &list.starts {
                counters[*level] = start.checked_sub(1);
            }
        }
        let level_at = |index: usize| list.levels.get(&index).or_else(|| levels.get(index));
        let level = level_at(depth)?;
        counters[depth] = Some(counters[depth].map_or(level.start, |last| last.saturating_add(1)));
        for (deeper, counter) in counters.iter_mut().enumerate().skip(depth + 1) {
            let restart = level_at(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|restart| restart != 0 && depth < restart) {
                *counter = None;
            }
        }
        if level.numeral == Numeral::None && !level.text.contains(char::is_alphanumeric) {
            return Some(String::new());
        }
        let number = |index: usize| {
            let other = level_at(index)?;
            let numeral = if level.is_legal {
                Numeral::Decimal
            } else {
                other.numeral
            };
            Some(numeral.print(counters[index].unwrap_or(other.start)))
        };
        Some(fill(&level.text, number))
    }
}

/// A text with the number of each level in the place of "%1" to "%9".
fn fill(text: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut parts = text.split('%');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let level = part
            .bytes()
            .next()
            .filter(|byte| (b'1'..=b'9').contains(byte));
        match level.and_then(|level| number(usize::from(level - b'1'))) {
            Some(number) => filled.extend([number.as_str(), &part[1..]]),
            None => filled.extend(["%", part]),
        }
    }
    match filled.len() {
        0..=LONGEST => filled.trim().to_owned(),
        _ => String::new(),
    }
}

impl List {
    fn of(element: Element<'_>) -> List {
        let mut list = List {
            definition: element
                .value("abstractNumId")
                .unwrap_or_default()
                .into_owned(),
            ..List::default()
        };
        for change in element
            .elements()
            .filter(|element| element.name() == "lvlOverride")
        {
            let Some(depth) = depth(change) else { continue };
            let start = change.value("startOverride");
            if let Some(start) = start.and_then(|start| start.parse().ok()) {
                list.starts.insert(depth, start);
            }
            if let Some(level) = change.child("lvl") {
                list.levels.insert(depth, Level::of(level));
            }
        }
        list
    }
}

fn levels(definition: Element<'_>) -> Vec<Level> {
    let mut levels = vec![Level::default(); LEVELS];
    for element in definition
        .elements()
        .filter(|element| element.name() == "lvl")
    {
        if let Some(depth) = depth(element) {
            levels[depth] = Level::of(element);
        }
    }
    levels
}

fn depth(level: Element<'_>) -> Option<usize> {
    let depth: usize = level.attribute("ilvl")?.parse().ok()?;
    (depth < LEVELS).then_some(depth)
}

impl Level {
    fn of(level: Element<'_>) -> Level {
        let number = |name: &str| level.value(name).and_then(|value| value.parse().ok());
        let restart = level
            .value("lvlRestart")
            .and_then(|value| value.parse().ok());
        Level {
            start: number("start").unwrap_or(0),
            numeral: numeral(level.value("numFmt").as_deref().unwrap_or("decimal")),
            text: match level.value("numFmt").as_deref() {
                // The text is the bullet.
                Some("bullet") => String::new(),
                _ => level.value("lvlText").unwrap_or_default().into_owned(),
            },
            is_legal: level.value("isLgl").is_some() || level.child("isLgl").is_some(),
            restart,
            style: level.value("pStyle").map(|style| style.into_owned()),
        }
    }
}

/// The notation of a number format (ECMA-376, part 1, 17.18.59); others are printed in
/// decimals.
pub(super) fn numeral(format: &str) -> Numeral {
    match format {
        "bullet" | "none" => Numeral::None,
        "decimalZero" => Numeral::TwoDigits,
        "lowerLetter" => Numeral::LowerLetter,
        "upperLetter" => Numeral::UpperLetter,
        "lowerRoman" => Numeral::LowerRoman,
        "upperRoman" => Numeral::UpperRoman,
        "ordinal" => Numeral::Ordinal,
        _ => Numeral::Decimal,
    }
}
