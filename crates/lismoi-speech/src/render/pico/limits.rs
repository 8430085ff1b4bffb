//! How much text SVOX Pico takes at once.

use lismoi_french::{Limits, Part, half_sounds};

/// Pico loses what exceeds 255 bytes in a token (picopr.c), and ends a phrase after 60 items
/// (PICOSA_MAXNR_HEADX). A test speaks words and sentences at these limits.
pub const LIMITS: Limits = Limits {
    estimate,
    ..Limits::USUAL
};

fn estimate(parts: &[Part]) -> usize {
    let of_part = |part: &Part| match part {
        Part::Letters(letters) | Part::Respelled { letters, .. } => half_sounds(letters),
        Part::Number { words, .. } => half_sounds(words),
        Part::Pronounced { ipa, .. } => 2 * ipa.symbols().count(),
        Part::Liaison(_) | Part::Mark(_) => 0,
    };
    parts.iter().map(of_part).sum()
}
