//! Breaks a text into lines of a given width in pixels, as large as its room allows: evenly,
//! between words, and rather not within a name or after a short word.

use std::ops::RangeInclusive;

use super::sized_font::SizedFont;
use super::units::break_cost;

/// Stands for words for which there is no room.
const ELLIPSIS: &str = "…";

/// The least part of the largest size that a text may have to get better breaks.
const SMALLEST_PART: f32 = 0.6;

/// How bad it is to lose all of the size, for each line from the third on: many lines are small
/// as it is.
const SIZE_COST: f32 = 0.045;

/// How bad another line is, so that breaks are not bought with many of them.
const LINE_COST: f32 = 0.1;

/// Room for a text, in pixels.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub(super) width: f32,
    /// From the top of the first capital to the last baseline.
    pub(super) height: f32,
    pub(super) max_lines: usize,
    /// The sizes of letters, smallest to largest. At the smallest one the text is cut.
    pub(super) sizes: RangeInclusive<u16>,
}

impl Room {
    /// How many lines of a size there is room for; at least one.
    fn max_lines(&self, size: &SizedFont<'_>) -> usize {
        let more = (self.height - size.cap_height()) / size.step();
        (more.max(0.0) as usize)
            .saturating_add(1)
            .min(self.max_lines)
    }
}

/// Lines of a text at a size.
pub(super) struct Wrapped<'a> {
    pub(super) size: SizedFont<'a>,
    pub(super) lines: Vec<String>,
}

impl Wrapped<'_> {
    /// From the top of the first capital to the last baseline; 0 without lines.
    pub(super) fn height(&self) -> f32 {
        match self.lines.len() {
            0 => 0.0,
            count => self.size.cap_height() + (count - 1) as f32 * self.size.step(),
        }
    }
}

/// The units as large as all of them fit, or a little smaller where the breaks are better then;
/// `None` where they do not fit at the smallest size.
pub(super) fn fitted<'a>(
    font: SizedFont<'a>,
    units: &[String],
    room: &Room,
) -> Option<Wrapped<'a>> {
    let text = units.concat();
    let mut largest: Option<f32> = None;
    let mut best: Option<(f32, Wrapped<'a>)> = None;
    for pixels in room.sizes.clone().rev().step_by(2) {
        let size = font.at(f32::from(pixels));
        let part = largest.map_or(1.0, |largest| size.pixels / largest);
        if part < SMALLEST_PART {
            break;
        }
        if size.width(text.trim_end()) > room.width * room.max_lines(&size) as f32 {
            continue;
        }
        let Some((lines, breaks)) = lines(&size, units, room.width) else {
            continue;
        };
        if lines.len() > room.max_lines(&size) {
            continue;
        }
        let wrapped = Wrapped { size, lines };
        largest.get_or_insert(size.pixels);
        let count = wrapped.lines.len().max(1) as f32;
        let cost = breaks / count + (1.0 - part) * SIZE_COST * count.max(3.0);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, wrapped));
        }
    }
    best.map(|(_, wrapped)| wrapped)
}

/// As many whole units as fit at the smallest size, and an ellipsis. A unit that is wider than
/// a line ends the text.
pub(super) fn cut<'a>(font: SizedFont<'a>, units: &[String], room: &Room) -> Wrapped<'a> {
    let size = font.at(f32::from(*room.sizes.start()));
    let max_lines = room.max_lines(&size);
    let mut rest = max_lines as f32 * room.width;
    let fitting = units.iter().take_while(|unit| {
        let width = size.width(unit);
        rest -= width;
        width <= room.width && rest > 0.0
    });
    let mut units: Vec<_> = fitting.cloned().collect();
    while let Some(last) = units.pop() {
        let letters = last.chars().filter(|letter| letter.is_alphanumeric());
        // "La guerre de…" promises what does not come.
        if letters.count() <= 3 && !units.is_empty() {
            continue;
        }
        let last = last.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        units.push([last, ELLIPSIS].concat());
        match lines(&size, &units, room.width) {
            Some((lines, _)) if lines.len() <= max_lines => return Wrapped { size, lines },
            _ => units.pop(),
        };
    }
    let lines = Vec::new();
    Wrapped { size, lines }
}

