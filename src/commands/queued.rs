//! An article that waits in the queue of a library, for `lismoi add`, which the server calls.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use lismoi_library::queue::item::{Item, New, Origin};
use lismoi_library::queue::{Queue, QueueError};
use lismoi_readers::InputFormat;

use crate::config::Config;
use crate::input::{self, Input};

/// The name of what came by standard input and is no text.
const INPUT: &str = "stdin";

/// The most that is read of standard input, in bytes: as much as of a file.
const LARGEST: u64 = 1_000_000_000;

/// An article of the queue.
pub(super) struct Queued {
    queue: Queue,
    pub(super) item: Item,
    /// The right to make it, where this process has asked for it.
    _right: Option<File>,
}

/// What came by standard input, kept.
pub(super) enum Kept {
    /// It is to be made here.
    Ours(Queued),
    /// A server is making articles, and makes this one too.
    Waiting,
}

impl Queued {
    /// The article with this id.
    ///
    /// # Errors
    /// It is not in the queue, or the queue cannot be read.
    pub(super) fn find(library: &Path, id: &str) -> Result<Queued> {
        let queue = Queue::of(library)?;
        let item = queue.item(id).ok_or(QueueError::Gone)?;
        Ok(Queued {
            queue,
            item,
            _right: None,
        })
    }

    /// Reads standard input, and keeps it in the queue of a library.
    ///
    /// # Errors
    /// It cannot be read or kept.
    pub(super) fn keep(library: &Path, tags: &[String]) -> Result<Kept> {
        let queue = Queue::of(library)?;
        let mut bytes = Vec::new();
        let input = io::stdin().lock().take(LARGEST + 1);
        BufReader::new(input)
            .read_to_end(&mut bytes)
            .context("could not read standard input")?;
        ensure!(bytes.len() as u64 <= LARGEST, "it is larger than 1 GB");
        let right = queue.make_alone().ok().flatten();
        let new = match String::from_utf8(bytes) {
            Ok(text) => New::Text(text),
            Err(error) => New::File(INPUT.to_owned(), error.into_bytes()),
        };
        let id = queue.add(new, tags.to_vec())?.id;
        if right.is_none() {
            return Ok(Kept::Waiting);
        }
        let item = queue.item(&id).ok_or(QueueError::Gone)?;
        Ok(Kept::Ours(Queued {
            queue,
            item,
            _right: right,
        }))
    }

    /// What a user would type for it: the address, or standard input for what was given.
    pub(super) fn argument(&self) -> PathBuf {
        match &self.item.origin {
            Origin::Address { address } => address.into(),
            Origin::Text { .. } | Origin::File { .. } | Origin::Offered { .. } => "-".into(),
        }
    }

    /// Where it came from, for the journal: the file, or its place in a source; `None` for a
    /// text or an address.
    pub(super) fn from(&self) -> Option<String> {
        match &self.item.origin {
            Origin::File { .. } => self.file_name(),
            Origin::Offered { from, .. } => Some(from.clone()),
            Origin::Address { .. } | Origin::Text { .. } => None,
        }
    }

    /// The name of the file that was given, whose ending says its format.
    fn file_name(&self) -> Option<String> {
        match &self.item.origin {
            Origin::File { name } if name != INPUT => Some(name.clone()),
            _ => None,
        }
    }

    /// The text or the file that was given, read; `None` for an address.
    pub(super) fn given(&self, config: &Config) -> Option<Result<Input>> {
        if let Origin::Address { .. } = self.item.origin {
            return None;
        }
        let content = self.queue.content(&self.item);
        let (mut reading, access) = (config.settings.reading, config.access());
        if let Origin::Offered { .. } = self.item.origin {
            reading.format = InputFormat::Feed;
        }
        Some(content.and_then(|bytes| input::given(bytes, self.file_name(), reading, access)))
    }

    /// It is made and noted, and waits no more.
    ///
    /// # Errors
    /// It cannot be removed.
    pub(super) fn done(&self) -> Result<()> {
        self.queue.remove(&self.item.id)
    }
}
