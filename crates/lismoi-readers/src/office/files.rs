//! The XML files of an archive, within bounds for all of them together.

use super::xml::{Limits, Tree};
use crate::package::Package;
use crate::parse::ReadError;

/// An archive of XML files.
pub(crate) struct Files {
    package: Package,
    limits: Limits,
}

impl Files {
    /// Opens an archive.
    ///
    /// # Errors
    /// It is damaged, empty, or too large when unpacked.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Files, ReadError> {
        Ok(Files {
            package: Package::open(bytes)?,
            limits: Limits::default(),
        })
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.package.names().map(|name| name.into_owned()).collect()
    }

    /// Parses a file; `None` if there is none of this path.
    ///
    /// # Errors
    /// The archive or the file is damaged, or what was parsed so far is too large.
    pub(crate) fn read(&mut self, path: &str) -> Result<Option<Tree>, ReadError> {
        let bytes = self.package.read(path)?;
        let tree = bytes.map(|bytes| Tree::parse(bytes, &mut self.limits));
        tree.transpose()
    }
}
