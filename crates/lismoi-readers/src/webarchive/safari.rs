//! Web archives of Safari: a property list with the page and what it needs.

use encoding_rs::Encoding;
use lismoi_document::{Document, Metadata, Source};

use super::property_list::PropertyList;
use super::{NO_PAGE, picture};
use crate::html;
use crate::html::embedded::{SavedPage, read_saved};
use crate::options::ReadOptions;
use crate::parse::ReadError;

/// The most things that an archive holds beside its page. They are looked through for each
/// picture of the page.
const MOST_RESOURCES: usize = 1_000;

pub(super) fn read(
    bytes: &[u8],
    name: Option<String>,
    options: ReadOptions,
) -> Result<(Source, Document), ReadError> {
    let list = PropertyList::new(bytes).ok_or(ReadError::Damaged("it is cut off"))?;
    let archive = list.top();
    let page = list.value(archive, "WebMainResource").ok_or(NO_PAGE)?;
    let text_of = |resource, key| list.value(resource, key).and_then(|value| list.text(value));
    let data_of = |resource| {
        let value = list.value(resource, "WebResourceData")?;
        list.data(value)
    };
    let media_type = text_of(page, "WebResourceMIMEType").unwrap_or_default();
    let data = data_of(page)
        .filter(|_| media_type.contains("html"))
        .ok_or(NO_PAGE)?;
    let encoding = text_of(page, "WebResourceTextEncodingName")
        .and_then(|name| Encoding::for_label(name.as_bytes()));
    let html = match encoding.filter(|_| std::str::from_utf8(data).is_err()) {
        Some(encoding) => encoding.decode(data).0.into_owned(),
        None => html::decode(data.to_vec()),
    };
    let address = text_of(page, "WebResourceURL");
    let mut resources = Vec::new();
    if let Some(array) = list.value(archive, "WebSubresources") {
        resources = list.elements(array);
        resources.truncate(MOST_RESOURCES);
    }
    let saved = SavedPage {
        html: &html,
        entry: address.as_deref().unwrap_or("page"),
        known: Metadata {
            address: address
                .clone()
                .filter(|address| address.starts_with("http")),
            ..Metadata::default()
        },
        name,
    };
    read_saved(
        saved,
        |address| {
            let is_at = |resource: &&usize| {
                text_of(**resource, "WebResourceURL").as_deref() == Some(address)
            };
            picture(data_of(*resources.iter().find(is_at)?)?)
        },
        options,
    )
}
