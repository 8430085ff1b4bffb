//! `lismoi sources add`.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use lismoi_files::named;
use lismoi_library::sources::{Kind, Source, list, opml};

use super::ask;
use super::online::{folder, secrets};
use crate::cli::sources::{AddSource, SourceKind};
use crate::commands::wrong_usage;
use crate::exit_code::Exit;
use crate::input::is_address;
use crate::message;

/// How many articles are taken at a time, unless the user says otherwise: an hour to listen to.
const MOST: usize = 5;

/// The largest list of feeds, in bytes.
const LARGEST_LIST: u64 = 10_000_000;

/// Adds a source, or the feeds of a list, and prints their names.
///
/// # Errors
/// There is such a source already, a file cannot be read or written, or those of `out`.
pub(super) fn run(add: &AddSource, out: &mut impl Write) -> Result<Exit> {
    let kind = kind(add.kind);
    if !is_address(&add.what) {
        return match Path::new(&add.what).is_file() && kind == Kind::Feed {
            true => of_list(add, out),
            false => Ok(wrong_usage(&anyhow!(
                "'{}' is neither an address nor a file",
                add.what
            ))),
        };
    }
    let needs_more = match (kind.has_user(), &add.user, kind, &add.client_id) {
        (true, None, ..) => Some("--user"),
        (_, _, Kind::Wallabag, None) => Some("--client-id"),
        _ => None,
    };
    if let Some(option) = needs_more {
        let kind = kind.name();
        return Ok(wrong_usage(&anyhow!("'{kind}' needs the option {option}")));
    }
    let address = match kind {
        Kind::Feed => add.what.clone(),
        _ => add.what.trim_end_matches('/').to_owned(),
    };
    let name = add.name.clone().unwrap_or_else(|| short(&address));
    let source = source(add, kind, name, address);
    let folder = folder(add.output.as_deref())?;
    let mut sources = list::read(&folder)?;
    list::add(&mut sources, source.clone())?;
    if !kind.secrets().is_empty() {
        let mut secrets = secrets()?;
        secrets.set(&source, Some(ask::secret(kind)?))?;
    }
    list::write(&folder, &sources)?;
    writeln!(out, "{}", tr!("sources-added", name = source.name.as_str()))?;
    Ok(Exit::Done)
}

/// Adds the feeds of an OPML file. Those that are there already are left as they are.
fn of_list(add: &AddSource, out: &mut impl Write) -> Result<Exit> {
    let path = Path::new(&add.what);
    let unreadable = || format!("could not read '{}'", path.display());
    let text = named::read_to_string(path, LARGEST_LIST).with_context(unreadable)?;
    let feeds = opml::feeds(&text).with_context(unreadable)?;
    let folder = folder(add.output.as_deref())?;
    let mut sources = list::read(&folder)?;
    let mut added = Vec::new();
    for feed in feeds {
        let mut new = source(add, Kind::Feed, feed.name, feed.address);
        if sources.iter().any(|other| other.name == new.name) {
            new.name = short(&new.address);
        }
        match list::add(&mut sources, new.clone()) {
            Ok(()) => added.push(new.name),
            Err(error) => message::note(&tr!("sources-there", name = error.0)),
        }
    }
    list::write(&folder, &sources)?;
    for name in added {
        writeln!(out, "{}", tr!("sources-added", name = name))?;
    }
    Ok(Exit::Done)
}

fn source(add: &AddSource, kind: Kind, name: String, address: String) -> Source {
    Source {
        name,
        kind,
        address,
        user: add.user.clone(),
        client_id: add.client_id.clone(),
        tags: add.tag.clone(),
        most: add.most.unwrap_or(MOST),
        allow_private: add.allow_private,
    }
}

fn kind(kind: Option<SourceKind>) -> Kind {
    match kind {
        None | Some(SourceKind::Feed) => Kind::Feed,
        Some(SourceKind::Wallabag) => Kind::Wallabag,
        Some(SourceKind::Readeck) => Kind::Readeck,
        Some(SourceKind::Karakeep) => Kind::Karakeep,
        Some(SourceKind::Linkding) => Kind::Linkding,
        Some(SourceKind::Reader) => Kind::Reader,
    }
}

/// An address without its scheme.
fn short(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}
