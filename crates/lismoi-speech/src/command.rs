//! How a worker process is started: this same program, with hidden arguments; or another one that
//! passes them on.

use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::piper::voice::{PiperVoice, Source};
use crate::synthesizer::EngineIdentity;
use crate::voice::Voice;
use crate::voice_data::Archive;

/// The hidden first argument that makes the program a worker.
const WORKER_ARGUMENT: &str = "__worker";

/// An utterance takes at most about 50 ms; the limit leaves room for a machine that swaps.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// A neural voice takes a fifth of the sound's length, twice: for the longest utterance on a
/// slow machine with other work.
const PIPER_TIME_LIMIT: Duration = Duration::from_secs(110);

/// The task of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerTask {
    /// Speaks it: the reply is a take.
    Samples,
    /// Transcribes it with the `espeak-rs` crate: the reply is phonemes.
    Phonemes,
}

impl WorkerTask {
    fn argument(self) -> &'static str {
        match self {
            WorkerTask::Samples => "samples",
            WorkerTask::Phonemes => "phonemes",
        }
    }

    fn from_argument(argument: &OsStr) -> Option<WorkerTask> {
        let tasks = [WorkerTask::Samples, WorkerTask::Phonemes];
        tasks.into_iter().find(|task| task.argument() == argument)
    }
}

/// The command that starts a worker process.
#[derive(Clone, Debug)]
pub struct WorkerCommand {
    /// The program: this one, or in tests one that misbehaves.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// The folder that holds the engine's data; the working folder of the worker.
    pub data: PathBuf,
    /// What belongs there: unpacked anew where a worker does not start, because a program that
    /// cleans caches may have removed it.
    pub archive: Option<&'static Archive>,
    /// The engine that the worker runs.
    pub engine: EngineIdentity,
    /// How long a start or an utterance may take.
    pub time_limit: Duration,
}

impl WorkerCommand {
    /// This program as a worker that does `task` with `voice`.
    ///
    /// # Errors
    /// The path of the running program is unknown.
    pub fn of_this_program(task: WorkerTask, voice: &Voice, data: PathBuf) -> io::Result<Self> {
        // On Linux this stays valid even if the file is replaced while it runs.
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe()?
        };
        let engine = voice.engine();
        let voice = serde_json::to_string(voice)?;
        Ok(WorkerCommand {
            program,
            arguments: vec![
                WORKER_ARGUMENT.to_owned(),
                task.argument().to_owned(),
                voice,
            ],
            data,
            archive: Some(engine.data()),
            engine: engine.identity().clone(),
            time_limit: TIME_LIMIT,
        })
    }

    /// This worker in a program that is given `own` arguments first, and hands those after them to
    /// [`run_if_worker`](crate::worker::run_if_worker). For libraries: the program that they are in
    /// is none of ours.
    pub fn in_program(mut self, program: PathBuf, own: impl IntoIterator<Item = String>) -> Self {
        self.program = program;
        self.arguments.splice(0..0, own);
        self
    }

    /// Unpacks the data of the engine anew if they are missing or damaged.
    pub(super) fn repair_data(&self) {
        if let Some(archive) = self.archive {
            // If that fails, so does the worker, and says why.
            let _ = archive.repair(&self.data);
        }
    }

    /// This worker with a Piper voice.
    ///
    /// # Errors
    /// The path of the model is not UTF-8.
    pub fn with_piper(mut self, piper: &PiperVoice) -> io::Result<Self> {
        self.arguments.push(serde_json::to_string(&piper.source)?);
        self.engine = piper.identity.clone();
        self.time_limit = PIPER_TIME_LIMIT;
        Ok(self)
    }
}

/// The arguments of the program, parsed as those of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WorkerArguments {
    /// The program is no worker.
    NoWorker,
    /// A worker with this task and voice, and the files of a Piper voice.
    Valid(WorkerTask, Voice, Option<Source>),
    /// A worker with an unknown task or an unreadable voice.
    Invalid,
}

/// Parses the arguments of the program, without its name.
pub(super) fn parse_arguments<S: AsRef<OsStr>>(arguments: &[S]) -> WorkerArguments {
    let [first, task, voice, rest @ ..] = arguments else {
        return WorkerArguments::NoWorker;
    };
    if first.as_ref() != WORKER_ARGUMENT {
        return WorkerArguments::NoWorker;
    }
    let voice = voice.as_ref().to_str().map(serde_json::from_str::<Voice>);
    let source = rest
        .first()
        .and_then(|source| serde_json::from_str(source.as_ref().to_str()?).ok());
    match (WorkerTask::from_argument(task.as_ref()), voice) {
        (Some(task), Some(Ok(voice))) => WorkerArguments::Valid(task, voice, source),
        _ => WorkerArguments::Invalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_parses_the_arguments_that_the_program_passes() {
        for task in [WorkerTask::Samples, WorkerTask::Phonemes] {
            let voice = Voice::default();
            let command = WorkerCommand::of_this_program(task, &voice, PathBuf::new())
                .expect("the path of the test program is known");
            let parsed = parse_arguments(&command.arguments);
            assert_eq!(parsed, WorkerArguments::Valid(task, voice, None));
        }
        assert_eq!(parse_arguments(&["a.txt"]), WorkerArguments::NoWorker);
        assert_eq!(parse_arguments::<&str>(&[]), WorkerArguments::NoWorker);
        assert_eq!(
            parse_arguments(&["__worker", "samples", "{"]),
            WorkerArguments::Invalid
        );
    }
}
