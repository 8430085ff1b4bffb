//! The entry of worker processes, which are this same program under a hidden argument.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use lismoi_speech::process::WORKER_ARGUMENT;
use lismoi_speech::voice::Voice;
use lismoi_speech::worker;

use crate::exit_code::Exit;

/// Runs as a worker if the arguments say so; `None` otherwise.
///
/// Must come first in `main`: a worker forks, and so must not have threads.
pub fn run_if_worker() -> Option<ExitCode> {
    let arguments: Vec<OsString> = env::args_os().take(4).collect();
    match arguments.as_slice() {
        [_, first, kind, voice] if first == WORKER_ARGUMENT => {
            Some(serve(kind.to_str(), voice.to_str()))
        }
        _ => None,
    }
}

fn serve(kind: Option<&str>, voice: Option<&str>) -> ExitCode {
    match (kind, voice.map(serde_json::from_str::<Voice>)) {
        (Some("samples"), Some(Ok(voice))) => worker::run(&voice),
        (Some("phonemes"), Some(Ok(voice))) => worker::run_phonemes(&voice),
        _ => Exit::Usage.into(),
    }
}
