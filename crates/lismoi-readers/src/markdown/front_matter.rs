//! Front matter: the metadata in YAML (`---`) or TOML (`+++`) at the head of a Markdown file.

use crate::markup::iso_date::day;
use std::ops::Range;

use lismoi_document::Metadata;
use saphyr_parser::{Event, Parser};

/// The longest front matter, in bytes.
const LONGEST: usize = 64 * 1024;

/// The front matter of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Its bytes in the source, with its fences.
    pub(super) range: Range<usize>,
    /// What it says about the article.
    pub(super) metadata: Metadata,
}

/// The front matter at the start of `source`; `None` where it has none.
pub(super) fn find(source: &str) -> Option<FrontMatter> {
    let start = source.len() - source.trim_start_matches('\u{FEFF}').len();
    let fence = source.get(start..start + 3)?;
    if fence != "---" && fence != "+++" {
        return None;
    }
    let mut at = start;
    let mut inside = None;
    for line in source[start..].split_inclusive('\n') {
        let words = line.trim_end();
        match inside {
            None if words == fence => inside = Some(at + line.len()),
            None => return None,
            Some(inside) if words == fence || (fence == "---" && words == "...") => {
                let fields = fields(&source[inside..at], fence)?;
                return Some(FrontMatter {
                    range: start..at + line.len(),
                    metadata: metadata(fields),
                });
            }
            Some(_) if at > LONGEST => return None,
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// A name and the texts of its value.
type Field = (String, Vec<String>);

fn fields(text: &str, fence: &str) -> Option<Vec<Field>> {
    if fence == "+++" {
        return toml_fields(text);
    }
    yaml_fields(text)
}

/// The fields at the top level. Aliases are not followed, so nothing can grow.
fn yaml_fields(text: &str) -> Option<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    let mut depth = 0;
    let mut is_key = true;
    for event in Parser::new_from_str(text) {
        // What was read before an error counts: many front matters are no strict YAML.
        let Ok((event, _)) = event else { break };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if depth == 0 && matches!(event, Event::SequenceStart(..)) {
                    return None;
                }
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                is_key |= depth == 1;
            }
            Event::Scalar(value, ..) if depth == 1 && is_key => {
                fields.push((value.to_lowercase(), Vec::new()));
                is_key = false;
            }
            Event::Scalar(value, ..) if depth > 0 => {
                if let Some((_, values)) = fields.last_mut() {
                    values.push(value.trim().to_owned());
                }
                is_key |= depth == 1;
            }
            Event::Alias(_) if depth == 1 => is_key = true,
            Event::Scalar(..) => return None,
            _ => {}
        }
    }
    (!fields.is_empty()).then_some(fields)
}

fn toml_fields(text: &str) -> Option<Vec<Field>> {
    let table: toml::Table = toml::from_str(text).ok()?;
    let values = |value: &toml::Value| -> Vec<String> {
        let text = |value: &toml::Value| match value {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Datetime(date) => Some(date.to_string()),
            _ => None,
        };
        match value {
            toml::Value::Array(items) => items.iter().filter_map(text).collect(),
            value => text(value).into_iter().collect(),
        }
    };
    let fields = table.iter();
    Some(
        fields
            .map(|(name, value)| (name.to_lowercase(), values(value)))
            .collect(),
    )
}

fn metadata(fields: Vec<Field>) -> Metadata {
    let mut metadata = Metadata::default();
    for (name, values) in fields {
        let first = || values.iter().find(|value| !value.is_empty()).cloned();
        match name.as_str() {
            "title" => metadata.title = first(),
            "author" | "authors" | "auteur" | "auteurs" => metadata.authors = names(&values),
            "date" | "published" | "publishdate" | "pubdate" => {
                metadata.date = metadata.date.or(first().and_then(|date| day(&date)));
            }
            "lang" | "language" | "langue" | "locale" => metadata.language = first(),
            _ => {}
        }
    }
    metadata
}

/// The names among the values: of an author with further fields only the name counts.
fn names(values: &[String]) -> Vec<String> {
    match values {
        [key, name, ..] if key == "name" => vec![name.clone()],
        values => values
            .iter()
            .filter(|value| !value.is_empty() && *value != "name" && !value.contains("://"))
            .cloned()
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_give_the_same_metadata() {
        let yaml = "---\ntitle: \"Un été : le récit\"\nauthor: Zoé\ndate: 2025-03-12\ntags:\n  - a\nlang: fr\n---\nTexte";
        let toml = "+++\ntitle = \"Un été : le récit\"\nauthors = [\"Zoé\"]\ndate = 2025-03-12T10:00:00Z\nlang = \"fr\"\n+++\nTexte";
        for (source, body) in [(yaml, "Texte"), (toml, "Texte")] {
            let found = find(source).expect("front matter");
            assert_eq!(&source[found.range.end..], body);
            assert_eq!(found.metadata.title.as_deref(), Some("Un été : le récit"));
            assert_eq!(found.metadata.authors, ["Zoé"]);
            assert_eq!(found.metadata.date.as_deref(), Some("2025-03-12"));
            assert_eq!(found.metadata.language.as_deref(), Some("fr"));
        }
    }

    #[test]
    fn a_rule_and_text_between_rules_are_no_front_matter() {
        assert_eq!(find("---\n\nUn texte.\n\n---\n"), None);
        assert_eq!(find("----\na: b\n----\n"), None);
        assert_eq!(find("---\na: b\n"), None);
    }
}
