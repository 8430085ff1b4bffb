//! Tables with a line for each article: Pocket and Instapaper write addresses only, wallabag
//! the text too.

use csv::{ReaderBuilder, StringRecord};

use super::{identify, saved};
use crate::entry::{self, Entry};
use crate::parse::ReadError;

const DAMAGED: ReadError = ReadError::Damaged("it is no table");

/// The articles, in order.
///
/// # Errors
/// It is no table.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, ReadError> {
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') { b';' } else { b',' };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| DAMAGED)?.clone();
    let column = |name: &str| {
        head.iter()
            .position(|found| found.trim().eq_ignore_ascii_case(name))
    };
    let (title, address) = (column("title"), column("url"));
    let (content, language) = (column("content"), column("language"));
    // Where Pocket and Instapaper say what was read.
    let (status, folder) = (column("status"), column("folder"));
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| DAMAGED)?;
        let mut entry = Entry::default();
        identify(&mut entry, cell(&record, title), cell(&record, address))?;
        entry.metadata.language = cell(&record, language).map(str::to_owned);
        let is_archive = |cell: &str| cell.eq_ignore_ascii_case("archive");
        let mut places = [status, folder].into_iter();
        entry.is_archived = places.any(|place| cell(&record, place).is_some_and(is_archive));
        if let Some(text) = cell(&record, content) {
            entry.texts = saved("content", text.to_owned());
        }
        entries.push(entry);
        entry::ensure_few(entries.len())?;
    }
    Ok(entries)
}

/// A cell that is not empty.
fn cell(record: &StringRecord, column: Option<usize>) -> Option<&str> {
    record
        .get(column?)
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
}
