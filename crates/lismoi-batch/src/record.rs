//! A line of input: which article, and how it is spoken.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::{Fault, Kind};
use crate::options::Options;

/// An article that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// A string or a number of the caller's, given back in the answer.
    pub id: Value,
    /// Its text, or where it is.
    pub body: Body,
    /// Its title; `None` leaves it to the text.
    pub title: Option<String>,
    /// Its authors; empty leaves them to the text.
    pub authors: Vec<String>,
    /// The day of publication as `YYYY-MM-DD`; `None` leaves it to the text.
    pub date: Option<String>,
    /// How it is spoken.
    pub options: Options,
}

impl Record {
    /// An article of which nothing is known besides.
    pub fn new(id: Value, body: Body) -> Record {
        Record {
            id,
            body,
            title: None,
            authors: Vec::new(),
            date: None,
            options: Options::default(),
        }
    }
}

/// The text of an article, or where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// A web page, or a part of one.
    Html(String),
    /// Markdown.
    Markdown(String),
    /// A file of any format, below the folder that the command line names.
    Path(String),
}

/// A line as it is written. Fields that are not listed are the caller's own.
#[derive(Deserialize)]
struct Written {
    text: Option<String>,
    html: Option<String>,
    markdown: Option<String>,
    path: Option<String>,
    title: Option<String>,
    authors: Option<Authors>,
    date: Option<String>,
    lang: Option<String>,
    voice: Option<String>,
    options: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Authors {
    One(String),
    Several(Vec<String>),
}

/// What goes wrong with a line, and its `id` as far as it can be told.
#[derive(Debug)]
pub struct Refused {
    /// The `id`, or `null`.
    pub id: Value,
    /// Why.
    pub fault: Fault,
}

/// Parses a line.
///
/// # Errors
/// It is no JSON, lacks a field, or asks for what does not exist. All are faults of the line.
pub fn parse(line: &[u8]) -> Result<Record, Refused> {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return Err(refused(Value::Null, Kind::Json, error)),
    };
    let id = match value.get("id") {
        Some(id @ (Value::String(_) | Value::Number(_))) => id.clone(),
        _ if !value.is_object() => {
            return Err(refused(Value::Null, Kind::Json, "it is not an object"));
        }
        _ => {
            let error = "'id' must be a string or a number";
            return Err(refused(Value::Null, Kind::Record, error));
        }
    };
    match Written::deserialize(value) {
        Ok(written) => record(id.clone(), written).map_err(|fault| Refused { id, fault }),
        Err(error) => Err(refused(id, Kind::Record, error)),
    }
}

/// The `id` of a line, as far as it can be told.
pub fn id(line: &[u8]) -> Value {
    let line = serde_json::from_slice::<Value>(line).ok();
    line.and_then(|line| line.get("id").cloned())
        .unwrap_or_default()
}

/// A record as a line, which [`parse`] makes into the same record.
pub fn line(record: &Record) -> Vec<u8> {
    let (field, text) = match &record.body {
        Body::Text(text) => ("text", text),
        Body::Html(text) => ("html", text),
        Body::Markdown(text) => ("markdown", text),
        Body::Path(text) => ("path", text),
    };
    let line = json!({
        "id": record.id,
        field: text,
        "title": record.title,
        "authors": record.authors,
        "date": record.date,
        "options": record.options,
    });
    line.to_string().into_bytes()
}

fn refused(id: Value, kind: Kind, error: impl ToString) -> Refused {
    let fault = Fault::article(kind, error);
    Refused { id, fault }
}

fn record(id: Value, written: Written) -> Result<Record, Fault> {
    let bodies = [
        written.text.map(Body::Text),
        written.html.map(Body::Html),
        written.markdown.map(Body::Markdown),
        written.path.map(Body::Path),
    ];
    let mut bodies = bodies.into_iter().flatten();
    let (Some(body), None) = (bodies.next(), bodies.next()) else {
        let error = "it must have one of 'text', 'html', 'markdown' and 'path'";
        return Err(Fault::article(Kind::Record, error));
    };
    if let Some(language) = written.lang.as_deref().and_then(other_than_french) {
        let error = format!("it is in '{language}', not in French");
        return Err(Fault::article(Kind::Language, error));
    }
    let options = written.options.unwrap_or_default();
    let mut options = match options {
        Value::Null => Options::default(),
        options => {
            Options::deserialize(options).map_err(|error| Fault::article(Kind::Options, error))?
        }
    };
    options.voice = written.voice.or(options.voice);
    Ok(Record {
        id,
        body,
        title: written.title.filter(|title| !title.trim().is_empty()),
        authors: match written.authors {
            None => Vec::new(),
            Some(Authors::One(author)) => vec![author],
            Some(Authors::Several(authors)) => authors,
        },
        date: written.date.map(day).transpose()?,
        options,
    })
}

