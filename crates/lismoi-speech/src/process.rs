//! This side of the pipe: a worker process, asked one utterance at a time.
//!
//! A worker that crashes, hangs or sends garbage is replaced and the utterance tried
//! once more; after that the utterance is given up, never the book.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use super::protocol::{Message, receive, send};
use super::voice::Voice;
use super::{SpeechError, Synthesizer, Take};

/// The hidden first argument that makes the program a worker.
pub const WORKER_ARGUMENT: &str = "__worker";

/// An utterance takes some 50 ms at most; this leaves room for a machine that swaps.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How a worker process is started.
#[derive(Clone, Debug)]
pub struct WorkerCommand {
    /// The program itself, or in tests one that misbehaves.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// The folder that holds `espeak-ng-data`; the worker's working folder.
    pub data: PathBuf,
    /// How long a start or an utterance may take.
    pub time_limit: Duration,
}

impl WorkerCommand {
    /// This same program as a worker with `voice`; `kind` is `samples` or `phonemes`.
    ///
    /// # Errors
    /// When the system does not say where the running program is.
    pub fn of_this_program(kind: &str, voice: &Voice, data: PathBuf) -> io::Result<Self> {
        // On Linux this stays right even if the file is replaced while we run.
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe()?
        };
        let voice = serde_json::to_string(voice)?;
        Ok(WorkerCommand {
            program,
            arguments: vec![WORKER_ARGUMENT.to_owned(), kind.to_owned(), voice],
            data,
            time_limit: TIME_LIMIT,
        })
    }
}

/// A synthesizer whose engine lives in a process of its own.
#[derive(Debug)]
pub struct Worker {
    command: WorkerCommand,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    requests: ChildStdin,
    replies: ChildStdout,
    is_ready: bool,
}

impl Worker {
    /// A worker that starts with the first request.
    pub fn new(command: WorkerCommand) -> Self {
        Worker {
            command,
            running: None,
        }
    }

    /// Starts the process before its first request, so that it gets ready meanwhile.
    ///
    /// # Errors
    /// When the system cannot start a process.
    pub fn start(&mut self) -> io::Result<()> {
        if self.running.is_none() {
            self.running = Some(Running::start(&self.command)?);
        }
        Ok(())
    }

    /// Waits until the process is ready to speak, starting it a second time if need be.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] where it does not get ready.
    pub fn ensure_ready(&mut self) -> Result<(), SpeechError> {
        let time_limit = self.command.time_limit;
        let mut reason = String::new();
        for _ in 0..2 {
            self.start().map_err(|error| {
                SpeechError::Unavailable(format!("could not start a worker: {error}"))
            })?;
            match self
                .running
                .as_mut()
                .map(|running| running.get_ready(time_limit))
            {
                Some(Ok(())) => return Ok(()),
                Some(Err(error)) => reason = error.to_string(),
                None => {}
            }
            self.running = None;
        }
        Err(SpeechError::Unavailable(format!(
            "eSpeak NG does not start: {reason}"
        )))
    }

    /// Asks once more where the first attempt failed.
    ///
    /// # Errors
    /// [`SpeechError::Unavailable`] where no worker can be started, else
    /// [`SpeechError::Utterance`] with the reason of the second failure.
    pub fn ask(&mut self, text: &str) -> Result<Message, SpeechError> {
        match self.attempt(text) {
            Err(SpeechError::Utterance(_)) => self.attempt(text),
            done => done,
        }
    }

    fn attempt(&mut self, text: &str) -> Result<Message, SpeechError> {
        self.ensure_ready()?;
        let exchanged = match &mut self.running {
            Some(running) => running.exchange(text, self.command.time_limit),
            None => Err(io::Error::other("it is not running")),
        };
        let reason = match exchanged {
            Ok(Message::Failed(reason)) => reason,
            Ok(message) => return Ok(message),
            Err(error) => error.to_string(),
        };
        // Whatever it may still send would be taken for the next utterance.
        self.running = None;
        Err(SpeechError::Utterance(reason))
    }
}

