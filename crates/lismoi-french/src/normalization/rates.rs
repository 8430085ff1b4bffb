//! How often something is counted or done: "75/min", "3 x/j".

use super::cursor::{after_space, is_boundary};

/// The words for "/j", "/min", "par semaine", with a space before them, and the text after it.
pub(super) fn rate(text: &str) -> Option<(&'static str, &str)> {
    const UNITS: [(&str, &str); 9] = [
        ("jour", " par jour"),
        ("j", " par jour"),
        ("semaine", " par semaine"),
        ("sem.", " par semaine"),
        ("sem", " par semaine"),
        ("mois", " par mois"),
        ("an", " par an"),
        ("heure", " par heure"),
        ("min", " par minute"),
    ];
    let after = after_space(
        text.strip_prefix('/')
            .or_else(|| text.strip_prefix("par "))?,
    );
    UNITS.iter().find_map(|(printed, spoken)| {
        let end = after.strip_prefix(printed)?;
        is_boundary(end).then_some((*spoken, end))
    })
}
