//! Asks the sources for what is new, in a child process, when a reader wants it or at an
//! interval. What is new goes into the queue.

use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::site::Site;

/// The first time comes so long after the start: a reader who is waiting comes first.
const FIRST: Duration = Duration::from_secs(5);

/// Without an interval nothing is asked.
const NEVER: Duration = Duration::from_secs(365 * 24 * 3_600);

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The source of this name, now.
    One(String),
    /// All sources, now.
    All,
    /// Nothing any more.
    Stop,
}

/// The thread that fetches.
pub(super) struct Fetching {
    thread: JoinHandle<()>,
    child: Arc<Mutex<Option<Child>>>,
    wishes: Sender<Wish>,
}

/// A way to wish, and its other end.
pub(super) fn wishes() -> (Sender<Wish>, Receiver<Wish>) {
    channel()
}

impl Fetching {
    /// Starts to wait for wishes.
    pub(super) fn start(site: Arc<Site>, wished: Receiver<Wish>) -> Fetching {
        let child = Arc::<Mutex<Option<Child>>>::default();
        let wishes = site.wishes.clone();
        let thread = {
            let child = child.clone();
            thread::spawn(move || run(&site, &child, &wished))
        };
        Fetching {
            thread,
            child,
            wishes,
        }
    }

    /// Ends what is being fetched, which costs nothing but the time, and waits for its end.
    pub(super) fn stop(self) {
        let _ = self.wishes.send(Wish::Stop);
        if let Some(child) = &*self.child.lock().unwrap_or_else(PoisonError::into_inner)
            && let Ok(id) = i32::try_from(child.id())
        {
            let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
        }
        let _ = self.thread.join();
    }
}

fn run(site: &Site, child: &Mutex<Option<Child>>, wished: &Receiver<Wish>) {
    let every = site.options.fetch_every;
    let mut wait = every.map_or(NEVER, |_| FIRST);
    loop {
        let command = match wished.recv_timeout(wait) {
            Ok(Wish::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(Wish::One(name)) => command(site, &["--now", "--", &name]),
            Ok(Wish::All) => command(site, &["--now"]),
            Err(RecvTimeoutError::Timeout) if every.is_none() => continue,
            Err(RecvTimeoutError::Timeout) => {
                wait = every.unwrap_or(NEVER);
                command(site, &[])
            }
        };
        tell(site, true);
        // Why a source cannot be read is noted by the child.
        let _ = to_its_end(command, child);
        tell(site, false);
    }
}

fn tell(site: &Site, is_fetching: bool) {
    site.status
        .send_modify(|status| status.is_fetching = is_fetching);
    site.changed();
}

/// Options come before `--`, behind which there is a name that may look like one.
fn command(site: &Site, arguments: &[&str]) -> Command {
    let program = &site.options.program;
    let mut command = program.command(&["sources", "fetch", "--queue", "--quiet"]);
    command.arg("--output").arg(&site.options.library);
    command.args(arguments);
    command
}

fn to_its_end(mut command: Command, place: &Mutex<Option<Child>>) -> std::io::Result<()> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let lock = || place.lock().unwrap_or_else(PoisonError::into_inner);
    *lock() = Some(command.spawn()?);
    loop {
        // Not waited for under the lock: whoever stops the server needs it.
        thread::sleep(Duration::from_millis(50));
        let mut child = lock();
        let ended = match child.as_mut() {
            Some(child) => child.try_wait()?,
            None => return Ok(()),
        };
        if ended.is_some() {
            *child = None;
            return Ok(());
        }
    }
}
