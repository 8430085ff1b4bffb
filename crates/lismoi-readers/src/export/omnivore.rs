//! The archive of Omnivore: lists of metadata, and a page for each article.

use super::json::first;
use super::{identify, saved};
use crate::entry::{self, Entry};
use crate::html;
use crate::markup::iso_date;
use crate::package::Package;
use crate::parse::ReadError;

/// The most bytes of all pages.
const LARGEST: usize = 60_000_000;

/// The articles, in the order of the lists.
///
/// # Errors
/// The archive is damaged or a bomb.
pub(super) fn entries(bytes: Vec<u8>) -> Result<Vec<Entry>, ReadError> {
    let mut package = Package::open(bytes)?;
    let is_list = |name: &String| name.starts_with("metadata_") && name.ends_with(".json");
    let lists: Vec<String> = package.names().map(Into::into).filter(is_list).collect();
    let mut entries = Vec::new();
    let mut left = LARGEST;
    for list in lists {
        let bytes = package.read(&list)?.unwrap_or_default();
        let list = entry::json(&String::from_utf8_lossy(&bytes))?;
        for object in list.as_array().into_iter().flatten() {
            let mut entry = Entry::default();
            identify(
                &mut entry,
                first(object, &["title"]),
                first(object, &["url"]),
            )?;
            entry
                .metadata
                .authors
                .extend(first(object, &["author"]).map(str::to_owned));
            entry.metadata.date = first(object, &["publishedAt"]).and_then(iso_date::day);
            let slug = first(object, &["slug"]).unwrap_or_default();
            let page = format!("content/{slug}.html");
            if let Some(bytes) = package.read(&page)? {
                left = left.checked_sub(bytes.len()).ok_or(ReadError::TooLarge)?;
                entry.texts = saved(&page, html::decode(bytes));
            }
            entries.push(entry);
        }
    }
    Ok(entries)
}
