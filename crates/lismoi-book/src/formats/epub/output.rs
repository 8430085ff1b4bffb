//! The file that an archive is written to, which takes nothing more after its first error, or
//! once it is given up.
//!
//! A `ZipWriter` completes its archive when it is dropped, even after an error. On a full disk
//! that would fail again, which it prints, or go on from a wrong position. So later calls
//! succeed, and do nothing: the error has been returned, and the file is removed.

use std::cell::Cell;
use std::io::{Error, ErrorKind, Result, Seek, SeekFrom, Write};
use std::rc::Rc;

pub(super) struct Output<W> {
    file: W,
    /// The position in the file, and where it would be had nothing failed.
    at: u64,
    /// The highest position so far.
    end: u64,
    has_failed: Rc<Cell<bool>>,
}

/// Gives a file up, where what goes into it has failed.
pub(super) struct GiveUp(Rc<Cell<bool>>);

impl Drop for GiveUp {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

impl<W> Output<W> {
    /// Starts at the start of an empty file.
    pub(super) fn new(file: W) -> Output<W> {
        Output {
            file,
            at: 0,
            end: 0,
            has_failed: Rc::default(),
        }
    }

    /// Gives the file up when it is dropped.
    pub(super) fn give_up(&self) -> GiveUp {
        GiveUp(Rc::clone(&self.has_failed))
    }

    /// The file.
    pub(super) fn into_inner(self) -> W {
        self.file
    }

    fn noted<T>(&mut self, result: Result<T>) -> Result<T> {
        let is_final = |error: &Error| error.kind() != ErrorKind::Interrupted;
        if result.as_ref().is_err_and(is_final) {
            self.has_failed.set(true);
            // An archive does not end in the header of an entry, which was being corrected.
            self.at = self.end;
        }
        result
    }

    fn move_to(&mut self, at: u64) {
        self.at = at;
        self.end = self.end.max(at);
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = match self.has_failed.get() {
            true => Ok(bytes.len()),
            false => self.file.write(bytes),
        };
        let written = self.noted(written)?;
        self.move_to(self.at + written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        match self.has_failed.get() {
            true => Ok(()),
            false => {
                let flushed = self.file.flush();
                self.noted(flushed)
            }
        }
    }
}

impl<W: Seek> Seek for Output<W> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match (self.has_failed.get(), to) {
            (false, to) => self.file.seek(to),
            (true, SeekFrom::Start(at)) => Ok(at),
            (true, SeekFrom::Current(by) | SeekFrom::End(by)) => {
                Ok(self.at.saturating_add_signed(by))
            }
        };
        let at = self.noted(at)?;
        self.move_to(at);
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufWriter, Cursor};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// Memory of which one call fails, the one after so many others.
    struct Failing {
        memory: Cursor<Vec<u8>>,
        calls_left: u32,
    }

    impl Failing {
        fn call(&mut self) -> Result<()> {
            let left = self.calls_left;
            self.calls_left = left.wrapping_sub(1);
            match left {
                0 => Err(Error::from(ErrorKind::StorageFull)),
                _ => Ok(()),
            }
        }
    }

    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            self.call()?;
            self.memory.write(bytes)
        }

        fn flush(&mut self) -> Result<()> {
            self.call()
        }
    }

    impl Seek for Failing {
        fn seek(&mut self, to: SeekFrom) -> Result<u64> {
            self.call()?;
            self.memory.seek(to)
        }
    }

    fn write(file: Failing) -> zip::result::ZipResult<u32> {
        let mut zip = ZipWriter::new(BufWriter::with_capacity(10, Output::new(file)));
        for name in ["a", "b"] {
            zip.start_file(name, SimpleFileOptions::default())?;
            zip.write_all(&[7; 30])?;
        }
        let file = zip.finish()?.into_inner();
        let output = file.map_err(|error| error.into_error())?;
        Ok(output.into_inner().calls_left)
    }

    #[test]
    fn an_archive_that_is_given_up_is_not_completed() {
        let file = tempfile::tempfile().expect("a file");
        let copy = file.try_clone().expect("the same file");
        let output = Output::new(file);
        let give_up = output.give_up();
        let mut zip = ZipWriter::new(output);
        let options = SimpleFileOptions::default();
        zip.start_file("a", options).expect("there is room");
        let before = copy.metadata().expect("a length").len();
        drop(give_up);
        drop(zip);
        assert_eq!(copy.metadata().expect("a length").len(), before);
    }

    #[test]
    fn an_archive_is_abandoned_at_the_first_error() {
        let failing = |calls_left| Failing {
            memory: Cursor::new(Vec::new()),
            calls_left,
        };
        let calls = u32::MAX - write(failing(u32::MAX)).expect("nothing fails");
        assert!(calls > 10, "{calls}");
        for calls_left in 0..calls {
            let error = write(failing(calls_left)).expect_err("a call fails");
            assert!(error.to_string().contains("no storage space"), "{error}");
        }
    }
}
