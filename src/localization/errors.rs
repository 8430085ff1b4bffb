//! Errors in the language of the user.
//!
//! An error is written in English where it arises. `errors.fr.tsv` has a line for each: the
//! English as the source has it, with `{}` for what is filled in, a tab, and the French with
//! `{0}`, `{1}` for the same in order. A message is recognised by the English around what was
//! filled in, as gettext would by its format.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Language, language};

static FRENCH: LazyLock<Vec<Template>> = LazyLock::new(|| templates(include_str!("errors.fr.tsv")));

/// An English message and its French.
#[derive(Clone, Debug)]
struct Template {
    /// The English around what is filled in: one more than there are gaps.
    around: Vec<&'static str>,
    french: &'static str,
}

/// An error, a hint or a warning, in the language of this process. What no line knows (most of
/// it by other libraries) stays as it is.
pub fn translated(english: &str) -> Cow<'_, str> {
    match language() {
        Language::En => Cow::Borrowed(english),
        Language::Fr => french(english).map_or(Cow::Borrowed(english), Cow::Owned),
    }
}

fn french(english: &str) -> Option<String> {
    let filled = FRENCH
        .iter()
        .find_map(|template| Some((template, template.gaps(english)?)));
    let (template, gaps) = filled?;
    let mut text = template.french.to_owned();
    for (index, gap) in gaps.into_iter().enumerate() {
        // A reason within a message: "could not read 'a': it is not text".
        let gap = french(gap).unwrap_or_else(|| gap.to_owned());
        text = text.replace(&format!("{{{index}}}"), &gap);
    }
    Some(text)
}

/// The lines of a table, those with most letters first: the closest match wins.
fn templates(table: &'static str) -> Vec<Template> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let mut templates: Vec<Template> = lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(english, french)| Template {
            around: english.split("{}").collect(),
            french,
        })
        .collect();
    templates.sort_by_key(|template| {
        std::cmp::Reverse(template.around.iter().map(|text| text.len()).sum::<usize>())
    });
    templates
}

impl Template {
    /// What a message has in the gaps; `None` where it is another message.
    fn gaps<'a>(&self, message: &'a str) -> Option<Vec<&'a str>> {
        let (first, rest) = self.around.split_first()?;
        let mut left = message.strip_prefix(first)?;
        let Some((last, inner)) = rest.split_last() else {
            return left.is_empty().then(Vec::new);
        };
        let mut gaps = Vec::with_capacity(rest.len());
        for text in inner {
            let (gap, after) = left.split_once(text)?;
            gaps.push(gap);
            left = after;
        }
        gaps.push(left.strip_suffix(last)?);
        Some(gaps)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_message_is_recognised_around_what_is_filled_in() {
        assert_eq!(
            french("could not read 'a: b.txt'").as_deref(),
            Some("impossible de lire «\u{a0}a: b.txt\u{a0}»")
        );
        assert_eq!(french("something else"), None);
    }

    #[test]
    fn a_reason_within_a_message_is_french_too() {
        assert_eq!(
            french("could not start a worker: Permission denied").as_deref(),
            Some("impossible de lancer un processus de synthèse\u{a0}: accès refusé")
        );
    }

    #[test]
    fn every_line_has_french_with_the_same_gaps() {
        let lines = include_str!("errors.fr.tsv").lines();
        let mut seen = BTreeSet::new();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let (english, french) = line.split_once('\t').expect("a tab");
            assert!(seen.insert(english), "twice: {english}");
            let gaps = english.matches("{}").count();
            for gap in 0..gaps {
                assert!(
                    french.contains(&format!("{{{gap}}}")),
                    "{line}: no {{{gap}}}"
                );
            }
            assert_eq!(french.matches('{').count(), gaps, "{line}");
        }
    }
}
