//! `lismoi feed`: the library as a podcast, in files for any web space.

use std::io::Write;
use std::sync::atomic::Ordering;
use std::thread;

use anyhow::{Result, anyhow};
use lismoi_book::Interrupted;
use lismoi_library::feed::publish::{self, NoBase, Options};

use super::library::list::has_tag;
use super::{library, wrong_usage};
use crate::cli::feed::Feed;
use crate::config;
use crate::exit_code::Exit;
use crate::message;
use crate::signal::Signal;

/// The name of the folder of the feed in that of the library.
const FOLDER: &str = "feed";

/// Writes the feed and prints its address.
///
/// # Errors
/// The library cannot be read, the folder cannot be written, or those of `out`.
pub fn run(feed: &Feed, out: &mut impl Write) -> Result<Exit> {
    if let Some(base) = feed.base.as_deref().filter(|base| !is_base(base)) {
        let error = anyhow!("'{base}' is no address that a folder can have");
        return Ok(wrong_usage(&error));
    }
    let signal = Signal::watch()?;
    let library = library::open(&config::output_folder(feed.output.as_deref())?)?;
    let default = || library.folder.join(FOLDER);
    let folder = feed.folder.clone().unwrap_or_else(default);
    signal.writing.store(true, Ordering::Relaxed);
    let options = Options {
        base: feed.base.as_deref(),
        title: feed.title.as_deref(),
        jobs: thread::available_parallelism().map_or(1, usize::from),
        interrupted: &signal.interrupted,
    };
    let published = publish::publish(&library, &folder, options, |article| {
        (feed.all || !article.is_heard()) && has_tag(article, feed.tag.as_deref())
    });
    let published = match published {
        Err(error) if error.is::<Interrupted>() => {
            message::error(&error);
            return Ok(Exit::Interrupted);
        }
        Err(error) if error.is::<NoBase>() => {
            return Ok(wrong_usage(&error));
        }
        published => published?,
    };
    let mut exit = Exit::Done;
    for (title, error) in published.failed {
        message::error(&error.context(format!("could not publish '{title}'")));
        exit = Exit::Failed;
    }
    let articles = tr!("count-articles", count = published.articles);
    let folder = folder.to_string_lossy();
    let total = tr!("feed-total", articles = articles, folder = folder);
    writeln!(out, "{total}")?;
    if published.new > 0 || published.removed > 0 {
        let (new, removed) = (published.new, published.removed);
        writeln!(out, "{}", tr!("feed-changed", new = new, removed = removed))?;
    }
    let address = published.address.as_str();
    writeln!(out, "{}", tr!("feed-address", address = address))?;
    Ok(exit)
}

/// Whether a text is the address of a folder on the web.
fn is_base(text: &str) -> bool {
    let rest = text.strip_prefix("https://");
    let rest = rest.or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let is_plain = |c: char| c.is_ascii_graphic() && !"?#\"<>\\^`{|}".contains(c);
        !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(is_plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_the_address_of_a_folder() {
        for base in [
            "https://exemple.fr/podcast/",
            "http://192.168.1.7:8000",
            "https://moi@exemple.fr/a%20b",
        ] {
            assert!(is_base(base), "{base}");
        }
        for text in [
            "",
            "exemple.fr",
            "https://",
            "https:///a",
            "ftp://exemple.fr",
            "https://exemple.fr/?a",
            "https://exemple.fr/#a",
            "https://exemple.fr/a b",
            "https://exemple.fr/é",
        ] {
            assert!(!is_base(text), "{text}");
        }
    }
}
