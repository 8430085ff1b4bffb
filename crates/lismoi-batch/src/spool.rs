//! Samples that wait until the length of the whole is known: in memory, and from some length on
//! in a file that has no name.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

/// How many bytes stay in memory: three minutes of eSpeak NG. Each job has one spool.
const IN_MEMORY: usize = 8_000_000;

/// Samples in the order in which they were written.
pub(crate) struct Spool {
    file: BufWriter<SpooledTempFile>,
    /// How many there are.
    pub(crate) samples: u64,
}

impl Spool {
    pub(crate) fn new() -> Spool {
        Spool {
            file: BufWriter::with_capacity(1 << 16, SpooledTempFile::new(IN_MEMORY)),
            samples: 0,
        }
    }

    pub(crate) fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        self.samples += samples.len() as u64;
        self.file.write_all(bytemuck::cast_slice(samples))
    }

    /// Writes silence up to this sample.
    pub(crate) fn write_silence_to(&mut self, end: u64) -> io::Result<()> {
        const SILENCE: [i16; 4096] = [0; 4096];
        while self.samples < end {
            let count = (end - self.samples).min(SILENCE.len() as u64);
            self.write(&SILENCE[..count as usize])?;
        }
        Ok(())
    }

    /// Passes all samples on, in blocks.
    pub(crate) fn read(
        &mut self,
        mut each: impl FnMut(&[i16]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(0))?;
        let mut block = vec![0_i16; 1 << 15];
        let mut left = self.samples;
        while left > 0 {
            let count = left.min(block.len() as u64);
            let part = &mut block[..count as usize];
            file.read_exact(bytemuck::cast_slice_mut(part))?;
            each(part)?;
            left -= count;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_read_as_they_were_written_and_read_again() {
        let mut spool = Spool::new();
        let block: Vec<i16> = (0..20_000).collect();
        let mut expected = Vec::new();
        for _ in 0..300 {
            spool.write(&block).expect("writable");
            expected.extend(&block);
        }
        let end = spool.samples + 5_000;
        spool.write_silence_to(end).expect("writable");
        expected.resize(end as usize, 0);
        for _ in 0..2 {
            let mut found: Vec<i16> = Vec::new();
            spool
                .read(|block| {
                    found.extend(block);
                    Ok(())
                })
                .expect("readable");
            assert!(found == expected);
        }
    }
}