impl Synthesizer for Worker {
    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        match self.ask(text)? {
            Message::Spoken(take) => Ok(take),
            _ => Err(SpeechError::Utterance(
                "it sent something else than sound".to_owned(),
            )),
        }
    }
}

impl Running {
    fn start(command: &WorkerCommand) -> io::Result<Running> {
        let mut child = Command::new(&command.program)
            .args(&command.arguments)
            .current_dir(&command.data)
            // Where espeak-rs looks for `espeak-ng-data`.
            .env("PIPER_ESPEAKNG_DATA_DIRECTORY", ".")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // A group of its own: Ctrl-C reaches the program only, and the worker can be
            // killed together with its forks.
            .process_group(0)
            .spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(replies)) => {
                widen(&replies);
                Ok(Running {
                    child,
                    requests,
                    replies,
                    is_ready: false,
                })
            }
            _ => Err(io::Error::other("no pipe to the worker")),
        }
    }

    /// Waits for the [`Message::Ready`] that a new worker sends first.
    fn get_ready(&mut self, time_limit: Duration) -> io::Result<()> {
        if !self.is_ready {
            match self.receive(time_limit)? {
                Message::Ready => self.is_ready = true,
                Message::Unavailable(reason) => return Err(io::Error::other(reason)),
                _ => return Err(io::Error::other("it sent something else first")),
            }
        }
        Ok(())
    }

    /// Sends one request and waits for its reply.
    fn exchange(&mut self, text: &str, time_limit: Duration) -> io::Result<Message> {
        send(&mut self.requests, &Message::Speak(text.to_owned()))?;
        self.receive(time_limit)
    }

    fn receive(&mut self, time_limit: Duration) -> io::Result<Message> {
        let replies = Impatient {
            pipe: &mut self.replies,
            deadline: Instant::now() + time_limit,
        };
        receive(replies)?.ok_or_else(|| io::Error::other("it ended"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(group) = i32::try_from(self.child.id()) {
            // It may have ended by itself.
            let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
        }
        let _ = self.child.wait();
    }
}

/// Lets a worker finish most utterances without waiting for us to read.
#[cfg(target_os = "linux")]
fn widen(pipe: &ChildStdout) {
    // 1 MiB is what an unprivileged process may have; less is only slower.
    let _ = nix::fcntl::fcntl(pipe, nix::fcntl::FcntlArg::F_SETPIPE_SZ(1 << 20));
}

#[cfg(not(target_os = "linux"))]
fn widen(_pipe: &ChildStdout) {}

/// A reader that gives up at `deadline`.
struct Impatient<'a> {
    pipe: &'a mut ChildStdout,
    deadline: Instant,
}

impl Read for Impatient<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            let timeout = PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX);
            let mut ready = [PollFd::new(self.pipe.as_fd(), PollFlags::POLLIN)];
            match poll(&mut ready, timeout) {
                Ok(0) => return Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long")),
                Ok(_) => return self.pipe.read(buffer),
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a worker sends first.
    const READY: &str = r"printf 'LMV1\001\000\000\000\000\000\000\000\000';";

    /// A worker that is really a shell script.
    fn misbehaving(script: &str) -> Worker {
        Worker::new(WorkerCommand {
            program: PathBuf::from("/bin/sh"),
            arguments: vec!["-c".to_owned(), script.to_owned()],
            data: std::env::temp_dir(),
            time_limit: Duration::from_millis(300),
        })
    }

    /// Why a worker does not speak that got ready, then does this.
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
        send(&mut reply, &Message::Spoken(Take::default())).expect("a vector takes all");
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
            Take::default()
        );
    }

    #[test]
    fn a_program_that_cannot_be_started_or_does_not_get_ready_is_unavailable() {
        let mut worker = misbehaving("");
        worker.command.program = PathBuf::from("/does/not/exist");
        for mut worker in [worker, misbehaving("exit 3"), misbehaving("exec sleep 60")] {
            let error = worker.speak("bonjour").expect_err("it cannot start");
            assert!(matches!(error, SpeechError::Unavailable(_)), "{error:?}");
        }
    }

    #[test]
    fn a_hung_worker_is_killed_with_all_its_children() {
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
        assert!(!survived.exists(), "a child of the worker lived on");
    }
}
