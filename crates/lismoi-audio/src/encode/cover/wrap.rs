//! Breaks a text into lines of a given width in pixels.

use ab_glyph::{Font, FontRef, ScaleFont};

/// Ends a line that is cut.
const ELLIPSIS: char = '…';

/// A font at a size, in pixels.
pub(super) struct SizedFont<'a> {
    pub(super) font: &'a FontRef<'a>,
    pub(super) pixels: f32,
}

impl SizedFont<'_> {
    /// The distance between two baselines.
    pub(super) fn step(&self) -> f32 {
        self.pixels * 1.1
    }

    /// The distance to the next letter.
    pub(super) fn advance(&self, letter: char) -> f32 {
        let font = self.font.as_scaled(self.pixels);
        font.h_advance(font.glyph_id(letter))
    }

    fn width(&self, text: &str) -> f32 {
        text.chars().map(|letter| self.advance(letter)).sum()
    }

    /// The lines of a text, none wider than `width`. A wider word is split.
    pub(super) fn lines(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let last = lines.len() - 1;
            let line = &mut lines[last];
            if !line.is_empty() && self.width(line) + self.width(" ") + self.width(word) <= width {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(String::new());
            }
            for letter in word.chars() {
                let last = lines.len() - 1;
                if self.width(&lines[last]) + self.advance(letter) > width {
                    lines.push(String::new());
                }
                let last = lines.len() - 1;
                lines[last].push(letter);
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// At most `max` lines; if there were more, the last one ends with an ellipsis.
    pub(super) fn cut(&self, mut lines: Vec<String>, max: usize, width: f32) -> Vec<String> {
        if lines.len() > max {
            lines.truncate(max);
            if let Some(last) = lines.last_mut() {
                while self.width(last) + self.advance(ELLIPSIS) > width && last.pop().is_some() {}
                last.push(ELLIPSIS);
            }
        }
        lines
    }
}
