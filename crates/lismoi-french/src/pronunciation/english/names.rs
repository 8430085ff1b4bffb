//! English first names and family names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::generated::entries;
use crate::pronunciation::Ipa;
use crate::pronunciation::context::Context;
use crate::pronunciation::word::Case;

/// First names; those with `?` before their sounds only show the family name to be English.
const FIRST: &str = include_str!("../../../data/names_generated_first.tsv");
/// Family names; those with `?` before their sounds may be French.
const FAMILY: &str = include_str!("../../../data/names_generated_family.tsv");

static FIRST_NAMES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| entries(FIRST).collect());
static FAMILY_NAMES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| entries(FAMILY).collect());

/// The sounds of a piece of a word, where it is an English name: by its own letters, or by the
/// first name before it.
pub(in super::super) fn name(context: &Context<'_>, piece: &str) -> Option<Ipa> {
    let word = context.word();
    if word.case == Case::Lower
        || !word.text.contains(char::is_uppercase)
        || word.text.contains('-')
    {
        return None;
    }
    let family = || {
        let written = *FAMILY_NAMES.get(piece)?;
        match written.strip_prefix('?') {
            None => Some(written),
            Some(ipa) => follows_first_name(context).then_some(ipa),
        }
    };
    let first = FIRST_NAMES.get(piece).copied();
    let ipa = first.filter(|ipa| !ipa.starts_with('?')).or_else(family)?;
    Some(Ipa::from_table(ipa))
}

/// "Bradley Cooper", "George W. Bush".
fn follows_first_name(context: &Context<'_>) -> bool {
    let before = context.words_before().iter().rev();
    let mut before = before.take_while(|word| word.mark.is_none() && word.case != Case::Lower);
    let first = before.find(|word| word.text.len() > 2);
    first.is_some_and(|first| FIRST_NAMES.contains_key(first.lower()))
}
