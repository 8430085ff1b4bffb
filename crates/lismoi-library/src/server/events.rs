//! What changes while a page is looked at, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde_json::json;
use tokio::time::sleep;

use super::site::{Site, Status};

/// No more events than anybody can see.
const PACE: Duration = Duration::from_millis(400);

/// The state now, and then at every change.
pub(super) async fn events(
    State(site): State<Arc<Site>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut status = site.status.subscribe();
    status.mark_changed();
    let events = stream::unfold((status, false), |(mut status, is_later)| async move {
        if is_later {
            let is_over = status.borrow().is_over;
            if !is_over {
                sleep(PACE).await;
            }
        }
        status.changed().await.ok()?;
        let now = status.borrow_and_update().clone();
        if now.is_over {
            return None;
        }
        Some((Ok(event(&now)), (status, true)))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(30)))
}

fn event(status: &Status) -> Event {
    let making = status
        .making
        .as_ref()
        .map(|making| json!({"id": making.id, "title": making.title, "percent": making.percent}));
    let text = json!({"making": making, "changes": status.changes}).to_string();
    Event::default().data(text)
}
