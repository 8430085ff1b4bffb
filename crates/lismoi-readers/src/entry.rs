//! An article among others in one input, as a feed or an export holds it.

use lismoi_document::{Document, Metadata, PieceKind, SkipReason, Source, SourceFormat};
use serde_json::Value;

use crate::html::embedded::{Part, print_part};
use crate::html::plain_text;
use crate::markup;
use crate::markup::classify::fold;
use crate::options::ReadOptions;
use crate::parse::ReadError;
use crate::printed::Printed;
use crate::several::Names;

/// An article, and what the input says about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// All but the text. The title is text, without markup.
    pub(crate) metadata: Metadata,
    /// Its texts: the whole one, a summary.
    pub(crate) texts: Vec<Text>,
    /// Whether it is put away as read.
    pub(crate) is_archived: bool,
}

/// A text of an article, or its summary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    /// The name of the element or field that holds it.
    pub(crate) name: String,
    /// The text, as HTML.
    pub(crate) html: String,
}

/// Ends of a text that goes on elsewhere, in lower case and without spaces before them.
const CUTS: [&str; 10] = [
    "[…]",
    "[...]",
    "(…)",
    "(...)",
    "lire la suite",
    "lire plus",
    "lire l'article",
    "lire l’article",
    "continuer la lecture",
    "read more",
];

/// A name that is made of a text has so many words of it.
const NAME_WORDS: usize = 8;

/// The most articles of one input, and the most values of its JSON.
const MOST: usize = 10_000;
const MOST_VALUES: usize = 1_000_000;

/// Fails if an input holds more articles than are read.
///
/// # Errors
/// It does.
pub(crate) fn ensure_few(count: usize) -> Result<(), ReadError> {
    match count {
        0..=MOST => Ok(()),
        _ => Err(ReadError::Refused {
            reason: "it holds more than 10,000 articles",
            hint: "divide it",
        }),
    }
}

/// The value of a JSON text. Memory is bounded: a text of commas would fill it.
///
/// # Errors
/// It is no JSON, or has too many values.
pub(crate) fn json(text: &str) -> Result<Value, ReadError> {
    let mut is_text = false;
    let mut is_escaped = false;
    let mut values = 0;
    for byte in text.bytes() {
        is_text ^= byte == b'"' && !is_escaped;
        is_escaped = is_text && byte == b'\\' && !is_escaped;
        values += usize::from(!is_text && matches!(byte, b',' | b'[' | b'{'));
    }
    if values > MOST_VALUES {
        return Err(ReadError::Refused {
            reason: "its JSON has more than 1,000,000 values",
            hint: "divide it",
        });
    }
    serde_json::from_str(text).map_err(|_| ReadError::Damaged("its JSON is cut off, or has errors"))
}

/// The articles of the entries that have a text, and the titles of those that have none.
///
/// # Errors
/// A text has too many elements.
pub(crate) fn articles(
    entries: Vec<Entry>,
    format: SourceFormat,
    options: ReadOptions,
) -> Result<Vec<(Source, Document)>, ReadError> {
    ensure_few(entries.len())?;
    let mut names = Names::default();
    let mut found = Vec::new();
    let mut left_out = Vec::new();
    for (number, entry) in (1..).zip(entries) {
        let title = entry.metadata.title.clone();
        let address = entry.metadata.address.clone();
        match entry.article(number, format, options)? {
            Some((mut source, document)) => {
                source.name = Some(names.of(&title.unwrap_or_else(|| first_words(&source.text))));
                found.push((source, document));
            }
            None => left_out.extend(title.or(address)),
        }
    }
    if let Some((source, _)) = found.first_mut() {
        source.left_out = left_out;
    }
    Ok(found)
}

impl Entry {
    /// The article; `None` if the entry has no text.
    fn article(
        self,
        number: usize,
        format: SourceFormat,
        options: ReadOptions,
    ) -> Result<Option<(Source, Document)>, ReadError> {
        let longest = (0..self.texts.len())
            .rev()
            .max_by_key(|at| letters(&self.texts[*at].html));
        let Some(longest) = longest.filter(|at| letters(&self.texts[*at].html) > 0) else {
            return Ok(None);
        };
        let mut printed = Printed::new();
        printed.block(PieceKind::Title);
        if let Some(title) = &self.metadata.title {
            printed.generated(title);
        }
        printed.block(PieceKind::Paragraph);
        let enter = |printed: &mut Printed, text: &Text| {
            printed.set_entry(&format!("{} {number}", text.name));
        };
        enter(&mut printed, &self.texts[longest]);
        print_part(&mut printed, &self.texts[longest].html, Part::Article)?;
        printed.block(PieceKind::Paragraph);
        let read = fold(&plain_text(&self.texts[longest].html)?);
        for (at, text) in self.texts.iter().enumerate() {
            let is_part = read.contains(&fold(&plain_text(&text.html)?));
            if at != longest && !is_part {
                enter(&mut printed, text);
                let part = Part::Skipped(SkipReason::OutsideArticle);
                print_part(&mut printed, &text.html, part)?;
            }
        }
        let (text, pieces, layout) = printed.finish();
        let mut document = markup::document(&text, &pieces, &layout, options, self.metadata);
        if document.excerpt.is_none() {
            document.excerpt = cut(&text, &document);
        }
        let source = Source {
            format,
            text,
            pieces,
            ..Source::default()
        };
        Ok(Some((source, document)))
    }
}

/// The end of the text, where it says that the article goes on elsewhere.
fn cut(text: &str, document: &Document) -> Option<std::ops::Range<usize>> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let last = blocks
        .map(|block| block.range.clone())
        .max_by_key(|range| range.end)?;
    let skipped = document
        .skipped
        .iter()
        .filter(|item| item.reason.is_boilerplate());
    let after = skipped
        .map(|item| item.range.clone())
        .find(|range| range.start >= last.end);
    let mut ends = [Some(last), after].into_iter().flatten();
    ends.find(|range| is_cut(&text[range.clone()]))
}

/// Whether a text says at its end that it goes on elsewhere.
pub(crate) fn is_cut(text: &str) -> bool {
    let words = text.trim_end_matches([' ', '\u{A0}', '→', '»', '.']);
    let words = words.to_lowercase();
    let ends_it = |cut: &&str| words.ends_with(cut.trim_end_matches('.'));
    CUTS.iter().any(ends_it)
}

/// How many letters and digits stand outside of tags.
pub(crate) fn letters(html: &str) -> usize {
    let mut is_tag = false;
    let outside = html.chars().filter(|c| {
        is_tag = (is_tag || *c == '<') && *c != '>';
        !is_tag && c.is_alphanumeric()
    });
    outside.count()
}

fn first_words(text: &str) -> String {
    text.split_whitespace()
        .take(NAME_WORDS)
        .collect::<Vec<_>>()
        .join(" ")
}
