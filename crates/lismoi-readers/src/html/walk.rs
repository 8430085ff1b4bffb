//! The tree of a page in, printed text out.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lismoi_document::{PieceKind, SkipReason};

use super::dom::{Dom, NodeData, NodeId};
use super::elements;
use super::footnotes::Footnotes;
use super::lists;
use super::tables;
use super::visibility;
use crate::address;
use crate::printed::Printed;
use crate::superscript;

/// Elements nested deeper are read as if they were inline. The parser bounds the depth; what
/// it moves may be deeper.
const DEEPEST: usize = 600;

/// The page, and what is known about its parts.
pub(crate) struct Page<'a> {
    pub(crate) dom: &'a Dom,
    /// The elements of the article; `None` where all of the page is.
    pub(crate) article: Option<HashSet<NodeId>>,
    /// Why elements that stand around the article are skipped.
    pub(crate) boilerplate: HashMap<NodeId, SkipReason>,
    /// The heading that is the title. It is printed first.
    pub(crate) title: Option<NodeId>,
    /// The element that names the authors.
    pub(crate) byline: Option<NodeId>,
    pub(crate) footnotes: Footnotes,
    /// Headings that no element says, with their levels.
    pub(crate) headings: HashMap<NodeId, u8>,
    /// The language of the article.
    pub(crate) language: Option<&'a str>,
}

/// What the elements around a node say about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// Why it is skipped, if it is.
    skip: Option<SkipReason>,
    /// Whether it is skipped wherever it stands: without, parts of it may be in the article.
    is_final: bool,
    /// Why it would be skipped outside of the article.
    outside: SkipReason,
    /// The kind of the blocks in it.
    kind: PieceKind,
    /// The footnote around it.
    footnote: Option<usize>,
    /// The list around it, and the step from one number to the next.
    list: Option<(i64, i64)>,
    is_superscript: bool,
    is_in_heading: bool,
    depth: usize,
}

impl Context {
    /// That of a page or a part of one, whose blocks are of this kind.
    pub(crate) fn of(kind: PieceKind) -> Self {
        Context {
            skip: None,
            is_final: false,
            outside: SkipReason::OutsideArticle,
            kind,
            footnote: None,
            list: None,
            is_superscript: false,
            is_in_heading: kind == PieceKind::Title,
            depth: 0,
        }
    }
}

/// Prints a node and all below it.
pub(crate) fn print(page: &Page<'_>, printed: &mut Printed, node: NodeId, context: Context) {
    Walk { page, printed }.node(node, context);
}

