//! `lismoi add`: articles into the library. Those that it has already are not read again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use lismoi_book::build::audiobook;
use lismoi_book::manifest::{head, read};
use lismoi_document::{Document, Source};
use lismoi_files::named;
use lismoi_files::own::Folder;
use lismoi_library::Library;
use lismoi_library::journal::event::{ArticleId, Event};
use lismoi_readers::{Found, Input, listed};

use super::queued::{Kept, Queued};
use super::{library, read as reading, wrong_usage};
use crate::cli::library::Add;
use crate::config::{Config, Verbosity};
use crate::exit_code::Exit;
use crate::input::{self, is_address};
use crate::message;

/// The largest list of addresses, in bytes.
const LARGEST_LIST: u64 = 20_000_000;

/// So many articles of one title are told apart by a number.
const MOST_OF_A_TITLE: usize = 10_000;

/// Reads the articles aloud into the library and notes when they came, and from where.
///
/// # Errors
/// The library cannot be read or written, or those of `out`.
pub fn run(add: &Add, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::for_add(add) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    let mut config = Config {
        articles: config
            .articles
            .iter()
            .flat_map(|path| named_in(path))
            .collect(),
        ..config
    };
    std::fs::create_dir_all(&config.output)?;
    let exit = match &add.queued {
        Some(id) => queued(Queued::find(&config.output, id)?, &mut config, out)?,
        None => all(&mut config, &add.tag, out)?,
    };
    // The server sees to it itself.
    if let Some(most) = config.quota.filter(|_| add.queued.is_none()) {
        library::quota::keep_within(&config.output, most)?;
    }
    Ok(exit)
}

/// Adds what is named. Standard input, which nobody can read again, waits in the queue until it
/// is made.
fn all(config: &mut Config, tags: &[String], out: &mut impl Write) -> Result<Exit> {
    let mut exit = Exit::Done;
    let is_input = |path: &PathBuf| path == Path::new("-");
    if config.articles.iter().any(is_input) {
        config.articles.retain(|path| !is_input(path));
        let rest = std::mem::take(&mut config.articles);
        exit = match Queued::keep(&config.output, tags)? {
            Kept::Ours(kept) => queued(kept, config, out)?,
            Kept::Waiting => {
                message::note(&tr!("add-waits"));
                Exit::Done
            }
        };
        if rest.is_empty() || exit == Exit::Interrupted {
            return Ok(exit);
        }
        config.articles = rest;
    }
    let library = library::open(&config.output)?;
    let additions = Additions {
        library: &library,
        tags,
        verbosity: config.verbosity,
        offered: Vec::new(),
        done: RefCell::default(),
        queued: None,
    };
    let ended = reading::run_config(config, Some(&additions), out)?;
    Ok(if ended == Exit::Done { exit } else { ended })
}

/// Makes an article of the queue, and takes it from there once it is made.
fn queued(queued: Queued, config: &mut Config, out: &mut impl Write) -> Result<Exit> {
    config.articles = vec![queued.argument()];
    let library = library::open(&config.output)?;
    let additions = Additions {
        library: &library,
        tags: &queued.item.tags,
        verbosity: config.verbosity,
        offered: Vec::new(),
        done: RefCell::default(),
        queued: Some(&queued),
    };
    let exit = reading::run_config(config, Some(&additions), out)?;
    if exit == Exit::Done {
        queued.done()?;
    }
    Ok(exit)
}

/// The addresses in a list of Pocket or Instapaper, which hold no texts, but for those that were
/// read there; any other file itself.
fn named_in(path: &Path) -> Vec<PathBuf> {
    let is_table = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("csv"));
    let listed = || {
        let bytes = named::read(path, LARGEST_LIST).ok()?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        let articles = listed(Input::new(bytes, Some(name))).ok()?;
        let has_text = articles.iter().any(|article| article.html.is_some());
        (!has_text && !articles.is_empty()).then_some(articles)
    };
    let Some(articles) = is_table.then(listed).flatten() else {
        return vec![path.to_owned()];
    };
    let unread = articles.into_iter().filter(|article| !article.is_archived);
    let addresses = unread.filter_map(|article| article.address);
    addresses.map(PathBuf::from).collect()
}

/// A library that articles are added to.
pub(super) struct Additions<'a> {
    library: &'a Library,
    /// The user's own words for the articles.
    tags: &'a [String],
    verbosity: Verbosity,
    /// What is read instead of files and addresses that were named.
    offered: Vec<Offered>,
    /// The articles that are in the library now, by what was offered.
    done: RefCell<BTreeMap<PathBuf, ArticleId>>,
    /// The article of the queue that is made.
    queued: Option<&'a Queued>,
}

/// An article that a source offers.
#[derive(Clone, Debug)]
pub(super) struct Offered {
    /// Its address, or another name for it.
    pub(super) path: PathBuf,
    /// What the source holds of it; `None` where its page is to be read.
    pub(super) article: Option<(Source, Document)>,
}

