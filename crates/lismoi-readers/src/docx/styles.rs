//! What the styles of a Word document say about paragraphs and runs.

use std::collections::HashMap;
use std::rc::Rc;

use lismoi_document::PieceKind;

use crate::office::style_names;
use crate::office::xml::{Element, Tree};

/// A style may be based on so many others.
const LONGEST_CHAIN: usize = 32;

/// The outline level of body text.
pub(super) const BODY_LEVEL: u8 = 9;

/// A style with what it inherits. `None` where neither it nor those that it is based on tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// What its name says.
    pub(super) kind: Option<PieceKind>,
    /// From 0; [`BODY_LEVEL`] for body text.
    pub(super) outline_level: Option<u8>,
    pub(super) numbering: NumberingReference,
    pub(super) run: RunProperties,
}

/// A place in a list: see [`super::numbering`].
#[derive(Clone, Debug, Default)]
pub(super) struct NumberingReference {
    /// The list; "0" stands for none.
    pub(super) list: Option<String>,
    /// From 0.
    pub(super) level: Option<usize>,
}

/// What is said about a run of text.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    pub(super) is_hidden: Option<bool>,
    pub(super) is_superscript: Option<bool>,
    pub(super) language: Option<Rc<str>>,
}

/// The styles, by their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// That of paragraphs that name none.
    default_paragraph: Style,
}

impl Styles {
    pub(super) fn new(tree: Option<&Tree>) -> Styles {
        let Some(tree) = tree else {
            return Styles::default();
        };
        let root = tree.root();
        let elements = root.elements().filter(|element| element.name() == "style");
        let own: HashMap<String, Element<'_>> = elements
            .filter_map(|element| Some((element.attribute("styleId")?.into_owned(), element)))
            .collect();
        let defaults = root
            .child("docDefaults")
            .and_then(|all| all.child("rPrDefault"));
        let defaults = Style {
            run: defaults.map(RunProperties::of_parent).unwrap_or_default(),
            ..Style::default()
        };
        let resolve = |element: Element<'_>| {
            let mut style = Style::of(element);
            let mut base = element.value("basedOn");
            for _ in 0..LONGEST_CHAIN {
                let Some(element) = base.as_deref().and_then(|base| own.get(base)) else {
                    break;
                };
                style = style.or(Style::of(*element));
                base = element.value("basedOn");
            }
            style
        };
        let is_default = |element: &&Element<'_>| {
            let is_paragraph = element.attribute("type").as_deref() == Some("paragraph");
            is_paragraph
                && element
                    .attribute("default")
                    .is_some_and(|value| is_on(&value))
        };
        let default = own.values().find(is_default);
        let default = default.map(|element| resolve(*element)).unwrap_or_default();
        let by_id = own
            .iter()
            .map(|(id, element)| (id.clone(), resolve(*element)));
        Styles {
            by_id: by_id.collect(),
            default_paragraph: default.or(defaults),
        }
    }

    /// The style of a paragraph that names this one, or none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        let named = id.and_then(|id| self.by_id.get(id)).cloned();
        let default = &self.default_paragraph;
        match named {
            None => default.clone(),
            Some(style) => Style {
                run: style.run.or(&default.run),
                ..style
            },
        }
    }

    /// What a style of characters says.
    pub(super) fn run(&self, id: &str) -> Option<&RunProperties> {
        self.by_id.get(id).map(|style| &style.run)
    }
}

impl Style {
    /// What a style itself says.
    fn of(style: Element<'_>) -> Style {
        let name = style.value("name").unwrap_or_default().to_lowercase();
        let id = style
            .attribute("styleId")
            .unwrap_or_default()
            .to_lowercase();
        let mut found = match style.child("pPr") {
            Some(properties) => Style {
                outline_level: outline_level(properties),
                numbering: NumberingReference::of(properties),
                ..Style::default()
            },
            None => Style::default(),
        };
        // The names of the built-in styles are the same in all languages.
        let level = name
            .strip_prefix("heading ")
            .and_then(|level| level.parse().ok());
        let level = level.and_then(|level: u8| level.checked_sub(1));
        found.outline_level = found.outline_level.or(level);
        found.kind = style_names::kind(&name).or_else(|| style_names::kind(&id));
        found.run = RunProperties::of_parent(style);
        found
    }

    fn or(self, base: Style) -> Style {
        Style {
            kind: self.kind.or(base.kind),
            outline_level: self.outline_level.or(base.outline_level),
            numbering: NumberingReference {
                list: self.numbering.list.or(base.numbering.list),
                level: self.numbering.level.or(base.numbering.level),
            },
            run: self.run.or(&base.run),
        }
    }
}

/// The outline level that the properties of a paragraph give.
pub(super) fn outline_level(properties: Element<'_>) -> Option<u8> {
    properties.value("outlineLvl")?.parse().ok()
}

impl NumberingReference {
    /// What the properties of a paragraph give.
    pub(super) fn of(properties: Element<'_>) -> NumberingReference {
        let found = properties.child("numPr");
        let value = |name| found.and_then(|found| found.value(name));
        NumberingReference {
            list: value("numId").map(|list| list.into_owned()),
            level: value("ilvl").and_then(|level| level.parse().ok()),
        }
    }
}

impl RunProperties {
    /// Those in the element `rPr` of an element.
    pub(super) fn of_parent(parent: Element<'_>) -> RunProperties {
        match parent.child("rPr") {
            Some(properties) => RunProperties::of(properties),
            None => RunProperties::default(),
        }
    }

    fn of(properties: Element<'_>) -> RunProperties {
        let mut found = RunProperties::default();
        for element in properties.elements() {
            match element.name() {
                "vanish" | "specVanish" => {
                    let value = element.attribute("val");
                    found.is_hidden = Some(value.is_none_or(|value| is_on(&value)));
                }
                "vertAlign" => {
                    let value = element.attribute("val");
                    found.is_superscript = Some(value.as_deref() == Some("superscript"));
                }
                "lang" => found.language = element.attribute("val").map(|value| Rc::from(&*value)),
                _ => {}
            }
        }
        found
    }

    /// What others say, where these do not tell.
    pub(super) fn or(&self, others: &RunProperties) -> RunProperties {
        RunProperties {
            is_hidden: self.is_hidden.or(others.is_hidden),
            is_superscript: self.is_superscript.or(others.is_superscript),
            language: self.language.clone().or_else(|| others.language.clone()),
        }
    }
}

/// Whether a property of this value is on (ECMA-376, part 1, 22.9.2.7).
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}
