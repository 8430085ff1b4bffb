//! Keeps a library within the room that the user gives it.
//!
//! What was removed counts too, until it is deleted. So that goes first, what was removed
//! longest ago before the rest; then what was heard, the article that was heard longest ago
//! first; then what is neither heard, begun nor tagged, the one that was added longest ago
//! first. Nothing else goes, and nothing that came within a day. An article goes as `remove`
//! removes it, and is then deleted: what stands in the journal of it stays.

use std::path::Path;

use anyhow::{Context, Result};

use crate::catalogue::{Article, Library};
use crate::clock::now;
use crate::removal;
use crate::state::Removed;

/// What came within so many seconds stays: a day.
const NEW_S: u64 = 24 * 3_600;

/// What was done to keep within a quota.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freed {
    /// The titles of the articles that were removed, in their order.
    pub titles: Vec<String>,
    /// The folders that were removed before, and are deleted now.
    pub deleted: Vec<String>,
    /// How many bytes there still are too many: what is left is never removed.
    pub too_many: u64,
}

/// Removes and deletes what is necessary for a library to take at most so many bytes.
///
/// # Errors
/// A folder cannot be read, moved or deleted, or the journal cannot be written.
pub fn keep(library: &Library, most: u64) -> Result<Freed> {
    let mut total = 0;
    for article in &library.articles {
        total += bytes(&library.folder.join(&article.folder))?;
    }
    let kept = library.folder.join(removal::FOLDER);
    let mut removed = Vec::new();
    for each in library.state.removed() {
        // One whose files are gone takes no room.
        let bytes = removal::bytes(&kept.join(&each.kept_as)).unwrap_or_default();
        total += bytes;
        removed.push((each, bytes));
    }
    let mut freed = Freed::default();
    for (each, bytes) in removed {
        if total <= most {
            break;
        }
        freed.deleted.extend(delete(library, each)?);
        total -= bytes;
    }
    for article in order(&library.articles, now()) {
        if total <= most {
            break;
        }
        let bytes = bytes(&library.folder.join(&article.folder))?;
        delete(library, &removal::remove(library, article)?)?;
        freed.titles.push(article.title.clone());
        total -= bytes;
    }
    freed.too_many = total.saturating_sub(most);
    Ok(freed)
}

fn delete(library: &Library, removed: &Removed) -> Result<Vec<String>> {
    removal::delete(&library.folder, &library.journal, [removed])
}

fn bytes(folder: &Path) -> Result<u64> {
    removal::bytes(folder).with_context(|| format!("could not read '{}'", folder.display()))
}

/// The articles that may go, the first one first.
fn order(articles: &[Article], now: u64) -> Vec<&Article> {
    let added_at = |article: &Article| article.state.added.as_ref().map_or(0, |added| added.at);
    let is_old = |article: &&Article| added_at(article).saturating_add(NEW_S) <= now;
    let mut going: Vec<&Article> = articles.iter().filter(is_old).collect();
    going.retain(|article| {
        let mut added = article.state.added.iter();
        let is_tagged = added.any(|added| !added.tags.is_empty());
        article.is_heard() || !(article.is_begun() || is_tagged)
    });
    going.sort_by_key(|article| match article.state.heard {
        Some(at) => (0, at),
        None => (1, added_at(article)),
    });
    going
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;
    use crate::journal::event::Place;
    use crate::state::{Added, ArticleState};

    const NOW: u64 = 10 * NEW_S;

    fn article(title: &str, at: u64, heard: Option<u64>, begun: bool, tag: bool) -> Article {
        let place = Place {
            section: 1,
            seconds: 1.0,
        };
        let added = Added {
            at,
            tags: tag.then(|| "presse".to_owned()).into_iter().collect(),
            ..Added::default()
        };
        Article {
            id: title.to_owned(),
            folder: PathBuf::from(title),
            title: title.to_owned(),
            authors: Vec::new(),
            site: None,
            address: None,
            seconds: 60.0,
            left: 60.0,
            state: ArticleState {
                added: Some(added),
                heard,
                stopped: begun.then_some((NOW, place)),
            },
        }
    }

    fn titles(articles: &[Article]) -> Vec<&str> {
        let going = order(articles, NOW).into_iter();
        going.map(|article| article.title.as_str()).collect()
    }

    #[test]
    fn what_was_heard_longest_ago_goes_first_and_what_is_wanted_stays() {
        let articles = [
            article("neuf", NOW - 60, Some(NOW), false, false),
            article("ancien", 5, None, false, false),
            article("plus ancien", 1, None, false, false),
            article("commencé", 1, None, true, false),
            article("étiqueté", 1, None, false, true),
            article("entendu hier", 9, Some(NOW - 60), false, true),
            article("entendu", 9, Some(100), false, false),
        ];
        assert_eq!(
            titles(&articles),
            ["entendu", "entendu hier", "plus ancien", "ancien"]
        );
    }

    proptest! {
        #[test]
        fn nothing_goes_that_is_to_be_heard_and_tagged_or_begun(
            given in prop::collection::vec(
                (0..NOW, prop::option::of(0..NOW), any::<bool>(), any::<bool>()), 0..12)
        ) {
            let given: Vec<Article> = given
                .into_iter()
                .map(|(at, heard, begun, tag)| {
                    article("a", at, heard, begun && heard.is_none(), tag)
                })
                .collect();
            let going = order(&given, NOW);
            for article in &going {
                let tags = article.state.added.iter().flat_map(|added| &added.tags);
                prop_assert!(article.is_heard() || (!article.is_begun() && tags.count() == 0));
            }
            let heard: Vec<Option<u64>> = going.iter().map(|it| it.state.heard).collect();
            let first_unheard = heard.iter().position(Option::is_none).unwrap_or(heard.len());
            prop_assert!(heard[..first_unheard].is_sorted());
            prop_assert!(heard[first_unheard..].iter().all(Option::is_none));
        }
    }
}