/// The primary language of a tag (BCP 47), or of its code in ISO 639-2, where it is not French.
fn other_than_french(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let primary = primary.trim().to_lowercase();
    let is_french = matches!(primary.as_str(), "" | "fr" | "fra" | "fre" | "und" | "mul");
    (!is_french).then_some(primary)
}

/// The day of a date in ISO 8601, which may have a time.
fn day(date: String) -> Result<String, Fault> {
    let day = date.get(..10).unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let number = |at: usize| {
        let part = parts
            .get(at)
            .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        part.and_then(|part| part.parse::<u32>().ok())
    };
    let rest = date.get(10..).unwrap_or_default();
    match (number(0), number(1), number(2)) {
        (Some(_), Some(1..=12), Some(1..=31))
            if parts[0].len() == 4 && (rest.is_empty() || rest.starts_with(['T', ' '])) =>
        {
            Ok(day.to_owned())
        }
        _ => {
            let error = format!("'date' must be YYYY-MM-DD, not '{date}'");
            Err(Fault::article(Kind::Record, error))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn parsed(value: &Value) -> Result<Record, (Value, Kind, String)> {
        parse(value.to_string().as_bytes()).map_err(|refused| match refused.fault {
            Fault::Article(kind, error) => (refused.id, kind, error),
            Fault::Run(error) => panic!("{error}"),
        })
    }

    #[test]
    fn a_line_is_an_article_and_its_options() {
        let line = json!({
            "id": 7, "html": "<p>Oui.", "title": "Un", "authors": "A", "date": "2024-02-01T10:00Z",
            "lang": "fr-CA", "voice": "pico", "options": {"voice": "fr", "rate": 200}, "url": "x",
        });
        let record = parsed(&line).expect("a record");
        assert_eq!(record.body, Body::Html("<p>Oui.".to_owned()));
        assert_eq!(record.authors, ["A"]);
        assert_eq!(record.date.as_deref(), Some("2024-02-01"));
        let options = record.options;
        assert_eq!(
            (options.voice.as_deref(), options.rate),
            (Some("pico"), Some(200))
        );
    }

    #[test]
    fn what_is_wrong_with_a_line_has_a_kind() {
        for (line, kind) in [
            (json!([1]), Kind::Json),
            (json!({"text": "Oui."}), Kind::Record),
            (json!({"id": null, "text": "Oui."}), Kind::Record),
            (json!({"id": 1}), Kind::Record),
            (
                json!({"id": 1, "text": "Oui.", "path": "a.txt"}),
                Kind::Record,
            ),
            (json!({"id": 1, "text": 3}), Kind::Record),
            (
                json!({"id": 1, "text": "Oui.", "date": "1/2/2024"}),
                Kind::Record,
            ),
            (
                json!({"id": 1, "text": "Oui.", "date": "é024-02-013"}),
                Kind::Record,
            ),
            (
                json!({"id": 1, "text": "Yes.", "lang": "en-US"}),
                Kind::Language,
            ),
            (
                json!({"id": 1, "text": "Oui.", "options": {"rat": 3}}),
                Kind::Options,
            ),
            (
                json!({"id": 1, "text": "Oui.", "options": 3}),
                Kind::Options,
            ),
        ] {
            let (_, found, error) = parsed(&line).expect_err("refused");
            assert_eq!(found, kind, "{line}: {error}");
        }
        let (id, _, _) = parsed(&json!({"id": "x", "text": 3})).expect_err("refused");
        assert_eq!(id, "x");
    }

    proptest! {
        #[test]
        fn no_bytes_do_more_harm_than_an_answer(line in proptest::collection::vec(any::<u8>(), 0..99)) {
            if let Err(refused) = parse(&line) {
                prop_assert!(matches!(refused.fault, Fault::Article(..)));
            }
        }
    }
}
