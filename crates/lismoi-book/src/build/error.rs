//! Errors of a build that the user can do something about. The program adds a hint to each.

use std::path::PathBuf;

/// An error that the user can do something about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The manifest cannot be used: another program wrote it, or another version of lismoi.
    /// Holds the whole message.
    #[error("{0}")]
    UnusableManifest(String),
    /// The folder belongs to another article.
    #[error("'{}' holds the audiobook of another article", .0.display())]
    OtherArticle(PathBuf),
    /// A file has the name of one that would be written.
    #[error("'{}' exists already, and lismoi did not write it", .0.display())]
    ForeignFile(PathBuf),
    /// The same for the file of an export, which the context of the error names.
    #[error("it exists already, and lismoi did not write it")]
    ForeignExport,
    /// The folder was moved during the run, or another one is at its path.
    #[error("'{}' was moved or replaced during the run", .0.display())]
    Moved(PathBuf),
    /// The first so many utterances all failed.
    #[error("not one of {0} sentences could be spoken")]
    NothingSpoken(usize),
}
