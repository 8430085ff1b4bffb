//! What the styles of an OpenDocument text say about paragraphs, text, lists and sections.

use std::collections::HashMap;
use std::rc::Rc;

use lismoi_document::PieceKind;

use super::lists::ListStyle;
use super::parts::Parts;
use crate::office::style_names;
use crate::office::xml::Element;

/// A style may have so many ancestors.
const LONGEST_CHAIN: usize = 32;

/// A style with what it inherits. `None` where neither it nor its parents tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// What its name says.
    pub(super) kind: Option<PieceKind>,
    /// From 1.
    pub(super) outline_level: Option<u8>,
    /// The style of the list that its paragraphs are in; empty for none.
    pub(super) list: Option<String>,
    pub(super) run: RunProperties,
}

/// What is said about text.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    pub(super) is_hidden: Option<bool>,
    pub(super) is_superscript: Option<bool>,
    pub(super) language: Option<Rc<str>>,
}

/// The styles, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    texts: HashMap<String, Style>,
    pub(super) lists: HashMap<String, ListStyle>,
    pub(super) outline: ListStyle,
    /// What all paragraphs inherit.
    default: Style,
}

impl Styles {
    pub(super) fn new(parts: &Parts) -> Styles {
        let common = parts.styles().child("styles");
        let automatic = parts.content().child("automatic-styles");
        let elements = || {
            [common, automatic]
                .into_iter()
                .flatten()
                .flat_map(Element::elements)
        };
        let mut styles = Styles::default();
        let mut own: HashMap<(String, String), Element<'_>> = HashMap::new();
        for element in elements() {
            let family = element.attribute("family").unwrap_or_default().into_owned();
            match (element.name(), element.attribute("name")) {
                ("style", Some(name)) => {
                    own.insert((family, name.into_owned()), element);
                }
                ("default-style", _) if family == "paragraph" => {
                    styles.default = Style::of(element);
                }
                ("list-style", Some(name)) => {
                    styles
                        .lists
                        .insert(name.into_owned(), ListStyle::of(element));
                }
                ("outline-style", _) => styles.outline = ListStyle::of(element),
                _ => {}
            }
        }
        for ((family, name), element) in &own {
            let mut style = Style::of(*element);
            let mut parent = element.attribute("parent-style-name");
            for _ in 0..LONGEST_CHAIN {
                let key = parent.map(|parent| (family.clone(), parent.into_owned()));
                let Some(element) = key.and_then(|key| own.get(&key)) else {
                    break;
                };
                style = style.or(Style::of(*element));
                parent = element.attribute("parent-style-name");
            }
            match family.as_str() {
                "paragraph" => drop(styles.paragraphs.insert(name.clone(), style)),
                "text" => drop(styles.texts.insert(name.clone(), style)),
                _ => {}
            }
        }
        styles
    }

    /// The style of a paragraph that names this one, or none.
    pub(super) fn paragraph(&self, name: Option<&str>) -> Style {
        let named = name.and_then(|name| self.paragraphs.get(name)).cloned();
        named.unwrap_or_default().or(self.default.clone())
    }

    /// What a style of text says.
    pub(super) fn text(&self, name: &str) -> Option<&RunProperties> {
        self.texts.get(name).map(|style| &style.run)
    }
}

impl Style {
    /// What a style itself says.
    fn of(style: Element<'_>) -> Style {
        let name = style
            .attribute("name")
            .unwrap_or_default()
            .replace("_20_", " ");
        let level = style.attribute("default-outline-level");
        let properties = style.child("text-properties");
        Style {
            kind: style_names::kind(&name),
            outline_level: level.and_then(|level| level.parse().ok()),
            list: style
                .attribute("list-style-name")
                .map(|name| name.into_owned()),
            run: properties.map(RunProperties::of).unwrap_or_default(),
        }
    }

    fn or(self, parent: Style) -> Style {
        Style {
            kind: self.kind.or(parent.kind),
            outline_level: self.outline_level.or(parent.outline_level),
            list: self.list.or(parent.list),
            run: self.run.or(&parent.run),
        }
    }
}

impl RunProperties {
    fn of(properties: Element<'_>) -> RunProperties {
        let display = properties.attribute("display");
        let position = properties.attribute("text-position");
        let language = properties.attribute("language");
        let language = language.filter(|language| !matches!(&**language, "none" | "zxx" | ""));
        let country = properties.attribute("country");
        let country = country.filter(|country| !matches!(&**country, "none" | ""));
        RunProperties {
            is_hidden: display.map(|display| display == "none"),
            is_superscript: position.map(|position| is_raised(&position)),
            language: language.map(|language| match country {
                Some(country) => Rc::from(format!("{language}-{country}")),
                None => Rc::from(&*language),
            }),
        }
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

/// Whether a position is above the line: "super 58%", "33% 58%".
fn is_raised(position: &str) -> bool {
    let first = position.split_whitespace().next().unwrap_or_default();
    let percent = first
        .strip_suffix('%')
        .and_then(|percent| percent.parse::<f32>().ok());
    first == "super" || percent.is_some_and(|percent| percent > 0.0)
}
