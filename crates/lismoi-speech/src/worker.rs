//! The worker process: a small, single-threaded program around an engine.
//!
//! It initialises the engine once and forks for each request. Every utterance is spoken in the
//! same state of the process (a fork takes about 0.6 ms, a start 6 ms), and a crash costs only
//! the fork.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::ExitCode;

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, alarm, fork};

use crate::command::{WorkerArguments, WorkerTask, parse_arguments};
use crate::engine::Engine;
use crate::espeak::Espeak;
use crate::pico::Pico;
#[cfg(feature = "piper")]
use crate::piper::engine::Piper;
use crate::piper::voice::Source;
use crate::protocol::{Message, receive, send};
use crate::take::Take;
use crate::voice::Voice;

/// A fork whose parents were killed ends itself after this time.
const ORPHAN_LIMIT_S: u32 = 120;

/// The exit code of wrong arguments.
const USAGE: u8 = 2;

/// Runs as a worker if `arguments`, those of the program without its name, say so; `None`
/// otherwise. Requests come from standard input, until it ends.
///
/// The process must have one thread only, because a worker forks.
pub fn run_if_worker<S: AsRef<OsStr>>(arguments: &[S]) -> Option<ExitCode> {
    match parse_arguments(arguments) {
        WorkerArguments::NoWorker => None,
        WorkerArguments::Valid(WorkerTask::Samples, voice, source) => {
            Some(serve_samples(&voice, source))
        }
        WorkerArguments::Valid(WorkerTask::Phonemes, voice, _) => Some(serve_phonemes(&voice)),
        WorkerArguments::Invalid => Some(ExitCode::from(USAGE)),
    }
}

/// An engine that is ready to speak.
enum Ready {
    Espeak(Espeak),
    Pico(Pico),
    #[cfg(feature = "piper")]
    Piper(Box<Piper>),
}

impl Ready {
    fn start(voice: &Voice, source: Option<Source>) -> Result<Ready, String> {
        match voice.engine() {
            Engine::Espeak => Espeak::start(voice).map(Ready::Espeak).map_err(text),
            Engine::Pico => Pico::start(voice).map(Ready::Pico).map_err(text),
            Engine::Piper => start_piper(voice, source),
        }
    }

    fn speak(&mut self, text: &str) -> Result<Take, String> {
        match self {
            Ready::Espeak(engine) => engine.speak(text).map_err(self::text),
            Ready::Pico(engine) => engine.speak(text).map_err(self::text),
            #[cfg(feature = "piper")]
            Ready::Piper(engine) => engine.speak(text).map_err(self::text),
        }
    }
}

#[cfg(feature = "piper")]
fn start_piper(voice: &Voice, source: Option<Source>) -> Result<Ready, String> {
    let source = source.ok_or("the files of the voice were not named")?;
    let engine = Piper::start(voice, source).map_err(text)?;
    Ok(Ready::Piper(Box::new(engine)))
}

#[cfg(not(feature = "piper"))]
fn start_piper(_voice: &Voice, _source: Option<Source>) -> Result<Ready, String> {
    Err("this program was built without Piper".to_owned())
}

fn text(error: impl ToString) -> String {
    error.to_string()
}

fn serve_samples(voice: &Voice, source: Option<Source>) -> ExitCode {
    let mut engine = match Ready::start(voice, source) {
        Ok(engine) => engine,
        Err(reason) => return reply(&Message::Unavailable(reason)),
    };
    if reply(&Message::Ready) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    loop {
        match receive(io::stdin().lock()) {
            Ok(Some(Message::Speak(text))) => {
                if let Err(reason) = speak_in_fork(&mut engine, voice.engine(), &text)
                    && reply(&Message::Failed(reason)) != ExitCode::SUCCESS
                {
                    return ExitCode::FAILURE;
                }
            }
            Ok(None) => return ExitCode::SUCCESS,
            Ok(Some(_)) | Err(_) => return ExitCode::FAILURE,
        }
    }
}

/// Serves requests with `espeak-rs`, which returns phonemes only. It initialises eSpeak NG
/// itself, so it must not share a process with [`Espeak`].
fn serve_phonemes(voice: &Voice) -> ExitCode {
    if reply(&Message::Ready) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    while let Ok(Some(Message::Speak(text))) = receive(io::stdin().lock()) {
        let message = match espeak_rs::text_to_phonemes(&text, &voice.name, None) {
            Ok(lines) => Message::Phonemes(lines.join(" ")),
            Err(error) => Message::Failed(error.to_string()),
        };
        if reply(&message) != ExitCode::SUCCESS {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

#[expect(
    unsafe_code,
    reason = "fork is what makes takes reproducible and crashes harmless"
)]
fn speak_in_fork(ready: &mut Ready, engine: Engine, text: &str) -> Result<(), String> {
    // SAFETY: this process has one thread, so the child may call any function.
    match unsafe { fork() } {
        Ok(ForkResult::Child) => {
            alarm::set(ORPHAN_LIMIT_S);
            let message = match ready.speak(text) {
                Ok(take) => Message::Spoken(take),
                Err(reason) => Message::Failed(reason),
            };
            let code = i32::from(reply(&message) != ExitCode::SUCCESS);
            std::process::exit(code)
        }
        Ok(ForkResult::Parent { child }) => match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, 0)) => Ok(()),
            Ok(WaitStatus::Signaled(_, signal, _)) => Err(format!("{engine} crashed ({signal})")),
            Ok(status) => Err(format!("{engine} ended with {status:?}")),
            Err(error) => Err(format!("{engine} was lost: {error}")),
        },
        Err(error) => Err(format!("could not fork: {error}")),
    }
}

/// Writes one message; fails if the pipe is closed.
fn reply(message: &Message) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match send(&mut stdout, message).and_then(|()| stdout.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
