//! Layouts: where words and shapes stand on a cover.

use super::canvas::Canvas;
use super::sized_font::SizedFont;
use super::words::Words;

mod lines;

mod masthead;
mod rings;
mod wave;

/// A cover to be drawn.
pub(super) struct Drawing<'a> {
    pub(super) canvas: Canvas,
    /// At any size.
    pub(super) font: SizedFont<'a>,
    pub(super) words: Words,
    /// Chooses the shapes.
    pub(super) seed: u32,
}

/// Where words and shapes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// See [`wave`].
    Wave,
    /// See [`masthead`].
    Masthead,
    /// See [`rings`].
    Rings,
}

impl Layout {
    /// All layouts.
    pub(super) const ALL: [Layout; 3] = [Layout::Wave, Layout::Masthead, Layout::Rings];

    /// This one, or the one with the most room where the words are many.
    pub(super) fn with_room_for(self, words: &Words) -> Layout {
        match &words.headline {
            Some(headline) if headline.chars().count() > LONG_HEADLINE => Layout::Masthead,
            _ => self,
        }
    }

    /// Draws words and shapes.
    pub(super) fn draw(self, drawing: &mut Drawing<'_>) {
        match self {
            Layout::Wave => wave::draw(drawing),
            Layout::Masthead => masthead::draw(drawing),
            Layout::Rings => rings::draw(drawing),
        }
    }
}

/// In letters; shorter ones are large in every layout.
const LONG_HEADLINE: usize = 110;

/// The space around everything, in pixels.
const MARGIN: f32 = 80.0;

/// The end of the space for words, from the left or from the top.
const END: f32 = super::canvas::SIDE as f32 - MARGIN;

/// The width of the space for words.
const WIDTH: f32 = END - MARGIN;
