//! The files of a Word document, found by the relationships between them (ECMA-376, part 2).

use std::sync::Arc;

use crate::office::files::Files;
use crate::office::xml::{Element, Tree};
use crate::parse::ReadError;

/// A file with text.
#[derive(Debug)]
pub(super) struct TextPart {
    /// Its path in the archive.
    pub(super) path: Arc<str>,
    pub(super) tree: Tree,
}

/// The files of a document; `None` where it has none of the kind.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) body: TextPart,
    pub(super) styles: Option<Tree>,
    pub(super) numbering: Option<Tree>,
    pub(super) metadata: Option<Tree>,
    pub(super) footnotes: Option<TextPart>,
    pub(super) endnotes: Option<TextPart>,
    pub(super) comments: Option<TextPart>,
    /// The heads and feet of pages.
    pub(super) running: Vec<TextPart>,
    /// Charts and diagrams.
    pub(super) drawn: Vec<TextPart>,
}

impl Parts {
    /// Opens a document.
    ///
    /// # Errors
    /// The archive or the XML in it is damaged, too large, or uses entities.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Parts, ReadError> {
        let mut files = Files::open(bytes)?;
        let of_package = Relationships::read(&mut files, "")?;
        let path = of_package.first("officeDocument");
        let path = path.unwrap_or_else(|| "word/document.xml".to_owned());
        let body = text_part(&mut files, Some(path.clone()))?;
        let body = body.ok_or(ReadError::Damaged("it has no text"))?;
        let related = Relationships::read(&mut files, &path)?;
        let mut tree = |path: Option<String>| {
            let part = text_part(&mut files, path)?;
            Ok::<_, ReadError>(part.map(|part| part.tree))
        };
        let styles = tree(related.first("styles"))?;
        let numbering = tree(related.first("numbering"))?;
        let metadata = tree(of_package.first("core-properties"))?;
        let mut running = Vec::new();
        for path in related.all(&["header", "footer"]) {
            running.extend(text_part(&mut files, Some(path))?);
        }
        let mut drawn = Vec::new();
        for path in related.all(&["chart", "diagramData"]) {
            drawn.extend(text_part(&mut files, Some(path))?);
        }
        Ok(Parts {
            body,
            styles,
            numbering,
            metadata,
            footnotes: text_part(&mut files, related.first("footnotes"))?,
            endnotes: text_part(&mut files, related.first("endnotes"))?,
            comments: text_part(&mut files, related.first("comments"))?,
            running,
            drawn,
        })
    }
}

fn text_part(files: &mut Files, path: Option<String>) -> Result<Option<TextPart>, ReadError> {
    let Some(path) = path else {
        return Ok(None);
    };
    let tree = files.read(&path)?;
    Ok(tree.map(|tree| TextPart {
        path: Arc::from(path),
        tree,
    }))
}

/// The files that a file refers to: their kinds and paths.
struct Relationships(Vec<(String, String)>);

impl Relationships {
    /// Those of a file, or of the whole archive.
    fn read(files: &mut Files, path: &str) -> Result<Relationships, ReadError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let part = text_part(files, Some(join(folder, &format!("_rels/{name}.rels"))))?;
        let Some(part) = part else {
            return Ok(Relationships(Vec::new()));
        };
        let of_element = |element: Element<'_>| {
            let is_external = element.attribute("TargetMode").as_deref() == Some("External");
            let kind = element.attribute("Type").filter(|_| !is_external)?;
            let kind = kind.rsplit('/').next()?.to_owned();
            Some((kind, join(folder, &element.attribute("Target")?)))
        };
        let found = part.tree.root().elements().filter_map(of_element);
        Ok(Relationships(found.collect()))
    }

    fn first(&self, kind: &str) -> Option<String> {
        self.all(&[kind]).next()
    }

    fn all(&self, kinds: &[&str]) -> impl Iterator<Item = String> {
        let found = self
            .0
            .iter()
            .filter(|(kind, _)| kinds.contains(&kind.as_str()));
        found.map(|(_, path)| path.clone())
    }
}

/// The path of a target in an archive, as seen from a folder.
fn join(folder: &str, target: &str) -> String {
    let mut segments: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for segment in target.split('/') {
        match segment {
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    segments.retain(|segment| !matches!(*segment, "" | "."));
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_of_the_file() {
        assert_eq!(join("word", "styles.xml"), "word/styles.xml");
        assert_eq!(join("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(join("word", "../a.xml"), "a.xml");
        assert_eq!(join("", "_rels/.rels"), "_rels/.rels");
    }
}
