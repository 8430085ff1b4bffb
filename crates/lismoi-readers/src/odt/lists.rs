//! The numbers of list items and headings (OpenDocument 1.3, part 3, 5.3 and 16.30).

use std::collections::HashMap;

use super::styles::Styles;
use crate::office::numerals::Numeral;
use crate::office::xml::Element;

/// The levels of a list.
const LEVELS: usize = 10;

/// The longest number that is printed, in bytes; longer ones are damage.
const LONGEST: usize = 120;

/// The last number at each level.
pub(super) type Counters = [Option<u32>; LEVELS];

/// How the items of a list are numbered, by their levels.
#[derive(Clone, Debug, Default)]
pub(super) struct ListStyle {
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug)]
struct Level {
    numeral: Numeral,
    prefix: String,
    suffix: String,
    /// The numbers of so many levels are printed.
    displayed: usize,
    start: u32,
}

impl ListStyle {
    pub(super) fn of(style: Element<'_>) -> ListStyle {
        let levels = style.elements().filter_map(|element| {
            let level: usize = element.attribute("level")?.parse().ok()?;
            let depth = level.checked_sub(1).filter(|depth| *depth < LEVELS)?;
            Some((depth, Level::of(element)))
        });
        ListStyle {
            levels: levels.collect(),
        }
    }

    /// Counts the next item at a depth from 0. `start` is the number that it gives itself.
    /// Returns its number as printed; empty for a bullet.
    pub(super) fn next(&self, counters: &mut Counters, depth: usize, start: Option<u32>) -> String {
        let depth = depth.min(LEVELS - 1);
        let level = self.levels.get(&depth);
        let first = level.map_or(1, |level| level.start);
        let next = counters[depth].map_or(first, |last| last.saturating_add(1));
        counters[depth] = Some(start.unwrap_or(next));
        counters[depth + 1..].fill(None);
        match level {
            Some(level) if level.numeral != Numeral::None => self.print(level, depth, counters),
            _ => String::new(),
        }
    }

    fn print(&self, level: &Level, depth: usize, counters: &Counters) -> String {
        let first = (depth + 1).saturating_sub(level.displayed.max(1));
        let numbers = (first..=depth).filter_map(|depth| {
            let level = self.levels.get(&depth)?;
            let number = level.numeral.print(counters[depth].unwrap_or(level.start));
            Some(number).filter(|number| !number.is_empty())
        });
        let numbers: Vec<String> = numbers.collect();
        let printed = format!("{}{}{}", level.prefix, numbers.join("."), level.suffix);
        match printed.len() {
            0..=LONGEST => printed.trim().to_owned(),
            _ => String::new(),
        }
    }
}

impl Level {
    fn of(element: Element<'_>) -> Level {
        let text = |name| element.attribute(name).unwrap_or_default().into_owned();
        let number = |name| element.attribute(name).and_then(|value| value.parse().ok());
        let has_numbers = matches!(
            element.name(),
            "list-level-style-number" | "outline-level-style"
        );
        Level {
            numeral: match text("num-format").as_str() {
                _ if !has_numbers => Numeral::None,
                "" => Numeral::None,
                "a" => Numeral::LowerLetter,
                "A" => Numeral::UpperLetter,
                "i" => Numeral::LowerRoman,
                "I" => Numeral::UpperRoman,
                _ => Numeral::Decimal,
            },
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            displayed: number("display-levels").map_or(1, |levels: u32| levels as usize),
            start: number("start-value").unwrap_or(1),
        }
    }
}

/// The lists that are open, one within the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// How deep the next item is in lists; 0 outside of any.
    pub(super) depth: usize,
    /// The names of the styles of the open lists.
    styles: Vec<Option<String>>,
    counters: Counters,
    /// The item that has not been numbered yet: the number that it gives itself.
    item: Option<Option<u32>>,
    /// The last numbers of the lists that were closed, by style and by id.
    closed: HashMap<String, Counters>,
    by_id: HashMap<String, Counters>,
}

impl Lists {
    /// Enters a list.
    pub(super) fn open(&mut self, list: Element<'_>) {
        let inherited = self.styles.last().cloned().flatten();
        let style = list.attribute("style-name").map(|name| name.into_owned());
        let style = style.or(inherited);
        if self.depth == 0 {
            let goes_on = list.attribute("continue-numbering").as_deref() == Some("true");
            let by_style = style.as_ref().filter(|_| goes_on);
            let by_style = by_style.and_then(|style| self.closed.get(style));
            let continued = list.attribute("continue-list");
            let by_id = continued.and_then(|id| self.by_id.get(&*id));
            self.counters = by_id.or(by_style).copied().unwrap_or_default();
        }
        self.depth += 1;
        self.styles.push(style);
    }

    /// Leaves a list.
    pub(super) fn close(&mut self, list: Element<'_>) {
        self.depth = self.depth.saturating_sub(1);
        let style = self.styles.pop().flatten();
        if self.depth == 0 {
            if let Some(style) = style {
                self.closed.insert(style, self.counters);
            }
            if let Some(id) = list.attribute("id") {
                self.by_id.insert(id.into_owned(), self.counters);
            }
        }
    }

    /// Enters an item; a header of a list is not numbered.
    pub(super) fn open_item(&mut self, item: Element<'_>) {
        let start = item.attribute("start-value");
        let start = start.and_then(|start| start.parse().ok());
        self.item = (item.name() == "list-item").then_some(start);
    }

    /// The number of the next paragraph; `None` if it is not the first of an item. `style` is
    /// that of the list in the paragraph's style.
    pub(super) fn number(&mut self, styles: &Styles, style: Option<&str>) -> Option<String> {
        let start = self.item.take()?;
        let depth = self.depth.checked_sub(1)?;
        let own = self.styles.last().and_then(Option::as_deref);
        let style = own.or(style).and_then(|name| styles.lists.get(name));
        let number = style.map(|style| style.next(&mut self.counters, depth, start));
        number.filter(|number| !number.is_empty())
    }
}
