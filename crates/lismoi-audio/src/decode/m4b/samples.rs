//! The tables of a track in, where each of its samples lies in the file out
//! (ISO/IEC 14496-12, 8.7: sizes, chunks, and how many samples a chunk has).

use anyhow::{Context, Result, ensure};

use super::boxes::Place;
use super::source::Source;

/// How much of a table is held.
const BLOCK: u64 = 1 << 14;

/// A table of numbers, read a part at a time.
pub(super) struct Table {
    rest: Place,
    /// Of a number: 4 or 8.
    bytes: usize,
    /// Read, in reverse.
    waiting: Vec<u64>,
}

impl Table {
    pub(super) fn new(rest: Place, bytes: usize) -> Table {
        Table {
            rest,
            bytes,
            waiting: Vec::new(),
        }
    }

    /// `None` at its end.
    pub(super) fn next(&mut self, source: &Source) -> Result<Option<u64>> {
        if self.waiting.is_empty() {
            let end = self.rest.after(BLOCK).start;
            let block = Place { end, ..self.rest }.bytes(source)?;
            self.rest.start = end;
            let number = |bytes: &[u8]| {
                bytes
                    .iter()
                    .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
            };
            self.waiting
                .extend(block.chunks_exact(self.bytes).map(number));
            self.waiting.reverse();
        }
        Ok(self.waiting.pop())
    }
}

/// From one chunk on, each has so many samples.
#[derive(Clone, Copy)]
struct Run {
    first_chunk: u64,
    samples: u64,
}

/// The samples of a track in order.
pub(super) struct Samples {
    /// How many are still to come.
    pub(super) left: u64,
    /// Of all, where they are equal; else there is a table.
    equal_size: u64,
    sizes: Table,
    chunks: Table,
    runs: Table,
    run: Run,
    next_run: Option<Run>,
    /// The number of the chunk, from 1.
    chunk: u64,
    left_in_chunk: u64,
    /// Where the next sample is.
    at: u64,
}

impl Samples {
    /// `table` is the sample table box.
    pub(super) fn open(source: &Source, table: Place) -> Result<Samples> {
        let sizes = table.need(source, &[b"stsz"])?;
        let chunks = match table.find(source, &[b"co64"])? {
            Some(chunks) => Table::new(chunks.after(8), 8),
            None => Table::new(table.need(source, &[b"stco"])?.after(8), 4),
        };
        let mut runs = Table::new(table.need(source, &[b"stsc"])?.after(8), 4);
        Ok(Samples {
            left: sizes.after(8).u32(source)?.into(),
            equal_size: sizes.after(4).u32(source)?.into(),
            sizes: Table::new(sizes.after(12), 4),
            chunks,
            next_run: next_run(&mut runs, source)?,
            runs,
            run: Run {
                first_chunk: 0,
                samples: 0,
            },
            chunk: 0,
            left_in_chunk: 0,
            at: 0,
        })
    }

    /// Where the next one lies; `None` after the last.
    pub(super) fn next(&mut self, source: &Source) -> Result<Option<Place>> {
        if self.left == 0 {
            return Ok(None);
        }
        if self.left_in_chunk == 0 {
            self.enter_chunk(source)?;
        }
        let size = match self.equal_size {
            0 => self.sizes.next(source)?.context("sizes are missing")?,
            size => size,
        };
        let end = self
            .at
            .checked_add(size)
            .context("its tables are damaged")?;
        let place = Place {
            start: self.at,
            end,
        };
        self.at = end;
        self.left -= 1;
        self.left_in_chunk -= 1;
        Ok(Some(place))
    }

    fn enter_chunk(&mut self, source: &Source) -> Result<()> {
        self.chunk += 1;
        self.at = self.chunks.next(source)?.context("chunks are missing")?;
        if let Some(run) = self.next_run.filter(|run| run.first_chunk == self.chunk) {
            self.run = run;
            self.next_run = next_run(&mut self.runs, source)?;
        }
        self.left_in_chunk = self.run.samples;
        ensure!(self.left_in_chunk > 0, "a chunk is empty");
        Ok(())
    }
}

fn next_run(runs: &mut Table, source: &Source) -> Result<Option<Run>> {
    let (first, samples, _) = (runs.next(source)?, runs.next(source)?, runs.next(source)?);
    Ok(first.zip(samples).map(|(first_chunk, samples)| Run {
        first_chunk,
        samples,
    }))
}
