//! `lismoi sources fetch`: what is new, read aloud into the library.

use std::collections::BTreeMap;
use std::fs::TryLockError;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Error, Result, bail};
use lismoi_library::clock::now;
use lismoi_library::journal::event::ArticleId;
use lismoi_library::queue::item::New;
use lismoi_library::queue::{Queue, QueueError};
use lismoi_library::sources::fetch::{Fetched, fetch, fetcher};
use lismoi_library::sources::secrets::{Secret, Secrets};
use lismoi_library::sources::state::{self, SourceState};
use lismoi_library::sources::{Item, Kind, Source, article, list, services};
use lismoi_library::{Article, Library};

use super::online::{folder, secrets};
use crate::cli::sources::FetchSources;
use crate::commands::add::{Additions, Offered};
use crate::commands::{library, read, wrong_usage};
use crate::config::{Config, Verbosity};
use crate::exit_code::Exit;
use crate::message;

/// Held while articles are fetched.
const LOCK: &str = ".lismoi-sources.lock";

/// Fetches from each source in turn. One that fails does not stop the others.
///
/// # Errors
/// The library or its sources cannot be read or written, or those of `out`.
pub(super) fn run(options: &FetchSources, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::for_fetch(options) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    let folder = folder(Some(&config.output))?;
    let lock = folder.open_to_lock(LOCK)?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        bail!(
            "another lismoi is fetching into '{}'",
            folder.path.display()
        );
    }
    let sources = chosen(list::read(&folder)?, &options.names)?;
    let secrets = match sources.iter().any(|it| !it.kind.secrets().is_empty()) {
        true => secrets()?,
        false => Secrets::default(),
    };
    let mut exit = Exit::Done;
    for source in &sources {
        let mut states = state::read(&folder)?;
        let state = states.entry(source.name.clone()).or_default();
        if state.again_at > now() && !options.now {
            if config.verbosity != Verbosity::Quiet {
                message::note(&tr!("sources-waiting", name = source.name.as_str()));
            }
            continue;
        }
        let secret = match secrets.of(source) {
            Some(secret) => secret.clone(),
            None => Secret::default(),
        };
        let ended = one(source, &secret, state, &config, options.queue, out);
        if let Err(error) = &ended {
            state.error = Some(message::with_causes(error));
        }
        state::write(&folder, &states)?;
        match ended {
            Ok(Exit::Done) => {}
            Ok(Exit::Interrupted) => return Ok(Exit::Interrupted),
            Ok(_) => exit = Exit::Failed,
            Err(error) => {
                let name = source.name.as_str();
                message::error(&error.context(format!("could not fetch from '{name}'")));
                exit = Exit::Failed;
            }
        }
    }
    if let Some(most) = config.quota.filter(|_| !options.queue) {
        library::quota::keep_within(&config.output, most)?;
    }
    Ok(exit)
}

/// The sources of these names, or all.
fn chosen(sources: Vec<Source>, names: &[String]) -> Result<Vec<Source>> {
    if names.is_empty() {
        return Ok(sources);
    }
    let named = names.iter().map(|name| {
        let mut all = sources.iter();
        let found = all.find(|source| source.name == *name).cloned();
        found.ok_or_else(|| list::Unknown(name.clone()).into())
    });
    named.collect()
}

/// Tells a source what was heard, asks it for what is new, and reads that.
fn one(
    source: &Source,
    secret: &Secret,
    state: &mut SourceState,
    config: &Config,
    is_queued: bool,
    out: &mut impl Write,
) -> Result<Exit> {
    let library = library::open(&config.output)?;
    find_queued(&library, state);
    let known = state.articles.iter();
    let heard = known.filter(|(_, article)| library.state.of(article).heard.is_some());
    let heard: Vec<String> = heard.map(|(id, _)| id.clone()).collect();
    let fetched = services::archive(source, secret, &heard, &fetcher(source)).and_then(|noted| {
        for id in noted {
            state.articles.remove(&id);
        }
        fetch(source, secret, state)
    });
    let Fetched { items, is_all } = match fetched {
        Ok(fetched) => fetched,
        Err(error) => {
            state.fail(now(), error.retry_after_s());
            return Err(error.into());
        }
    };
    (state.asked_at, state.new, state.error) = (now(), items.len(), None);
    let mut exit = Exit::Done;
    if config.verbosity != Verbosity::Quiet {
        let (name, count) = (source.name.as_str(), items.len());
        writeln!(out, "{}", tr!("sources-new", name = name, count = count))?;
        out.flush()?;
    }
    if is_queued {
        let additions = Additions::offered(&library, &source.tags, config.verbosity, Vec::new());
        put_into_queue(source, state, &items, &additions, config)?;
        note_known(source, state, &items, &additions.done());
    } else if !items.is_empty() {
        let (offered, failed) = offer(&items, config);
        for (title, error) in failed {
            message::error(&error.context(format!("could not read '{title}'")));
            exit = Exit::Failed;
        }
        let additions = Additions::offered(&library, &source.tags, config.verbosity, offered);
        if additions.files().is_some() {
            let ended = read::run_config(config, Some(&additions), out)?;
            exit = if ended == Exit::Done { exit } else { ended };
        }
        note(source, state, &items, &additions.done(), exit);
    }
    let is_done = items.iter().all(|item| state.seen.contains(&item.id));
    if source.kind == Kind::Feed || (is_all && is_done) {
        state.read_at = now();
    }
    Ok(exit)
}

