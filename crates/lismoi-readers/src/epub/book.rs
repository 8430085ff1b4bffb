//! The archive of a book in, its chapters as trees out.

use std::collections::{HashMap, HashSet};

use lismoi_document::Metadata;

use super::chapter::{self, Chapter, ChapterReader, file};
use super::navigation::{self, Entry, Navigation};
use super::package_document::PackageDocument;
use super::paths::{Paths, Target};
use super::xml::Element;
use super::{cover, metadata, protection, xml};
use crate::html::dom::ROOT;
use crate::html::{decode, parse};
use crate::package::Package;
use crate::parse::ReadError;

/// A book.
#[derive(Debug)]
pub(super) struct Book {
    /// What it says about itself.
    pub(super) metadata: Metadata,
    /// Its files, to resolve references.
    pub(super) paths: Paths,
    /// Its chapters in order.
    pub(super) chapters: Vec<Chapter>,
    /// The chapters by their paths.
    pub(super) index: HashMap<String, usize>,
    /// The table of contents that reading systems show.
    pub(super) entries: Vec<Entry>,
    /// The parts that the book names, with their types.
    pub(super) landmarks: Vec<(String, Target)>,
}

impl Book {
    /// Reads a book.
    ///
    /// # Errors
    /// It is damaged, protected, or too large.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Book, ReadError> {
        let mut package = Package::open(bytes)?;
        let paths = Paths::new(package.names());
        let path = package_document_path(&mut package, &paths)?;
        let root = file(&mut package, &paths, &path)?;
        let root = root.ok_or(ReadError::Damaged("its package document is missing"))?;
        let document = PackageDocument::new(xml::parse(root)?, &path, &paths)?;
        let pages: HashSet<&str> = document
            .spine
            .iter()
            .map(|(item, _)| item.path.as_str())
            .collect();
        let encryption = file(&mut package, &paths, "META-INF/encryption.xml")?;
        let encryption = encryption.map(xml::parse).transpose()?;
        protection::ensure_readable(&paths, encryption.as_ref(), &pages)?;
        let navigation = navigation(&mut package, &paths, &document)?;
        let mut metadata = metadata::of_book(&document.metadata);
        let mut reader = ChapterReader::default();
        let mut chapters = Vec::new();
        for (item, is_linear) in &document.spine {
            if item.is_page() && reader.known.insert(item.path.clone()) {
                chapters.push(reader.read(&mut package, &paths, item, *is_linear)?);
            }
        }
        // Notes may stand in a file that is in no sequence.
        for path in chapter::linked_pages(&chapters, &document, &paths) {
            if let Some(item) = document.item_at(&path)
                && paths.find(&path).is_some()
                && reader.known.insert(path)
            {
                chapters.push(reader.read(&mut package, &paths, item, false)?);
            }
        }
        let picture = cover::path(&document, &chapters, &paths);
        metadata.cover = match picture {
            Some(path) => file(&mut package, &paths, &path)?.map(Into::into),
            None => None,
        };
        let guide = document.guide.into_iter();
        let index = chapters.iter().enumerate();
        let index = index.map(|(index, chapter)| (chapter.path.clone(), index));
        Ok(Book {
            metadata,
            index: index.collect(),
            chapters,
            entries: navigation.entries,
            landmarks: navigation.landmarks.into_iter().chain(guide).collect(),
            paths,
        })
    }
}

impl Book {
    /// Whether a file is a chapter.
    pub(super) fn is_chapter(&self, path: &str) -> bool {
        self.index.contains_key(path)
    }

    /// Whether no chapter holds a letter or digit.
    pub(super) fn is_without_text(&self) -> bool {
        let mut doms = self
            .chapters
            .iter()
            .filter_map(|chapter| chapter.dom.as_ref());
        doms.all(|dom| {
            let bodies = dom
                .descendants(ROOT)
                .filter(|node| dom.name(*node) == "body");
            let mut texts = bodies.map(|body| dom.text(body));
            texts.all(|text| !text.contains(char::is_alphanumeric))
        })
    }
}

/// The path of the package document, as `container.xml` names it. Where that is missing, the
/// only package document counts.
fn package_document_path(package: &mut Package, paths: &Paths) -> Result<String, ReadError> {
    let missing = ReadError::Damaged("it has no package document");
    if let Some(container) = file(package, paths, "META-INF/container.xml")? {
        let root = xml::parse(container)?;
        let is_package = |element: &&Element| {
            let media_type = element.attribute("media-type");
            media_type.is_none_or(|media_type| media_type.contains("oebps-package"))
        };
        let path = root.all("rootfile").filter(is_package).find_map(|element| {
            let path = element.attribute("full-path")?;
            paths.resolve("", path).map(|target| target.path)
        });
        return path.ok_or(missing);
    }
    let is_package = |name: &String| name.to_lowercase().ends_with(".opf");
    let mut names = package.names().map(|name| name.into_owned());
    names.find(is_package).ok_or(missing)
}

/// The navigation document or the NCX. A damaged one is left out.
fn navigation(
    package: &mut Package,
    paths: &Paths,
    document: &PackageDocument,
) -> Result<Navigation, ReadError> {
    let mut found = Navigation::default();
    if let Some(item) = document.navigation()
        && let Some(bytes) = file(package, paths, &item.path)?
        && let Ok(source) = decode::source(bytes, None)
        && let Ok(dom) = parse::xhtml(&source.text)
    {
        found = navigation::of_document(&dom, &item.path, paths);
    }
    if found.entries.is_empty()
        && let Some(item) = document.ncx()
        && let Some(bytes) = file(package, paths, &item.path)?
        && let Ok(root) = xml::parse(bytes)
    {
        found.entries = navigation::of_ncx(&root, &item.path, paths);
    }
    Ok(found)
}
