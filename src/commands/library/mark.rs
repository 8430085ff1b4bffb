//! `lismoi library heard`: what was heard elsewhere, or is to be heard again.

use std::io::Write;

use anyhow::Result;
use lismoi_library::Library;
use lismoi_library::find::find;
use lismoi_library::journal::event::Event;

use crate::exit_code::Exit;

/// Marks the articles and prints their titles. If one is not found, none is marked.
///
/// # Errors
/// One is not found, or the journal cannot be written.
pub(super) fn run(
    library: &Library,
    articles: &[String],
    is_heard: bool,
    out: &mut impl Write,
) -> Result<Exit> {
    let found = articles.iter().map(|name| find(&library.articles, name));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let events = found.iter().map(|article| {
        let event = match is_heard {
            true => Event::Heard,
            false => Event::Unheard,
        };
        (article.id.clone(), event)
    });
    library.journal.add(events)?;
    for article in found {
        let title = article.title.as_str();
        let done = match is_heard {
            true => tr!("library-marked-heard", title = title),
            false => tr!("library-marked-unheard", title = title),
        };
        writeln!(out, "{done}")?;
    }
    Ok(Exit::Done)
}
