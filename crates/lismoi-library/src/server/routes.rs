//! What is answered by whom.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

use super::gpodder::{self, episodes, subscriptions};
use super::site::Site;
use super::{assets, events, feed, files, guard, opds, pages, phone, sounds, speech, uploads};

/// The largest body of a request, in bytes, where nothing else is said.
const LARGEST_BODY: usize = 1 << 20;

/// All of them, behind the guard.
pub(super) fn all(site: Arc<Site>) -> Router {
    let add = post(pages::add::add).layer(DefaultBodyLimit::max(uploads::LARGEST));
    let share = post(pages::share::share).layer(DefaultBodyLimit::max(uploads::LARGEST));
    let routes = Router::new();
    #[cfg(feature = "sources")]
    let routes = routes
        .route(
            "/sources",
            get(pages::sources::sources).post(pages::sources::add),
        )
        .route("/sources/fetch", post(pages::sources::fetch))
        .route("/sources/remove", post(pages::sources::remove));
    routes
        .route("/", get(pages::library::library))
        .route("/add", get(pages::add::form).merge(add))
        .route("/share", get(pages::share::form).merge(share))
        .route("/queue/{id}/retry", post(pages::queue::retry))
        .route("/queue/{id}/remove", post(pages::queue::remove))
        .route("/undo", post(pages::marks::undo))
        .route("/a/{id}/", get(pages::article::article))
        .route("/a/{id}/heard", post(pages::marks::heard))
        .route("/a/{id}/unheard", post(pages::marks::unheard))
        .route("/a/{id}/remove", post(pages::marks::remove))
        .route("/a/{id}/position", post(pages::marks::position))
        .route("/a/{id}/cover.png", get(files::cover))
        .route("/a/{id}/{name}", get(files::file))
        .route("/offline", get(pages::offline::offline))
        .route("/manifest.webmanifest", get(phone::manifest))
        .route("/sw.js", get(phone::worker))
        .route("/settings", get(pages::settings::settings))
        .route(
            "/subscribe",
            get(pages::subscribe::form).post(pages::subscribe::add),
        )
        .route("/subscribe/sounds", post(sounds::make))
        .route("/subscribe/{hash}/revoke", post(pages::subscribe::revoke))
        .route("/login", get(pages::login::form).post(guard::login::login))
        .route("/f/{secret}/feed.xml", get(feed::feed))
        .route("/f/{secret}/cover.png", get(feed::cover))
        .route("/f/{secret}/e/{id}/{hash}/{name}", get(feed::file))
        .route("/opds", get(opds::root))
        .route("/opds/search.xml", get(opds::search))
        .route("/opds/list/{name}", get(opds::list))
        .route("/opds/books/{id}/cover.png", get(files::cover))
        .route("/opds/books/{id}/thumbnail.png", get(opds::thumbnail))
        .route("/opds/books/{id}/{name}", get(opds::book))
        .merge(podcasts())
        .route("/v1/audio/speech", post(speech::speak::speech))
        .route("/v1/audio/voices", get(speech::voices::voices))
        .route("/v1/audio/models", get(speech::voices::models))
        .route("/v1/models", get(speech::voices::models))
        .route("/v1/normalize", post(speech::normalize::normalize))
        .route("/events", get(events::events))
        .route("/assets/{name}", get(assets::asset))
        .fallback(pages::missing)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(site.clone(), guard::guard))
        .with_state(site)
}

/// What podcast apps call (gpodder.net, API 2). The first part of each address is the name of a
/// user: any.
fn podcasts() -> Router<Arc<Site>> {
    let change = get(subscriptions::changes).post(subscriptions::change);
    let all = get(subscriptions::all).put(subscriptions::replace);
    Router::new()
        .route("/api/2/auth/{user}/{action}", post(gpodder::auth))
        .route("/api/2/devices/{user}", get(gpodder::devices))
        .route("/api/2/devices/{user}/{device}", post(gpodder::device))
        .route("/api/2/sync-devices/{user}", get(gpodder::alike))
        .route("/api/2/subscriptions/{user}/{device}", change)
        .route(
            "/api/2/episodes/{user}",
            get(episodes::download).post(episodes::upload),
        )
        .route("/subscriptions/{*path}", all)
}
