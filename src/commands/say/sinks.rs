//! Where what is said goes: the loudspeaker, a WAV file, or a pipe.

use std::fs::Permissions;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use lismoi_audio::wav;
use lismoi_audio::wav::spool::Spill;
use tempfile::TempPath;

use crate::playback::{self, PlaybackError};

/// So many blocks may wait to be heard: a few sentences, however long the article.
const AHEAD: usize = 16;

/// Where the sound goes, and what never came to it.
pub(super) struct Output {
    pub(super) sink: Sink,
    pub(super) missed: usize,
    /// Set when the run is to end.
    pub(super) interrupted: Arc<AtomicBool>,
}

/// Where the samples go.
pub(super) enum Sink {
    Loudspeaker(Loudspeaker),
    File(Box<WavFile>),
    Pipe {
        out: BufWriter<StdoutLock<'static>>,
        /// Until it is written.
        header: Option<Vec<u8>>,
    },
}

impl Sink {
    /// The loudspeaker, or with `output` a file, or standard output for `-`.
    pub(super) fn open(output: Option<&Path>, sample_rate: u32) -> Result<Sink> {
        match output {
            None => Ok(Sink::Loudspeaker(Loudspeaker::open(sample_rate))),
            Some(path) if path == Path::new("-") => {
                let out = BufWriter::new(io::stdout().lock());
                // With the first samples: an error before them leaves an empty pipe.
                let header = Some(wav::header_of_stream(sample_rate));
                Ok(Sink::Pipe { out, header })
            }
            Some(path) => WavFile::create(path, sample_rate)
                .map(|file| Sink::File(Box::new(file)))
                .with_context(|| format!("could not write '{}'", path.display())),
        }
    }

    pub(super) fn write(&mut self, samples: &[i16]) -> Result<()> {
        match self {
            Sink::Loudspeaker(loudspeaker) => loudspeaker.write(samples),
            Sink::File(file) => Ok(file.writer.write(samples)?),
            Sink::Pipe { out, header } => {
                if let Some(header) = header.take() {
                    out.write_all(&header)?;
                }
                for sample in samples {
                    out.write_all(&sample.to_le_bytes())?;
                }
                // Whoever listens hears it now.
                Ok(out.flush()?)
            }
        }
    }

    /// Leaves no file. Fails where the loudspeaker did, which is known at its end.
    pub(super) fn abandon(self) -> Result<()> {
        match self {
            Sink::Loudspeaker(loudspeaker) => loudspeaker.finish(),
            Sink::File(_) | Sink::Pipe { .. } => Ok(()),
        }
    }

    /// Returns when everything was heard or written.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Sink::Loudspeaker(loudspeaker) => loudspeaker.finish(),
            Sink::File(file) => file.finish(),
            Sink::Pipe { mut out, .. } => Ok(out.flush()?),
        }
    }
}

/// A thread that plays blocks of samples as they come.
pub(super) struct Loudspeaker {
    blocks: SyncSender<Vec<i16>>,
    player: JoinHandle<Result<(), PlaybackError>>,
}

impl Loudspeaker {
    fn open(sample_rate: u32) -> Loudspeaker {
        let (blocks, waiting) = sync_channel(AHEAD);
        let player = thread::spawn(move || playback::play(sample_rate, in_order(waiting)));
        Loudspeaker { blocks, player }
    }

    fn write(&mut self, samples: &[i16]) -> Result<()> {
        // The player has ended early: finishing says why.
        let sent = samples.is_empty() || self.blocks.send(samples.to_vec()).is_ok();
        match sent {
            true => Ok(()),
            false => Err(anyhow!("the loudspeaker is gone")),
        }
    }

    fn finish(self) -> Result<()> {
        drop(self.blocks);
        let played = self.player.join();
        Ok(played.map_err(|_| anyhow!("a thread was lost"))??)
    }
}

/// Fills in the blocks, one after the other, and nothing when there are no more.
fn in_order(blocks: Receiver<Vec<i16>>) -> impl FnMut(&mut [i16]) -> usize {
    let mut current = Vec::new();
    let mut next = 0;
    move |out| {
        if next == current.len() {
            match blocks.recv() {
                Ok(block) => (current, next) = (block, 0),
                Err(_) => return 0,
            }
        }
        let count = out.len().min(current.len() - next);
        out[..count].copy_from_slice(&current[next..next + count]);
        next += count;
        count
    }
}

/// A WAV file that gets its name when it is complete.
pub(super) struct WavFile {
    writer: wav::writer::Writer,
    part: TempPath,
    path: PathBuf,
}

impl WavFile {
    fn create(path: &Path, sample_rate: u32) -> Result<WavFile> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let part = tempfile::Builder::new()
            .prefix(".lismoi-")
            .suffix(".wav.part")
            // As of any new file; the umask takes from it.
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(&folder)?;
        let (file, part) = part.into_parts();
        let spill: Spill = Arc::new(move || tempfile::tempfile_in(&folder));
        Ok(WavFile {
            writer: wav::writer::Writer::start(file, sample_rate, &spill)?,
            part,
            path: path.to_owned(),
        })
    }

    fn finish(self) -> Result<()> {
        self.writer.finish()?;
        self.part
            .persist(&self.path)
            .map_err(|error| error.error)
            .with_context(|| format!("could not write '{}'", self.path.display()))
    }
}
