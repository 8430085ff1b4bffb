//! What actions mean for the journal.

use anyhow::Result;
use lismoi_book::manifest::read;
use lismoi_files::own::Folder;

use super::actions::{Action, Done};
use crate::catalogue::{Article, Library};
use crate::clock::now;
use crate::journal::event::{ArticleId, Event};
use crate::server::pages::article::place;
use crate::server::pages::marks::HEARD;

/// The events that actions come to. Actions on what is not in the library, and such as are older
/// than what is known already, come to none.
///
/// # Errors
/// A manifest cannot be read.
pub(super) fn events(library: &Library, actions: &[Action]) -> Result<Vec<(ArticleId, Event)>> {
    let mut events: Vec<(ArticleId, Event)> = Vec::new();
    for action in actions {
        let is_it = |article: &&Article| article.id == action.id;
        let Some(article) = library.articles.iter().find(is_it) else {
            continue;
        };
        if action.at.unwrap_or_else(now) < known_since(article) {
            continue;
        }
        if let Some(event) = event(library, article, action.done)? {
            // The last word counts.
            events.retain(|(id, _)| *id != action.id);
            events.push((action.id.clone(), event));
        }
    }
    Ok(events)
}

/// When something was noted of an article last.
fn known_since(article: &Article) -> u64 {
    let state = &article.state;
    let stopped = state.stopped.map(|(at, _)| at);
    state.heard.max(stopped).unwrap_or_default()
}

fn event(library: &Library, article: &Article, done: Done) -> Result<Option<Event>> {
    let (position, total) = match done {
        Done::New => return Ok(article.is_heard().then_some(Event::Unheard)),
        Done::Played { position, total } => (position, total),
    };
    let folder = Folder::open(&library.folder.join(&article.folder))?;
    let Some(summary) = read::summary(&folder)? else {
        return Ok(None);
    };
    let (place, share) = place(&summary, (position * 1000.0) as u64);
    // Apps say that an episode was played to its end with the length that they know.
    let is_whole = share >= HEARD || total.is_some_and(|total| position >= total);
    Ok(match is_whole {
        true => (!article.is_heard()).then_some(Event::Heard),
        // Nothing was heard yet; and a glance into what was heard does not take it back.
        false if position < 1.0 || article.is_heard() => None,
        false => Some(Event::Stopped(place)),
    })
}
