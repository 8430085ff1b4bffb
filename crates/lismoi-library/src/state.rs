//! What the events of the journal come to.

use std::collections::BTreeMap;

use crate::journal::event::{ArticleId, Entry, Event, Place};

/// What is known of the articles of a library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    articles: BTreeMap<ArticleId, ArticleState>,
    /// How many articles were added.
    additions: usize,
    /// By the name of the folder that keeps them.
    removed: BTreeMap<String, Removed>,
}

/// What is known of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleState {
    /// When it was added, and how.
    pub added: Option<Added>,
    /// When it was heard to its end, in seconds since 1970; `None` where it is to be heard.
    pub heard: Option<u64>,
    /// Where it was stopped, and when.
    pub stopped: Option<(u64, Place)>,
}

/// How an article came into the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Added {
    /// When, in seconds since 1970.
    pub at: u64,
    /// Its place among all additions: several may come in one second.
    pub place: usize,
    /// The file or the address that it came from.
    pub from: Option<String>,
    /// The user's own words for it.
    pub tags: Vec<String>,
}

/// An article that was removed and is kept for a while.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// The article.
    pub article: ArticleId,
    /// When, in seconds since 1970.
    pub at: u64,
    /// The folder that it was in, relative to the library.
    pub folder: String,
    /// The name of the folder that keeps it.
    pub kept_as: String,
}

impl State {
    /// What is known of an article.
    pub fn of(&self, article: &str) -> ArticleState {
        self.articles.get(article).cloned().unwrap_or_default()
    }

    /// How many articles were added, those that are gone again among them.
    pub(crate) fn additions(&self) -> usize {
        self.additions
    }

    /// The articles that are kept, in the order in which they were removed.
    pub fn removed(&self) -> Vec<&Removed> {
        let mut removed: Vec<&Removed> = self.removed.values().collect();
        removed.sort_by_key(|removed| removed.at);
        removed
    }

    /// Lets an event happen.
    pub fn apply(&mut self, Entry { at, article, event }: Entry) {
        match event {
            Event::Removed { folder, kept_as } => {
                let removed = Removed {
                    article,
                    at,
                    folder,
                    kept_as: kept_as.clone(),
                };
                self.removed.insert(kept_as, removed);
                return;
            }
            Event::Restored { kept_as } | Event::Purged { kept_as } => {
                self.removed.remove(&kept_as);
                return;
            }
            _ => {}
        }
        let state = self.articles.entry(article).or_default();
        match event {
            Event::Added { from, tags } => {
                state.add(at, self.additions, from, tags);
                self.additions += 1;
            }
            Event::Heard => (state.heard, state.stopped) = (Some(at), None),
            Event::Unheard => (state.heard, state.stopped) = (None, None),
            Event::Stopped(place) => (state.heard, state.stopped) = (None, Some((at, place))),
            Event::Removed { .. } | Event::Restored { .. } | Event::Purged { .. } => {}
        }
    }

    /// The entries that make this state out of nothing.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let mut articles: Vec<_> = self.articles.iter().collect();
        articles.sort_by_key(|(_, state)| state.added.as_ref().map(|added| added.place));
        let of_articles = articles.into_iter().flat_map(|(article, state)| {
            state.events().map(move |(at, event)| Entry {
                at,
                article: article.clone(),
                event,
            })
        });
        let removed = self.removed.values().map(|removed| Entry {
            at: removed.at,
            article: removed.article.clone(),
            event: Event::Removed {
                folder: removed.folder.clone(),
                kept_as: removed.kept_as.clone(),
            },
        });
        of_articles.chain(removed)
    }
}

impl ArticleState {
    /// Added again, it keeps its first day and where it came from, and gets the new tags too.
    fn add(&mut self, at: u64, place: usize, from: Option<String>, tags: Vec<String>) {
        let added = self.added.get_or_insert_with(|| Added {
            at,
            place,
            ..Added::default()
        });
        if added.from.is_none() {
            added.from = from;
        }
        for tag in tags {
            if !added.tags.contains(&tag) {
                added.tags.push(tag);
            }
        }
    }

    fn events(&self) -> impl Iterator<Item = (u64, Event)> {
        let added = self.added.clone().map(|added| {
            let Added { at, from, tags, .. } = added;
            (at, Event::Added { from, tags })
        });
        let heard = self.heard.map(|at| (at, Event::Heard));
        let stopped = self.stopped.map(|(at, place)| (at, Event::Stopped(place)));
        [added, heard, stopped].into_iter().flatten()
    }
}
