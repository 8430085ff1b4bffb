//! What stands in the lists of the library: an article, and what waits.

use super::Language;
use crate::catalogue::Article;
use crate::queue::item::Item;
use crate::server::site::Status;

/// An article of the library.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) title: String,
    /// Site or authors, length, and what is left.
    pub(super) facts: String,
    pub(super) tags: Vec<String>,
    pub(super) is_heard: bool,
    /// How much was heard, from 0 to 100; 0 where it was not begun, or was heard to its end.
    pub(super) percent: u8,
}

impl Row {
    pub(super) fn of(article: &Article, t: Language) -> Row {
        let from = match &article.site {
            Some(site) => site.clone(),
            None => article.authors.join(", "),
        };
        let length = t.length(article.seconds);
        let left = match article.is_begun() {
            true => t.with("row-left", t.length(article.left)),
            false => String::new(),
        };
        let facts: Vec<String> = [from, length, left]
            .into_iter()
            .filter(|fact| !fact.is_empty())
            .collect();
        let heard = (article.seconds - article.left) / article.seconds.max(1.0);
        let tags = article.state.added.as_ref().map(|added| added.tags.clone());
        Row {
            id: article.id.clone(),
            title: unbroken(&article.title),
            facts: facts.join(" · "),
            tags: tags.unwrap_or_default(),
            is_heard: article.is_heard(),
            percent: match article.is_begun() {
                true => (heard * 100.0).clamp(1.0, 99.0) as u8,
                false => 0,
            },
        }
    }
}

/// A title with spaces that do not break where French has one before a sign or within quotation
/// marks: no line begins with a question mark.
fn unbroken(title: &str) -> String {
    let mut unbroken = title.replace("« ", "«\u{a0}");
    for sign in ["?", "!", ":", ";", "»"] {
        unbroken = unbroken.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    unbroken
}

/// An article that waits, is being made, or could not be made.
pub(super) struct Waiting {
    pub(super) id: String,
    pub(super) name: String,
    /// How much is done, from 0 to 100; `None` while it waits.
    pub(super) percent: Option<u8>,
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) has_failed: bool,
}

impl Waiting {
    pub(super) fn of(item: &Item, status: &Status) -> Waiting {
        let making = status.making.as_ref().filter(|making| making.id == item.id);
        let title = making.and_then(|making| making.title.clone());
        let failure = item.failure.clone().unwrap_or_default();
        Waiting {
            id: item.id.clone(),
            name: title.unwrap_or_else(|| item.name().to_owned()),
            percent: making.map(|making| making.percent),
            message: failure.message,
            hint: failure.hint.unwrap_or_default(),
            has_failed: item.failure.is_some(),
        }
    }
}
