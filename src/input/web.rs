//! An article at an address: downloaded, and read as a file is.

use std::time::Duration;

use anyhow::{Context, Result};
use lismoi_fetch::{Download, Fetcher, Limit, Reach};
use lismoi_readers::{self as readers, ReadOptions};

use super::{Access, Input, Page};

/// Pages have less than 5 MB, books seldom more than this.
const LIMIT: Limit = Limit {
    bytes: 20_000_000,
    time: Some(Duration::from_secs(30)),
};

/// Downloads what is at an address, and reads it.
pub(super) fn read(address: &str, options: ReadOptions, access: Access<'_>) -> Result<Input> {
    let reach = match access.allow_private {
        true => Reach::Anywhere,
        false => Reach::Public,
    };
    let mut bytes = Vec::new();
    let download = Fetcher::new(reach).download(address, LIMIT, &mut bytes)?;
    let page = bytes.clone();
    let input = readers::Input {
        name: file_name(&download.address),
        password: access.password.map(str::to_owned),
        ..readers::Input::new(bytes, None)
    };
    parse(input, download, options)
        .map(|articles| Input {
            page: Page::of(&articles, page),
            articles,
        })
        .with_context(|| format!("could not read '{address}'"))
}

fn parse(
    input: readers::Input,
    download: Download,
    options: ReadOptions,
) -> Result<Vec<(lismoi_document::Source, lismoi_document::Document)>> {
    let name = input.name.clone();
    let mut articles = readers::parse(
        readers::Input {
            media_type: download.media_type,
            ..input
        },
        options,
    )?;
    if let [(source, document)] = articles.as_mut_slice() {
        source.name = name.and_then(|name| super::name(document, &name));
        document.metadata.address.get_or_insert(download.address);
    }
    Ok(articles)
}

/// The end of the path of an address: `note.md` in `https://example.org/a/note.md?x=1`.
fn file_name(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_ends_the_path_of_its_address() {
        let found = |address| file_name(address);
        assert_eq!(
            found("https://a.org/b/note.md?x=/y").as_deref(),
            Some("note.md")
        );
        for address in ["https://a.org", "https://a.org/", "https://a.org/b/?x=1"] {
            assert_eq!(found(address), None, "{address}");
        }
    }
}
