//! The values of options: the names that may be typed, and what they stand for.
//!
//! The crates below the program know nothing of the command line. Where one of their types is
//! the value of an option, a table here gives each value its name and its line in the help.
//! The names are those of the manifest and of `lismoi.toml`.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};
use lismoi_audio::encode::options::Bitrate;
use lismoi_book::formats::{FileFormat, table};
use lismoi_french::{Dialect, Liaisons, Pace};
use lismoi_readers::{Footnotes, InputFormat, Part};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A name, its line in the help, and its value.
type Choice<T> = (&'static str, &'static str, T);

const INPUT_FORMATS: [Choice<InputFormat>; 14] = [
    (
        "auto",
        "The format is found by content and file name",
        InputFormat::Auto,
    ),
    (
        "text",
        "Plain text: title, headings, paragraphs and lists are found, boilerplate is dropped",
        InputFormat::Text,
    ),
    (
        "markdown",
        "Markdown, with front matter, tables and footnotes",
        InputFormat::Markdown,
    ),
    (
        "html",
        "A web page, or a part of one: its article is read",
        InputFormat::Html,
    ),
    (
        "webarchive",
        "A page saved with its pictures: MHTML, or a web archive of Safari",
        InputFormat::WebArchive,
    ),
    (
        "mail",
        "A message or a mailbox, without quoted messages and signatures",
        InputFormat::Mail,
    ),
    (
        "feed",
        "RSS, Atom or JSON Feed: each entry is an article",
        InputFormat::Feed,
    ),
    (
        "export",
        "Articles saved in a read-later service",
        InputFormat::Export,
    ),
    (
        "docx",
        "A Word document, with its styles, lists and footnotes",
        InputFormat::Docx,
    ),
    (
        "odt",
        "An OpenDocument text, as LibreOffice writes it",
        InputFormat::Odt,
    ),
    (
        "epub",
        "A book, EPUB 2 or 3, without DRM",
        InputFormat::Epub,
    ),
    (
        "pdf",
        "PDF: running heads, page numbers and tables of contents are skipped",
        InputFormat::Pdf,
    ),
    (
        "paragraphs",
        "Blocks between blank lines are paragraphs; nothing is dropped",
        InputFormat::Paragraphs,
    ),
    ("lines", "Each line is one utterance", InputFormat::Lines),
];

const FOOTNOTES: [Choice<Footnotes>; 3] = [
    ("skip", "Not at all", Footnotes::Skip),
    ("end", "After the article", Footnotes::End),
    (
        "inline",
        "After the sentence that refers to them",
        Footnotes::Inline,
    ),
];

const PARTS: [Choice<Part>; 16] = [
    (
        "byline",
        "The names of the authors, and the date",
        Part::Byline,
    ),
    ("caption", "Captions of pictures", Part::Caption),
    ("contents", "Tables of contents", Part::Contents),
    ("index", "The index", Part::Index),
    ("bibliography", "Lists of works", Part::Bibliography),
    (
        "colophon",
        "Who made and published the book, and its copyright page",
        Part::Colophon,
    ),
    ("title-page", "The title page", Part::TitlePage),
    ("dedication", "The dedication", Part::Dedication),
    ("epigraph", "Quotations at the start", Part::Epigraph),
    ("foreword", "The foreword", Part::Foreword),
    ("preface", "The preface", Part::Preface),
    ("introduction", "The introduction", Part::Introduction),
    (
        "acknowledgments",
        "The acknowledgments",
        Part::Acknowledgments,
    ),
    ("afterword", "The afterword", Part::Afterword),
    ("appendix", "Appendices", Part::Appendix),
    ("glossary", "The glossary", Part::Glossary),
];

const PACES: [Choice<Pace>; 3] = [
    ("tight", "Half the natural pauses", Pace::Tight),
    ("natural", "The pauses of a newsreader", Pace::Natural),
    (
        "slow",
        "One and a half times the natural pauses",
        Pace::Slow,
    ),
];

const DIALECTS: [Choice<Dialect>; 3] = [
    (
        "fr",
        "France: soixante-dix, quatre-vingt-dix",
        Dialect::France,
    ),
    ("be", "Belgium: septante, nonante", Dialect::Belgium),
    (
        "ch",
        "Switzerland: septante, huitante, nonante",
        Dialect::Switzerland,
    ),
];

const LIAISONS: [Choice<Liaisons>; 3] = [
    (
        "few",
        "Those that nobody leaves out: les amis, ils ont",
        Liaisons::Few,
    ),
    (
        "usual",
        "Those of a newsreader: est arrivé, pas encore",
        Liaisons::Usual,
    ),
    (
        "many",
        "Those of solemn speech: les enfants ont",
        Liaisons::Many,
    ),
];

