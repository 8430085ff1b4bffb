//! The texts of the pages, French and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use lismoi_audio::clock;

/// A key, French and English, apart by tabs.
const TABLE: &str = include_str!("texts.tsv");

static TEXTS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| rows().collect());

fn rows() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut fields = row.split('\t');
        Some((fields.next()?, [fields.next()?, fields.next()?]))
    })
}

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    French,
    English,
}

impl Language {
    /// The one that a browser prefers; French where it prefers neither.
    pub(super) fn of(headers: &HeaderMap) -> Language {
        let accepted = headers.get(header::ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|value| value.to_str().ok());
        preferred(accepted.unwrap_or_default())
    }

    /// Its BCP 47 tag.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// The text with this key.
    pub(super) fn text(self, key: &str) -> &'static str {
        let [french, english] = TEXTS.get(key).copied().unwrap_or_default();
        match self {
            Language::French => french,
            Language::English => english,
        }
    }

    /// The text with this key, with a value for `{}`.
    pub(super) fn with(self, key: &str, value: impl ToString) -> String {
        self.text(key).replace("{}", &value.to_string())
    }

    /// A number of things: the text of `key-one` or of `key-many`.
    pub(super) fn count(self, key: &str, count: usize) -> String {
        let is_one = match self {
            Language::French => count < 2,
            Language::English => count == 1,
        };
        let form = if is_one { "one" } else { "many" };
        self.with(&format!("{key}-{form}"), count)
    }

    /// A length: "1 h 05", "12 min", "45 s".
    pub(super) fn length(self, seconds: f64) -> String {
        clock::glance(seconds.max(0.0) as u64)
    }
}

/// The language with the highest weight in an `Accept-Language` (RFC 9110, 12.5.4); the first
/// of several.
fn preferred(accepted: &str) -> Language {
    let mut best = (0.0, Language::French);
    for part in accepted.split(',') {
        let (tag, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(1.0, |weight| {
            weight
                .parse::<f32>()
                .ok()
                .filter(|weight| (0.0..=1.0).contains(weight))
                .unwrap_or(0.0)
        });
        let language = match tag.trim().split('-').next() {
            Some(tag) if tag.eq_ignore_ascii_case("fr") => Language::French,
            Some(tag) if tag.eq_ignore_ascii_case("en") => Language::English,
            _ => continue,
        };
        if weight > best.0 {
            best = (weight, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_that_is_preferred() {
        for (accepted, language) in [
            ("", Language::French),
            ("de", Language::French),
            ("en-GB,en;q=0.9,fr;q=0.8", Language::English),
            ("fr-CA, en;q=0.5", Language::French),
            ("en;q=0.3, FR;q=0.9", Language::French),
            ("en;q=x, fr;q=0.1", Language::French),
            ("en;q=2, de", Language::French),
            ("*, en", Language::English),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_is_asked_for() {
        let templates = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
        let mut asked = String::new();
        for file in templates.expect("a folder").flatten() {
            asked += &std::fs::read_to_string(file.path()).expect("readable");
        }
        fn sources(folder: &std::path::Path, text: &mut String) {
            for file in std::fs::read_dir(folder).expect("a folder").flatten() {
                match file.path() {
                    path if path.is_dir() => sources(&path, text),
                    path if path.extension().is_some_and(|ending| ending == "rs") => {
                        *text += &std::fs::read_to_string(path).expect("readable");
                    }
                    _ => {}
                }
            }
        }
        sources(
            concat!(env!("CARGO_MANIFEST_DIR"), "/src/server").as_ref(),
            &mut asked,
        );
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert!(lines.clone().is_sorted(), "the table is sorted");
        assert_eq!(lines.count(), rows().count());
        for (key, [french, english]) in rows() {
            assert!(!french.is_empty() && !english.is_empty(), "{key}");
            let gaps = |text: &str| text.matches("{}").count();
            assert_eq!(gaps(french), gaps(english), "{key}");
            let stem = key.trim_end_matches("-one").trim_end_matches("-many");
            assert!(
                asked.contains(&format!("\"{stem}\"")),
                "nothing asks for '{key}'"
            );
        }
        for start in [".text(\"", ".with(\"", ".count(\""] {
            for part in asked.split(start).skip(1) {
                let key = part.split('"').next().unwrap_or_default();
                let forms = [key.to_owned(), format!("{key}-one")];
                let is_known = forms.iter().any(|form| TEXTS.contains_key(form.as_str()));
                assert!(
                    is_known || key.contains(['{', ' ']),
                    "there is no text '{key}'"
                );
            }
        }
    }
}
