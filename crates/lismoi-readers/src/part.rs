//! The parts of a book or an article that a listener may want to leave out, or to hear.

use lismoi_document::SkipReason;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part. The names in `serde` are those of the options and stand in manifests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The names of the authors, and the date.
    Byline,
    /// The caption of a picture.
    Caption,
    /// The table of contents, and lists of pictures and tables.
    Contents,
    /// The index.
    Index,
    /// The list of works.
    Bibliography,
    /// Who made and published the book, and its copyright page.
    Colophon,
    /// The title page.
    TitlePage,
    /// The dedication.
    Dedication,
    /// The quotation at the start.
    Epigraph,
    /// The foreword, by another author.
    Foreword,
    /// The preface.
    Preface,
    /// The introduction.
    Introduction,
    /// The acknowledgments.
    Acknowledgments,
    /// The text after the main text.
    Afterword,
    /// An appendix.
    Appendix,
    /// The glossary.
    Glossary,
}

impl Part {
    /// All parts.
    pub const ALL: [Part; 16] = [
        Part::Byline,
        Part::Caption,
        Part::Contents,
        Part::Index,
        Part::Bibliography,
        Part::Colophon,
        Part::TitlePage,
        Part::Dedication,
        Part::Epigraph,
        Part::Foreword,
        Part::Preface,
        Part::Introduction,
        Part::Acknowledgments,
        Part::Afterword,
        Part::Appendix,
        Part::Glossary,
    ];

    /// Its name in options and tables.
    pub fn name(self) -> &'static str {
        match self {
            Part::Byline => "byline",
            Part::Caption => "caption",
            Part::Contents => "contents",
            Part::Index => "index",
            Part::Bibliography => "bibliography",
            Part::Colophon => "colophon",
            Part::TitlePage => "title-page",
            Part::Dedication => "dedication",
            Part::Epigraph => "epigraph",
            Part::Foreword => "foreword",
            Part::Preface => "preface",
            Part::Introduction => "introduction",
            Part::Acknowledgments => "acknowledgments",
            Part::Afterword => "afterword",
            Part::Appendix => "appendix",
            Part::Glossary => "glossary",
        }
    }

    /// Why it is skipped where the listener says nothing; `None` for parts that are read.
    pub fn default_reason(self) -> Option<SkipReason> {
        match self {
            Part::Caption => Some(SkipReason::Caption),
            Part::Contents => Some(SkipReason::Contents),
            Part::Index => Some(SkipReason::Index),
            _ => None,
        }
    }

    /// Why it is skipped where the listener does not want it.
    pub fn reason(self) -> SkipReason {
        match self {
            Part::Bibliography => SkipReason::Bibliography,
            Part::Colophon => SkipReason::Colophon,
            _ => self.default_reason().unwrap_or(SkipReason::Unwanted),
        }
    }
}

/// A set of parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// A bit for each part.
    bits: u32,
}

impl Parts {
    /// Whether it has no part.
    pub fn is_empty(&self) -> bool {
        self.bits == 0
    }

    /// Whether a part is in it.
    pub fn contains(self, part: Part) -> bool {
        self.bits & (1 << part as u32) != 0
    }

    fn iter(self) -> impl Iterator<Item = Part> {
        Part::ALL
            .into_iter()
            .filter(move |part| self.contains(*part))
    }
}

impl FromIterator<Part> for Parts {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        let bits = parts
            .into_iter()
            .fold(0, |bits, part| bits | 1 << part as u32);
        Parts { bits }
    }
}

impl Serialize for Parts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Part>::deserialize(deserializer)?
            .into_iter()
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_written_as_the_names_of_its_parts() {
        let parts: Parts = [Part::TitlePage, Part::Caption].into_iter().collect();
        let json = serde_json::to_string(&parts).expect("serializable");
        assert_eq!(json, r#"["caption","title-page"]"#);
        assert_eq!(serde_json::from_str::<Parts>(&json).expect("names"), parts);
        let all: Parts = Part::ALL.into_iter().collect();
        let names: Vec<&str> = all.iter().map(Part::name).collect();
        let json = serde_json::to_string(&all).expect("serializable");
        assert_eq!(json, serde_json::to_string(&names).expect("serializable"));
    }
}
