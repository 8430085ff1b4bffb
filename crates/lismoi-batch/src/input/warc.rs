//! Records of WARC files (ISO 28500) in French: plain text, as in the WET files of Common Crawl
//! (`conversion`), and web pages (`response`, `resource`). Others are left out, and those whose
//! first language is said to be another one.

use std::io::{self, BufRead, Read};

use serde_json::Value;

use super::{Content, LONGEST, Numbered, page};
use crate::record::{Body, Record};

/// The longest header of a record, in bytes.
const LONGEST_HEADER: u64 = 64_000;

/// Reads records.
#[derive(Debug)]
pub(super) struct Records<R> {
    reader: R,
    number: u64,
    is_broken: bool,
}

/// What the header of a record says.
#[derive(Debug, Default)]
struct Header {
    kind: Option<Kind>,
    /// The media type of the block.
    media_type: String,
    address: Option<String>,
    id: Option<String>,
    /// As ISO 639-3, the first one.
    language: Option<String>,
    length: u64,
}

/// The kind of a record that is read.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Plain text that was made of something else.
    Conversion,
    /// What a server answered.
    Response,
    /// Something that was kept without an answer.
    Resource,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R) -> Records<R> {
        Records {
            reader,
            number: 0,
            is_broken: false,
        }
    }

    /// The next record, or `None` in place of one that is left out; at the end of the file, no
    /// record at all.
    fn record(&mut self) -> io::Result<Option<Option<Content>>> {
        let Some(header) = self.header()? else {
            return Ok(None);
        };
        self.number += 1;
        let is_french = header.language.as_deref().is_none_or(|it| it == "fra");
        let is_wanted = header.kind.is_some() && is_french;
        let is_kept = is_wanted && header.length <= LONGEST as u64;
        let mut block = (&mut self.reader).take(header.length);
        let mut bytes = Vec::new();
        let read = match is_kept {
            true => block.read_to_end(&mut bytes)? as u64,
            false => io::copy(&mut block, &mut io::sink())?,
        };
        if read < header.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(match (is_wanted, is_kept) {
            (false, _) => None,
            (true, false) => Some(Content::TooLong),
            (true, true) => article(header, bytes).map(|it| Content::Record(Box::new(it))),
        }))
    }

    /// The next header; `None` at the end of the file.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut header = Header::default();
        let mut is_begun = false;
        let mut left = LONGEST_HEADER;
        loop {
            let mut line = Vec::new();
            let read = (&mut self.reader).take(left).read_until(b'\n', &mut line)? as u64;
            left -= read;
            let line = String::from_utf8_lossy(line.trim_ascii());
            match (is_begun, &*line) {
                (false, "") if read == 0 => return Ok(None),
                // After a block come two ends of lines.
                (false, "") => {}
                (false, line) if line.starts_with("WARC/") => is_begun = true,
                (true, "") if left > 0 && read > 0 => return Ok(Some(header)),
                (true, line) if left > 0 && read > 0 => header.add(line)?,
                _ => return Err(wrong("it is not a WARC file")),
            }
        }
    }
}

fn wrong(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

impl Header {
    fn add(&mut self, line: &str) -> io::Result<()> {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => {
                self.kind = match value {
                    "conversion" => Some(Kind::Conversion),
                    "response" => Some(Kind::Response),
                    "resource" => Some(Kind::Resource),
                    _ => None,
                }
            }
            "content-type" => value.clone_into(&mut self.media_type),
            "warc-target-uri" => self.address = Some(value.to_owned()),
            "warc-record-id" => self.id = Some(value.to_owned()),
            "warc-identified-content-language" => {
                let first = value.split(',').map(str::trim).next();
                self.language = first.filter(|it| !it.is_empty()).map(str::to_owned);
            }
            "content-length" => {
                let length = value.parse();
                self.length = length.map_err(|_| wrong("it is not a WARC file"))?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The article of a record; `None` where it holds no page in French.
fn article(header: Header, bytes: Vec<u8>) -> Option<Record> {
    let body = match header.kind? {
        Kind::Conversion => Body::Text(String::from_utf8_lossy(&bytes).into_owned()),
        Kind::Response => Body::Html(page::answered(&bytes)?),
        Kind::Resource => Body::Html(page::page(bytes, &header.media_type)?),
    };
    let id = header.address.or(header.id);
    Some(Record::new(id.map_or(Value::Null, Value::String), body))
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Numbered;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_broken {
            match self.record() {
                Ok(None) => return None,
                Ok(Some(None)) => {}
                Ok(Some(Some(content))) => return Some(Ok((self.number, content))),
                Err(error) => {
                    self.is_broken = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, language: &str, text: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{language}\r\n\
             WARC-Identified-Content-Language: {language}\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
            text.len()
        )
    }

    #[test]
    fn records_in_french_are_found() {
        let file = [
            record("warcinfo", "", "software: x"),
            record("conversion", "fra,eng", "Il pleut.\n\nOui."),
            record("conversion", "eng,fra", "It rains."),
            record("conversion", "fra", "WARC/1.0\r\n\r\nNon."),
            record(
                "response",
                "",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=fr>Si.",
            ),
            record("response", "", "HTTP/1.1 404 Not Found\r\n\r\n"),
            record("revisit", "fra", "Oui."),
        ]
        .concat();
        let found: io::Result<Vec<_>> = Records::new(file.as_bytes()).collect();
        let found = found.expect("whole").into_iter().map(|(number, content)| {
            let Content::Record(record) = content else {
                panic!("a record");
            };
            (number, record.id, record.body)
        });
        let text = |text: &str| Body::Text(text.to_owned());
        let expected = [
            (
                2,
                Value::from("https://example.org/fra,eng"),
                text("Il pleut.\n\nOui."),
            ),
            (
                4,
                Value::from("https://example.org/fra"),
                text("WARC/1.0\r\n\r\nNon."),
            ),
            (
                5,
                Value::from("https://example.org/"),
                Body::Html("<html lang=fr>Si.".to_owned()),
            ),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
        for cut in 1..file.len() - 4 {
            let items = Records::new(&file.as_bytes()[..cut]);
            assert!(items.count() <= 4, "it ends");
        }
        let mut garbage = Records::new(&b"PK\x03\x04"[..]);
        assert!(garbage.next().expect("an item").is_err() && garbage.next().is_none());
    }
}
