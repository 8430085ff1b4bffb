//! Makes the articles of the queue, one after the other, each in a child process.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde::Deserialize;

use super::site::Site;
use crate::catalogue::Library;
use crate::queue::item::{Failure, Item};
use crate::quota;

/// How often it is looked for work that another program has put into the queue.
const LOOK: Duration = Duration::from_secs(5);

/// The longest line of a child that is read, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// The share of the work that is speaking; the rest is encoding.
const SPEAKING: f64 = 0.7;

/// The article that is being made.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Making {
    /// The id of its item.
    pub(super) id: String,
    /// Its title, once that is known.
    pub(super) title: Option<String>,
    /// How much is done, from 0 to 100.
    pub(super) percent: u8,
}

/// The thread that makes articles.
pub(super) struct Maker {
    thread: JoinHandle<()>,
    state: Arc<State>,
    site: Arc<Site>,
}

#[derive(Default)]
struct State {
    is_over: AtomicBool,
    child: Mutex<Option<Child>>,
}

/// A line of a child's progress.
#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Line {
    Start {
        article: String,
        stage: String,
    },
    Progress {
        done: u64,
        total: u64,
    },
    Error {
        message: String,
        hint: Option<String>,
    },
    #[serde(other)]
    Other,
}

impl Maker {
    /// Starts to make what waits, and whatever comes.
    pub(super) fn start(site: Arc<Site>, wake: Receiver<()>) -> Maker {
        let state = Arc::<State>::default();
        let thread = {
            let (site, state) = (site.clone(), state.clone());
            thread::spawn(move || run(&site, &state, &wake))
        };
        Maker {
            thread,
            state,
            site,
        }
    }

    /// Interrupts what is being made, which the next start goes on with, and waits for its end.
    pub(super) fn stop(self) {
        self.state.is_over.store(true, Ordering::Relaxed);
        if let Some(child) = &*self.state.child() {
            interrupt(child);
        }
        let _ = self.site.wake.try_send(());
        let _ = self.thread.join();
    }
}

impl State {
    fn child(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }
}

/// As Ctrl-C does: the child leaves its files so that the next run can go on.
fn interrupt(child: &Child) {
    if let Ok(id) = i32::try_from(child.id()) {
        let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
    }
}

fn run(site: &Site, state: &State, wake: &Receiver<()>) {
    while !state.is_over() {
        // Another server may have the right, or a child of one that was killed.
        if let Ok(Some(right)) = site.queue.make_alone() {
            while let Some(item) = next(site).filter(|_| !state.is_over()) {
                make(site, state, &item, &right);
            }
        }
        match wake.recv_timeout(LOOK) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// The first that has not failed.
fn next(site: &Site) -> Option<Item> {
    let items = site.queue.items().ok()?;
    items.into_iter().find(|item| item.failure.is_none())
}

fn make(site: &Site, state: &State, item: &Item, right: &File) {
    let making = Making {
        id: item.id.clone(),
        title: None,
        percent: 0,
    };
    site.status
        .send_modify(|status| status.making = Some(making));
    let failure = match child(site, state, item, right) {
        Ok((status, _)) if status.success() && site.queue.item(&item.id).is_none() => None,
        // It was told to stop, and goes on at the next start.
        Ok(_) if state.is_over() => None,
        Ok((status, failure)) => Some(failure.unwrap_or_else(|| ended(status))),
        Err(error) => Some(Failure {
            message: error.to_string(),
            hint: None,
        }),
    };
    if let Some(failure) = failure {
        // One that was removed meanwhile is not wanted.
        let _ = site.queue.fail(&item.id, failure);
    }
    make_room(site);
    site.shelf.is_stale();
    site.status.send_modify(|status| status.making = None);
    site.changed();
}

/// Keeps within the quota, if there is one. What cannot be removed now is tried again after the
/// next article.
fn make_room(site: &Site) {
    if let Some(most) = site.options.quota
        && let Ok(library) = Library::open(&site.options.library)
    {
        let _ = quota::keep(&library, most);
    }
}

fn ended(status: ExitStatus) -> Failure {
    Failure {
        message: format!("lismoi: {status}"),
        hint: None,
    }
}

/// Runs the child to its end: how it ended, and the last error that it told.
fn child(
    site: &Site,
    state: &State,
    item: &Item,
    right: &File,
) -> std::io::Result<(ExitStatus, Option<Failure>)> {
    let options = &site.options;
    let mut child = options.program.make(&options.library, &item.id, right)?;
    let stderr = child.stderr.take();
    {
        let mut place = state.child();
        if state.is_over() {
            interrupt(&child);
        }
        *place = Some(child);
    }
    let failure = stderr.and_then(|stderr| follow(site, stderr));
    // Its pipe is closed, so it ends now.
    let child = state.child().take();
    let Some(mut child) = child else {
        return Err(std::io::Error::other("a process was lost"));
    };
    Ok((child.wait()?, failure))
}

/// Shows the progress that a child tells, and returns its last error.
fn follow(site: &Site, stderr: impl Read) -> Option<Failure> {
    let mut failure = None;
    let mut share = (0.0, SPEAKING);
    let mut lines = BufReader::new(stderr);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut lines).take(LONGEST_LINE).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return failure,
            Ok(_) => {}
        }
        match serde_json::from_slice(&line) {
            Ok(Line::Start { article, stage }) => {
                if stage == "encoding" {
                    share = (SPEAKING, 1.0 - SPEAKING);
                }
                show(site, |making| making.title = Some(article));
            }
            Ok(Line::Progress { done, total }) => {
                let done = share.0 + share.1 * done as f64 / total.max(1) as f64;
                let percent = (done * 100.0) as u8;
                // An article that misses its loudness is spoken once more.
                show(site, |making| {
                    making.percent = making.percent.max(percent.min(99));
                });
            }
            Ok(Line::Error { message, hint }) => failure = Some(Failure { message, hint }),
            Ok(Line::Other) => {}
            // What is no event: an error before the child knows that events are wanted.
            Err(_) => {
                let text = String::from_utf8_lossy(&line).trim().to_owned();
                if failure.is_none() && !text.is_empty() {
                    let message = text;
                    failure = Some(Failure {
                        message,
                        hint: None,
                    });
                }
            }
        }
    }
}

fn show(site: &Site, change: impl FnOnce(&mut Making)) {
    site.status.send_modify(|status| {
        if let Some(making) = &mut status.making {
            change(making);
        }
    });
}
