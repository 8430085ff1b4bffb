//! The feed as files, for any web space: `feed.xml`, and what it leads to in `e/`, each at an
//! address that holds the hash of the file, so that a file never changes under its address.
//!
//! What lies in the folder besides is left alone: only files that an earlier run wrote are
//! replaced or removed ([`owned`](crate::owned)).

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Error, Result, bail};
use lismoi_audio::encode::cover::{Facts, draw};
use lismoi_book::Interrupted;
use lismoi_book::build::export::further;
use lismoi_book::manifest;
use lismoi_files::own::Folder;
use lismoi_speech::hash::hex;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use super::{Channel, Episode, EpisodeFile, FileKind, dates, episode, rss};
use crate::owned::{Foreign, Owned, Source, Target, Unwritable, record};
use crate::{Article, Library};

/// The name of the feed.
pub const FEED: &str = "feed.xml";

/// The folder of the files that it leads to.
const FILES: &str = "e";

/// Apple asks for 1,400 pixels at least (Podcasters, "Artwork requirements").
const COVER_SIDE: usize = 1_400;

/// So many digits of a hash name a folder: 128 bits.
const HASH_DIGITS: usize = 32;

/// RFC 3986, 2.3: what stands in an address as it is.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How a feed is published.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The address of the folder, with or without a slash at its end; `None` for that of the last
    /// time.
    pub base: Option<&'a str>,
    /// The title of the feed; `None` for that of the last time.
    pub title: Option<&'a str>,
    /// On how many threads sound is encoded.
    pub jobs: usize,
    /// Set when the run is to end.
    pub interrupted: &'a AtomicBool,
}

/// The title of a feed that was given none.
pub const DEFAULT_TITLE: &str = "Articles à écouter";

const DESCRIPTION: &str = "Des articles lus à voix haute par lismoi.";

/// What was published.
#[derive(Debug)]
pub struct Published {
    /// The address of the feed.
    pub address: String,
    /// How many articles it has.
    pub articles: usize,
    /// How many of its files are new.
    pub new: usize,
    /// How many files of earlier runs were removed.
    pub removed: usize,
    /// The titles of articles that are not in it, and why.
    pub failed: Vec<(String, Error)>,
}

/// Podcast apps need whole addresses, and there was none before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the feed needs the address that its folder will have")]
pub struct NoBase;

/// Writes the feed of the articles that are `wanted`, and removes what no longer belongs to it.
/// An MP3 that an audiobook lacks is made in its folder.
///
/// # Errors
/// There is no address ([`NoBase`]), a file is in the way ([`Foreign`]), the folder cannot be
/// written, or the run was interrupted. Articles that cannot be published are listed instead, and
/// then nothing is removed.
pub fn publish(
    library: &Library,
    into: &Path,
    options: Options<'_>,
    wanted: impl Fn(&Article) -> bool,
) -> Result<Published> {
    if into.join(manifest::FILE).exists() {
        bail!("'{}' is the folder of an audiobook", into.display());
    }
    if options.base.is_none() && !into.join(record::OF_FEED).exists() {
        return Err(NoBase.into());
    }
    let mut owned = Owned::open(into, record::OF_FEED)?;
    let mut remembered = |name: &str, given: Option<&str>| {
        let settings = &mut owned.record.settings;
        let given = given.map(str::to_owned);
        let value = given.or_else(|| settings.get(name).cloned())?;
        settings.insert(name.to_owned(), value.clone());
        Some(value)
    };
    let given = options.base.map(|base| base.trim_end_matches('/'));
    let base = remembered("base", given).ok_or(NoBase)?;
    let title = remembered("title", options.title);
    let title = title.as_deref().unwrap_or(DEFAULT_TITLE);
    if owned.has_foreign(FEED) {
        return Err(Foreign(into.join(FEED)).into());
    }
    let (episodes, failed) = episodes(library, options, wanted, &mut owned)?;
    let cover = cover(title, &mut owned)?;
    let channel = Channel {
        title: title.to_owned(),
        description: DESCRIPTION.to_owned(),
        address: format!("{base}/{FEED}"),
        page: format!("{base}/"),
        cover: address(&base, &cover),
    };
    // The newest first, as in every feed: some apps look at the first ones only.
    let newest_first: Vec<Episode> = episodes.into_iter().rev().collect();
    let xml = rss::feed(&channel, &newest_first, &|_, file| address(&base, file))?;
    let target = Target {
        within: Path::new(""),
        name: FEED,
        bytes: xml.len() as u64,
        sha256: &hex(&Sha256::digest(&xml)),
    };
    owned.put(&[(target, Source::Bytes(xml.as_bytes()))])?;
    let removed = match failed.is_empty() {
        true => owned.remove_old(FILES)?,
        false => 0,
    };
    owned.close()?;
    Ok(Published {
        address: channel.address,
        articles: newest_first.len(),
        new: owned.new,
        removed,
        failed,
    })
}

