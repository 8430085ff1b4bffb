//! Serves the lines of an input, several at a time.
//!
//! ```text
//!  reader ──▶ lines ──▶ jobs ──▶ served ──▶ this thread: answers, in the order in which they
//!    ▲                                      are made; captions, in the order of the lines
//!    └────────────── tickets ◀──────────────┘
//! ```
//!
//! A line is read when there is a ticket for it, and its ticket is given back when its captions
//! are in their part: so an article that takes long holds up the input at some point, and memory
//! does not grow. The parts are in the order of the lines, whatever the number of jobs.

use std::collections::BTreeMap;
use std::io::Write;
use std::thread;

use anyhow::{Context, Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded, select_biased};

use crate::answer::Answer;
use crate::captions::batch::Batch;
use crate::input::{Input, Item};
use crate::make::{Maker, Served};
use crate::voices::{Data, Voices};

/// How many lines may be served before the captions of the first of them are in their part.
const TICKETS: usize = 1_000;

/// The stack of a job: readers are made for that of a main thread, and some nest deeply.
pub(crate) const STACK: usize = 16_000_000;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines whose article is in the store.
    pub made: u64,
    /// Of these, those of which an object was written.
    pub new: u64,
    /// Lines whose article cannot be made.
    pub failed: u64,
    /// Whether the run was stopped before the end of its input.
    pub stopped: bool,
}

/// A line and its place among those that are served.
type Numbered = (u64, Result<Item>);

/// What a job made of it.
type Answered = (u64, Result<Served>);

/// Serves the lines of an input. When the other end of `stop` is gone, the lines that are being
/// served are finished, and no other is begun. `data` are those of the voices.
///
/// # Errors
/// The input cannot be read, the answers or the store cannot be written, or the voice does not
/// start. What was being served is finished all the same.
pub fn run(
    maker: &Maker<'_>,
    batch: &mut Batch<'_>,
    data: &Data,
    jobs: usize,
    input: Input,
    out: &mut impl Write,
    stop: &Receiver<()>,
) -> Result<Summary> {
    let (lines_in, lines) = bounded::<Numbered>(jobs);
    let (served_in, served) = bounded::<Answered>(jobs);
    let (tickets, tickets_out) = bounded::<()>(TICKETS);
    for _ in 0..TICKETS {
        tickets.send(()).context("a channel was lost")?;
    }
    // It may wait for input for ever, so it is not waited for.
    thread::spawn(move || read(&input, &tickets_out, &lines_in));
    let (ended_in, ended) = bounded::<()>(0);
    let mut ending = Some(ended_in);
    thread::scope(|scope| {
        for _ in 0..jobs {
            let job = Job {
                maker,
                data,
                lines: lines.clone(),
                stop: stop.clone(),
                ended: ended.clone(),
                served: served_in.clone(),
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || job.serve_all())
                .context("could not start a thread")?;
        }
        drop(served_in);
        let mut writer = Writer {
            out,
            batch,
            waiting: BTreeMap::new(),
            next: 0,
            summary: Summary::default(),
        };
        let mut failure: Option<Error> = None;
        for (place, result) in &served {
            let given_back = match result {
                Ok(served) => writer.write(place, served),
                Err(error) => Err(error),
            };
            let given_back = given_back.unwrap_or_else(|error| {
                failure.get_or_insert(error);
                // The jobs finish what they have.
                ending = None;
                0
            });
            for _ in 0..given_back {
                let _ = tickets.send(());
            }
        }
        let is_stopped = stop.try_recv() == Err(crossbeam_channel::TryRecvError::Disconnected);
        writer.summary.stopped = is_stopped;
        let closed = writer.batch.close_part();
        match failure {
            Some(error) => Err(error),
            None => closed.map(|_| writer.summary),
        }
    })
}

fn read(input: &Input, tickets: &Receiver<()>, lines_in: &Sender<Numbered>) {
    let mut place = 0;
    let mut send = |item| {
        let sent = lines_in.send((place, item));
        place += 1;
        sent.is_ok() && tickets.recv().is_ok()
    };
    if let Err(error) = input.read(|item| send(Ok(item))) {
        send(Err(error));
    }
}

/// A thread that serves lines.
struct Job<'a> {
    maker: &'a Maker<'a>,
    data: &'a Data,
    lines: Receiver<Numbered>,
    /// Both are closed when no other line is to be begun: from outside, and by this run.
    stop: Receiver<()>,
    ended: Receiver<()>,
    served: Sender<Answered>,
}

impl Job<'_> {
    fn serve_all(self) {
        let mut voices = Voices::new(self.data);
        loop {
            let (place, line) = select_biased! {
                recv(self.stop) -> _ => return,
                recv(self.ended) -> _ => return,
                recv(self.lines) -> line => match line {
                    Ok(line) => line,
                    Err(_) => return,
                },
            };
            let served = line.and_then(|line| self.maker.serve(&mut voices, &line));
            if self.served.send((place, served)).is_err() {
                return;
            }
        }
    }
}

/// Writes answers and captions.
struct Writer<'a, 'b, W> {
    out: &'a mut W,
    batch: &'a mut Batch<'b>,
    /// What is served, and waits for a line before it.
    waiting: BTreeMap<u64, Served>,
    /// The place of the line whose captions come next.
    next: u64,
    summary: Summary,
}

impl<W: Write> Writer<'_, '_, W> {
    /// Writes an answer, and the captions whose turn it is. Returns of how many lines.
    fn write(&mut self, place: u64, served: Served) -> Result<u64> {
        match &served.answer {
            Answer::Made { new, .. } => {
                self.summary.made += 1;
                self.summary.new += u64::from(*new);
            }
            Answer::Failed { .. } => self.summary.failed += 1,
        }
        let mut line = serde_json::to_vec(&served.answer)?;
        line.push(b'\n');
        let written = self.out.write_all(&line).and_then(|()| self.out.flush());
        written.context("could not write an answer")?;
        self.waiting.insert(place, served);
        let first = self.next;
        while let Some(served) = self.waiting.remove(&self.next) {
            self.next += 1;
            if let (Answer::Made { made, .. }, Some(member)) = (served.answer, served.member) {
                self.batch.add(made, &member)?;
            }
        }
        Ok(self.next - first)
    }
}
