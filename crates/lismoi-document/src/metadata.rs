//! Title, authors, date and origin of an article.

use std::sync::Arc;

/// Facts about an article, as players and e-book readers show them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title on one line; `None` where the article has none.
    pub title: Option<String>,
    /// The authors, as the article names them. One string may name several people
    /// ("Marie Dupont et Jean Martin").
    pub authors: Vec<String>,
    /// The day of publication as `YYYY-MM-DD` (ISO 8601); `None` where no day is given.
    pub date: Option<String>,
    /// The language as a BCP 47 tag ("fr"); `None` where the source does not tell.
    pub language: Option<String>,
    /// The name of the site or publication; `None` where the source does not tell.
    pub site: Option<String>,
    /// The canonical address (https); `None` where the source does not tell.
    pub address: Option<String>,
    /// A picture that stands for the article, as the source has it: a PNG or a JPEG, or what
    /// the source takes for one; `None` where it has none.
    pub cover: Option<Arc<[u8]>>,
}
