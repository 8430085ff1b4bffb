//! `lismoi library show`: what is known of an article.

use std::io::Write;

use anyhow::Result;
use lismoi_audio::clock::duration;
use lismoi_library::find::find;
use lismoi_library::{Library, removal};

use crate::exit_code::Exit;
use crate::report::size;

/// Prints it, a fact a line.
///
/// # Errors
/// The article is not found, or those of `out`.
pub(super) fn run(library: &Library, name: &str, out: &mut impl Write) -> Result<Exit> {
    let article = find(&library.articles, name)?;
    let folder = library.folder.join(&article.folder);
    let added = article.state.added.as_ref();
    let mut fact = |name: String, value: &str| match value.is_empty() {
        true => Ok(()),
        false => writeln!(out, "{name:<12}{value}"),
    };
    fact(tr!("fact-title"), &article.title)?;
    fact(tr!("fact-authors"), &article.authors.join(", "))?;
    fact(
        tr!("fact-site"),
        article.site.as_deref().unwrap_or_default(),
    )?;
    fact(
        tr!("fact-address"),
        article.address.as_deref().unwrap_or_default(),
    )?;
    let from = added.and_then(|added| added.from.as_deref());
    fact(tr!("fact-from"), from.unwrap_or_default())?;
    let tags = added.map(|added| added.tags.join(", "));
    fact(tr!("fact-tags"), &tags.unwrap_or_default())?;
    fact(tr!("fact-length"), &duration(article.seconds as u64))?;
    let heard = match (article.is_heard(), article.is_begun()) {
        (true, _) => tr!("library-heard"),
        (_, true) => tr!("fact-left", length = duration(article.left as u64)),
        _ => tr!("fact-unheard"),
    };
    fact(tr!("fact-heard"), &heard)?;
    fact(tr!("fact-folder"), &folder.to_string_lossy())?;
    fact(tr!("fact-size"), &size(removal::bytes(&folder)?))?;
    fact(tr!("fact-id"), &article.id)?;
    Ok(Exit::Done)
}
