//! The picture on the cover of a book.

use super::chapter::Chapter;
use super::package_document::PackageDocument;
use super::paths::Paths;
use crate::html::dom::ROOT;

/// The path of the picture: the one that an EPUB 3 names, the one that `<meta name="cover">`
/// names, or the first one on the page that the guide of an EPUB 2 names.
pub(super) fn path(
    document: &PackageDocument,
    chapters: &[Chapter],
    paths: &Paths,
) -> Option<String> {
    if let Some(item) = document.cover_image() {
        return Some(item.path.clone());
    }
    let mut metas = document.metadata.all("meta");
    let named = metas.find(|meta| meta.attribute("name") == Some("cover"));
    let named = named.and_then(|meta| meta.attribute("content"));
    let named = named
        .and_then(|id| document.item(id))
        .map(|item| item.path.clone());
    if let Some(path) = named.filter(|path| document.is_picture(path)) {
        return Some(path);
    }
    let (_, target) = document.guide.iter().find(|(kind, _)| kind == "cover")?;
    if document.is_picture(&target.path) {
        return Some(target.path.clone());
    }
    let chapter = chapters
        .iter()
        .find(|chapter| chapter.path == target.path)?;
    let dom = chapter.dom.as_ref()?;
    dom.descendants(ROOT).find_map(|node| {
        let keys: &[&str] = match dom.name(node) {
            "img" => &["src"],
            // A cover is often an SVG around a JPEG.
            "image" => &["xlink:href", "href"],
            _ => &[],
        };
        let reference = keys.iter().find_map(|key| dom.attribute(node, key))?;
        let target = paths.resolve(&chapter.path, reference)?;
        document.is_picture(&target.path).then_some(target.path)
    })
}
