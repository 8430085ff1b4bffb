//! The tables of a track in, the byte range of each of its samples out (ISO/IEC 14496-12, 8.7:
//! sizes, chunks, and the number of samples in a chunk).

use anyhow::{Context, Result, ensure};

use super::boxes::ByteRange;
use super::source::FilePart;

/// How many bytes of a table are read at a time.
const BLOCK: u64 = 1 << 14;

/// Reads a table of numbers, a block at a time.
pub(super) struct TableReader {
    /// The part of the table that is not yet read.
    rest: ByteRange,
    /// The length of a number in bytes: 4 or 8.
    bytes: usize,
    /// Numbers that are read but not yet returned, in reverse.
    waiting: Vec<u64>,
}

impl TableReader {
    pub(super) fn new(rest: ByteRange, bytes: usize) -> TableReader {
        TableReader {
            rest,
            bytes,
            waiting: Vec::new(),
        }
    }

    /// The next number; `None` at the end of the table.
    pub(super) fn next(&mut self, source: &FilePart) -> Result<Option<u64>> {
        if self.waiting.is_empty() {
            let end = self.rest.after(BLOCK).start;
            let block = ByteRange { end, ..self.rest }.bytes(source)?;
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

/// Consecutive chunks with equal numbers of samples.
#[derive(Clone, Copy)]
struct ChunkRun {
    /// The number of the first chunk, from 1.
    first_chunk: u64,
    /// The number of samples in each chunk.
    samples: u64,
}

/// Iterates over the samples of a track.
pub(super) struct SampleTable {
    /// How many samples are still to come.
    pub(super) left: u64,
    /// The size of all samples in bytes; 0 if they differ and a table has them.
    equal_size: u64,
    sizes: TableReader,
    chunks: TableReader,
    runs: TableReader,
    run: ChunkRun,
    next_run: Option<ChunkRun>,
    /// The number of the current chunk, from 1.
    chunk: u64,
    left_in_chunk: u64,
    /// The position of the next sample, in bytes.
    at: u64,
}

impl SampleTable {
    /// Starts before the first sample. `table` is the content of `stbl`.
    pub(super) fn open(source: &FilePart, table: ByteRange) -> Result<SampleTable> {
        let sizes = table.need(source, &[b"stsz"])?;
        let chunks = match table.find(source, &[b"co64"])? {
            Some(chunks) => TableReader::new(chunks.after(8), 8),
            None => TableReader::new(table.need(source, &[b"stco"])?.after(8), 4),
        };
        let mut runs = TableReader::new(table.need(source, &[b"stsc"])?.after(8), 4);
        Ok(SampleTable {
            left: sizes.after(8).u32(source)?.into(),
            equal_size: sizes.after(4).u32(source)?.into(),
            sizes: TableReader::new(sizes.after(12), 4),
            chunks,
            next_run: next_run(&mut runs, source)?,
            runs,
            run: ChunkRun {
                first_chunk: 0,
                samples: 0,
            },
            chunk: 0,
            left_in_chunk: 0,
            at: 0,
        })
    }

    /// The byte range of the next sample; `None` after the last.
    pub(super) fn next(&mut self, source: &FilePart) -> Result<Option<ByteRange>> {
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
        let bytes = ByteRange {
            start: self.at,
            end,
        };
        self.at = end;
        self.left -= 1;
        self.left_in_chunk -= 1;
        Ok(Some(bytes))
    }

    fn enter_chunk(&mut self, source: &FilePart) -> Result<()> {
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

fn next_run(runs: &mut TableReader, source: &FilePart) -> Result<Option<ChunkRun>> {
    let (first, samples, _) = (runs.next(source)?, runs.next(source)?, runs.next(source)?);
    Ok(first.zip(samples).map(|(first_chunk, samples)| ChunkRun {
        first_chunk,
        samples,
    }))
}
