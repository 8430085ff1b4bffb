//! The files of an audiobook: sound, captions, books and the cover.
//!
//! A file is asked for by its name, which must be one of the names in the folder of an article
//! that is asked for by its hash; it is opened there, and no link is followed.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lismoi_audio::encode::cover::{Facts, draw};
use lismoi_book::formats::table;
use lismoi_book::manifest::read;
use lismoi_files::own::Folder;
use lismoi_http::ranges::{self, Wanted};
use tokio::io::AsyncReadExt;
use tokio::task::spawn_blocking;
use tokio_util::io::ReaderStream;

use super::pages::failed;
use super::site::Site;
use crate::catalogue::Article;

/// How much is read at a time: a second of sound.
const BLOCK: usize = 64 * 1024;

/// A year: what has its content in its address never changes.
pub(super) const FOREVER: &str = "private, max-age=31536000, immutable";

/// A file that may be sent.
pub(super) struct Found {
    file: File,
    length: u64,
    /// With its quotation marks.
    tag: String,
    media_type: &'static str,
    name: String,
}

/// Answers with a file of an article.
pub(super) async fn file(
    State(site): State<Arc<Site>>,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    match find(&site, &id, name).await {
        Ok(Some(found)) => send(found, &headers),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => failed(&error),
    }
}

/// The file of an article; `None` where there is none.
///
/// # Errors
/// The library or the file cannot be read.
pub(super) async fn find(site: &Site, id: &str, name: String) -> Result<Option<Found>> {
    let Some((article, library)) = site.shelf.article(id).await? else {
        return Ok(None);
    };
    let folder = library.folder.join(&article.folder);
    let open = move || open(&Folder::open(&folder)?, name);
    spawn_blocking(open).await.context("a thread was lost")?
}

/// Opens a file that lismoi has written: one of a section, or one that the manifest lists.
pub(super) fn open(folder: &Folder, name: String) -> Result<Option<Found>> {
    let Some(format) = table::of_file(&name).filter(|_| !name.starts_with('.')) else {
        return Ok(None);
    };
    let mut hash = None;
    if format.name != "wav" {
        let files = read::opening(folder)?.map(|opening| opening.files);
        let mut files = files.into_iter().flatten();
        let Some(record) = files.find(|record| record.file == name) else {
            return Ok(None);
        };
        hash = Some((record.sha256, record.bytes));
    }
    let Ok(file) = folder.open_file(&name) else {
        return Ok(None);
    };
    let metadata = file.metadata()?;
    let length = metadata.len();
    let tag = match hash {
        Some((hash, bytes)) if bytes == length => hash,
        _ => format!(
            "{:x}-{length:x}-{:x}-{:x}",
            metadata.ino(),
            metadata.mtime(),
            metadata.mtime_nsec()
        ),
    };
    Ok(Some(Found {
        file,
        length,
        tag: format!("\"{tag}\""),
        media_type: media_type(format.media_type),
        name,
    }))
}

/// The media type for the web: text says its encoding.
fn media_type(of_table: &'static str) -> &'static str {
    match of_table {
        "text/vtt" => "text/vtt; charset=utf-8",
        "application/x-subrip" => "application/x-subrip; charset=utf-8",
        "text/html" => "text/html; charset=utf-8",
        other => other,
    }
}

/// Answers with a file, or the part of it that is asked for.
pub(super) fn send(found: Found, headers: &HeaderMap) -> Response {
    let wanted = ranges::wanted(headers, found.length, &found.tag);
    let mut response = match answer(&found, &wanted) {
        Ok(response) => response,
        Err(error) => return failed(&error.into()),
    };
    let fields = response.headers_mut();
    fields.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(tag) = HeaderValue::from_str(&found.tag) {
        fields.insert(header::ETAG, tag);
    }
    response
}

fn answer(found: &Found, wanted: &Wanted) -> std::io::Result<Response> {
    let range = match wanted {
        Wanted::Nothing => return Ok(StatusCode::NOT_MODIFIED.into_response()),
        Wanted::Outside => {
            let field = [(header::CONTENT_RANGE, format!("bytes */{}", found.length))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, field).into_response());
        }
        Wanted::Whole => 0..found.length,
        Wanted::Part(range) => range.clone(),
    };
    let mut file = found.file.try_clone()?;
    file.seek(SeekFrom::Start(range.start))?;
    let length = range.end - range.start;
    let reader = tokio::fs::File::from_std(file).take(length);
    let body = Body::from_stream(ReaderStream::with_capacity(reader, BLOCK));
    let fields = [
        (header::CONTENT_TYPE, found.media_type.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, disposition(&found.name)),
    ];
    if *wanted == Wanted::Whole {
        return Ok((fields, body).into_response());
    }
    let place = format!("bytes {}-{}/{}", range.start, range.end - 1, found.length);
    let place = [(header::CONTENT_RANGE, place)];
    Ok((StatusCode::PARTIAL_CONTENT, fields, place, body).into_response())
}

/// The name of a file for whoever saves it (RFC 6266). A page that was written is saved, not
/// shown: its script is not one of this server.
fn disposition(name: &str) -> String {
    let kind = if name.ends_with(".html") {
        "attachment"
    } else {
        "inline"
    };
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                encoded.push(char::from(byte));
            }
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    format!("{kind}; filename*=UTF-8''{encoded}")
}

/// Answers with the cover of an article, drawn from what is known of it.
pub(super) async fn cover(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let found = match site.shelf.article(&id).await {
        Ok(Some((article, _))) => article,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error),
    };
    // It depends on what the id stands for, and on the program.
    let tag = format!(
        "\"{}-{}\"",
        &found.id[..16.min(found.id.len())],
        env!("CARGO_PKG_VERSION")
    );
    if ranges::wanted(&headers, u64::MAX, &tag) == Wanted::Nothing {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let drawn = spawn_blocking(move || draw_cover(&found)).await;
    match drawn.context("a thread was lost").flatten() {
        Ok((media_type, bytes)) => {
            let fields = [
                (header::CONTENT_TYPE, media_type.to_owned()),
                (header::ETAG, tag),
            ];
            (fields, bytes).into_response()
        }
        Err(error) => failed(&error),
    }
}

fn draw_cover(article: &Article) -> Result<(&'static str, Vec<u8>)> {
    let cover = draw::from_facts(&Facts {
        title: &article.title,
        authors: &article.authors,
        site: article.site.as_deref(),
        date: None,
    })?;
    Ok((cover.format.media_type(), cover.bytes))
}
