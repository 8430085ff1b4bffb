//! Pages and parts of pages that stand in a source of another format.

use std::collections::HashMap;
use std::sync::Arc;

use lismoi_document::SkipReason;
use lismoi_document::{Document, Metadata, Source, SourceFormat};

use super::dom::{Dom, NodeId, ROOT};
use super::walk::{self, Context, Page};
use super::{boilerplate, footnotes, measure, parse};
use crate::parse::ReadError;
use crate::printed::Printed;

/// Prints a part of a page that starts at `offset` of a source in another format.
///
/// # Errors
/// It has too many elements.
#[cfg(feature = "markdown")]
pub(crate) fn print_fragment(
    printed: &mut Printed,
    html: &str,
    offset: usize,
) -> Result<(), ReadError> {
    let mut dom = parse::dom(html)?;
    dom.move_places(offset);
    print_whole(printed, &dom, HashMap::new());
    Ok(())
}

/// What a part of a page is, in a source of another format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// An article, without the rest of its page.
    Article,
    /// A message. The one that it answers is not read; the one that it passes on is.
    Message(super::quoted::Quoted),
    /// It is printed, but not read.
    Skipped(SkipReason),
}

/// Prints a part of a page. All of it but boilerplate is the article.
///
/// # Errors
/// It has too many elements.
pub(crate) fn print_part(printed: &mut Printed, html: &str, part: Part) -> Result<(), ReadError> {
    let dom = parse::dom(html)?;
    let sizes = measure::sizes(&dom);
    let mut boilerplate = boilerplate::find(&dom, &sizes, None);
    match part {
        Part::Article => {}
        Part::Message(quoted) => {
            // A line with a picture is a line of its text.
            boilerplate.retain(|_, reason| *reason != SkipReason::Caption);
            boilerplate.extend(super::quoted::find(&dom, quoted));
        }
        Part::Skipped(reason) => {
            boilerplate.extend(dom.children(ROOT).map(|node| (node, reason)));
        }
    }
    print_whole(printed, &dom, boilerplate);
    Ok(())
}

/// Prints all of a page.
fn print_whole(printed: &mut Printed, dom: &Dom, boilerplate: HashMap<NodeId, SkipReason>) {
    let page = Page {
        dom,
        article: None,
        boilerplate,
        title: None,
        byline: None,
        footnotes: footnotes::find(dom),
        headings: HashMap::new(),
        language: None,
    };
    let context = Context::of(printed.kind());
    walk::print(&page, printed, ROOT, context);
}

/// A page that was saved into another file.
#[derive(Debug)]
pub(crate) struct SavedPage<'a> {
    /// The page.
    pub(crate) html: &'a str,
    /// The name of the part of the file that it is.
    pub(crate) entry: &'a str,
    /// Its title and address as the file says them, where the page does not.
    pub(crate) known: Metadata,
    /// The name of the file.
    pub(crate) name: Option<String>,
}

/// The printed text and the structure of a saved page. `picture` gives the pictures that were
/// saved with it, by their addresses in the page.
///
/// # Errors
/// The page is too large.
pub(crate) fn read_saved(
    saved: SavedPage<'_>,
    picture: impl Fn(&str) -> Option<Arc<[u8]>>,
    options: crate::options::ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let dom = parse::dom(saved.html)?;
    let mut page = super::metadata::of_page(&dom);
    let known = saved.known;
    page.titles.extend(known.title);
    let metadata = &mut page.metadata;
    metadata.address = metadata.address.take().or(known.address);
    metadata.cover = page.pictures.iter().find_map(|address| picture(address));
    let mut printed = Printed::new();
    printed.set_entry(saved.entry);
    let (text, pieces, document) = super::whole_page(&dom, page, printed, options);
    let source = Source {
        name: saved.name,
        format: SourceFormat::WebArchive,
        text,
        pieces,
        ..Source::default()
    };
    Ok((source, document))
}
