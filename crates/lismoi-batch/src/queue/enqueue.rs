//! `enqueue`: lines become messages, but for those whose article is in the store.

use std::collections::VecDeque;
use std::num::NonZero;
use std::process::ExitCode;
use std::thread;

use anyhow::Result;
use crossbeam_channel::{Receiver, Sender, bounded, select_biased};
use serde::Serialize;
use serde_json::Value;

use super::publish::Sent;
use super::{Queue, dead_letters, message, publish, runtime};
use crate::answer::{self, Answer, Fault, Kind, Place};
use crate::captions::batch::Known;
use crate::input::{Content, Item};
use crate::localization::{Language, message as localized};
use crate::make::Maker;
use crate::record::{self, Refused};
use crate::{cli, program, store};

/// How many messages are on their way to the broker.
const IN_FLIGHT: usize = 256;

/// How many lines are looked up in the store at a time: a store of objects answers in 20 ms.
const LOOK_UPS: usize = 16;

/// The answer to a line that was queued, or need not be.
#[derive(Serialize)]
struct Queued {
    id: Value,
    key: String,
    /// Whether the line put it there: `false` where the store or the queue has the article.
    queued: bool,
}

/// What a look-up found.
enum Found {
    /// The article is to be made.
    Missing {
        id: Value,
        key: String,
        place: Place,
        line: Vec<u8>,
    },
    /// The store has it.
    Kept { id: Value, key: String },
    /// It cannot be made.
    Refused { answer: Answer, line: Vec<u8> },
}

/// What was done.
#[derive(Default)]
struct Summary {
    queued: u64,
    skipped: u64,
    refused: u64,
}

/// Puts the lines of files, or of standard input, into a queue.
///
/// # Errors
/// The input cannot be read, the broker or the store does not answer.
pub fn run(typed: &cli::Enqueue, language: Language) -> Result<ExitCode> {
    let stop = program::stop()?;
    let store = store::open(&typed.place.store)?;
    let known = Known::default();
    let input = program::input(&typed.input)?;
    let maker = program::maker(&typed.making, &input, &*store, &known)?;
    let runtime = runtime()?;
    let queue = runtime.block_on(Queue::open(&typed.broker.broker, &typed.broker.queue))?;
    let lines = input.read_ahead(LOOK_UPS);
    let (found_in, found) = bounded::<Result<Found>>(IN_FLIGHT);
    let summary = thread::scope(|scope| {
        for _ in 0..thread::available_parallelism()
            .map_or(1, NonZero::get)
            .max(LOOK_UPS)
        {
            let (lines, found_in, stop) = (lines.clone(), found_in.clone(), stop.clone());
            let maker = &maker;
            scope.spawn(move || look_up_all(maker, &lines, &stop, &found_in));
        }
        drop((found_in, lines));
        runtime.block_on(Publisher::new(&queue).publish_all(found))
    })?;
    let Summary {
        queued,
        skipped,
        refused,
    } = summary;
    let report =
        format!("{queued} articles queued, {skipped} there already, {refused} cannot be made");
    eprintln!("{}", localized(&report, language));
    Ok(ExitCode::SUCCESS)
}

fn look_up_all(
    maker: &Maker<'_>,
    lines: &Receiver<Result<Item>>,
    stop: &Receiver<()>,
    found_in: &Sender<Result<Found>>,
) {
    loop {
        let line = select_biased! {
            recv(stop) -> _ => return,
            recv(lines) -> line => match line {
                Ok(line) => line,
                Err(_) => return,
            },
        };
        let found = line.and_then(|item| look_up(maker, item));
        if found_in.send(found).is_err() {
            return;
        }
    }
}

fn look_up(maker: &Maker<'_>, item: Item) -> Result<Found> {
    let place = item.place();
    let keyed = item.record().and_then(|record| {
        let key = maker.key(&record);
        let key = key.map_err(|fault| Refused {
            id: record.id.clone(),
            fault,
        })?;
        Ok((record.id.clone(), key, record::line(&record)))
    });
    let written = match item.content {
        Content::Json(line) => Some(line),
        Content::Record(_) | Content::TooLong => None,
    };
    match keyed {
        Ok((id, key, _)) if maker.is_kept(&key)? => Ok(Found::Kept { id, key }),
        Ok((id, key, line)) => Ok(Found::Missing {
            id,
            key,
            place,
            line: written.unwrap_or(line),
        }),
        Err(Refused { id, fault }) => Ok(Found::Refused {
            answer: refused(id, place, fault)?,
            line: written.unwrap_or_default(),
        }),
    }
}

fn refused(id: Value, place: Place, fault: Fault) -> Result<Answer> {
    match fault {
        Fault::Run(error) => Err(error),
        Fault::Article(kind, error) => Ok(Answer::Failed {
            id,
            place,
            error,
            kind,
        }),
    }
}

/// Sends messages, and answers lines in the order in which the broker has them.
struct Publisher<'a> {
    queue: &'a Queue,
    in_flight: VecDeque<(Value, String, Sent)>,
    summary: Summary,
}

impl<'a> Publisher<'a> {
    fn new(queue: &'a Queue) -> Publisher<'a> {
        Publisher {
            queue,
            in_flight: VecDeque::new(),
            summary: Summary::default(),
        }
    }

    async fn publish_all(mut self, found: Receiver<Result<Found>>) -> Result<Summary> {
        // The thread of the connection goes on while this one waits for lines.
        for found in &found {
            self.publish(found?).await?;
        }
        while !self.in_flight.is_empty() {
            self.answer_oldest().await?;
        }
        Ok(self.summary)
    }

    async fn publish(&mut self, found: Found) -> Result<()> {
        match found {
            Found::Kept { id, key } => self.answer_queued(id, key, false),
            Found::Refused { answer, line } => self.refuse(answer, &line).await,
            Found::Missing {
                id, place, line, ..
            } if line.len() >= self.queue.client.server_info().max_payload => {
                let most = self.queue.client.server_info().max_payload;
                let error = format!("it is longer than the {most} bytes that the broker takes");
                let answer = refused(id, place, Fault::article(Kind::Long, error))?;
                self.refuse(answer, &[]).await
            }
            Found::Missing {
                id,
                key,
                place,
                line,
            } => {
                let message = message::of_line(&key, &place, line);
                let subject = self.queue.subject();
                let sent = publish::send(&self.queue.jetstream, &subject, message).await;
                self.in_flight.push_back((id, key, sent));
                match self.in_flight.len() < IN_FLIGHT {
                    true => Ok(()),
                    false => self.answer_oldest().await,
                }
            }
        }
    }

    async fn answer_oldest(&mut self) -> Result<()> {
        let Some((id, key, sent)) = self.in_flight.pop_front() else {
            return Ok(());
        };
        let is_new = sent.kept().await?;
        self.answer_queued(id, key, is_new)
    }

    fn answer_queued(&mut self, id: Value, key: String, queued: bool) -> Result<()> {
        match queued {
            true => self.summary.queued += 1,
            false => self.summary.skipped += 1,
        }
        answer::print(&Queued { id, key, queued })
    }

    async fn refuse(&mut self, answer: Answer, line: &[u8]) -> Result<()> {
        self.summary.refused += 1;
        let identity = dead_letters::identity(&answer)?;
        dead_letters::add(self.queue, &identity, &answer, line).await?;
        answer::print(&answer)
    }
}
