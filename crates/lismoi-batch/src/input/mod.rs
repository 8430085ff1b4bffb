//! The articles of an input, one at a time: standard input, or files of `lines` or of
//! `warc` records, as they are or compressed, or of rows in Parquet; or all files of a folder.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
#[cfg(feature = "serve")]
use std::thread;

use anyhow::{Context, Result};
#[cfg(feature = "serve")]
use crossbeam_channel::{Receiver, bounded};
use flate2::bufread::MultiGzDecoder;
use lismoi_files::named;
use ruzstd::decoding::StreamingDecoder;
use serde_json::Value;

use crate::answer::{Fault, Kind, Place};
use crate::articles::Articles;
use crate::record::{self, Body, Record, Refused};
use lines::Lines;
use warc::Records;

mod lines;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod warc;

/// The longest line, in bytes: each job holds one. A longer one is not kept.
pub const LONGEST: usize = 64_000_000;

/// An article of the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The file that it stands in; `None` for standard input.
    pub file: Option<Arc<str>>,
    /// The number of its line or record there, from 1. Blank lines count, and are left out.
    pub number: u64,
    /// Its first byte in the file, where that is one of lines that are not compressed.
    pub first_byte: Option<u64>,
    /// What stands there.
    pub content: Content,
}

impl Item {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            file: self.file.as_deref().map(str::to_owned),
            line: self.number,
        }
    }

    /// What it asks for.
    ///
    /// # Errors
    /// It is no record, or too long.
    pub fn record(&self) -> Result<Cow<'_, Record>, Refused> {
        match &self.content {
            Content::Json(json) => record::parse(json).map(Cow::Owned),
            Content::Record(record) => Ok(Cow::Borrowed(record)),
            Content::TooLong => {
                let error = format!("it is longer than {} MB", LONGEST / 1_000_000);
                let fault = Fault::article(Kind::Json, error);
                Err(Refused {
                    id: Value::Null,
                    fault,
                })
            }
        }
    }
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A line, without its end.
    Json(Vec<u8>),
    /// A record of another form.
    Record(Box<Record>),
    /// It is too long, and not kept.
    TooLong,
}

/// An article with its number, or why no more can be read.
type Numbered = io::Result<(u64, Content)>;

/// The same with its first byte in a file of lines that are not compressed.
type Placed = io::Result<(u64, Option<u64>, Content)>;

/// Where articles come from.
#[derive(Clone, Debug)]
pub enum Input {
    /// Standard input.
    Standard,
    /// Files, one after the other; `-` is standard input.
    Files(Vec<PathBuf>),
    /// All files of a folder or of a path in a bucket, each of them an article.
    Listing(Arc<Articles>),
}

impl Input {
    /// Reads on a thread, so many articles ahead. It may wait for input for ever, so nobody waits
    /// for it.
    #[cfg(feature = "serve")]
    pub(crate) fn read_ahead(self, count: usize) -> Receiver<Result<Item>> {
        let (items_in, items) = bounded(count);
        thread::spawn(move || {
            if let Err(error) = self.read(|item| items_in.send(Ok(item)).is_ok()) {
                let _ = items_in.send(Err(error));
            }
        });
        items
    }

    /// Passes the articles on. Stops where `each` returns `false`.
    ///
    /// # Errors
    /// A file cannot be read or decompressed, or a folder not be listed.
    pub fn read(&self, mut each: impl FnMut(Item) -> bool) -> Result<()> {
        match self {
            Input::Standard => read_file(Path::new("-"), &mut each).map(|_| ()),
            Input::Files(files) => {
                for path in files {
                    if !read_file(path, &mut each)? {
                        break;
                    }
                }
                Ok(())
            }
            Input::Listing(articles) => {
                let mut number = 0;
                articles.each_name(|name| {
                    number += 1;
                    each(listed(name, number))
                })
            }
        }
    }
}

