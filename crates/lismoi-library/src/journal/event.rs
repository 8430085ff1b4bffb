//! What happens to an article.

use serde::{Deserialize, Serialize};

/// SHA-256 of an article's text, in hexadecimal: the same as in its manifest.
pub type ArticleId = String;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When, in seconds since 1970, UTC.
    pub at: u64,
    /// The article.
    pub article: ArticleId,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened to an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// It came into the library.
    Added {
        /// The file or the address that it came from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// The user's own words for it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    },
    /// It was heard to its end.
    Heard,
    /// It is to be heard again.
    Unheard,
    /// It was heard up to a place.
    Stopped(Place),
    /// It was taken away. Until `purged` its files are kept.
    Removed {
        /// The folder that it was in, relative to the library.
        folder: String,
        /// The name of the folder that keeps it.
        kept_as: String,
    },
    /// It was brought back.
    Restored {
        /// The name of the folder that kept it.
        kept_as: String,
    },
    /// The files of a removed one were deleted.
    Purged {
        /// The name of the folder that kept it.
        kept_as: String,
    },
}

/// A place in an audiobook.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The section, from 1.
    pub section: usize,
    /// Seconds from its start.
    pub seconds: f64,
}