/// What of a service was made since: it is to be archived there once it was heard.
fn find_queued(library: &Library, state: &mut SourceState) {
    let made = |from: &String| {
        let is_from = |article: &&Article| {
            let added = article.state.added.as_ref();
            added.is_some_and(|added| added.from.as_ref() == Some(from))
        };
        library.articles.iter().find(is_from)
    };
    let found: Vec<(String, ArticleId)> = state
        .queued
        .iter()
        .filter_map(|(id, from)| Some((id.clone(), made(from)?.id.clone())))
        .collect();
    for (id, article) in found {
        state.queued.remove(&id);
        state.articles.insert(id, article);
    }
}

/// Puts what is new into the queue, as far as there is room; the rest comes the next time.
fn put_into_queue(
    source: &Source,
    state: &mut SourceState,
    items: &[Item],
    additions: &Additions<'_>,
    config: &Config,
) -> Result<()> {
    let queue = Queue::of(&config.output)?;
    for item in items {
        let path = path_of(item);
        let from = path.to_string_lossy().into_owned();
        let new = match (article::feed(&item.article), &item.article.address) {
            _ if additions.has_address(&path) => continue,
            (Some(feed), _) => New::Offered {
                title: item.article.title.clone().unwrap_or_else(|| from.clone()),
                from: from.clone(),
                feed,
            },
            (None, Some(address)) => New::Address(address.clone()),
            (None, None) => {
                state.fail_item(&item.id);
                continue;
            }
        };
        match queue.add(new, source.tags.clone()) {
            Ok(_) => {}
            Err(error) if error.is::<QueueError>() => return Ok(()),
            Err(error) => return Err(error),
        }
        state.finish_item(&item.id);
        if source.kind != Kind::Feed {
            state.queued.insert(item.id.clone(), from);
        }
    }
    Ok(())
}

/// What is read of each item, and what cannot be.
fn offer(items: &[Item], config: &Config) -> (Vec<Offered>, Vec<(String, Error)>) {
    let mut offered = Vec::new();
    let mut failed = Vec::new();
    for item in items {
        let read = article::of(&item.article, config.settings.reading);
        let read = read.context("its text cannot be read");
        match read {
            Ok(None) if item.article.address.is_none() => {}
            Ok(article) => offered.push(Offered {
                path: path_of(item),
                article,
            }),
            Err(error) => failed.push((item.id.clone(), error)),
        }
    }
    (offered, failed)
}

/// The address of an item, or what it is called in its source.
fn path_of(item: &Item) -> PathBuf {
    PathBuf::from(item.article.address.as_ref().unwrap_or(&item.id))
}

/// Notes which items are in the library now. What is left undone by an interruption is no failure.
fn note(
    source: &Source,
    state: &mut SourceState,
    items: &[Item],
    done: &BTreeMap<PathBuf, ArticleId>,
    exit: Exit,
) {
    note_known(source, state, items, done);
    for item in items {
        let is_done = done.contains_key(&path_of(item));
        if !is_done && exit != Exit::Interrupted {
            state.fail_item(&item.id);
        }
    }
}

/// Notes the items that are in the library.
fn note_known(
    source: &Source,
    state: &mut SourceState,
    items: &[Item],
    done: &BTreeMap<PathBuf, ArticleId>,
) {
    for item in items {
        if let Some(article) = done.get(&path_of(item)) {
            state.finish_item(&item.id);
            if source.kind != Kind::Feed {
                state.articles.insert(item.id.clone(), article.clone());
            }
        }
    }
}
