//! One part: members of gzip, each the record of an article.

use std::io::{Read, Write};

use anyhow::{Context, Result, ensure};
use flate2::bufread::GzDecoder;
use flate2::{Compression, GzBuilder};

use super::ArticleRecord;
use crate::answer::Made;

/// The name of our field in the header of a member (RFC 1952, 2.3.1.1).
const FIELD: [u8; 2] = *b"LM";

/// RFC 1952, 2.3: the bytes before the length of the extra field, with the flag that says that
/// there is one.
const HEADER: usize = 10;
const HAS_EXTRA: u8 = 4;

/// The lengths of the extra field, of its name and of its content: each before what it counts.
const EXTRA: usize = 2;
const SUBFIELD: usize = 4;

/// The length of a member stands first in our field.
const LENGTH: usize = 4;

/// A member of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'a> {
    /// What the answer said.
    pub made: Made,
    /// Its bytes: a gzip file.
    pub bytes: &'a [u8],
}

/// The member of a record. Equal records give equal bytes.
///
/// # Errors
/// The record is too long for a part.
pub fn member(record: &ArticleRecord) -> Result<Vec<u8>> {
    let summary = serde_json::to_vec(&record.made)?;
    let content = LENGTH + summary.len();
    let mut extra = Vec::with_capacity(SUBFIELD + content);
    extra.extend(FIELD);
    extra.extend(u16::try_from(content)?.to_le_bytes());
    extra.extend([0; LENGTH]);
    extra.extend(summary);
    let builder = GzBuilder::new().extra(extra);
    // 255: an unknown system, so that the bytes are the same on each.
    let mut writer = builder
        .operating_system(255)
        .write(Vec::new(), Compression::default());
    serde_json::to_writer(&mut writer, record)?;
    writer.write_all(b"\n")?;
    let mut bytes = writer.finish()?;
    let length = u32::try_from(bytes.len())?.to_le_bytes();
    let at = HEADER + EXTRA + SUBFIELD;
    bytes[at..at + LENGTH].copy_from_slice(&length);
    Ok(bytes)
}

/// The members of a part, without decompressing them; an error ends them.
pub fn members(mut part: &[u8]) -> impl Iterator<Item = Result<Member<'_>>> {
    std::iter::from_fn(move || {
        if part.is_empty() {
            return None;
        }
        let member = first(part);
        part = match &member {
            Ok(member) => &part[member.bytes.len()..],
            Err(_) => &[],
        };
        Some(member)
    })
}

fn first(part: &[u8]) -> Result<Member<'_>> {
    let damaged = "a part of the captions is damaged";
    ensure!(part.starts_with(&[0x1f, 0x8b, 8, HAS_EXTRA]), damaged);
    let rest = part.get(HEADER + EXTRA..).context(damaged)?;
    let (name, rest) = rest.split_at_checked(2).context(damaged)?;
    ensure!(name == FIELD, damaged);
    let (size, rest) = rest.split_first_chunk().context(damaged)?;
    let content = rest.get(..usize::from(u16::from_le_bytes(*size)));
    let (length, summary) = content
        .and_then(<[u8]>::split_first_chunk)
        .context(damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    ensure!(length > HEADER, damaged);
    Ok(Member {
        made: serde_json::from_slice(summary).context(damaged)?,
        bytes: part.get(..length).context(damaged)?,
    })
}

impl Member<'_> {
    /// The record in it.
    ///
    /// # Errors
    /// It is damaged.
    pub fn record(&self) -> Result<ArticleRecord> {
        let mut json = Vec::new();
        let mut decoder = GzDecoder::new(self.bytes);
        decoder.read_to_end(&mut json)?;
        let rest = decoder.into_inner();
        ensure!(rest.is_empty(), "its length is wrong");
        let record: ArticleRecord = serde_json::from_slice(&json)?;
        ensure!(record.made == self.made, "its header says something else");
        Ok(record)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use flate2::read::MultiGzDecoder;
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn record(key: &str, text: &str) -> ArticleRecord {
        ArticleRecord {
            made: Made {
                key: key.to_owned(),
                seconds: 1.25,
                bytes: 7,
                files: vec![format!("o/{key}.opus")],
                failed: 0,
            },
            id: key.into(),
            title: Some(text.to_owned()),
            authors: Vec::new(),
            date: None,
            program: String::new(),
            engine: String::new(),
            voice: String::new(),
            sha256: Vec::new(),
            chapters: Vec::new(),
            sentences: Vec::new(),
            skipped: Vec::new(),
            failures: Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn records_are_found_as_they_were_written(
            texts in proptest::collection::vec(".{0,40}", 1..6)
        ) {
            let records = texts.iter().enumerate();
            let records: Vec<_> =
                records.map(|(at, text)| record(&at.to_string(), text)).collect();
            let mut part = Vec::new();
            for record in &records {
                part.extend(member(record).expect("short"));
            }
            let found: Result<Vec<_>> = members(&part).map(|member| member?.record()).collect();
            prop_assert_eq!(found.expect("readable"), records);
            let mut lines = String::new();
            MultiGzDecoder::new(&part[..]).read_to_string(&mut lines).expect("gzip");
            prop_assert_eq!(lines.matches("\"key\":").count(), texts.len());
        }

        #[test]
        fn a_changed_byte_is_found_or_changes_nothing(at in any::<prop::sample::Index>(), bit in 0..8_u32) {
            let whole = record("k", "Bonjour, tout le monde.");
            let mut part = member(&whole).expect("short");
            let at = at.index(part.len());
            part[at] ^= 1_u8 << bit;
            let found: Result<Vec<_>> = members(&part).map(|member| member?.record()).collect();
            // The time, the level and the system in a header of gzip mean nothing here.
            prop_assert!(found.is_err() || found.ok() == Some(vec![whole]));
        }
    }
}
