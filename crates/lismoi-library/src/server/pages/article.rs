//! An article to read along: the page that an export writes, made when it is asked for, with
//! the position that all devices share.

use std::sync::{Arc, LazyLock};

use anyhow::{Context, Result};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use lismoi_audio::wav::reader::Reader;
use lismoi_book::formats::captions::read as captions;
use lismoi_book::formats::page::{Page, PageSection, Site as Around, SoundPlace, loudness, write};
use lismoi_book::formats::table;
use lismoi_book::manifest::Summary;
use lismoi_book::manifest::read;
use lismoi_files::own::Folder;
use tokio::task::spawn_blocking;

use super::marks::noted_at;
use super::{Language, failed, missing};
use crate::catalogue::Article;
use crate::journal::event::Place;
use crate::server::site::Site;

static POLICY: LazyLock<String> = LazyLock::new(write::policy_of_site);

/// What stands before the article.
#[derive(Template)]
#[template(path = "bar.html")]
struct Bar<'a> {
    t: Language,
    article: &'a Article,
    files: Vec<File>,
}

/// A file that can be saved.
struct File {
    name: String,
    kind: String,
}

/// What stands in the head of the page.
#[derive(Template)]
#[template(path = "bar_head.html")]
struct Head<'a> {
    article: &'a Article,
    /// Where it was stopped, in milliseconds; nothing where it never was.
    position: String,
    /// When that was noted, or that it was heard, in seconds since 1970; 0 for never.
    at: u64,
}

/// The page.
pub(in crate::server) async fn article(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let t = Language::of(&headers);
    let (article, library) = match site.shelf.article(&id).await {
        Ok(Some(found)) => found,
        Ok(None) => return missing(State(site), headers).await,
        Err(error) => return failed(&error),
    };
    let folder = library.folder.join(&article.folder);
    let made = spawn_blocking(move || made(&Folder::open(&folder)?, &article, t)).await;
    match made.context("a thread was lost").flatten() {
        Ok(html) => {
            let policy = HeaderValue::from_str(&format!("{}; frame-ancestors 'none'", *POLICY));
            let mut response = html.into_response();
            let fields = response.headers_mut();
            let html = HeaderValue::from_static("text/html; charset=utf-8");
            fields.insert(header::CONTENT_TYPE, html);
            if let Ok(policy) = policy {
                fields.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Err(error) => failed(&error),
    }
}

fn made(folder: &Folder, article: &Article, t: Language) -> Result<Vec<u8>> {
    let summary = read::summary(folder)?.context("it holds no finished audiobook")?;
    let rate = summary.head.sample_rate;
    let wavs = summary
        .sections
        .iter()
        .map(|section| Reader::new(folder.open_file(&section.file)?));
    // Without a WAV file there is no overview.
    let loudness = loudness::overview(wavs, summary.samples(), loudness::BARS);
    let loudness = loudness.unwrap_or_default();
    let sections = sections(&summary, folder);
    let lengths: Vec<u64> = sections.iter().map(|section| section.samples).collect();
    let stopped = article
        .state
        .stopped
        .map(|(_, place)| milliseconds(place, &lengths, rate));
    let head = Head {
        article,
        position: stopped
            .map(|position| position.to_string())
            .unwrap_or_default(),
        at: noted_at(article),
    };
    let files = summary.files.iter().filter_map(|record| {
        let kind = table::of_file(&record.file)?.name.to_uppercase();
        let name = record.file.clone();
        record.section.is_none().then_some(File { name, kind })
    });
    let bar = Bar {
        t,
        article,
        files: files.collect(),
    };
    let (head, bar) = (head.render()?, bar.render()?);
    let metadata = summary.head.metadata.as_ref();
    let page = Page {
        title: &article.title,
        id: &article.id,
        sample_rate: rate,
        sections: &sections,
        loudness: &loudness,
        authors: &article.authors,
        date: metadata.and_then(|metadata| metadata.date.as_deref()),
        cover: None,
        dialect: summary.head.settings.voice.dialect,
        sound: SoundPlace::Beside,
        media_type: "",
        site: Some(Around {
            head: &head,
            bar: &bar,
        }),
    };
    let mut html = Vec::new();
    let captions = || captions::book(folder, lengths.iter().copied());
    let open = |_: &str| -> Result<std::io::Empty> { Ok(std::io::empty()) };
    write::write(&mut html, &page, captions, open)?;
    Ok(html)
}

/// The sections, in the best file of the whole, or else in the file of each.
fn sections(summary: &Summary, folder: &Folder) -> Vec<PageSection> {
    let whole = summary.files.iter().filter_map(|record| {
        let sound = table::of_file(&record.file)?.sound()?;
        let is_there = record.section.is_none() && folder.length(&record.file).is_some();
        is_there.then_some((sound.page_rank, &record.file))
    });
    let whole = whole.min().map(|(_, file)| file);
    let mut end = 0;
    let sections = summary.sections.iter().map(|section| {
        let offset = if whole.is_some() { end } else { 0 };
        end += section.samples;
        PageSection {
            heading: section.heading.clone(),
            level: section.level,
            samples: section.samples,
            file: whole.unwrap_or(&section.file).clone(),
            offset,
        }
    });
    sections.collect()
}

/// A place as milliseconds from the start of the article; 0 where there is no such place.
fn milliseconds(place: Place, lengths: &[u64], rate: u32) -> u64 {
    let before = place
        .section
        .checked_sub(1)
        .and_then(|index| lengths.get(..index));
    let samples: u64 = before.unwrap_or_default().iter().sum();
    let seconds = samples as f64 / f64::from(rate) + place.seconds;
    (seconds * 1000.0) as u64
}

/// The place that is so many milliseconds from the start of the article, and how much of the
/// article lies before it, from 0 to 1.
pub(in crate::server) fn place(summary: &Summary, milliseconds: u64) -> (Place, f64) {
    let rate = f64::from(summary.head.sample_rate);
    let seconds = milliseconds as f64 / 1000.0;
    let total = summary.samples() as f64 / rate;
    let mut start = 0.0;
    let mut place = Place {
        section: 1,
        seconds: 0.0,
    };
    for (number, section) in (1..).zip(&summary.sections) {
        let length = section.samples as f64 / rate;
        place = Place {
            section: number,
            seconds: (seconds - start).clamp(0.0, length),
        };
        start += length;
        if seconds < start {
            break;
        }
    }
    (place, seconds / total.max(0.001))
}
