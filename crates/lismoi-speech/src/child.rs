//! The child process of a worker: started, asked with a time limit, and killed.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{self, Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::command::WorkerCommand;
use crate::protocol::{Message, receive, send};

/// A running worker. Dropped by the process that started it, it is killed with all its forks.
#[derive(Debug)]
pub(super) struct WorkerChild {
    child: Child,
    /// The process that started it. Forks of that one have its pipes too, but not the worker.
    owner: u32,
    requests: ChildStdin,
    replies: ChildStdout,
    time_limit: Duration,
    is_ready: bool,
}

impl WorkerChild {
    /// Starts the process, without waiting until it is ready.
    ///
    /// # Errors
    /// The system cannot start a process.
    pub(super) fn start(command: &WorkerCommand) -> io::Result<WorkerChild> {
        let mut child = Command::new(&command.program)
            .args(&command.arguments)
            .current_dir(&command.data)
            // The folder in which espeak-rs looks for `espeak-ng-data`.
            .env("PIPER_ESPEAKNG_DATA_DIRECTORY", ".")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // In a process group of its own, so that Ctrl-C reaches the program only, and the
            // worker can be killed together with its forks.
            .process_group(0)
            .spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(replies)) => {
                enlarge(&replies);
                Ok(WorkerChild {
                    child,
                    owner: process::id(),
                    requests,
                    replies,
                    time_limit: command.time_limit,
                    is_ready: false,
                })
            }
            _ => Err(io::Error::other("no pipe to the worker")),
        }
    }

    /// Whether this process started it.
    pub(super) fn is_own(&self) -> bool {
        self.owner == process::id()
    }

    /// Waits for [`Message::Ready`], the first message of a worker.
    ///
    /// # Errors
    /// The worker cannot speak, or is not ready in time.
    pub(super) fn wait_until_ready(&mut self) -> io::Result<()> {
        if !self.is_ready {
            match self.receive()? {
                Message::Ready => self.is_ready = true,
                Message::Unavailable(reason) => return Err(io::Error::other(reason)),
                _ => return Err(io::Error::other("it sent something else first")),
            }
        }
        Ok(())
    }

    /// Sends one text and waits for the reply.
    ///
    /// # Errors
    /// The worker ends, sends garbage, or does not reply in time.
    pub(super) fn exchange(&mut self, text: &str) -> io::Result<Message> {
        send(&mut self.requests, &Message::Speak(text.to_owned()))?;
        self.receive()
    }

    fn receive(&mut self) -> io::Result<Message> {
        let replies = DeadlineReader {
            pipe: &mut self.replies,
            deadline: Instant::now() + self.time_limit,
        };
        receive(replies)?.ok_or_else(|| io::Error::other("it ended"))
    }
}

impl Drop for WorkerChild {
    fn drop(&mut self) {
        if !self.is_own() {
            return;
        }
        if let Ok(group) = i32::try_from(self.child.id()) {
            // Fails if the process has ended already.
            let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
        }
        let _ = self.child.wait();
    }
}

/// Enlarges a pipe, so that a worker can write most takes without waiting for the reader.
#[cfg(target_os = "linux")]
fn enlarge(pipe: &ChildStdout) {
    // 1 MiB is the most for an unprivileged process. A smaller pipe is only slower.
    let _ = nix::fcntl::fcntl(pipe, nix::fcntl::FcntlArg::F_SETPIPE_SZ(1 << 20));
}

#[cfg(not(target_os = "linux"))]
fn enlarge(_pipe: &ChildStdout) {}

/// A reader that fails at `deadline`.
struct DeadlineReader<'a> {
    pipe: &'a mut ChildStdout,
    deadline: Instant,
}

impl Read for DeadlineReader<'_> {
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
