//! The workers that wait for the next text: a start takes longer than a sentence.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::process::Worker;
use lismoi_speech::voice::Voice;
use lismoi_speech::voice_data::VoiceData;

/// How many workers wait, each a process of some megabytes.
const MOST: usize = 4;

static IDLE: Mutex<Vec<Ready>> = Mutex::new(Vec::new());

/// A worker with its voice.
#[derive(Debug)]
pub(crate) struct Ready {
    // Dropped before the data that it reads.
    pub(crate) worker: Worker,
    voice: Voice,
    command: Vec<String>,
    data: VoiceData,
}

/// A worker with this voice that nobody else has. `command` is the program that it runs in, and
/// its arguments.
///
/// # Errors
/// The data of the voice cannot be unpacked, or the voice does not start.
pub(crate) fn take(voice: &Voice, command: &[String]) -> Result<Ready> {
    let known = |ready: &Ready| ready.voice == *voice && ready.command == command;
    let mut waiting = idle();
    if let Some(at) = waiting.iter().rposition(known) {
        return Ok(waiting.remove(at));
    }
    drop(waiting);
    let [program, arguments @ ..] = command else {
        bail!("there is no program to start a worker with");
    };
    let data = voice.engine().data().ensure_unpacked()?;
    let path = data.path().to_owned();
    let own = WorkerCommand::of_this_program(WorkerTask::Samples, voice, path)?
        .in_program(PathBuf::from(program), arguments.iter().cloned());
    let mut worker = Worker::new(own);
    worker.ensure_ready()?;
    Ok(Ready {
        worker,
        voice: voice.clone(),
        command: command.to_vec(),
        data,
    })
}

/// Keeps a worker for the next text, instead of the one that has waited longest where there are
/// many.
pub(crate) fn give_back(ready: Ready) {
    // Statics are not dropped: data of its own would stay behind.
    if matches!(ready.data, VoiceData::Temporary(_)) {
        return;
    }
    let mut waiting = idle();
    let one_too_many = (waiting.len() == MOST).then(|| waiting.remove(0));
    waiting.push(ready);
    drop(waiting);
    // It ends while nobody waits for the others.
    drop(one_too_many);
}

/// Closes the pipes to all workers, in a fork of the process that they belong to.
pub(crate) fn forget() {
    idle().clear();
}

fn idle() -> MutexGuard<'static, Vec<Ready>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}