/// The lines with the least cost, none wider than `width`, and the cost of their breaks; `None`
/// where a unit is wider.
fn lines(size: &SizedFont<'_>, units: &[String], width: f32) -> Option<(Vec<String>, f32)> {
    // For each number of units: the cost of the best lines of them, that of the breaks alone,
    // and the unit that starts the last line.
    let mut best: Vec<(f32, f32, usize)> = vec![(0.0, 0.0, 0)];
    for end in 1..=units.len() {
        let mut least: Option<(f32, f32, usize)> = None;
        let mut line = String::new();
        for start in (0..end).rev() {
            line.insert_str(0, &units[start]);
            let free = 1.0 - size.width(line.trim_end()) / width;
            if free < 0.0 {
                break;
            }
            let (cost, breaks, _) = best[start];
            let new = match start {
                0 => 0.0,
                start => break_cost(&units[start - 1], &units[start]),
            };
            let cost = cost + LINE_COST + free * free + new;
            if least.is_none_or(|(least, ..)| cost < least) {
                least = Some((cost, breaks + new, start));
            }
        }
        best.push(least?);
    }
    let mut lines = Vec::new();
    let mut end = units.len();
    while end > 0 {
        let start = best[end].2;
        lines.push(units[start..end].concat().trim_end().to_owned());
        end = start;
    }
    lines.reverse();
    Some((lines, best[units.len()].1))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encode::cover::sized_font::font;
    use crate::encode::cover::units::words;

    /// The lines in a room of this width, and whether they were cut.
    fn wrapped(text: &str, width: f32) -> (Vec<String>, bool) {
        let font = font().unwrap();
        let sized = SizedFont {
            font: &font,
            pixels: 0.0,
            tracking: 0.0,
        };
        let room = Room {
            width,
            height: 430.0,
            max_lines: 12,
            sizes: 46..=280,
        };
        let words = words(text);
        let fitted = fitted(sized, &words, &room);
        let is_cut = fitted.is_none();
        let wrapped = fitted.unwrap_or_else(|| cut(sized, &words, &room));
        assert!(wrapped.height() <= room.height);
        for line in &wrapped.lines {
            assert!(wrapped.size.width(line) <= width, "{line}");
        }
        (wrapped.lines, is_cut)
    }

    #[test]
    fn a_title_is_broken_between_names_and_phrases() {
        for (title, expected) in [
            ("Lyon", "Lyon"),
            (
                "Présidentielle : Emmanuel Macron et la guerre des nerfs",
                "Présidentielle :|Emmanuel Macron|et la guerre|des nerfs",
            ),
            (
                "Faut-il relire Simone de Beauvoir aujourd’hui ?",
                "Faut-il relire|Simone de Beauvoir|aujourd’hui ?",
            ),
            (
                "Ce que doit le 14 Juillet à 1790 ?",
                "Ce que doit|le 14 Juillet|à 1790 ?",
            ),
        ] {
            let (lines, is_cut) = wrapped(title, 840.0);
            assert_eq!((&*lines.join("|"), is_cut), (expected, false));
        }
    }

    #[test]
    fn a_title_without_room_ends_with_a_whole_word_and_an_ellipsis() {
        let (lines, is_cut) = wrapped(&"La guerre de ".repeat(60), 840.0);
        assert!(is_cut && lines.len() > 7, "{lines:?}");
        assert!(lines[lines.len() - 1].ends_with("guerre…"), "{lines:?}");
        let (lines, _) = wrapped(&["Un mot ", &"é".repeat(200)].concat(), 840.0);
        assert_eq!(lines, ["Un…"]);
    }

    proptest! {
        #[test]
        fn no_word_is_parted(title in "([a-zA-Z]{1,12} ){1,60}", width in 400.0..900.0_f32) {
            let (lines, is_cut) = wrapped(&title, width);
            let written = lines.join(" ");
            if is_cut {
                let whole = written.trim_end_matches('…');
                prop_assert!(title.starts_with(&[whole, " "].concat()), "{lines:?}");
            } else {
                prop_assert_eq!(written, title.trim_end());
            }
        }
    }
}
