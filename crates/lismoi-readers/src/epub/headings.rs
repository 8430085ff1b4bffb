//! Headings that no element says: the table of contents names them, and a paragraph repeats
//! the name, or the chapter starts without one.

use std::collections::{HashMap, HashSet};

use lismoi_document::SkipReason;

use super::book::Book;
use super::leaves::Leaf;
use super::marks::Marks;
use super::navigation::Entry;
use super::parts;
use super::tree::Tree;
use crate::html::dom::{Dom, NodeId, ROOT};
use crate::markup::classify::fold;
use crate::part::Part;

/// A chapter with fewer letters may be a title page.
const LONGEST_TITLE_PAGE: usize = 600;

/// A heading of the table of contents may stand in so many blocks: "Chapitre 1", "Le départ".
const MOST_BLOCKS: usize = 3;

/// Parts that have a label in the table of contents, and no heading.
const UNNAMED: [Part; 3] = [Part::TitlePage, Part::Dedication, Part::Epigraph];

/// The headings of a chapter beside those that elements say.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// Blocks that are headings, with their levels.
    pub(super) nodes: HashMap<NodeId, u8>,
    /// A heading before the chapter, with its level.
    pub(super) generated: Option<(String, u8)>,
}

/// The headings of each chapter.
pub(super) fn find(book: &Book, leaves: &[Vec<Leaf>], trees: &[Option<Tree>]) -> Vec<Headings> {
    let mut entries: Vec<Vec<&Entry>> = vec![Vec::new(); book.chapters.len()];
    for entry in &book.entries {
        if let Some(chapter) = book.index.get(&entry.target.path) {
            entries[*chapter].push(entry);
        }
    }
    let levels = levels(&entries, leaves);
    let title = book.metadata.title.as_deref().map(fold).unwrap_or_default();
    let chapters = book.chapters.iter().enumerate();
    chapters
        .map(|(index, chapter)| match (&chapter.dom, &trees[index]) {
            (Some(dom), Some(tree)) if chapter.is_linear => {
                let mut found = of_chapter(dom, tree, &entries[index], &leaves[index], &title);
                for level in found.nodes.values_mut() {
                    *level = levels.get(level).copied().unwrap_or(*level);
                }
                if let Some((_, level)) = &mut found.generated {
                    *level = levels.get(level).copied().unwrap_or(*level);
                }
                found.nodes.extend(roles(&leaves[index]));
                found
            }
            _ => Headings::default(),
        })
        .collect()
}

/// The levels of headings by those of the entries that lead to them: the most frequent.
fn levels(entries: &[Vec<&Entry>], leaves: &[Vec<Leaf>]) -> HashMap<u8, u8> {
    let mut counts: HashMap<(u8, u8), usize> = HashMap::new();
    for (entries, leaves) in entries.iter().zip(leaves) {
        let levels = leaves
            .iter()
            .filter_map(|leaf| Some((leaf.text.as_str(), leaf.level?)));
        let levels: HashMap<&str, u8> = levels.collect();
        for entry in entries {
            if let Some(level) = levels.get(fold(&entry.label).as_str()) {
                *counts.entry((entry.level, *level)).or_default() += 1;
            }
        }
    }
    let mut best: HashMap<u8, (usize, u8)> = HashMap::new();
    for ((entry, level), count) in counts {
        let best = best.entry(entry).or_default();
        if (count, level) > *best {
            *best = (count, level);
        }
    }
    best.into_iter()
        .map(|(entry, (_, level))| (entry, level))
        .collect()
}

/// Blocks that say that they are headings by their role alone.
fn roles(leaves: &[Leaf]) -> impl Iterator<Item = (NodeId, u8)> {
    leaves
        .iter()
        .filter_map(|leaf| Some((leaf.node, leaf.level?)))
}

