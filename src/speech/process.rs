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
        self.start().map_err(|error| {
            SpeechError::Unavailable(format!("could not start a worker: {error}"))
        })?;
        let Some(running) = &mut self.running else {
            return Err(SpeechError::Unavailable(
                "could not start a worker".to_owned(),
            ));
        };
        match running.exchange(text, self.command.time_limit) {
            Ok(Message::Unavailable(reason)) => Err(SpeechError::Unavailable(reason)),
            Ok(Message::Failed(reason)) => Err(SpeechError::Utterance(reason)),
            Ok(message) => Ok(message),
            Err(error) => {
                // Whatever it still sends would be taken for the next utterance.
                self.running = None;
                Err(SpeechError::Utterance(error.to_string()))
            }
        }
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
                })
            }
            _ => Err(io::Error::other("no pipe to the worker")),
        }
    }

    /// Sends one request and waits for its reply, passing over the [`Message::Ready`]
    /// that a new worker sends first.
    fn exchange(&mut self, text: &str, time_limit: Duration) -> io::Result<Message> {
        let mut replies = Impatient {
            pipe: &mut self.replies,
            deadline: Instant::now() + time_limit,
        };
        match send(&mut self.requests, &Message::Speak(text.to_owned())) {
            // It has ended; what it said before may tell why.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            sent => sent?,
        }
        loop {
            match receive(&mut replies)? {
                Some(Message::Ready) => {}
                Some(message) => return Ok(message),
                None => return Err(io::Error::other("it ended")),
            }
        }
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

    /// A worker that is really a shell script.
    fn misbehaving(script: &str) -> Worker {
        Worker::new(WorkerCommand {
            program: PathBuf::from("/bin/sh"),
            arguments: vec!["-c".to_owned(), script.to_owned()],
            data: std::env::temp_dir(),
            time_limit: Duration::from_millis(300),
        })
    }

    fn reason(script: &str) -> String {
        misbehaving(script)
            .speak("bonjour")
            .expect_err(script)
            .to_string()
    }

    #[test]
    fn a_crash_a_hang_and_garbage_each_cost_one_utterance() {
        assert_eq!(reason("kill -9 $$"), "it ended");
        assert_eq!(reason("exec sleep 60"), "it took too long");
        assert_eq!(reason("sleep 60 & wait"), "it took too long");
        assert_eq!(
            reason("echo this is no message at all; exec sleep 60"),
            "it sent garbage"
        );
        assert_eq!(reason("printf LMV1; exit"), "failed to fill whole buffer");
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
            "if [ -e {seen} ]; then cat {sound}; sleep 1; else touch {seen}; exit 1; fi",
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
    fn a_program_that_cannot_be_started_is_unavailable() {
        let mut worker = misbehaving("");
        worker.command.program = PathBuf::from("/does/not/exist");
        assert!(matches!(
            worker.speak("bonjour"),
            Err(SpeechError::Unavailable(_))
        ));
    }

    #[test]
    fn a_hung_worker_is_killed_with_all_its_children() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let survived = folder.path().join("survived");
        let mut worker = misbehaving(&format!("(sleep 1; touch {}) & wait", survived.display()));
        assert_eq!(
            worker.speak("bonjour").expect_err("it hangs").to_string(),
            "it took too long"
        );
        std::thread::sleep(Duration::from_millis(1500));
        assert!(!survived.exists(), "a child of the worker lived on");
    }
}
