//! Asks a source for what is new.

use lismoi_fetch::{Fetcher, Reach};

use super::error::SourceError;
use super::secrets::Secret;
use super::state::SourceState;
use super::{Item, Kind, Source, feed, services};

/// The client for a source.
pub fn fetcher(source: &Source) -> Fetcher {
    Fetcher::new(match source.allow_private {
        true => Reach::Anywhere,
        false => Reach::Public,
    })
}

/// What is new in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The new items, the oldest first, at most as many as the source is to give.
    pub items: Vec<Item>,
    /// Whether there are no others.
    pub is_all: bool,
}

/// Asks a source for what is new.
///
/// Of a feed that is read for the first time, the older items are left out for good. A service
/// keeps its own for the next time.
///
/// # Errors
/// The source cannot be read.
pub fn fetch(
    source: &Source,
    secret: &Secret,
    state: &mut SourceState,
) -> Result<Fetched, SourceError> {
    let fetcher = fetcher(source);
    let mut items = match source.kind {
        Kind::Feed => match feed::items(source, state, &fetcher)? {
            Some(items) => {
                note_listed(source, state, &items);
                items
            }
            None => Vec::new(),
        },
        _ => services::unread(source, secret, state, &fetcher)?,
    };
    (state.failures, state.again_at) = (0, 0);
    items.retain(|item| !state.seen.contains(&item.id));
    let is_all = items.len() <= source.most;
    items.truncate(source.most);
    if source.kind == Kind::Feed {
        // It lists the newest first.
        items.reverse();
        if !is_all {
            // The others are in it as it is.
            (state.etag, state.last_modified) = (None, None);
        }
    }
    Ok(Fetched { items, is_all })
}

/// Forgets what the feed does not list any more: it does not come back. At the first time, all
/// but the newest are marked as seen.
fn note_listed(source: &Source, state: &mut SourceState, items: &[Item]) {
    if state.read_at == 0 && state.seen.is_empty() {
        let older = items.iter().skip(source.most);
        state.seen.extend(older.map(|item| item.id.clone()));
    }
    let is_listed = |id: &String| items.iter().any(|item| item.id == *id);
    state.seen.retain(|id| is_listed(id));
    state.tries.retain(|id, _| is_listed(id));
}
