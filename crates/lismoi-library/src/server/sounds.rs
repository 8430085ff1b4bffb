//! MP3s for the feed, of articles that came without one: from `lismoi ARTICLE`, say.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use lismoi_book::build::export::further;
use lismoi_files::own::Folder;

use super::pages::failed;
use super::site::Site;
use crate::catalogue::Library;
use crate::feed::episode;

/// Whether MP3s are being made.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    is_busy: AtomicBool,
    /// Set when the server is to end. What is not made yet is made another time.
    is_over: AtomicBool,
}

impl Sounds {
    pub(super) fn is_busy(&self) -> bool {
        self.is_busy.load(Ordering::Relaxed)
    }

    pub(super) fn stop(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

/// The folders of articles that are to be heard and have no MP3 of the whole.
pub(super) fn missing(library: &Library) -> Vec<PathBuf> {
    let articles = library.articles.iter();
    let unheard = articles.filter(|article| !article.is_heard());
    let folders = unheard.map(|article| library.folder.join(&article.folder));
    let has_none = |folder: &PathBuf| {
        let folder = Folder::open(folder).ok();
        folder.is_some_and(|folder| !episode::has_sound(&folder))
    };
    folders.filter(has_none).collect()
}

/// Starts to make them.
pub(super) async fn make(State(site): State<Arc<Site>>) -> Response {
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    if !site.sounds.is_busy.swap(true, Ordering::Relaxed) {
        thread::spawn(move || {
            if let Ok(mp3) = episode::format_named("mp3") {
                for folder in missing(&library) {
                    // One at a time, and with one thread: whoever listens comes first. Why one
                    // cannot be made is what `lismoi check` says.
                    let _ = further::add(&folder, &[mp3], 1, &site.sounds.is_over);
                    site.changed();
                }
            }
            site.sounds.is_busy.store(false, Ordering::Relaxed);
            site.shelf.is_stale();
            site.changed();
        });
    }
    Redirect::to("/subscribe").into_response()
}
