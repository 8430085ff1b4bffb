//! Speaks an article aloud: its sound in order, with its pauses, and no files.
//!
//! A plan and the part of it that is wanted go in; blocks of samples come out as soon as they are
//! spoken. Where they go is left to the program; [`encoded()`] makes a file of them.

use std::sync::Arc;

use anyhow::{Result, bail};
use lismoi_audio::clock;
use lismoi_document::lines;
use lismoi_speech::order::serve_in_order;
use lismoi_speech::{SpeechError, Synthesizer};

use crate::build::observer::Failure;
use crate::build::plan::{Plan, ScriptLine};
use crate::build::retry;
use crate::timeline::place::PLACEHOLDER_MS;

mod encoded;

pub use encoded::encoded;

/// The part of an article that is spoken. Numbers count from 1; `None` is all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The number of the section.
    pub section: Option<usize>,
    /// The number of the sentence, in the section if one is named, else in the article.
    pub sentence: Option<usize>,
}

/// Receives what is spoken.
pub trait Listener {
    /// A block of sound or silence.
    ///
    /// # Errors
    /// It cannot be heard or written; nothing more is spoken.
    fn hear(&mut self, samples: &[i16]) -> Result<()>;

    /// An utterance that could not be spoken, or not all of it; where nothing could, a short silence
    /// stands in its place.
    fn miss(&mut self, failure: &Failure);
}

/// Speaks the part of the plan. The level is the one that articles with this voice usually get:
/// their loudness is known only at their end.
///
/// # Errors
/// There is no such part, the voice is not available, or those of the listener.
pub fn speak<S: Synthesizer + Send, L: Listener>(
    plan: &Plan<'_>,
    part: Part,
    workers: Vec<S>,
    listener: &mut L,
) -> Result<()> {
    let script = script(plan, part)?;
    let rate = plan.engine.sample_rate;
    let gains_cb = plan.gain_search().gains_cb().to_vec();
    let requests = script.map(|line| {
        let line = Arc::new(line);
        (Arc::clone(&line), Some(line))
    });
    let say = |synthesizer: &mut S, line: Arc<ScriptLine>| {
        retry::speak(synthesizer, plan, &line, &gains_cb)
    };
    serve_in_order(workers, requests, say, |line: Arc<ScriptLine>, spoken| {
        let miss = |listener: &mut L, reason| {
            listener.miss(&Failure {
                line: lines::line_of(&plan.source.text, line.utterance.range.start),
                text: line.printed.clone(),
                file: String::new(),
                reason,
            });
        };
        let silence = |ms| vec![0; clock::samples(ms, rate) as usize];
        listener.hear(&silence(line.utterance.pause_before_ms))?;
        match spoken {
            Some(Ok(spoken)) => {
                if let Some(reason) = spoken.incomplete {
                    miss(listener, reason);
                }
                listener.hear(&spoken.processed.take.samples)?;
            }
            Some(Err(SpeechError::Utterance(reason))) => {
                miss(listener, reason);
                listener.hear(&silence(PLACEHOLDER_MS))?;
            }
            Some(Err(error)) => return Err(error.into()),
            None => {}
        }
        listener.hear(&silence(line.utterance.pause_after_ms))
    })
}

/// The lines of the part, in order.
fn script<'a>(plan: &Plan<'a>, part: Part) -> Result<Box<dyn Iterator<Item = ScriptLine> + 'a>> {
    let count = plan.sections.len();
    let sections = match part.section {
        None => 0..count,
        Some(number) if (1..=count).contains(&number) => number - 1..number,
        Some(number) => bail!("there is no section {number}: the article has {count}"),
    };
    let sections = plan.sections[sections].iter();
    let scripts: Vec<_> = sections
        .map(|section| plan.script(section.section))
        .collect();
    let lines = scripts.into_iter().flatten();
    let Some(wanted) = part.sentence else {
        return Ok(Box::new(lines));
    };
    // A long sentence has several lines.
    let (mut number, mut sentence) = (0, None);
    let mut found = Vec::new();
    for line in lines {
        if sentence.replace(line.utterance.sentence.clone())
            != Some(line.utterance.sentence.clone())
        {
            number += 1;
        }
        if number == wanted {
            found.push(line);
        } else if number > wanted && !found.is_empty() {
            break;
        }
    }
    if found.is_empty() {
        bail!("there is no sentence {wanted}: there are {number}");
    }
    Ok(Box::new(found.into_iter()))
}
