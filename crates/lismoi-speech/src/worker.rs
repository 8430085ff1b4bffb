//! The other side of the pipe: a small, single-threaded process around eSpeak NG.
//!
//! It initialises the engine once and forks for each request, so that every utterance
//! is spoken in the same fresh image of the process (about 0.6 ms instead of 6), and a
//! crash takes only the fork with it.

use std::io::{self, Write};
use std::process::ExitCode;

use nix::sys::signal::Signal;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, alarm, fork};

use super::espeak::Engine;
use super::protocol::{Message, receive, send};
use super::voice::Voice;

/// A fork that nobody waits for any more (its parents were killed) ends itself.
const ORPHAN_LIMIT_S: u32 = 120;

/// Serves requests on standard input until it ends: the whole life of a worker.
pub fn run(voice: &Voice) -> ExitCode {
    let mut engine = match Engine::start(voice) {
        Ok(engine) => engine,
        Err(error) => return reply(&Message::Unavailable(error.to_string())),
    };
    if reply(&Message::Ready) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    loop {
        match receive(io::stdin().lock()) {
            Ok(Some(Message::Speak(text))) => {
                if let Err(reason) = speak_in_a_fork(&mut engine, &text)
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

/// Serves requests with `espeak-rs`, whose answers are phonemes only. It starts eSpeak
/// NG its own way, so it never shares a process with [`Engine`].
pub fn run_phonemes(voice: &Voice) -> ExitCode {
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
fn speak_in_a_fork(engine: &mut Engine, text: &str) -> Result<(), String> {
    // SAFETY: this process has one thread, so the child may do anything.
    match unsafe { fork() } {
        Ok(ForkResult::Child) => {
            alarm::set(ORPHAN_LIMIT_S);
            let message = match engine.speak(text) {
                Ok(take) => Message::Spoken(take),
                Err(error) => Message::Failed(error.to_string()),
            };
            let code = i32::from(reply(&message) != ExitCode::SUCCESS);
            std::process::exit(code)
        }
        Ok(ForkResult::Parent { child }) => match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, 0)) => Ok(()),
            Ok(WaitStatus::Signaled(_, signal, _)) => Err(crash(signal)),
            Ok(status) => Err(format!("eSpeak NG ended with {status:?}")),
            Err(error) => Err(format!("eSpeak NG was lost: {error}")),
        },
        Err(error) => Err(format!("could not fork: {error}")),
    }
}

fn crash(signal: Signal) -> String {
    format!("eSpeak NG crashed ({signal})")
}

/// Writes one message; fails where nobody reads any more.
fn reply(message: &Message) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match send(&mut stdout, message).and_then(|()| stdout.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
