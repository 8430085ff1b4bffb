//! `lismoi library stats`: how much there is, and how much was heard.

use std::io::Write;

use anyhow::Result;
use lismoi_audio::clock::duration;
use lismoi_library::{Article, Library, removal};

use crate::exit_code::Exit;
use crate::report::size;

/// Prints the figures.
///
/// # Errors
/// A folder cannot be read, or those of `out`.
pub(super) fn run(library: &Library, out: &mut impl Write) -> Result<Exit> {
    let (heard, others): (Vec<&Article>, Vec<&Article>) = library
        .articles
        .iter()
        .partition(|article| article.is_heard());
    let (begun, unheard): (Vec<&Article>, Vec<&Article>) =
        others.into_iter().partition(|article| article.is_begun());
    let groups = [
        (tr!("stats-unheard"), &unheard),
        (tr!("stats-begun"), &begun),
        (tr!("stats-heard"), &heard),
    ];
    for (name, articles) in groups {
        let seconds: f64 = match name == tr!("stats-heard") {
            true => articles.iter().map(|article| article.seconds).sum(),
            false => articles.iter().map(|article| article.left).sum(),
        };
        let count = tr!("count-articles", count = articles.len());
        writeln!(
            out,
            "{name:<14}{count:>16}  {:>10}",
            duration(seconds as u64)
        )?;
    }
    let folders = library.articles.iter();
    let folders = folders.map(|article| removal::bytes(&library.folder.join(&article.folder)));
    let bytes: u64 = folders.collect::<std::io::Result<Vec<u64>>>()?.iter().sum();
    writeln!(out, "{:<14}{:>16}", tr!("fact-size"), size(bytes))?;
    let removed = library.state.removed().len();
    if removed > 0 {
        writeln!(out, "{}", tr!("stats-removed", count = removed))?;
    }
    Ok(Exit::Done)
}
