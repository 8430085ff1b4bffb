//! Why elements of a chapter are not read.

use std::collections::{HashMap, HashSet};

use lismoi_document::SkipReason;

use super::book::Book;
use super::chapter::Chapter;
use super::contents::{self, Linked};
use super::parts;
use super::tree::{self, Tree};
use crate::html::dom::{Dom, NodeData, NodeId, ROOT};
use crate::markup::classify::fold;
use crate::options::ReadOptions;
use crate::part::Part;

/// The most headings of a chapter that name a part: each costs a look at its section.
const MOST_PARTS: usize = 16;

/// The longest copyright page, in letters and digits.
const LONGEST_COLOPHON: usize = 3_000;

/// Words of copyright pages. One of each line stands on such a page.
const COLOPHON_WORDS: [&[&str]; 2] = [
    &["isbn", "eisbn"],
    &[
        "©",
        "(c)",
        "copyright",
        "tous droits réservés",
        "dépôt légal",
    ],
];

/// What all chapters share.
pub(super) struct Marker<'a> {
    book: &'a Book,
    options: ReadOptions,
    /// The parts that are whole files, by their paths.
    files: HashMap<&'a str, Part>,
    /// The letters of the book.
    letters: usize,
    /// The labels of the table of contents, as [`fold`] makes them.
    labels: HashSet<String>,
}

/// The elements that are not read, with the reasons.
pub(super) type Marks = HashMap<NodeId, SkipReason>;

impl<'a> Marker<'a> {
    pub(super) fn new(book: &'a Book, trees: &[Option<Tree>], options: ReadOptions) -> Self {
        // A file that the table of contents names once, by the name of a part, is that part.
        let mut named: HashMap<&str, usize> = HashMap::new();
        for entry in &book.entries {
            *named.entry(entry.target.path.as_str()).or_default() += 1;
        }
        let entries = book.entries.iter();
        let entries = entries.filter(|entry| named[entry.target.path.as_str()] == 1);
        let entries = entries.map(|entry| (parts::by_heading(&entry.label), &entry.target));
        let landmarks = book.landmarks.iter();
        let landmarks = landmarks.map(|(kind, target)| (parts::by_name(kind), target));
        let files = entries.chain(landmarks).filter_map(|(part, target)| {
            let part = part.filter(|_| target.fragment.is_empty())?;
            Some((target.path.as_str(), part))
        });
        let labels = book.entries.iter().map(|entry| fold(&entry.label));
        Marker {
            book,
            options,
            files: files.collect(),
            letters: trees.iter().flatten().map(Tree::letters).sum(),
            labels: labels.collect(),
        }
    }

    /// The marks of a chapter.
    pub(super) fn marks(&self, chapter: &Chapter, dom: &Dom, tree: &Tree) -> Marks {
        let mut marks = Marks::new();
        if !chapter.is_linear {
            marks.extend(
                dom.children(ROOT)
                    .map(|node| (node, SkipReason::OutsideArticle)),
            );
        }
        let elements = dom.descendants(ROOT);
        let elements =
            elements.filter(|node| matches!(dom.nodes[*node].data, NodeData::Element { .. }));
        for node in elements {
            let reason = self.of_element(dom, node);
            marks.extend(reason.map(|reason| (node, reason)));
        }
        let linked = contents::linked(dom, tree, |reference| {
            let target = self.book.paths.resolve(&chapter.path, reference);
            target.is_some_and(|target| self.book.is_chapter(&target.path))
        });
        if let Some(reason) = self.options.skip_reason(Part::Contents) {
            for node in contents::lists_of_links(dom, tree, &linked) {
                marks.entry(node).or_insert(reason);
            }
        }
        let found = self.by_headings(dom, tree, &linked);
        for (node, reason) in found
            .into_iter()
            .chain(self.whole(chapter, dom, tree, &linked))
        {
            marks.entry(node).or_insert(reason);
        }
        marks
    }

