//! Marked content (ISO 32000-1, 14.6): artifacts, hidden layers, and text that stands for what
//! is drawn.

use hayro_syntax::object::{self, Dict, Name};

use super::glyphs::{Glyph, Layer};
use crate::pdf::strings;

/// Marks nested deeper are not told apart.
const DEEPEST: usize = 512;

/// A text that stands for glyphs has at most so many characters more than they.
const MOST_ADDED: usize = 64;

/// The marks that are open.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Marked {
    open: Vec<Mark>,
    /// How many are open beyond [`DEEPEST`].
    beyond: usize,
}

#[derive(Debug)]
struct Mark {
    is_artifact: bool,
    is_hidden: bool,
    /// The text that its glyphs stand for.
    actual_text: Option<String>,
    /// The number of glyphs before it.
    start: usize,
}

impl Marked {
    pub(in crate::pdf) fn depth(&self) -> usize {
        self.open.len() + self.beyond
    }

    pub(in crate::pdf) fn is_artifact(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.is_artifact)
    }

    pub(in crate::pdf) fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.is_hidden)
    }

    /// Opens a mark, after `start` glyphs.
    pub(in crate::pdf) fn begin(
        &mut self,
        tag: &Name<'_>,
        properties: Option<&Dict<'_>>,
        start: usize,
    ) {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let actual_text = properties
            .and_then(|properties| properties.get::<object::String<'_>>("ActualText"))
            .map(|text| strings::decode(text.as_bytes()));
        self.open.push(Mark {
            is_artifact: self.is_artifact() || tag.as_str() == "Artifact",
            is_hidden: self.is_hidden(),
            actual_text,
            start,
        });
    }

    /// Opens a mark around what is hidden.
    pub(in crate::pdf) fn begin_hidden(&mut self, start: usize) {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        self.open.push(Mark {
            is_artifact: self.is_artifact(),
            is_hidden: true,
            actual_text: None,
            start,
        });
    }

    /// Hides what the last mark holds.
    pub(in crate::pdf) fn hide(&mut self) {
        if let Some(mark) = self.open.last_mut() {
            mark.is_hidden = true;
        }
    }

    /// Closes the last mark.
    pub(in crate::pdf) fn end(&mut self, glyphs: &mut Vec<Glyph>) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(mark) = self.open.pop() else { return };
        if let Some(text) = mark.actual_text {
            replace(glyphs, mark.start, &text);
        }
    }
}

/// Puts the characters of a text in place of the glyphs from `start` on, if these stand on one
/// line.
fn replace(glyphs: &mut Vec<Glyph>, start: usize, text: &str) {
    let Some(first) = glyphs.get(start).copied() else {
        return;
    };
    let drawn = &glyphs[start..];
    let is_one_line = drawn.iter().all(|glyph| {
        glyph.direction == first.direction
            && (glyph.baseline - first.baseline).abs() < first.size / 2.0
    });
    let characters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    if !is_one_line || characters.len() > drawn.len() + MOST_ADDED {
        return;
    }
    let left = drawn.iter().map(|g| g.left).fold(f32::INFINITY, f32::min);
    let right = drawn
        .iter()
        .map(|g| g.right)
        .fold(f32::NEG_INFINITY, f32::max);
    let is_hidden = drawn.iter().all(|glyph| glyph.layer == Layer::Hidden);
    glyphs.truncate(start);
    let step = (right - left) / characters.len().max(1) as f32;
    for (index, character) in characters.into_iter().enumerate() {
        glyphs.push(Glyph {
            character,
            left: left + step * index as f32,
            right: left + step * (index + 1) as f32,
            layer: if is_hidden {
                Layer::Hidden
            } else {
                first.layer
            },
            ..first
        });
    }
}
