//! `lismoi library list`: an article on a line, with its length.

use std::io::Write;

use anyhow::Result;
use lismoi_audio::clock::duration;
use lismoi_library::{Article, Library};
use serde_json::json;

use crate::cli::library::List;
use crate::exit_code::Exit;

/// Prints the articles that are to be heard, or all.
///
/// # Errors
/// Those of `out`.
pub(super) fn run(library: &Library, list: &List, out: &mut impl Write) -> Result<Exit> {
    let mut heard = 0;
    let mut seconds = 0.0;
    let mut count = 0_usize;
    for article in library
        .articles
        .iter()
        .filter(|article| has_tag(article, list.tag.as_deref()))
    {
        if article.is_heard() && !list.all {
            heard += 1;
            continue;
        }
        count += 1;
        seconds += article.left;
        match list.json {
            true => writeln!(out, "{}", as_json(article))?,
            false => line(article, 1.0, out)?,
        }
    }
    if !list.json {
        let length = duration(seconds as u64);
        let articles = tr!("count-articles", count = count);
        writeln!(
            out,
            "{}",
            tr!("library-total", articles = articles, length = length)
        )?;
        if heard > 0 {
            writeln!(out, "{}", tr!("library-heard-too", count = heard))?;
        }
    }
    Ok(Exit::Done)
}

/// Whether an article has a tag, or none is asked for.
pub(in crate::commands) fn has_tag(article: &Article, tag: Option<&str>) -> bool {
    let tags = article.state.added.iter().flat_map(|added| &added.tags);
    tag.is_none_or(|wanted| tags.into_iter().any(|tag| tag == wanted))
}

/// "   12:03  Le titre (site; begun)": the time that is left at a speed.
pub(in crate::commands) fn line(article: &Article, speed: f64, out: &mut impl Write) -> Result<()> {
    let mut remarks: Vec<String> = article.site.iter().cloned().collect();
    if article.is_begun() {
        let length = duration((article.seconds / speed) as u64);
        remarks.push(tr!("library-begun", length = length));
    }
    if article.is_heard() {
        remarks.push(tr!("library-heard"));
    }
    let remarks = match remarks.is_empty() {
        true => String::new(),
        false => format!(" ({})", remarks.join(", ")),
    };
    let shown = match article.is_heard() {
        true => article.seconds,
        false => article.left,
    };
    let length = duration((shown / speed) as u64);
    Ok(writeln!(out, "  {length:>8}  {}{remarks}", article.title)?)
}

fn as_json(article: &Article) -> serde_json::Value {
    let added = article.state.added.as_ref();
    json!({
        "id": article.id,
        "folder": article.folder,
        "title": article.title,
        "authors": article.authors,
        "site": article.site,
        "address": article.address,
        "seconds": article.seconds,
        "left": article.left,
        "added": added.map(|added| added.at),
        "from": added.and_then(|added| added.from.as_deref()),
        "tags": added.map_or(&[][..], |added| &added.tags),
        "heard": article.state.heard,
    })
}
