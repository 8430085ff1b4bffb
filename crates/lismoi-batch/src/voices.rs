//! The voices of a run: their data, unpacked once, and the worker processes of each job.

use std::sync::OnceLock;

use anyhow::{Result, anyhow};
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::engine::Engine;
use lismoi_speech::process::Worker;
use lismoi_speech::voice::Voice;
use lismoi_speech::voice_data::VoiceData;

/// How many voices a job keeps ready, each a process of some megabytes.
const MOST: usize = 4;

/// The data of the engines. Workers read them: they must live longer.
#[derive(Debug, Default)]
pub struct Data {
    espeak: OnceLock<Result<VoiceData, String>>,
    pico: OnceLock<Result<VoiceData, String>>,
}

impl Data {
    /// The data of an engine, unpacked when they are first needed.
    ///
    /// # Errors
    /// They cannot be unpacked.
    fn of(&self, engine: Engine) -> Result<&VoiceData> {
        let slot = match engine {
            Engine::Espeak | Engine::Piper => &self.espeak,
            Engine::Pico => &self.pico,
        };
        let unpack = || {
            engine
                .data()
                .ensure_unpacked()
                .map_err(|error| format!("{error:#}"))
        };
        slot.get_or_init(unpack)
            .as_ref()
            .map_err(|error| anyhow!("{error}"))
    }
}

/// The workers of one job: one for each voice that its articles needed lately.
#[derive(Debug)]
pub struct Voices<'a> {
    data: &'a Data,
    /// The one that was needed last is the last one.
    workers: Vec<(Voice, Worker)>,
}

impl<'a> Voices<'a> {
    /// Without a worker.
    pub fn new(data: &'a Data) -> Voices<'a> {
        Voices {
            data,
            workers: Vec::new(),
        }
    }

    /// The worker that speaks with a voice. It starts with its first utterance.
    ///
    /// # Errors
    /// The data of the voice cannot be unpacked.
    pub fn worker(&mut self, voice: &Voice) -> Result<&mut Worker> {
        let known = self.workers.iter().position(|(known, _)| known == voice);
        let entry = match known {
            Some(at) => self.workers.remove(at),
            None => (voice.clone(), self.start(voice)?),
        };
        if self.workers.len() == MOST {
            self.workers.remove(0);
        }
        self.workers.push(entry);
        let last = self.workers.last_mut();
        Ok(last.map(|(_, worker)| worker).expect("it was pushed"))
    }

    /// Ends all workers: the next utterance has a new one.
    pub fn clear(&mut self) {
        self.workers.clear();
    }

    fn start(&self, voice: &Voice) -> Result<Worker> {
        let path = self.data.of(voice.engine())?.path().to_owned();
        let task = WorkerTask::Samples;
        Ok(Worker::new(WorkerCommand::of_this_program(
            task, voice, path,
        )?))
    }
}
