//! `lismoi add`: articles into the library. Those that it has already are not read again.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use lismoi_book::build::audiobook;
use lismoi_book::manifest::{head, read};
use lismoi_document::{Document, Source};
use lismoi_files::own::Folder;
use lismoi_library::Library;
use lismoi_library::journal::event::Event;

use super::{library, read as reading, wrong_usage};
use crate::cli::library::Add;
use crate::config::{Config, Verbosity};
use crate::exit_code::Exit;
use crate::input::is_address;
use crate::message;

/// Reads the articles aloud into the library and notes when they came, and from where.
///
/// # Errors
/// The library cannot be read or written, or those of `out`.
pub fn run(add: &Add, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::for_add(add) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    std::fs::create_dir_all(&config.output)?;
    let library = library::open(&config.output)?;
    let additions = Additions {
        library: &library,
        tags: &add.tag,
        verbosity: config.verbosity,
    };
    reading::run_config(&config, Some(&additions), out)
}

/// A library that articles are added to.
pub(super) struct Additions<'a> {
    library: &'a Library,
    /// The user's own words for the articles.
    tags: &'a [String],
    verbosity: Verbosity,
}

impl Additions<'_> {
    /// Whether an article came from this address before; the user is told.
    pub(super) fn has_address(&self, path: &Path) -> bool {
        let Some(address) = path.to_str().filter(|path| is_address(path)) else {
            return false;
        };
        let address = canonical(address);
        self.has(|article| {
            let from = article
                .state
                .added
                .as_ref()
                .and_then(|added| added.from.as_deref());
            let known = [article.address.as_deref(), from];
            known
                .into_iter()
                .flatten()
                .any(|known| canonical(known) == address)
        })
    }

    /// Whether it has an article with this text in another folder; the user is told.
    pub(super) fn has_text(&self, source: &Source, document: &Document) -> bool {
        let folder = audiobook::folder_name(source, &document.metadata);
        let id = head::source_record(source).sha256;
        self.has(|article| article.id == id && article.folder != Path::new(&folder))
    }

    fn has(&self, is_same: impl Fn(&lismoi_library::Article) -> bool) -> bool {
        let mut articles = self.library.articles.iter();
        let found = articles.find(|article| is_same(article));
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
            Some("-") => None,
            Some(address) if is_address(address) => Some(address.to_owned()),
            _ => {
                let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                Some(path.to_string_lossy().into_owned())
            }
        };
        let tags = self.tags.to_vec();
        let event = Event::Added { from, tags };
        self.library
            .journal
            .add([(opening.head.source.sha256, event)])
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
