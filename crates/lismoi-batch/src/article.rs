//! The article that a record asks for: its bytes, and the document in them.

use lismoi_document::{Document, Source};
use lismoi_readers::{Input, InputFormat, ReadOptions, parse};

use crate::answer::{Fault, Kind};
use crate::articles::Articles;
use crate::record::{Body, Record};

/// The bytes of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The format that the line names.
    pub format: InputFormat,
    /// The name of its file without the folder; `None` for what stands in the line.
    pub name: Option<String>,
    /// The bytes, with the title of the record where the text does not have it.
    pub bytes: Vec<u8>,
}

/// The bytes of the article. `articles` is where the files of the lines are; without it they are
/// refused, since whoever wrote the lines may not be the one who runs the program.
///
/// # Errors
/// The file is not there, or cannot be read.
pub fn written(record: &Record, articles: Option<&Articles>) -> Result<Written, Fault> {
    let title = record.title.as_deref();
    let (format, text) = match &record.body {
        Body::Text(text) => (InputFormat::Text, with_title(text, title, str::to_owned)),
        Body::Markdown(text) => {
            let heading: fn(&str) -> String = |title| format!("# {title}");
            (InputFormat::Markdown, with_title(text, title, heading))
        }
        Body::Html(html) => (InputFormat::Html, page_with_title(html, title)),
        Body::Path(path) => return file(path, articles),
    };
    Ok(Written {
        format,
        name: None,
        bytes: text.into_bytes(),
    })
}

/// The text, after the title where it does not begin with it.
fn with_title(text: &str, title: Option<&str>, heading: fn(&str) -> String) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(title) = title.map(words) else {
        return text.to_owned();
    };
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = words(first.unwrap_or_default().trim_start_matches('#'));
    match first == title {
        true => text.to_owned(),
        false => format!("{}\n\n{text}", heading(&title)),
    }
}

/// The page, after the title where it has none of its own.
fn page_with_title(html: &str, title: Option<&str>) -> String {
    let Some(title) = title else {
        return html.to_owned();
    };
    let has = |tag: &str| {
        let tags = html.as_bytes().windows(tag.len());
        tags.into_iter()
            .any(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if has("<h1") || has("<title") {
        return html.to_owned();
    }
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!("<h1>{title}</h1>\n{html}")
}

fn file(path: &str, articles: Option<&Articles>) -> Result<Written, Fault> {
    let Some(articles) = articles else {
        let error = "the line names a file, and no folder of articles was named (--articles)";
        return Err(Fault::article(Kind::Path, error));
    };
    let (name, bytes) = articles.read(path)?;
    Ok(Written {
        format: InputFormat::Auto,
        name: Some(name),
        bytes,
    })
}

/// Reads the document. What the record says of the article goes before what the text says.
///
/// # Errors
/// It is not in the format that the line names, or holds several articles.
pub fn read(
    written: Written,
    record: &Record,
    options: ReadOptions,
) -> Result<(Source, Document), Fault> {
    let input = Input::new(written.bytes, written.name);
    let articles = parse(input, options);
    let articles = articles.map_err(|error| Fault::article(Kind::Article, error))?;
    let count = articles.len();
    let mut articles = articles.into_iter();
    let (Some((source, mut document)), None) = (articles.next(), articles.next()) else {
        let error = format!("it holds {count} articles: each needs a line of its own");
        return Err(Fault::article(Kind::Article, error));
    };
    let metadata = &mut document.metadata;
    metadata.title = record.title.clone().or(metadata.title.take());
    metadata.date = record.date.clone().or(metadata.date.take());
    if !record.authors.is_empty() {
        metadata.authors.clone_from(&record.authors);
    }
    Ok((source, document))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record;

    fn bytes(line: &serde_json::Value) -> Result<String, (Kind, String)> {
        let record = record::parse(line.to_string().as_bytes()).expect("a record");
        match written(&record, None) {
            Ok(written) => Ok(String::from_utf8(written.bytes).expect("text")),
            Err(Fault::Article(kind, error)) => Err((kind, error)),
            Err(Fault::Run(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn a_title_is_said_once() {
        for (line, text) in [
            (
                json!({"id": 1, "title": "Un", "text": "Oui."}),
                "Un\n\nOui.",
            ),
            (
                json!({"id": 1, "title": "Un", "text": " Un \n\nOui."}),
                " Un \n\nOui.",
            ),
            (
                json!({"id": 1, "title": "Un", "markdown": "Oui."}),
                "# Un\n\nOui.",
            ),
            (
                json!({"id": 1, "title": "Un", "markdown": "# Un\nOui."}),
                "# Un\nOui.",
            ),
            (
                json!({"id": 1, "title": "a<b", "html": "<p>Oui."}),
                "<h1>a&lt;b</h1>\n<p>Oui.",
            ),
            (
                json!({"id": 1, "title": "Un", "html": "<H1>Deux</H1>"}),
                "<H1>Deux</H1>",
            ),
        ] {
            assert_eq!(bytes(&line), Ok(text.to_owned()));
        }
        let refused = bytes(&json!({"id": 1, "path": "a.txt"})).expect_err("no folder");
        assert_eq!(refused.0, Kind::Path);
    }
}