    fn of_element(&self, dom: &Dom, node: NodeId) -> Option<SkipReason> {
        if is_page_number(dom, node) || parts::is(dom, node, &["page-list", "pagelist"]) {
            return Some(SkipReason::PageNumber);
        }
        if parts::is(dom, node, &["landmarks"]) {
            return Some(SkipReason::Navigation);
        }
        if let Some(part) = parts::of_element(dom, node) {
            return self.options.skip_reason(part);
        }
        if parts::is(dom, node, &["navigation"]) || dom.name(node) == "nav" {
            return Some(SkipReason::Navigation);
        }
        parts::is(dom, node, &["contentinfo"]).then_some(SkipReason::RunningHead)
    }

    /// The sections whose headings name a part.
    fn by_headings(&self, dom: &Dom, tree: &Tree, linked: &[Linked]) -> Vec<(NodeId, SkipReason)> {
        let named = tree.headings.iter().filter_map(|(heading, level)| {
            let part = parts::by_heading(&tree::short_text(dom, *heading))?;
            Some((*heading, *level, part))
        });
        let mut found = Vec::new();
        for (heading, level, part) in named.take(MOST_PARTS) {
            let Some(reason) = self.options.skip_reason(part) else {
                continue;
            };
            let section = tree::section(dom, heading, level);
            let is_part = part != Part::Contents
                || contents::are_half_links(tree, linked, &section)
                || self.lists_labels(dom, &section);
            if is_part {
                found.extend(section.into_iter().map(|node| (node, reason)));
            }
        }
        found
    }

    /// Whether half of the lines of a section are labels of the table of contents, with or
    /// without the number of a page.
    fn lists_labels(&self, dom: &Dom, section: &[NodeId]) -> bool {
        let (mut lines, mut known) = (0, 0);
        let nodes = section.iter().flat_map(|node| dom.descendants(*node));
        for node in nodes.filter(|node| matches!(dom.name(*node), "p" | "li" | "tr" | "dt")) {
            let line = fold(&tree::short_text(dom, node));
            lines += 1;
            let bare = line.trim_end_matches(|c: char| c.is_ascii_digit());
            known += usize::from(self.labels.contains(&line) || self.labels.contains(bare));
        }
        known >= 2 && known * 2 >= lines
    }

    /// Why a whole chapter is skipped.
    fn whole(
        &self,
        chapter: &Chapter,
        dom: &Dom,
        tree: &Tree,
        linked: &[Linked],
    ) -> Option<(NodeId, SkipReason)> {
        // A book in one file is a part of nothing.
        if tree.letters() * 2 > self.letters {
            return None;
        }
        let body = dom
            .descendants(ROOT)
            .find(|node| dom.name(*node) == "body")?;
        let stated = self.files.get(chapter.path.as_str()).copied();
        // A guide may name the file that holds a table of contents and much besides.
        let stated = stated.filter(|part| {
            *part != Part::Contents
                || contents::are_half_links(tree, linked, &[body])
                || self.lists_labels(dom, &[body])
        });
        let part = stated.or_else(|| is_copyright_page(dom, tree).then_some(Part::Colophon))?;
        Some((body, self.options.skip_reason(part)?))
    }
}

/// Whether an element is the number of a page of the printed book.
fn is_page_number(dom: &Dom, node: NodeId) -> bool {
    if parts::is(dom, node, &["pagebreak"]) {
        return true;
    }
    let is_named = dom.has_word(node, "class", |class| {
        matches!(
            class.to_ascii_lowercase().as_str(),
            "pagenum" | "pageno" | "pagenumber" | "page-number" | "pagebreak" | "folio"
        )
    });
    is_named && {
        let text = fold(&tree::short_text(dom, node));
        let number = text
            .trim_start_matches("page")
            .trim_start_matches(['p', 'g']);
        number.len() <= 6
            && number
                .chars()
                .all(|c| c.is_ascii_digit() || "ivxlcdm".contains(c))
    }
}

/// Whether a short chapter says what a copyright page has to say.
fn is_copyright_page(dom: &Dom, tree: &Tree) -> bool {
    if tree.letters() > LONGEST_COLOPHON {
        return false;
    }
    let text = dom.text(ROOT).to_lowercase();
    let has = |words: &&[&str]| words.iter().any(|word| text.contains(word));
    COLOPHON_WORDS.iter().all(has)
}