/// The headings of a chapter, with the levels of their entries.
fn of_chapter(
    dom: &Dom,
    tree: &Tree,
    entries: &[&Entry],
    leaves: &[Leaf],
    title: &str,
) -> Headings {
    let mut found = Headings::default();
    let has_heading = leaves.iter().any(|leaf| leaf.level.is_some());
    let known: HashSet<&str> = leaves
        .iter()
        .filter(|leaf| leaf.level.is_some())
        .map(|leaf| leaf.text.as_str())
        .collect();
    let ids = ids(dom, entries);
    for entry in entries {
        let label = fold(&entry.label);
        if label.is_empty() || known.contains(label.as_str()) {
            continue;
        }
        let at = match ids.get(entry.target.fragment.as_str()) {
            Some(target) => leaves.partition_point(|leaf| {
                // The target may be a block around the text, or stand within it.
                tree.order[leaf.first] < tree.order[*target] && !is_within(dom, *target, leaf.node)
            }),
            None => 0,
        };
        let blocks = repeating(&label, leaves.get(at..).unwrap_or_default());
        let are_whole = blocks.iter().all(|leaf| is_whole(tree, leaf));
        let blocks = if are_whole { blocks } else { &[] };
        for (depth, leaf) in blocks.iter().enumerate() {
            let level = entry.level.saturating_add(u8::from(depth > 0));
            found.nodes.insert(leaf.node, level);
        }
        let part = parts::by_heading(&entry.label);
        let is_unnamed = label == title || part.is_some_and(|part| UNNAMED.contains(&part));
        if blocks.is_empty() && at == 0 && !has_heading && !leaves.is_empty() && !is_unnamed {
            let level = entry.level;
            found
                .generated
                .get_or_insert_with(|| (entry.label.clone(), level));
        }
    }
    found
}

/// The elements that entries lead to.
fn ids<'a>(dom: &'a Dom, entries: &[&Entry]) -> HashMap<&'a str, NodeId> {
    let mut found = HashMap::new();
    if entries.iter().all(|entry| entry.target.fragment.is_empty()) {
        return found;
    }
    for node in dom.descendants(ROOT) {
        for key in ["id", "name"] {
            if let Some(id) = dom.attribute(node, key).filter(|id| !id.is_empty()) {
                found.entry(id).or_insert(node);
            }
        }
    }
    found
}

fn is_within(dom: &Dom, node: NodeId, block: NodeId) -> bool {
    std::iter::once(node)
        .chain(dom.ancestors(node))
        .any(|above| above == block)
}

/// The first blocks, if together they are the label.
fn repeating<'a>(label: &str, leaves: &'a [Leaf]) -> &'a [Leaf] {
    let mut rest = label;
    for (index, leaf) in leaves.iter().take(MOST_BLOCKS).enumerate() {
        if leaf.level.is_some() || leaf.text.is_empty() {
            break;
        }
        match rest.strip_prefix(leaf.text.as_str()) {
            Some("") => return &leaves[..=index],
            Some(left) => rest = left,
            None => break,
        }
    }
    &[]
}

/// Whether a block holds no other text than its own.
fn is_whole(tree: &Tree, leaf: &Leaf) -> bool {
    tree.sizes[leaf.node].letters == leaf.letters
}

/// Marks the headings on title pages that repeat the title of the book, that of a book which
/// starts with it, and that at the head of several chapters.
pub(super) fn mark_repeated_titles(
    book: &Book,
    leaves: &[Vec<Leaf>],
    trees: &[Option<Tree>],
    marks: &mut [Marks],
) {
    let title = book.metadata.title.as_deref().map(fold).unwrap_or_default();
    if title.is_empty() {
        return;
    }
    let firsts = leaves.iter().filter_map(|leaves| leaves.first());
    let is_running = firsts.filter(|leaf| leaf.text == title).count() >= FEWEST_RUNNING;
    let mut is_before_text = true;
    for ((leaves, tree), marks) in leaves.iter().zip(trees).zip(marks) {
        let letters: usize = leaves.iter().map(|leaf| leaf.letters).sum();
        let is_title_page = is_before_text && letters <= LONGEST_TITLE_PAGE;
        let may_start = is_before_text || is_running;
        let is_repeated = |(index, leaf): &(usize, &Leaf)| {
            let is_block = tree.as_ref().is_some_and(|tree| is_whole(tree, leaf));
            is_block && leaf.text == title && (is_title_page || (may_start && *index == 0))
        };
        let repeated = leaves.iter().enumerate().filter(is_repeated);
        marks.extend(repeated.map(|(_, leaf)| (leaf.node, SkipReason::RepeatedTitle)));
        is_before_text = is_title_page;
    }
}

/// A title at the head of so many chapters is not the name of one of them.
const FEWEST_RUNNING: usize = 3;
