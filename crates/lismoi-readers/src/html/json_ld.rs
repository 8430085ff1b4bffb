//! JSON-LD: what a page tells search engines about its article (schema.org).

use lismoi_document::collapse_whitespace;
use serde_json::Value;

/// The facts about the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) site: Option<String>,
}

/// The most objects that are looked at.
const MOST_OBJECTS: usize = 1000;

impl Facts {
    /// Adds what a script of type `application/ld+json` says; nothing where it is no JSON.
    pub(super) fn add(&mut self, script: &str) {
        // Some pages put raw line feeds into strings.
        let script = script.replace(['\n', '\r', '\t'], " ");
        let Ok(value) = serde_json::from_str::<Value>(script.trim()) else {
            return;
        };
        let mut queue = vec![&value];
        let mut seen = 0;
        while let Some(value) = queue.pop() {
            seen += 1;
            match value {
                _ if seen > MOST_OBJECTS => return,
                Value::Array(items) => queue.extend(items.iter().rev()),
                Value::Object(fields) => {
                    if is_article(&value["@type"]) && self.headline.is_none() {
                        self.take(value);
                    }
                    queue.extend(
                        ["mainEntity", "@graph"]
                            .iter()
                            .filter_map(|key| fields.get(*key)),
                    );
                }
                _ => {}
            }
        }
    }

    fn take(&mut self, article: &Value) {
        let text = |value: &Value| {
            let text = value.as_str().map(unescaped)?;
            (!text.is_empty()).then_some(text)
        };
        self.headline = text(&article["headline"]).or_else(|| text(&article["name"]));
        self.date = text(&article["datePublished"]);
        self.language = text(&article["inLanguage"]);
        self.site = text(&article["publisher"]["name"]);
        let authors = match &article["author"] {
            Value::Array(authors) => authors.iter().collect(),
            author => vec![author],
        };
        let names = authors
            .into_iter()
            .filter_map(|author| text(author).or_else(|| text(&author["name"])));
        self.authors = names.filter(|name| !name.contains("://")).collect();
    }
}

/// Whether a type is that of an article: "NewsArticle", "BlogPosting".
fn is_article(kind: &Value) -> bool {
    let is = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    };
    match kind {
        Value::Array(kinds) => kinds.iter().any(is),
        kind => is(kind),
    }
}

/// A text on one line; references to characters, which have no place in JSON, are resolved.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (reference, character) in [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&rsquo;", "’"),
        ("&nbsp;", "\u{A0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if text.contains(reference) {
            text = text.replace(reference, character);
        }
    }
    collapse_whitespace(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_in_a_graph_is_found() {
        let mut facts = Facts::default();
        facts.add("no JSON");
        facts.add(
            r#"{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"],
               "headline": "L&#039;été", "author": [{"name": "Zoé"}, "Léa"],
               "datePublished": "2025-03-12T10:00"}]}"#,
        );
        assert_eq!(facts.headline.as_deref(), Some("L'été"));
        assert_eq!(facts.authors, ["Zoé", "Léa"]);
        assert_eq!(facts.date.as_deref(), Some("2025-03-12T10:00"));
    }
}
