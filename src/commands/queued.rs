//! An article that waits in the queue of a library, for `lismoi add`, which the server calls.

use std::path::{Path, PathBuf};

use anyhow::Result;
use lismoi_library::queue::item::{Item, Origin};
use lismoi_library::queue::{Queue, QueueError};

use crate::config::Config;
use crate::input::{self, Input};

/// An article of the queue.
pub(super) struct Queued {
    queue: Queue,
    pub(super) item: Item,
}

impl Queued {
    /// The article with this id.
    ///
    /// # Errors
    /// It is not in the queue, or the queue cannot be read.
    pub(super) fn find(library: &Path, id: &str) -> Result<Queued> {
        let queue = Queue::of(library)?;
        let item = queue.item(id).ok_or(QueueError::Gone)?;
        Ok(Queued { queue, item })
    }

    /// What a user would type for it: the address, or standard input for what was given.
    pub(super) fn argument(&self) -> PathBuf {
        match &self.item.origin {
            Origin::Address { address } => address.into(),
            Origin::Text { .. } | Origin::File { .. } => "-".into(),
        }
    }

    /// The name of the file that was given; `None` for a text or an address.
    pub(super) fn file_name(&self) -> Option<String> {
        match &self.item.origin {
            Origin::File { name } => Some(name.clone()),
            Origin::Address { .. } | Origin::Text { .. } => None,
        }
    }

    /// The text or the file that was given, read; `None` for an address.
    pub(super) fn given(&self, config: &Config) -> Option<Result<Input>> {
        if let Origin::Address { .. } = self.item.origin {
            return None;
        }
        let content = self.queue.content(&self.item);
        let (reading, access) = (config.settings.reading, config.access());
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
