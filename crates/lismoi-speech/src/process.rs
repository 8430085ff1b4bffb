//! A [`Synthesizer`] whose engine runs in a worker process.
//!
//! If a worker crashes, hangs or sends garbage, it is replaced and the utterance tried once
//! more. A second failure costs the utterance, never the book.

use std::io;

use crate::child::WorkerChild;
use crate::command::WorkerCommand;
use crate::protocol::Message;
use crate::synthesizer::{EngineIdentity, SpeechError, Synthesizer};
use crate::take::Take;

/// A synthesizer whose engine runs in a process of its own.
#[derive(Debug)]
pub struct Worker {
    command: WorkerCommand,
    child: Option<WorkerChild>,
}

impl Worker {
    /// A worker that starts with the first request.
    pub fn new(command: WorkerCommand) -> Self {
        Worker {
            command,
            child: None,
        }
    }

    /// Starts the process, so that it is ready earlier.
    ///
    /// # Errors
    /// The system cannot start a process.
    pub fn start(&mut self) -> io::Result<()> {
        // After a fork, the worker is still that of the other process.
        self.child.take_if(|child| !child.is_own());
        if self.child.is_none() {
            let child = WorkerChild::start(&self.command).or_else(|_| {
                self.command.repair_data();
                WorkerChild::start(&self.command)
            });
            self.child = Some(child?);
        }
        Ok(())
    }

    /// Waits until the process is ready to speak, and starts it a second time if it fails.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] if it fails twice.
    pub fn ensure_ready(&mut self) -> Result<(), SpeechError> {
        self.ready_child().map(|_| ())
    }

    fn ready_child(&mut self) -> Result<&mut WorkerChild, SpeechError> {
        let mut reason = None;
        for _ in 0..2 {
            self.start().map_err(|error| {
                SpeechError::Unavailable(format!("could not start a worker: {error}"))
            })?;
            if let Some(mut child) = self.child.take() {
                match child.wait_until_ready() {
                    Ok(()) => return Ok(self.child.insert(child)),
                    Err(error) => reason = Some(error),
                }
            }
            self.command.repair_data();
        }
        let reason = reason.map_or_else(String::new, |error| error.to_string());
        Err(SpeechError::Unavailable(format!(
            "{} does not start: {reason}",
            self.command.engine.name
        )))
    }

    /// Sends a text and returns the reply; tries a second time if the first one fails.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] if no worker can be started, else
    /// [`SpeechError::Utterance`] with the reason of the second failure.
    pub fn ask(&mut self, text: &str) -> Result<Message, SpeechError> {
        match self.attempt(text) {
            Err(SpeechError::Utterance(_)) => self.attempt(text),
            result => result,
        }
    }

    fn attempt(&mut self, text: &str) -> Result<Message, SpeechError> {
        let reason = match self.ready_child()?.exchange(text) {
            Ok(Message::Failed(reason)) => reason,
            Ok(message) => return Ok(message),
            Err(error) => error.to_string(),
        };
        // A late reply would be taken for that of the next utterance.
        self.child = None;
        Err(SpeechError::Utterance(reason))
    }
}

impl Synthesizer for Worker {
    fn engine(&self) -> &EngineIdentity {
        &self.command.engine
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        match self.ask(text)? {
            Message::Spoken(take) => Ok(take),
            _ => Err(SpeechError::Utterance(
                "it sent something other than sound".to_owned(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use super::*;
    use crate::espeak;
    use crate::protocol::send;

    /// Sends the first message of a worker.
    const READY: &str = r"printf 'LMV1\001\000\000\000\000\000\000\000\000';";

    /// A worker that is a shell script.
    fn misbehaving(script: &str) -> Worker {
        Worker::new(WorkerCommand {
            program: PathBuf::from("/bin/sh"),
            arguments: vec!["-c".to_owned(), script.to_owned()],
            data: std::env::temp_dir(),
            archive: None,
            engine: espeak::identity().clone(),
            time_limit: Duration::from_millis(300),
        })
    }

    /// Why a worker that runs `script` once it is ready does not speak.
    fn reason(script: &str) -> String {
        match misbehaving(&format!("{READY} {script}")).speak("bonjour") {
            Err(SpeechError::Utterance(reason)) => reason,
            other => panic!("{script}: {other:?}"),
        }
    }

    #[test]
    fn a_crash_a_hang_and_garbage_each_cost_one_utterance() {
        assert_eq!(reason("head -c 20 >/dev/null; kill -9 $$"), "it ended");
        assert_eq!(reason("exec sleep 60"), "it took too long");
        assert_eq!(reason("sleep 60 & wait"), "it took too long");
        assert_eq!(
            reason("echo this is no message at all; exec sleep 60"),
            "it sent garbage"
        );
        assert_eq!(
            reason("head -c 20 >/dev/null; printf LMV1; exit"),
            "failed to fill whole buffer"
        );
    }

    #[test]
    fn a_failed_utterance_is_tried_a_second_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let seen = folder.path().join("seen");
        let mut reply = Vec::new();
        let take = Take::empty(22_050);
        send(&mut reply, &Message::Spoken(take.clone())).expect("a vector takes all bytes");
        let sound = folder.path().join("reply");
        std::fs::write(&sound, reply).expect("writable");
        let script = format!(
            "{READY} if [ -e {seen} ]; then cat {sound}; sleep 1; else touch {seen}; exit 1; fi",
            seen = seen.display(),
            sound = sound.display()
        );
        assert_eq!(
            misbehaving(&script)
                .speak("bonjour")
                .expect("the second time"),
            take
        );
    }

    #[test]
    fn a_worker_that_does_not_start_or_get_ready_is_unavailable() {
        let mut worker = misbehaving("");
        worker.command.program = PathBuf::from("/does/not/exist");
        for mut worker in [worker, misbehaving("exit 3"), misbehaving("exec sleep 60")] {
            let error = worker.speak("bonjour").expect_err("it cannot start");
            assert!(matches!(error, SpeechError::Unavailable(_)), "{error:?}");
        }
    }

    #[test]
    fn a_hanging_worker_is_killed_with_its_children() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let survived = folder.path().join("survived");
        let mut worker = misbehaving(&format!(
            "{READY} (sleep 1; touch {}) & wait",
            survived.display()
        ));
        assert_eq!(
            worker.speak("bonjour").expect_err("it hangs").to_string(),
            "it took too long"
        );
        std::thread::sleep(Duration::from_millis(1500));
        assert!(!survived.exists(), "a child of the worker is still alive");
    }
}
