//! Speaks an article: a plan in, its samples and its captions out. No file of the article is
//! written.
//!
//! The samples are those of the WAV files that `lismoi` writes with the same settings, one
//! section after the other: the utterances are spoken, trimmed and normalized in loudness by the
//! same functions, and the gain of the whole is found by the same search.

use anyhow::Context;
use lismoi_audio::clock;
use lismoi_audio::encode::tags::ChapterMarker;
use lismoi_audio::loudness::{GatingBlocks, LoudnessMeasurement};
use lismoi_book::build::plan::{Plan, ScriptLine};
use lismoi_book::build::retry;
use lismoi_book::formats::captions::{Caption, read};
use lismoi_book::timeline::{Cue, place};
use lismoi_document::lines;
use lismoi_speech::{SpeechError, Synthesizer};

use crate::answer::{Fault, Kind};
use crate::spool::Spool;

/// If the first so many utterances all fail, so will the others.
const FAILURES_TO_GIVE_UP: usize = 10;

/// An article that was spoken.
pub struct Recording {
    /// Its samples.
    pub(crate) sound: Spool,
    /// Samples per second.
    pub sample_rate: u32,
    /// A chapter for each section.
    pub chapters: Vec<ChapterMarker>,
    /// A caption for each utterance, with times from the start of the sound.
    pub captions: Vec<Caption>,
    /// The utterances that could not be spoken, or not whole.
    pub failures: Vec<Failure>,
    /// The loudness at each gain that was tried.
    measured: Vec<LoudnessMeasurement>,
}

/// An utterance that could not be spoken, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Failure {
    /// Its line in the text, from 1.
    pub line: usize,
    /// Its printed text.
    pub text: String,
    /// Why.
    pub reason: String,
}

impl Recording {
    /// The length of the sound, in samples.
    pub fn samples(&self) -> u64 {
        self.sound.samples
    }

    fn new(sample_rate: u32, gains_cb: &[i16]) -> Recording {
        let nothing = |&gain_cb| LoudnessMeasurement {
            gain_cb,
            blocks: GatingBlocks::default(),
        };
        Recording {
            sound: Spool::new(),
            sample_rate,
            chapters: Vec::new(),
            captions: Vec::new(),
            failures: Vec::new(),
            measured: gains_cb.iter().map(nothing).collect(),
        }
    }
}

/// Speaks an article, again at another gain where it misses its loudness.
///
/// # Errors
/// None of its first utterances can be spoken, the voice does not start, or the disk is full.
pub fn record(plan: &Plan<'_>, worker: &mut impl Synthesizer) -> Result<Recording, Fault> {
    let mut search = plan.gain_search();
    loop {
        let recording = speak(plan, worker, search.gains_cb())?;
        if !search.advance(&[&recording.measured]) {
            return Ok(recording);
        }
    }
}

/// Speaks an article at the last of these gains, in tenths of a decibel, measured at each.
fn speak(
    plan: &Plan<'_>,
    worker: &mut impl Synthesizer,
    gains_cb: &[i16],
) -> Result<Recording, Fault> {
    let mut recording = Recording::new(plan.engine.sample_rate, gains_cb);
    let mut spoken = 0;
    for (index, section) in plan.sections.iter().enumerate() {
        let start = recording.samples();
        let mut block = None;
        for line in plan.script(section.section) {
            let take = retry::speak(worker, plan, &line, gains_cb);
            let cue = recording.add(plan, &line, take)?;
            spoken += usize::from(cue.failed.is_none());
            if spoken == 0 && recording.failures.len() == FAILURES_TO_GIVE_UP {
                return Err(unspoken(&recording.failures));
            }
            let opens_block =
                block.replace(line.utterance.block.clone()) != Some(line.utterance.block.clone());
            let caption = read::of_line(plan, &line, cue, index);
            recording.captions.push(Caption {
                opens_block,
                ..caption
            });
        }
        recording.chapters.push(ChapterMarker {
            title: section.heading.clone().unwrap_or_default(),
            start,
            end: recording.samples(),
            level: section.section.level,
        });
    }
    match spoken {
        0 => Err(unspoken(&recording.failures)),
        _ => Ok(recording),
    }
}

fn unspoken(failures: &[Failure]) -> Fault {
    let reason = failures
        .first()
        .map_or("", |failure| failure.reason.as_str());
    let count = failures.len();
    let error = format!("not one of {count} sentences could be spoken: {reason}");
    Fault::article(Kind::Speech, error)
}

impl Recording {
    /// Adds an utterance with the pauses around it.
    fn add(
        &mut self,
        plan: &Plan<'_>,
        line: &ScriptLine,
        spoken: Result<retry::Spoken, SpeechError>,
    ) -> Result<Cue, Fault> {
        let (rendered, utterance) = (&line.rendered, &line.utterance);
        let rate = self.sample_rate;
        let at = self.samples() + clock::samples(utterance.pause_before_ms, rate);
        let placed = match spoken {
            Ok(spoken) => {
                place::take(rendered, spoken, at).ok_or_else(|| "it has no sound".to_owned())
            }
            Err(SpeechError::Utterance(reason)) => Err(reason),
            Err(error @ SpeechError::Unavailable(_)) => return Err(Fault::Run(error.into())),
        };
        let (sound, cue) = placed
            .unwrap_or_else(|reason| (Vec::new(), place::placeholder(rendered, at, rate, reason)));
        let end = cue.end + clock::samples(utterance.pause_after_ms, rate);
        let sounds = &mut self.sound;
        let written = sounds
            .write_silence_to(at)
            .and_then(|()| sounds.write(&sound))
            .and_then(|()| sounds.write_silence_to(end));
        written.context("could not write to the temporary folder")?;
        for (total, measured) in self.measured.iter_mut().zip(&cue.measured) {
            total.blocks.extend(&measured.blocks);
        }
        if let Some(reason) = &cue.failed {
            self.failures.push(Failure {
                line: lines::line_of(&plan.source.text, utterance.range.start),
                text: line.printed.clone(),
                reason: reason.clone(),
            });
        }
        Ok(cue)
    }
}