/// Writes the files of an article, with their sources.
fn put(owned: &mut Owned, files: &[(&EpisodeFile, Source<'_>)]) -> Result<()> {
    let folders = files.iter().map(|(file, _)| folder_of(file));
    let folders: Vec<PathBuf> = folders.collect();
    let targets = files.iter().zip(&folders).map(|((file, source), within)| {
        let target = Target {
            within,
            name: &file.name,
            bytes: file.bytes,
            sha256: &file.sha256,
        };
        (target, *source)
    });
    owned.put(&targets.collect::<Vec<_>>())
}

fn folder_of(file: &EpisodeFile) -> PathBuf {
    Path::new(FILES).join(&file.sha256[..HASH_DIGITS])
}

/// The address of a file.
fn address(base: &str, file: &EpisodeFile) -> String {
    let name = utf8_percent_encode(&file.name, IN_PATH);
    format!("{base}/{FILES}/{}/{name}", &file.sha256[..HASH_DIGITS])
}

type Failed = Vec<(String, Error)>;

/// Writes the files of all articles.
fn episodes(
    library: &Library,
    options: Options<'_>,
    wanted: impl Fn(&Article) -> bool,
    owned: &mut Owned,
) -> Result<(Vec<Episode>, Failed)> {
    let mut episodes = Vec::new();
    let mut failed = Vec::new();
    // The dates of all articles: an article keeps its own when another one was heard.
    for (article, published) in dates::of_library(library) {
        if !wanted(article) {
            continue;
        }
        if options.interrupted.load(Ordering::Relaxed) {
            return Err(Interrupted.into());
        }
        match one(library, article, published, options, owned) {
            Ok(episode) => episodes.push(episode),
            Err(error) if error.is::<Interrupted>() => return Err(error),
            // A disk that is full, say, is full for all of them.
            Err(error) if error.is::<Unwritable>() => return Err(error),
            Err(error) => failed.push((article.title.clone(), error)),
        }
    }
    Ok((episodes, failed))
}

/// Writes the files of an article.
fn one(
    library: &Library,
    article: &Article,
    published: u64,
    options: Options<'_>,
    owned: &mut Owned,
) -> Result<Episode> {
    let path = library.folder.join(&article.folder);
    further::add(
        &path,
        &[episode::format_named("mp3")?],
        options.jobs,
        options.interrupted,
    )?;
    let folder = Folder::open(&path)?;
    let made = episode::of(&folder, article, published)?;
    let files = made.episode.files.iter().map(|file| {
        let content = made.contents.iter().find(|(kind, _)| *kind == file.kind);
        let source = match content {
            Some((_, bytes)) => Source::Bytes(bytes),
            None => Source::File(&folder, &file.name),
        };
        (file, source)
    });
    put(owned, &files.collect::<Vec<_>>())?;
    Ok(made.episode)
}

/// Writes the cover of the feed, and says where it is.
fn cover(title: &str, owned: &mut Owned) -> Result<EpisodeFile> {
    let facts = Facts {
        title,
        ..Facts::default()
    };
    let cover = draw::of_side(&facts, COVER_SIDE)?;
    let file = EpisodeFile {
        kind: FileKind::Cover,
        name: "cover.png".to_owned(),
        media_type: cover.format.media_type(),
        bytes: cover.bytes.len() as u64,
        sha256: hex(&Sha256::digest(&cover.bytes)),
    };
    put(owned, &[(&file, Source::Bytes(&cover.bytes))])?;
    Ok(file)
}
