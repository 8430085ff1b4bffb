//! Acronyms of biology with small letters or names of viruses behind them: "l'ARNm", "SARS-CoV-2".

use super::Verbalization;
use super::cursor::{Cursor, is_boundary, leading};
use super::spelling_out::{joint, spell};

/// What follows "SARS" in the name of the virus of Covid-19.
const CORONAVIRUS: [&str; 4] = ["-CoV-2", "-CoV2", "-COV-2", "-COV2"];

/// The words for the capitals `letters` at the cursor with what belongs to them in the text
/// `after` them.
pub(super) fn acronym(cursor: &Cursor<'_>, letters: &str, after: &str) -> Option<Verbalization> {
    match letters {
        "ARN" | "ADN" => nucleic_acid(cursor, letters, after),
        "SARS" => {
            let name = CORONAVIRUS.iter().find(|name| after.starts_with(*name))?;
            let ends = is_boundary(&after[name.len()..]);
            ends.then(|| Verbalization::new(letters.len() + name.len(), "sarse-cov deux"))?
        }
        _ => None,
    }
}

/// "L'ARNm", "l'ADNmt": one or two small letters tell the kind.
fn nucleic_acid(cursor: &Cursor<'_>, letters: &str, after: &str) -> Option<Verbalization> {
    let kind = leading(after, |letter| letter.is_ascii_lowercase());
    if !(1..=2).contains(&kind.len()) || !is_boundary(&after[kind.len()..]) {
        return None;
    }
    let letters = [letters, &kind.to_ascii_uppercase()].concat();
    let mut spoken = String::new();
    spell(&mut spoken, &letters, joint(cursor));
    Verbalization::new(letters.len(), spoken)
}
