//! The library as a podcast, at an address of its own for each subscriber.
//!
//! The address of a file holds its hash, so that a file never changes under its address.

use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::{Context, Result};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lismoi_audio::encode::cover::{Facts, draw};
use lismoi_book::manifest::{self, read};
use lismoi_files::own::Folder;
use lismoi_http::ranges::{self, Wanted};
use lismoi_speech::hash::hex;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::files::{self, FOREVER};
use super::pages::failed;
use super::pages::subscribe::base;
use super::site::Site;
use crate::catalogue::{Article, Library};
use crate::feed::publish::DEFAULT_TITLE;
use crate::feed::{Channel, Episode, EpisodeFile, FileKind, dates, episode, rss};

/// The most articles of a feed: apps read it whole every hour.
const MOST: usize = 300;

/// So many digits of a hash name a file: 128 bits.
const HASH_DIGITS: usize = 32;

/// Apple asks for 1,400 pixels at least (Podcasters, "Artwork requirements").
const COVER_SIDE: usize = 1_400;

/// The articles that were made into episodes, with the moment at which their manifests were
/// written.
#[derive(Debug, Default)]
pub(super) struct Episodes {
    made: Mutex<HashMap<String, (Option<SystemTime>, Episode)>>,
}

impl Episodes {
    /// The episode of an article; `None` where it has no MP3.
    fn of(&self, library: &Library, article: &Article, published: u64) -> Option<Episode> {
        let path = library.folder.join(&article.folder);
        let written = fs::metadata(path.join(manifest::FILE))
            .and_then(|file| file.modified())
            .ok();
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, episode)) = made().get(&article.id)
            && *at == written
        {
            return Some(Episode {
                published,
                ..episode.clone()
            });
        }
        let episode = episode::of(&Folder::open(&path).ok()?, article, published)
            .ok()?
            .episode;
        made().insert(article.id.clone(), (written, episode.clone()));
        Some(episode)
    }

    /// What is to be heard, the newest first.
    fn all(&self, library: &Library) -> Vec<Episode> {
        let date_of = |article: &Article| {
            let folder = Folder::open(&library.folder.join(&article.folder)).ok()?;
            read::opening(&folder).ok()??.head.metadata?.date
        };
        let order = dates::order(&library.articles, date_of).into_iter().rev();
        let articles = order.map(|(place, published)| (&library.articles[place], published));
        let unheard = articles.filter(|(article, _)| !article.is_heard());
        let episodes = unheard.filter_map(|(article, at)| self.of(library, article, at));
        episodes.take(MOST).collect()
    }
}

/// Answers with the feed.
pub(super) async fn feed(
    State(site): State<Arc<Site>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !site.subscribers.has(&secret) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let library = match site.shelf.library().await {
        Ok(library) => library,
        Err(error) => return failed(&error),
    };
    let server = base(&headers);
    let written = spawn_blocking(move || write(&site, &library, &server, &secret)).await;
    match written.context("a thread was lost").flatten() {
        Ok(xml) => {
            let tag = format!("\"{}\"", hex(&Sha256::digest(&xml)[..16]));
            let fields = [
                (header::CONTENT_TYPE, rss::MEDIA_TYPE),
                (header::ETAG, &*tag),
            ];
            match ranges::wanted(&headers, xml.len() as u64, &tag) {
                Wanted::Nothing => (StatusCode::NOT_MODIFIED, fields).into_response(),
                _ => (fields, xml).into_response(),
            }
        }
        Err(error) => failed(&error),
    }
}

fn write(site: &Site, library: &Library, server: &str, secret: &str) -> Result<String> {
    let base = format!("{server}/f/{secret}");
    let channel = Channel {
        title: DEFAULT_TITLE.to_owned(),
        description: "Des articles lus à voix haute par lismoi.".to_owned(),
        address: format!("{base}/feed.xml"),
        page: format!("{server}/"),
        cover: format!("{base}/cover.png"),
    };
    let episodes = site.episodes.all(library);
    let address = |episode: &Episode, file: &EpisodeFile| address(&base, episode, file);
    Ok(rss::feed(&channel, &episodes, &address)?)
}

