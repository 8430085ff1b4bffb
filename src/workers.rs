//! The worker processes of a run, which speak all its articles.

use anyhow::{Context, Result};
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::engine::Engine;
use lismoi_speech::piper::voice::PiperVoice;
use lismoi_speech::process::Worker;
use lismoi_speech::voice::Voice;
use lismoi_speech::voice_data::VoiceData;

/// Workers with one voice. They are started when they are first needed, or early.
#[derive(Debug)]
pub struct Workers<'a> {
    voice: &'a Voice,
    /// The files of a Piper voice.
    piper: Option<&'a PiperVoice>,
    jobs: usize,
    // Dropped before the data that they read.
    workers: Vec<Worker>,
    data: Option<VoiceData>,
}

impl<'a> Workers<'a> {
    /// So many workers with this voice. `piper` has the files of a Piper voice.
    pub fn new(voice: &'a Voice, piper: Option<&'a PiperVoice>, jobs: usize) -> Self {
        Workers {
            voice,
            piper: piper.filter(|_| voice.engine() == Engine::Piper),
            jobs,
            workers: Vec::new(),
            data: None,
        }
    }

    /// Starts the workers if that costs next to nothing, so that they get ready while the program
    /// works out what to say. What goes wrong is reported when they are needed.
    pub fn start_early(&mut self) {
        let data = self.voice.engine().data();
        if self.voice.engine() == Engine::Espeak && data.is_cached() {
            let _ = self.start();
        }
    }

    /// All workers, running, the first one ready to speak.
    ///
    /// # Errors
    /// The voice data cannot be unpacked, or the voice does not start.
    pub fn ready(&mut self) -> Result<Vec<&mut Worker>> {
        self.start()?;
        if let Some(first) = self.workers.first_mut() {
            first.ensure_ready()?;
        }
        Ok(self.workers.iter_mut().collect())
    }

    fn start(&mut self) -> Result<()> {
        if self.workers.is_empty() {
            let data = self.voice.engine().data().ensure_unpacked()?;
            let path = self.data.insert(data).path().to_owned();
            let mut command =
                WorkerCommand::of_this_program(WorkerTask::Samples, self.voice, path)?;
            if let Some(piper) = self.piper {
                command = command.with_piper(piper)?;
            }
            self.workers = vec![command; self.jobs]
                .into_iter()
                .map(Worker::new)
                .collect();
        }
        for worker in &mut self.workers {
            worker
                .start()
                .with_context(|| format!("could not start {}", self.voice.engine()))?;
        }
        Ok(())
    }
}
