//! Completes the file of a chapter on another thread, while the next one is being spoken.

use std::mem;
use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow};

use super::chapter::ChapterWriter;
use crate::manifest::records::SectionRecord;

/// The chapter being spoken, and the ones before it.
#[derive(Default)]
pub(super) struct Chapters {
    pub(super) current: Option<ChapterWriter>,
    /// Being completed on a thread of its own.
    closing: Option<JoinHandle<Result<SectionRecord>>>,
    records: Vec<SectionRecord>,
}

impl Chapters {
    /// Goes on with another chapter.
    ///
    /// # Errors
    /// The file of the chapter before the current one could not be written.
    pub(super) fn next(&mut self, chapter: ChapterWriter) -> Result<&mut ChapterWriter> {
        self.close()?;
        Ok(self.current.insert(chapter))
    }

    fn close(&mut self) -> Result<()> {
        if let Some(closing) = self.closing.take() {
            self.records
                .push(closing.join().map_err(|_| anyhow!("a thread was lost"))??);
        }
        self.closing = self
            .current
            .take()
            .map(|chapter| thread::spawn(|| chapter.finish()));
        Ok(())
    }

    /// Completes all files.
    ///
    /// # Errors
    /// One of them could not be written.
    pub(super) fn finish(mut self) -> Result<Vec<SectionRecord>> {
        // The current chapter becomes the closing one, and is then waited for.
        self.close()?;
        self.close()?;
        Ok(mem::take(&mut self.records))
    }
}

impl Drop for Chapters {
    /// A chapter that has been spoken is completed even if the next one fails.
    fn drop(&mut self) {
        if let Some(closing) = self.closing.take() {
            // The error that brought us here matters more than this one.
            let _ = closing.join();
        }
    }
}