/// The address of a file of an episode in the feed at `base`.
fn address(base: &str, episode: &Episode, file: &EpisodeFile) -> String {
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    let hash = &file.sha256[..HASH_DIGITS];
    format!("{base}/e/{}/{hash}/{name}", episode.id)
        .replace("%2E", ".")
        .replace("%2D", "-")
}

/// The address of the MP3 of an article in the feed at an address; `None` where it has no MP3.
pub(super) fn address_of_mp3(
    site: &Site,
    library: &Library,
    article: &Article,
    feed: &str,
) -> Option<String> {
    let base = feed.strip_suffix("/feed.xml")?;
    let episode = site.episodes.of(library, article, 0)?;
    let mut files = episode.files.iter();
    let mp3 = files.find(|file| file.kind == FileKind::Mp3)?;
    Some(address(base, &episode, mp3))
}

/// Answers with a file of an episode.
pub(super) async fn file(
    State(site): State<Arc<Site>>,
    Path((secret, id, hash, name)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Response {
    if !site.subscribers.has(&secret) || hash.len() != HASH_DIGITS {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (article, library) = match site.shelf.article(&id).await {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error),
    };
    let found = spawn_blocking(move || find(&site, &library, &article, &hash, &name)).await;
    let (file, content) = match found.context("a thread was lost").flatten() {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error),
    };
    let mut response = match content {
        Content::File(found) => files::send(found, &headers),
        Content::Bytes(bytes) => {
            let tag = format!("\"{}\"", file.sha256);
            let fields = [
                (header::CONTENT_TYPE, file.media_type),
                (header::ETAG, &*tag),
            ];
            match ranges::wanted(&headers, bytes.len() as u64, &tag) {
                Wanted::Nothing => (StatusCode::NOT_MODIFIED, fields).into_response(),
                _ => (fields, bytes).into_response(),
            }
        }
    };
    let fields = response.headers_mut();
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    if matches!(
        file.kind,
        FileKind::Chapters | FileKind::Vtt | FileKind::Srt
    ) {
        // Players in browsers read them from a page of their own.
        fields.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
    }
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    fields.insert(policy, HeaderValue::from_static("cross-origin"));
    response
}

enum Content {
    File(files::Found),
    Bytes(Vec<u8>),
}

/// The file of an article with this hash and this name.
fn find(
    site: &Site,
    library: &Library,
    article: &Article,
    hash: &str,
    name: &str,
) -> Result<Option<(EpisodeFile, Content)>> {
    let folder = Folder::open(&library.folder.join(&article.folder))?;
    let Some(episode) = site.episodes.of(library, article, 0) else {
        return Ok(None);
    };
    let mut files = episode.files.into_iter();
    let is_wanted = |file: &EpisodeFile| file.sha256.starts_with(hash) && file.name == name;
    let Some(file) = files.find(is_wanted) else {
        return Ok(None);
    };
    let content = match file.kind {
        FileKind::Mp3 | FileKind::Opus => {
            files::open(&folder, file.name.clone())?.map(Content::File)
        }
        _ => {
            let contents = episode::of(&folder, article, 0)?.contents.into_iter();
            let mut contents = contents.filter(|(kind, _)| *kind == file.kind);
            contents.next().map(|(_, bytes)| Content::Bytes(bytes))
        }
    };
    Ok(content.map(|content| (file, content)))
}

/// Answers with the cover of the feed.
pub(super) async fn cover(State(site): State<Arc<Site>>, Path(secret): Path<String>) -> Response {
    if !site.subscribers.has(&secret) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let facts = Facts {
        title: DEFAULT_TITLE,
        ..Facts::default()
    };
    match spawn_blocking(move || draw::of_side(&facts, COVER_SIDE)).await {
        Ok(Ok(cover)) => {
            let fields = [
                (header::CONTENT_TYPE, cover.format.media_type()),
                (header::CACHE_CONTROL, FOREVER),
            ];
            (fields, cover.bytes).into_response()
        }
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error.into()),
    }
}
