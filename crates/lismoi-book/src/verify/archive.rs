//! The archive of an EPUB, within the limits of its article: it may unpack to a thousand times
//! its size, and its parts to as many times theirs.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use roxmltree::{Document, ParsingOptions};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use super::part::Part;
use super::report::FileReport;

/// The largest text that is read, in bytes: a section's text is held in memory. A day in one
/// section has 30 MB.
const LONGEST_TEXT: u64 = 64 << 20;

/// The most entries of an archive, besides four for each section.
const MOST_ENTRIES: usize = 1000;

/// The most quotation marks in a tag: we write six attributes at most, and the time that the
/// parser takes grows with their square.
const MOST_QUOTES: usize = 200;
const QUOTES: [char; 2] = ['"', '\''];

/// The most declarations of namespaces: each tag in others keeps those of all of them.
const MOST_NAMESPACES: usize = 100;

/// An archive, and how much of it may still be read: an entry that is read twice counts twice.
pub(super) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// The most bytes of text.
    text: u64,
    /// The most bytes of sound, which is stored as it is.
    sound: u64,
    /// The most nodes of a text.
    nodes: u32,
}

impl Archive {
    /// Opens an archive, whose limits are those of its article.
    ///
    /// # Errors
    /// It is no archive, or has far too many entries.
    pub(super) fn open(part: Part<'_>, report: &FileReport) -> Result<Archive> {
        let mut file = part.folder.open_file(&report.file)?;
        let most = MOST_ENTRIES.saturating_add(part.sections.len().saturating_mul(4));
        ensure!(
            !has_more_entries(&mut file, most)?,
            "it has too many entries"
        );
        Ok(Archive {
            text: part.limits.text(),
            sound: file.metadata()?.len(),
            nodes: part.limits.nodes(),
            zip: ZipArchive::new(BufReader::new(file)).context("it is no archive")?,
        })
    }

    /// The first entry.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn first(&mut self) -> Result<ZipFile<'_, BufReader<File>>> {
        self.zip.by_index(0).context("it is empty")
    }

    /// The byte range of an entry that is stored without compression.
    ///
    /// # Errors
    /// It is missing, damaged or compressed.
    pub(super) fn place(&mut self, name: &str) -> Result<Range<u64>> {
        let file = self.zip.by_name(name);
        let mut file = file.with_context(|| format!("'{name}' is missing"))?;
        let is_stored = file.compression() == CompressionMethod::Stored;
        ensure!(is_stored, "'{name}' is compressed");
        let start = file
            .data_start()
            .with_context(|| format!("'{name}' is nowhere"))?;
        let left = self
            .sound
            .checked_sub(file.size().max(file.compressed_size()));
        self.sound = left.context("it has more sound than bytes")?;
        // Reading to the end verifies its checksum.
        let length = io::copy(&mut file, &mut io::sink());
        let length = length.with_context(|| format!("'{name}' cannot be read"))?;
        Ok(start..start.saturating_add(length))
    }

    /// The content of an entry.
    ///
    /// # Errors
    /// It is missing or damaged, or longer than all texts of the article.
    pub(super) fn text(&mut self, name: &str) -> Result<String> {
        let file = self.zip.by_name(name);
        let file = file.with_context(|| format!("'{name}' is missing"))?;
        let mut text = String::new();
        let most = self.text.min(LONGEST_TEXT);
        file.take(most + 1)
            .read_to_string(&mut text)
            .with_context(|| format!("'{name}' cannot be read"))?;
        let bytes = text.len() as u64;
        ensure!(bytes <= most, "'{name}' is far longer than its article");
        self.text -= bytes;
        Ok(text)
    }

    /// Parses a text. Entities, with which a short text becomes an endless one, and tags with
    /// very many attributes are refused.
    ///
    /// # Errors
    /// It is no XML, or is refused.
    pub(super) fn parse<'a>(&self, text: &'a str) -> Result<Document<'a>> {
        ensure!(!text.contains("<!ENTITY"), "it has entities of its own");
        let (mut all, mut most, mut namespaces) = (0, 0, 0);
        // In our texts, quotation marks stand in tags only.
        for tag in text.split('<') {
            let quotes = tag.matches(QUOTES).count();
            (all, most) = (all + quotes, most.max(quotes));
            let names = tag.rfind(QUOTES).and_then(|end| tag.get(..end));
            namespaces += names.unwrap_or_default().matches("xmlns").count();
        }
        let is_plain = all <= 4 * self.nodes as usize && most <= MOST_QUOTES;
        ensure!(
            is_plain && namespaces <= MOST_NAMESPACES,
            "it has too many attributes"
        );
        let options = ParsingOptions {
            allow_dtd: true,
            nodes_limit: self.nodes,
            ..ParsingOptions::default()
        };
        Document::parse_with_options(text, options).context("it is no XML")
    }
}

/// Whether an archive has more entries. They are counted by the signature with which each
/// stands in the directory, before the whole directory is held in memory.
fn has_more_entries(file: &mut File, most: usize) -> io::Result<bool> {
    const SIGNATURE: &[u8] = b"PK\x01\x02";
    let (mut block, mut kept, mut count) = (vec![0; 1 << 16], 0, 0);
    loop {
        let read = file.read(&mut block[kept..])?;
        let bytes = &block[..kept + read];
        let starts = bytes.windows(SIGNATURE.len());
        count += starts.filter(|bytes| *bytes == SIGNATURE).count();
        if read == 0 || count > most {
            file.rewind()?;
            return Ok(count > most);
        }
        // A signature may begin at the end of the block.
        let next = bytes.len().saturating_sub(SIGNATURE.len() - 1);
        kept = bytes.len() - next;
        block.copy_within(next..next + kept, 0);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn entries_are_counted_wherever_a_block_ends() {
        for gap in [0, 1, 65_530, 65_534] {
            let mut file = tempfile::tempfile().unwrap();
            for _ in 0..3 {
                file.write_all(&vec![b'P'; gap]).unwrap();
                file.write_all(b"PK\x01\x02").unwrap();
            }
            file.rewind().unwrap();
            assert!(has_more_entries(&mut file, 2).unwrap(), "{gap}");
            assert!(!has_more_entries(&mut file, 3).unwrap(), "{gap}");
        }
    }
}
