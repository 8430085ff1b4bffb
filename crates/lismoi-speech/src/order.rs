//! Utterances spoken in parallel and delivered in order, with a bounded lead.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::synthesizer::{SpeechError, Synthesizer};
use crate::take::Take;

/// How many utterances each synthesizer may be ahead of delivery. Enough to bridge the closing
/// of a file; a take has about 300 kB.
const AHEAD: usize = 3;

/// How many requests without a text may wait among them, so that few texts among many others
/// are spoken in parallel too.
const WAITING: usize = 200;

/// A request, and the channel for its result.
type Job<R, T> = (R, Sender<Result<T, SpeechError>>);

/// Speaks every `(tag, text)` of `requests` and passes the takes to `deliver` in the order of
/// the requests, on this thread. Stops at the first error of `deliver`.
///
/// # Errors
/// Those of `deliver`.
pub fn speak_in_order<Tag, S: Synthesizer + Send>(
    synthesizers: Vec<S>,
    requests: impl IntoIterator<Item = (Tag, String)>,
    mut deliver: impl FnMut(Tag, Result<Take, SpeechError>) -> Result<()>,
) -> Result<()> {
    let requests = requests.into_iter().map(|(tag, text)| (tag, Some(text)));
    process_in_order(
        synthesizers,
        requests,
        |take| take,
        |tag, take| take.map_or(Ok(()), |take| deliver(tag, take)),
    )
}

/// The same for takes that `process` turns into something else, on the threads that speak. A
/// request without a text is delivered in its turn without being spoken.
///
/// # Errors
/// Those of `deliver`.
pub fn process_in_order<Tag, T: Send, S: Synthesizer + Send>(
    synthesizers: Vec<S>,
    requests: impl IntoIterator<Item = (Tag, Option<String>)>,
    process: impl Fn(Take) -> T + Sync,
    deliver: impl FnMut(Tag, Option<Result<T, SpeechError>>) -> Result<()>,
) -> Result<()> {
    let speak = |synthesizer: &mut S, text: String| synthesizer.speak(&text).map(&process);
    serve_in_order(synthesizers, requests, speak, deliver)
}

/// The same for requests that `speak` serves, perhaps by speaking several texts.
///
/// # Errors
/// Those of `deliver`.
pub fn serve_in_order<Tag, R: Send, T: Send, S: Synthesizer + Send>(
    synthesizers: Vec<S>,
    requests: impl IntoIterator<Item = (Tag, Option<R>)>,
    speak: impl Fn(&mut S, R) -> Result<T, SpeechError> + Sync,
    mut deliver: impl FnMut(Tag, Option<Result<T, SpeechError>>) -> Result<()>,
) -> Result<()> {
    let ahead = AHEAD * synthesizers.len();
    let (jobs, queue) = unbounded::<Job<R, T>>();
    let stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        for synthesizer in synthesizers {
            let (queue, stopped, speak) = (queue.clone(), &stopped, &speak);
            scope.spawn(move || serve(synthesizer, &queue, speak, stopped));
        }
        // Only the threads hold the queue, so that sending fails if all have ended.
        drop(queue);
        let mut requests = requests.into_iter();
        let mut waiting = VecDeque::new();
        let mut spoken_ahead = 0;
        let result = loop {
            while spoken_ahead < ahead
                && waiting.len() < ahead + WAITING
                && let Some((tag, request)) = requests.next()
            {
                let take = request.map(|request| {
                    let (reply, take) = bounded(1);
                    // A lost thread is reported when its take is received.
                    let _ = jobs.send((request, reply));
                    spoken_ahead += 1;
                    take
                });
                waiting.push_back((tag, take));
            }
            let Some((tag, take)) = waiting.pop_front() else {
                break Ok(());
            };
            spoken_ahead -= usize::from(take.is_some());
            let take = take.map(|take| take.recv()).transpose();
            let take = take.map_err(|_| anyhow!("a speech thread was lost"));
            if let Err(error) = take.and_then(|take| deliver(tag, take)) {
                break Err(error);
            }
        };
        stopped.store(true, Ordering::Relaxed);
        drop(jobs);
        result
    })
}

fn serve<R, T, S: Synthesizer>(
    mut synthesizer: S,
    queue: &Receiver<Job<R, T>>,
    speak: &impl Fn(&mut S, R) -> Result<T, SpeechError>,
    stopped: &AtomicBool,
) {
    for (request, reply) in queue {
        if stopped.load(Ordering::Relaxed) {
            return;
        }
        // Fails if delivery has stopped.
        let _ = reply.send(speak(&mut synthesizer, request));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use anyhow::bail;

    use super::*;
    use crate::espeak;
    use crate::synthesizer::EngineIdentity;

    /// A synthesizer that takes longer for shorter texts.
    struct Slow;

    impl Synthesizer for Slow {
        fn engine(&self) -> &EngineIdentity {
            espeak::identity()
        }

        fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
            thread::sleep(Duration::from_micros(500 / (1 + text.len() as u64)));
            let mut take = Take::empty(self.engine().sample_rate);
            take.samples.resize(text.len(), 0);
            Ok(take)
        }
    }

    #[test]
    fn takes_are_delivered_in_order_for_any_number_of_jobs() {
        for jobs in [1, 2, 7] {
            let requests = (0..100).map(|n: usize| (n, "x".repeat(n % 13)));
            let mut delivered = Vec::new();
            speak_in_order((0..jobs).map(|_| Slow).collect(), requests, |n, take| {
                assert_eq!(take.expect("a take").samples.len(), n % 13);
                delivered.push(n);
                Ok(())
            })
            .expect("all are delivered");
            assert_eq!(delivered, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn requests_without_a_text_are_delivered_in_their_turn() {
        let requests = (0..1000).map(|n: usize| (n, n.is_multiple_of(97).then(|| "x".repeat(n))));
        let mut delivered = Vec::new();
        let length = |take: Take| take.samples.len();
        process_in_order(vec![Slow, Slow], requests, length, |n, length| {
            let length = length.map(|length| length.expect("a take"));
            assert_eq!(length, n.is_multiple_of(97).then_some(n));
            delivered.push(n);
            Ok(())
        })
        .expect("all are delivered");
        assert_eq!(delivered, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_of_delivery_stops_speech() {
        let endless = (0..).map(|n| (n, "x".to_owned()));
        let stopped = speak_in_order(vec![Slow, Slow], endless, |n, _| {
            if n == 3 { bail!("enough") } else { Ok(()) }
        });
        assert_eq!(stopped.expect_err("stopped").to_string(), "enough");
    }
}