/// Parser for `--liaison`.
pub(super) fn liaisons() -> impl TypedValueParser<Value = Liaisons> {
    one_of(&LIAISONS)
}

/// Parser for `--dialect`.
pub(super) fn dialects() -> impl TypedValueParser<Value = Dialect> {
    one_of(&DIALECTS)
}

/// `dialect = "be"` in `lismoi.toml`.
pub(super) fn dialect<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Dialect>, D::Error> {
    let code = String::deserialize(value)?;
    match lismoi_speech::voice::dialect(&code) {
        Some(dialect) => Ok(Some(dialect)),
        None => Err(D::Error::custom(format!("'{code}' is not fr, be or ch"))),
    }
}

/// Parser for `--from`.
pub(super) fn input_formats() -> impl TypedValueParser<Value = InputFormat> {
    one_of(&INPUT_FORMATS)
}

/// Parser for `--notes`.
pub(super) fn footnotes() -> impl TypedValueParser<Value = Footnotes> {
    one_of(&FOOTNOTES)
}

/// Parser for `--skip` and `--read`.
pub(super) fn parts() -> impl TypedValueParser<Value = Part> {
    one_of(&PARTS)
}

/// Parser for `--pauses`.
pub(super) fn paces() -> impl TypedValueParser<Value = Pace> {
    one_of(&PACES)
}

fn one_of<T>(choices: &'static [Choice<T>]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let names = choices
        .iter()
        .map(|&(name, help, _)| PossibleValue::new(name).help(help));
    Trimmed(PossibleValuesParser::new(names)).try_map(|typed| {
        let choice = choices.iter().find(|&&(name, ..)| name == typed);
        choice
            .map(|&(.., value)| value)
            .ok_or_else(|| format!("'{typed}' is not one of the values"))
    })
}

/// A parser of values that may have spaces around them: "mp3, srt" is a list of two.
#[derive(Clone)]
struct Trimmed<P>(P);

impl<P: TypedValueParser> TypedValueParser for Trimmed<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> clap::error::Result<P::Value> {
        let trimmed = value.to_str().map_or(value, |text| OsStr::new(text.trim()));
        self.0.parse_ref(command, argument, trimmed)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// Parser for `--format`: the names in the table of formats.
pub(super) fn file_formats() -> impl TypedValueParser<Value = &'static FileFormat> {
    let names = table::formats().map(|format| PossibleValue::new(format.name).help(format.help));
    Trimmed(PossibleValuesParser::new(names)).try_map(|typed| file_format(&typed))
}

fn file_format(name: &str) -> Result<&'static FileFormat, String> {
    table::named(name).ok_or_else(|| format!("there is no format '{name}'"))
}

/// `author = "Anne Petit"`, or `author = ["Anne Petit", "Paul Roux"]`.
pub(super) fn text_or_texts<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Texts {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Texts::deserialize(value)? {
        Texts::One(text) => vec![text],
        Texts::Many(texts) => texts,
    })
}

/// `bitrate = 128`, or `bitrate = "V2"`.
pub(super) fn bitrate<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Bitrate>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Value {
        Kbps(u32),
        Name(String),
    }
    match Value::deserialize(value)? {
        Value::Kbps(kbps) => Ok(Some(Bitrate::Constant(kbps))),
        Value::Name(name) => name.parse().map(Some).map_err(D::Error::custom),
    }
}

/// `format = "mp3,html"` as on the command line, or `format = ["mp3", "html"]`.
pub(super) fn one_or_many<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Vec<&'static FileFormat>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Formats {
        Line(String),
        List(Vec<String>),
    }
    let names = match Formats::deserialize(value)? {
        Formats::Line(line) => line.split(',').map(|name| name.trim().to_owned()).collect(),
        Formats::List(names) => names,
    };
    let formats = names.iter().map(|name| file_format(name));
    formats.collect::<Result<_, _>>().map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::de::DeserializeOwned;
    use serde_json::json;

    use super::*;

    fn assert_same_in_a_file<T: Copy + Debug + PartialEq + DeserializeOwned>(
        choices: &[Choice<T>],
    ) {
        for &(name, _, value) in choices {
            let in_file: T = serde_json::from_value(json!(name)).expect(name);
            assert_eq!(in_file, value);
        }
    }

    #[test]
    fn values_have_the_same_names_on_the_command_line_and_in_a_file() {
        assert_same_in_a_file(&INPUT_FORMATS);
        assert_same_in_a_file(&FOOTNOTES);
        assert_same_in_a_file(&PACES);
    }
}