struct Walk<'a, 'b> {
    page: &'a Page<'a>,
    printed: &'b mut Printed,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: NodeId, context: Context) {
        match &self.page.dom.nodes[node].data {
            NodeData::Root => self.children(node, context),
            NodeData::Text { text, place } => self.text(text, place, context),
            NodeData::Element { .. } if self.page.title == Some(node) => {
                self.printed.title_stands_here();
            }
            NodeData::Element { .. } => self.element(node, context),
            NodeData::Other => {}
        }
    }

    fn children(&mut self, node: NodeId, context: Context) {
        let dom = self.page.dom;
        for child in dom.children(node) {
            self.node(child, context);
        }
    }

    fn text(&mut self, text: &str, place: &std::ops::Range<usize>, context: Context) {
        if let Some(reason) = context.skip {
            return self.printed.skip(reason, text, place.clone());
        }
        let words = text.trim();
        let bracketed = words
            .strip_prefix('[')
            .and_then(|words| words.strip_suffix(']'));
        if bracketed.and_then(address::site_of).is_some() {
            // It stands after a link, where the page is to be printed.
            self.printed.skip(SkipReason::Address, text, place.clone());
        } else if let Some(site) = address::site_of(words) {
            self.printed.text(&words[site.clone()], place.clone());
            for rest in [&words[..site.start], &words[site.end..]] {
                self.printed.skip(SkipReason::Address, rest, place.clone());
            }
        } else if context.is_superscript {
            self.printed.text(&superscript::of(text), place.clone());
        } else {
            self.printed.text(text, place.clone());
        }
    }

    fn element(&mut self, node: NodeId, outer: Context) {
        let dom = self.page.dom;
        let name = dom.name(node);
        if elements::is_program(name) {
            return;
        }
        if outer.depth >= DEEPEST {
            for below in dom.descendants(node) {
                if let NodeData::Text { text, place } = &dom.nodes[below].data {
                    self.text(text, place, outer);
                }
            }
            return;
        }
        let context = self.context(node, name, outer);
        let language = self.enter_language(node);
        if context.skip == Some(SkipReason::Formula)
            && let Some(words) = visibility::words_of_formula(self.page.dom, node)
        {
            self.printed.space();
            self.printed.generated(words);
            self.printed.space();
        }
        if self.page.byline == Some(node) && context.skip.is_none() {
            self.byline(node, context);
        } else if elements::is_block(name) {
            self.block_element(node, name, context);
        } else {
            self.inline_element(node, name, context);
        }
        if let Some(language) = language {
            self.printed.set_language(language);
        }
    }

    /// What an element says about the nodes in it.
    fn context(&self, node: NodeId, name: &str, outer: Context) -> Context {
        let mut context = Context {
            depth: outer.depth + 1,
            ..outer
        };
        match name {
            "nav" | "footer" | "header" | "menu" => context.outside = SkipReason::Navigation,
            "aside" => context.outside = SkipReason::OutsideArticle,
            "form" | "fieldset" | "label" => context.outside = SkipReason::Form,
            "figure" => context.outside = SkipReason::Caption,
            "blockquote" => context.kind = PieceKind::Quote,
            "sup" => context.is_superscript = true,
            _ => {}
        }
        if let Some(number) = self.page.footnotes.notes.get(&node) {
            context.footnote = Some(*number);
            context.skip = None;
            context.is_final = false;
            return context;
        }
        let is_inside = context.footnote.is_some()
            || self
                .page
                .article
                .as_ref()
                .is_none_or(|article| article.contains(&node));
        context.skip = outer
            .skip
            .filter(|_| outer.is_final)
            .or_else(|| visibility::reason(self.page.dom, node))
            .or_else(|| self.page.boilerplate.get(&node).copied());
        context.is_final = context.skip.is_some();
        if !is_inside {
            context.skip = context.skip.or(Some(context.outside));
        }
        context
    }

    /// Sets the language of an element that has its own; returns that around it.
    fn enter_language(&mut self, node: NodeId) -> Option<Option<Rc<str>>> {
        let keys = ["lang", "xml:lang"].into_iter();
        let mut values = keys.filter_map(|key| self.page.dom.attribute(node, key));
        let value = values.find(|value| !value.is_empty())?;
        let is_same = self
            .page
            .language
            .is_some_and(|language| primary(language).eq_ignore_ascii_case(primary(value)));
        let language = (!is_same).then(|| Rc::from(value));
        Some(self.printed.set_language(language))
    }

    /// The names of the authors, on a line of their own.
    fn byline(&mut self, node: NodeId, context: Context) {
        let kind = PieceKind::Byline;
        self.printed.block(kind);
        self.children(node, Context { kind, ..context });
        self.block(context);
    }

    fn block_element(&mut self, node: NodeId, name: &str, context: Context) {
        let mut inner = context;
        if name == "table"
            && context.skip.is_none()
            && let Some(table) = tables::data_table(self.page.dom, node)
        {
            self.block(context);
            table.print(self.printed);
            return;
        }
        let stated = self.page.headings.get(&node).copied();
        if let Some(level) = stated.or_else(|| elements::heading_level(name)) {
            inner.kind = PieceKind::Heading(level);
            inner.is_in_heading = true;
        }
        match name {
            "ol" => inner.list = Some(lists::numbering(self.page.dom, node)),
            "ul" | "menu" => inner.list = None,
            "li" => inner.kind = PieceKind::ListItem,
            _ => {}
        }
        self.block(inner);
        if name == "li" && context.skip.is_none() {
            self.number(node, context);
        }
        if name == "ol" {
            self.ordered(node, inner);
        } else {
            self.children(node, inner);
        }
        if name == "li" {
            self.printed.number(None);
        }
        self.block(context);
    }

    /// The items of a list with their numbers.
    fn ordered(&mut self, list: NodeId, context: Context) {
        let dom = self.page.dom;
        let (mut number, step) = context.list.unwrap_or((1, 1));
        for child in dom.children(list) {
            if dom.name(child) == "li" {
                let value = dom.attribute(child, "value");
                number = value
                    .and_then(|value| value.trim().parse().ok())
                    .unwrap_or(number);
            }
            let list = Some((number, step));
            self.node(child, Context { list, ..context });
            if dom.name(child) == "li" {
                number = number.saturating_add(step);
            }
        }
    }

    /// Prints the number of an item before its text; that of a footnote is its label.
    fn number(&mut self, item: NodeId, context: Context) {
        let Some((number, _)) = context.list else {
            return;
        };
        let parent = self.page.dom.nodes[item].parent;
        let kind = parent.and_then(|list| self.page.dom.attribute(list, "type"));
        let number = format!("{}.", lists::numeral(number, kind));
        match context.footnote {
            Some(footnote) if self.page.footnotes.notes.contains_key(&item) => {
                self.printed.label(&number, footnote);
                self.printed.space();
            }
            _ => self.printed.number(Some(number)),
        }
    }

    fn block(&mut self, context: Context) {
        match context.footnote {
            Some(_) if context.skip.is_some() => {}
            Some(number) => {
                let kind = PieceKind::Footnote(number);
                if self.printed.kind() == kind && self.printed.is_open() {
                    self.printed.space();
                } else {
                    self.printed.block(kind);
                }
            }
            None => self.printed.block(context.kind),
        }
    }

    fn inline_element(&mut self, node: NodeId, name: &str, mut context: Context) {
        match name {
            "br" => {
                self.printed.line_break();
                return;
            }
            "a" if context.skip.is_none() => {
                if self.footnote_link(node, context) {
                    return;
                }
                let is_permalink =
                    context.is_in_heading && visibility::is_permalink(self.page.dom, node);
                context.skip = is_permalink.then_some(SkipReason::Permalink);
            }
            "wbr" | "img" => {}
            _ => {}
        }
        if name == "a" && self.page.dom.attribute(node, "href").is_some() {
            let outer = self.printed.set_link(true);
            self.children(node, context);
            self.printed.set_link(outer);
        } else {
            self.children(node, context);
        }
    }

    /// Prints a link that is a reference to a footnote or leads back to one; says whether it is.
    fn footnote_link(&mut self, link: NodeId, context: Context) -> bool {
        let footnotes = &self.page.footnotes;
        let (text, place) = self.text_and_place(link);
        if let Some(number) = footnotes.references.get(&link) {
            self.printed.reference(&text, place, *number);
            return true;
        }
        match footnotes.back_links.get(&link) {
            Some(number) if context.footnote == Some(*number) => {
                if self.printed.has_word_or_label() {
                    self.printed.skip(SkipReason::Permalink, &text, place);
                } else {
                    self.printed.reference(&text, place, *number);
                }
                true
            }
            _ => false,
        }
    }

    fn text_and_place(&self, node: NodeId) -> (String, std::ops::Range<usize>) {
        let dom = self.page.dom;
        let texts = dom
            .descendants(node)
            .filter_map(|node| match &dom.nodes[node].data {
                NodeData::Text { place, .. } => Some(place.clone()),
                _ => None,
            });
        let place = texts.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        (dom.text(node), place.unwrap_or(0..0))
    }
}

/// The primary subtag of a language: "fr" of "fr-CA".
fn primary(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or_default()
}
