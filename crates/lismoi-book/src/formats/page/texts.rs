//! The page's own texts, French and English. The template is written in French; the script
//! puts English in its place where the reader's browser prefers it.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;

use super::escape::json;

/// A key, French and English, apart by tabs.
const TABLE: &str = include_str!("texts.tsv");

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// The French text with this key.
pub(super) fn french(key: &str) -> Option<&'static str> {
    rows().find(|row| row[0] == key).map(|row| row[1])
}

/// Writes both languages for the script.
pub(super) fn write(writer: &mut impl Write) -> Result<()> {
    let french: BTreeMap<_, _> = rows().map(|[key, french, _]| (key, french)).collect();
    let english: BTreeMap<_, _> = rows().map(|[key, _, english]| (key, english)).collect();
    let both = BTreeMap::from([("fr", french), ("en", english)]);
    Ok(write!(writer, "{}", json(&both)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that the text asks for between these marks.
    fn asked<'a>(text: &'a str, open: &'a str, close: char) -> impl Iterator<Item = &'a str> {
        let parts = text.split(open).skip(1);
        parts.filter_map(move |part| part.split_once(close).map(|(key, _)| key))
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.clone().count(), rows().count());
        for [key, french, english] in rows() {
            assert!(!french.is_empty() && !english.is_empty(), "{key}");
            assert_eq!(
                french.matches("{}").count(),
                english.matches("{}").count(),
                "{key}"
            );
        }
        assert!(lines.is_sorted(), "the table is sorted");
    }

    #[test]
    fn every_text_that_is_asked_for_is_in_the_table_and_no_other() {
        let script = super::super::write::SCRIPT;
        let template = include_str!("page.html");
        let asked: Vec<&str> = asked(script, "text('", '\'')
            .chain(asked(template, "data-text=\"", '"'))
            .chain(asked(template, "data-label=\"", '"'))
            .collect();
        for key in &asked {
            assert!(french(key).is_some(), "'{key}' is not in the table");
        }
        for [key, ..] in rows() {
            assert!(asked.contains(&key), "nothing asks for '{key}'");
        }
    }
}
