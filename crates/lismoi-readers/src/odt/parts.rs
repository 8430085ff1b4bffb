//! The files of an OpenDocument text.

use std::sync::Arc;

use crate::office::files::Files;
use crate::office::xml::{Element, Limits, Tree};
use crate::parse::ReadError;

/// The files of a document. A flat document has its content only, with all else in it.
#[derive(Debug)]
pub(super) struct Parts {
    content: Tree,
    styles: Option<Tree>,
    metadata: Option<Tree>,
    /// Formulas and charts, by their paths.
    pub(super) objects: Vec<(String, Tree)>,
    /// Whether the document is an archive.
    is_package: bool,
}

impl Parts {
    /// Opens a document.
    ///
    /// # Errors
    /// The document is encrypted, or the archive or the XML in it is damaged, too large, or
    /// uses entities.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Parts, ReadError> {
        if !bytes.starts_with(b"PK") {
            return Ok(Parts {
                content: Tree::parse(bytes, &mut Limits::default())?,
                styles: None,
                metadata: None,
                objects: Vec::new(),
                is_package: false,
            });
        }
        let mut files = Files::open(bytes)?;
        let mut paths = files.paths();
        paths.retain(|path| path.ends_with("/content.xml"));
        let manifest = files.read("META-INF/manifest.xml")?;
        let is_encrypted = manifest.is_some_and(|manifest| {
            let mut elements = manifest.root().descendants();
            elements.any(|element| element.name() == "encryption-data")
        });
        if is_encrypted {
            return Err(ReadError::Refused {
                reason: "it is encrypted",
                hint: "open it where you have its password, and save it without",
            });
        }
        let mut objects = Vec::new();
        for path in paths {
            let object = files.read(&path)?;
            objects.extend(object.map(|object| (path, object)));
        }
        Ok(Parts {
            objects,
            content: files
                .read("content.xml")?
                .ok_or(ReadError::Damaged("it has no text"))?,
            styles: files.read("styles.xml")?,
            metadata: files.read("meta.xml")?,
            is_package: true,
        })
    }

    /// The root of the content.
    pub(super) fn content(&self) -> Element<'_> {
        self.content.root()
    }

    /// The root of the styles.
    pub(super) fn styles(&self) -> Element<'_> {
        self.styles.as_ref().map_or(self.content.root(), Tree::root)
    }

    /// The metadata; `None` where it has none.
    pub(super) fn metadata(&self) -> Option<Element<'_>> {
        let root = self
            .metadata
            .as_ref()
            .map_or(self.content.root(), Tree::root);
        root.child("meta")
    }

    /// The path of a file in the archive; `None` for a flat document.
    pub(super) fn entry(&self, path: &str) -> Option<Arc<str>> {
        self.is_package.then(|| Arc::from(path))
    }
}