/// Passes the articles of a file on. Returns whether more are wanted.
fn read_file(path: &Path, each: &mut impl FnMut(Item) -> bool) -> Result<bool> {
    let name = (path != Path::new("-")).then(|| path.to_string_lossy());
    let unreadable = || match &name {
        Some(name) => format!("could not read '{name}'"),
        None => "could not read the input".to_owned(),
    };
    let file: Option<Arc<str>> = name.as_deref().map(Arc::from);
    for item in items(path).with_context(unreadable)? {
        let (number, first_byte, content) = item.with_context(unreadable)?;
        let file = file.clone();
        let item = Item {
            file,
            number,
            first_byte,
            content,
        };
        if !each(item) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The article of a file that is listed. Its name is its `id` too.
fn listed(name: String, number: u64) -> Item {
    Item {
        file: Some(Arc::from(&*name)),
        number,
        first_byte: None,
        content: Content::Record(Box::new(Record::new(
            Value::String(name.clone()),
            Body::Path(name),
        ))),
    }
}

/// The articles of a file, whose name says what it holds.
fn items(path: &Path) -> io::Result<Box<dyn Iterator<Item = Placed>>> {
    if path == Path::new("-") {
        let input = BufReader::with_capacity(1 << 16, io::stdin());
        return Ok(Box::new(lines(input, false)));
    }
    let name = path.to_string_lossy().to_lowercase();
    let file = named::open(path)?;
    if name.ends_with(".parquet") {
        return Ok(Box::new(parquet_rows(file)?.map(unplaced)));
    }
    // A pipe cannot be read again.
    let is_regular = file.metadata()?.is_file();
    let file = BufReader::with_capacity(1 << 16, file);
    let (inner, reader) = decompressed(&name, file)?;
    Ok(match inner.ends_with(".warc") || inner.ends_with(".wet") {
        true => Box::new(Records::new(reader).map(unplaced)),
        false => Box::new(lines(reader, is_regular && inner == name)),
    })
}

fn lines(reader: impl BufRead, are_placed: bool) -> impl Iterator<Item = Placed> {
    Lines::new(reader).map(move |line| {
        let (number, first_byte, content) = line?;
        Ok((number, are_placed.then_some(first_byte), content))
    })
}

fn unplaced(item: Numbered) -> Placed {
    let (number, content) = item?;
    Ok((number, None, content))
}

#[cfg(feature = "parquet")]
fn parquet_rows(file: File) -> io::Result<Box<dyn Iterator<Item = Numbered>>> {
    Ok(Box::new(parquet::rows(file)?))
}

#[cfg(not(feature = "parquet"))]
fn parquet_rows(_: File) -> io::Result<Box<dyn Iterator<Item = Numbered>>> {
    let error = "this program was built without the feature 'parquet'";
    Err(io::Error::new(io::ErrorKind::Unsupported, error))
}

/// The content of a file, and its name without the ending of the compression.
fn decompressed(name: &str, file: BufReader<File>) -> io::Result<(&str, Box<dyn BufRead>)> {
    if let Some(inner) = name.strip_suffix(".gz") {
        return Ok((inner, Box::new(BufReader::new(MultiGzDecoder::new(file)))));
    }
    if let Some(inner) = name.strip_suffix(".zst") {
        let frames = Frames {
            decoder: None,
            file: Some(file),
        };
        return Ok((inner, Box::new(BufReader::with_capacity(1 << 16, frames))));
    }
    Ok((name, Box::new(file)))
}

/// The content of a file of Zstandard, which may have several frames.
struct Frames {
    decoder: Option<StreamingDecoder<BufReader<File>, ruzstd::decoding::FrameDecoder>>,
    /// The rest of the file between two frames.
    file: Option<BufReader<File>>,
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(decoder) = &mut self.decoder {
                match decoder.read(buffer)? {
                    0 => {}
                    count => return Ok(count),
                }
            }
            if let Some(decoder) = self.decoder.take() {
                self.file = Some(decoder.into_inner());
            }
            let Some(mut file) = self.file.take() else {
                return Ok(0);
            };
            if file.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let decoder = StreamingDecoder::new(file).map_err(io::Error::other)?;
            self.decoder = Some(decoder);
        }
    }
}
