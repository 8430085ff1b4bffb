//! `lismoi library remove` and `undo`.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use lismoi_library::find::find;
use lismoi_library::{Article, Library, removal};

use super::list::line;
use crate::exit_code::Exit;

/// Moves the articles away, or deletes them with all that was removed before.
///
/// # Errors
/// One is not found, nobody can be asked, or the folders cannot be moved.
pub(super) fn run(
    library: &Library,
    articles: &[String],
    yes: bool,
    now: bool,
    out: &mut impl Write,
) -> Result<Exit> {
    let found = articles.iter().map(|name| find(&library.articles, name));
    let found = found.collect::<Result<Vec<&Article>, _>>()?;
    if !yes {
        for article in &found {
            line(article, 1.0, out)?;
        }
        if !is_agreed(found.len(), now, out)? {
            writeln!(out, "{}", tr!("library-nothing-removed"))?;
            return Ok(Exit::Done);
        }
    }
    for article in &found {
        removal::remove(library, article)?;
        writeln!(
            out,
            "{}",
            tr!("library-removed", title = article.title.as_str())
        )?;
    }
    if now {
        let state = library.journal.read()?.state;
        removal::purge(&library.folder, &library.journal, &state, true)?;
    } else {
        writeln!(out, "{}", tr!("library-undo"))?;
    }
    Ok(Exit::Done)
}

fn is_agreed(count: usize, now: bool, out: &mut impl Write) -> Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("nobody can be asked here; --yes removes without asking");
    }
    let articles = tr!("count-articles", count = count);
    let question = match now {
        true => tr!("library-ask-now", articles = articles),
        false => tr!("library-ask", articles = articles),
    };
    write!(out, "{question} ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let first = answer.trim().chars().next().map(|c| c.to_ascii_lowercase());
    Ok(matches!(first, Some('y' | 'o')))
}

/// Brings back the article that was removed last.
///
/// # Errors
/// None is kept, or it cannot be moved.
pub(super) fn undo(library: &Library, out: &mut impl Write) -> Result<Exit> {
    let folder = removal::undo(library)?;
    let folder = library.folder.join(folder);
    let folder = folder.to_string_lossy();
    writeln!(out, "{}", tr!("library-restored", folder = folder))?;
    Ok(Exit::Done)
}