impl<'a> Additions<'a> {
    /// Articles that a source offers.
    #[cfg(feature = "web")]
    pub(super) fn offered(
        library: &'a Library,
        tags: &'a [String],
        verbosity: Verbosity,
        offered: Vec<Offered>,
    ) -> Additions<'a> {
        Additions {
            library,
            tags,
            verbosity,
            offered,
            done: RefCell::default(),
            queued: None,
        }
    }

    /// The articles that are in the library now, by what was offered.
    #[cfg(feature = "web")]
    pub(super) fn done(self) -> BTreeMap<PathBuf, ArticleId> {
        self.done.into_inner()
    }

    /// What is offered instead of what the user names, if anything is.
    pub(super) fn files(&self) -> Option<Vec<Found>> {
        let found = |offered: &Offered| Found {
            subfolder: PathBuf::new(),
            path: offered.path.clone(),
        };
        let files: Vec<Found> = self.offered.iter().map(found).collect();
        (!files.is_empty()).then_some(files)
    }

    /// The article that is offered under this name.
    pub(super) fn given(&self, path: &Path) -> Option<(Source, Document)> {
        let mut offered = self.offered.iter();
        offered
            .find(|offered| offered.path == path)?
            .article
            .clone()
    }

    /// Gives an article that is offered, or that has waited, a folder of its own: many columns
    /// have one title.
    pub(super) fn set_apart(&self, source: &mut Source, document: &Document) {
        if self.offered.is_empty() && self.queued.is_none() {
            return;
        }
        let id = head::source_record(source).sha256;
        let name = audiobook::folder_name(source, &document.metadata);
        let is_of_other = |source: &Source| {
            let folder = audiobook::folder_name(source, &document.metadata);
            let folder = Folder::open(&self.library.folder.join(folder)).ok();
            let opening = folder.and_then(|folder| read::opening(&folder).ok()?);
            opening.is_some_and(|opening| opening.head.source.sha256 != id)
        };
        for number in 2..MOST_OF_A_TITLE {
            if !is_of_other(source) {
                return;
            }
            source.name = Some(format!("{name} {number}.html"));
        }
    }

    /// The text or the file of the queue, if that is what is added.
    pub(super) fn queued_input(&self, config: &Config) -> Option<Result<input::Input>> {
        self.queued.and_then(|queued| queued.given(config))
    }

    /// Whether an article came from this address before; the user is told. One of the queue that
    /// was not noted yet may have files that are not made yet.
    pub(super) fn has_address(&self, path: &Path) -> bool {
        let Some(address) = path.to_str().filter(|path| is_address(path)) else {
            return false;
        };
        let address = canonical(address);
        self.has(path, |article| {
            let added = article.state.added.as_ref();
            let from = added.and_then(|added| added.from.as_deref());
            let known = [article.address.as_deref(), from];
            let is_whole = added.is_some() || self.queued.is_none();
            is_whole
                && known
                    .into_iter()
                    .flatten()
                    .any(|known| canonical(known) == address)
        })
    }

    /// Whether it has an article with this text in another folder; the user is told.
    pub(super) fn has_text(&self, path: &Path, source: &Source, document: &Document) -> bool {
        let folder = audiobook::folder_name(source, &document.metadata);
        let id = head::source_record(source).sha256;
        // One of the queue that was not noted yet may have files that are not made yet.
        let is_whole = |article: &lismoi_library::Article| {
            article.state.added.is_some() || self.queued.is_none()
        };
        self.has(path, |article| {
            article.id == id && article.folder != Path::new(&folder) && is_whole(article)
        })
    }

    fn has(&self, path: &Path, is_same: impl Fn(&lismoi_library::Article) -> bool) -> bool {
        let mut articles = self.library.articles.iter();
        let found = articles.find(|article| is_same(article));
        if let Some(article) = found {
            let mut done = self.done.borrow_mut();
            done.insert(path.to_owned(), article.id.clone());
        }
        if let Some(article) = found.filter(|_| self.verbosity != Verbosity::Quiet) {
            message::note(&tr!("add-there-already", title = article.title.as_str()));
        }
        found.is_some()
    }

    /// Notes that an article came into its folder.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub(super) fn note(&self, path: &Path, folder: &Folder) -> Result<()> {
        let Some(opening) = read::opening(folder)? else {
            return Ok(());
        };
        let from = match path.to_str() {
            Some("-") => self.queued.and_then(Queued::from),
            Some(address) if is_address(address) => Some(address.to_owned()),
            Some(name) if !self.offered.is_empty() => Some(name.to_owned()),
            _ => {
                let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                Some(path.to_string_lossy().into_owned())
            }
        };
        let tags = self.tags.to_vec();
        let event = Event::Added { from, tags };
        let id = opening.head.source.sha256;
        self.library.journal.add([(id.clone(), event)])?;
        self.done.borrow_mut().insert(path.to_owned(), id);
        Ok(())
    }
}

/// An address without what does not tell pages apart: the place in the page, the parameters of
/// campaigns, and a slash at the end.
fn canonical(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let (page, query) = address.split_once('?').unwrap_or((address, ""));
    let is_of_campaign = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default();
        name.starts_with("utm_") || ["fbclid", "gclid", "mc_cid", "mc_eid", "xtor"].contains(&name)
    };
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    let kept: Vec<&str> = parameters
        .filter(|parameter| !is_of_campaign(parameter))
        .collect();
    let page = page.trim_end_matches('/');
    match kept.is_empty() {
        true => page.to_owned(),
        false => format!("{page}?{}", kept.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_the_same() {
        let page = "https://exemple.fr/a?id=3";
        for address in [
            page,
            "https://exemple.fr/a?id=3#suite",
            "https://exemple.fr/a?utm_source=lettre&id=3",
            "https://exemple.fr/a/?id=3&fbclid=xyz",
        ] {
            assert_eq!(canonical(address), page, "{address}");
        }
        for address in [
            "https://exemple.fr/a",
            "https://exemple.fr/a?id=4",
            "https://exemple.fr/b?id=3",
        ] {
            assert_ne!(canonical(address), page, "{address}");
        }
        assert_eq!(
            canonical("https://exemple.fr/a/?xtor=3"),
            "https://exemple.fr/a"
        );
    }
}
