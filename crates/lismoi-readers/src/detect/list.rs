//! Feeds and exports, by the start of a text.

use lismoi_document::SourceFormat;

/// Columns of the tables that read-later services export, beside that of the addresses.
const COLUMNS: [&str; 8] = [
    "content",
    "folder",
    "selection",
    "status",
    "tags",
    "time_added",
    "title",
    "timestamp",
];

/// The format of a text that holds several articles. `name` is its file name.
pub(super) fn format(text: &str, name: Option<&str>) -> Option<SourceFormat> {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    if is_feed(start) {
        return Some(SourceFormat::Feed);
    }
    let is_named_json = name.is_some_and(|name| name.to_lowercase().ends_with(".json"));
    let is_export = is_list_of_bookmarks(start)
        || is_table(start)
        || is_list_of_objects(start)
        || (is_named_json && start.starts_with(['[', '{']));
    is_export.then_some(SourceFormat::Export)
}

fn is_feed(start: &str) -> bool {
    if start.starts_with('{') {
        return start.contains("jsonfeed.org/version");
    }
    let start = super::markup::without_prologue(start);
    ["<rss", "<feed", "<rdf:RDF", "<atom:feed"]
        .iter()
        .any(|tag| {
            let rest = start.strip_prefix(tag);
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>'))
        })
}

/// The HTML that browsers and Pocket export.
fn is_list_of_bookmarks(start: &str) -> bool {
    let is = |tag: &str| {
        start
            .get(..tag.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(tag))
    };
    is("<!doctype netscape-bookmark-file")
        || (start.starts_with('<') && start.contains("<title>Pocket Export</title>"))
}

/// Whether the first line names the columns of a table of addresses.
fn is_table(start: &str) -> bool {
    let head = start.lines().next().unwrap_or_default().to_lowercase();
    let columns: Vec<&str> = head
        .split([',', ';'])
        .map(|it| it.trim_matches(['"', ' ']))
        .collect();
    columns.contains(&"url") && columns.iter().any(|column| COLUMNS.contains(column))
}

/// Whether a text starts with a list of objects that have titles or addresses.
fn is_list_of_objects(start: &str) -> bool {
    let first = start.strip_prefix('[').map(str::trim_start);
    let first = first
        .and_then(|rest| rest.strip_prefix('{'))
        .map(str::trim_start);
    first.is_some_and(|rest| {
        rest.starts_with('"')
            && ["\"url\"", "\"title\"", "\"0\""]
                .iter()
                .any(|key| rest.contains(key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_and_exports_are_told_from_texts() {
        for text in [
            "<?xml version='1.0'?><!-- x --><rss version=\"2.0\">",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
        ] {
            assert_eq!(format(text, None), Some(SourceFormat::Feed), "{text}");
        }
        for text in [
            "title,url,time_added,tags,status\n",
            "URL,Title,Selection,Folder\r\n",
            "[\n {\"id\": 1, \"title\": \"Un\"}]",
            "<!DOCTYPE NETSCAPE-Bookmark-file-1>",
        ] {
            assert_eq!(format(text, None), Some(SourceFormat::Export), "{text}");
        }
        for text in [
            "<rssi> est un mot",
            "Un titre, une url",
            "[{oui}]",
            "{\"a\": 1}",
        ] {
            assert_eq!(format(text, None), None, "{text}");
        }
    }
}
