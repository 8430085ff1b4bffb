//! Speaks the sections of a build that are missing or stale.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::chapter::{self, ChapterWriter};
use super::closing::Chapters;
use super::earlier::index::Place;
use super::earlier::sound::EarlierSound;
use super::error::BuildError;
use super::observer::{Event, Failure, Observer, Stage};
use super::plan::{Plan, PlannedSection, ScriptLine};
use super::retry::{self, Spoken};
use super::session::Build;
use super::takes::{Keeping, Takes};
use crate::Interrupted;
use lismoi_audio::loudness::LoudnessMeasurement;
use lismoi_document::lines;
use lismoi_speech::order::serve_in_order;
use lismoi_speech::render::Rendered;
use lismoi_speech::{SpeechError, Synthesizer};

/// If the first so many utterances all fail, the fault is not in the utterances.
const FAILURES_TO_GIVE_UP: usize = 10;

/// Speaks sections, at one gain after the other.
pub(super) struct Speaker<'a, S> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) workers: &'a mut [S],
    pub(super) observer: Observer<'a>,
    /// Set when the run is to end.
    pub(super) interrupted: &'a AtomicBool,
    /// The fingerprints of the sections spoken so far.
    pub(super) spoken: HashSet<String>,
    /// The takes that need not be spoken again.
    pub(super) takes: Takes,
}

/// An utterance that is delivered.
enum Heard {
    /// It was spoken and processed, or could not be.
    Spoken(Result<Spoken, SpeechError>),
    /// It was spoken for an earlier version of the article.
    Earlier(Place),
}

impl<S: Synthesizer + Send> Speaker<'_, S> {
    /// Speaks the sections that are left, and all of them again at another gain where the whole
    /// misses its loudness: that costs less than keeping all samples of a book.
    ///
    /// # Errors
    /// The voice is not available, no utterance can be spoken, a file cannot be written, or
    /// the run is interrupted.
    pub(super) fn speak_at_one_loudness(&mut self, build: &mut Build) -> Result<()> {
        let mut search = self.plan.gain_search();
        loop {
            let left = build.unmeasured(self.plan, |measured| search.is_measured(measured));
            // An earlier version went on from this gain, and its files have another one: what it
            // measured at this one is enough until the gain of the whole is found.
            if build.earlier.went_on_from(search.gains_cb()) {
                self.measure(build, &left, search.gains_cb())?;
            } else {
                self.speak(build, &left, search.gains_cb())?;
            }
            if !search.advance(&build.measured(self.plan)) {
                break;
            }
        }
        // Those from an earlier run with a gain that is no longer tried, and those that were
        // only measured.
        let left = build.unwritten(self.plan, |measured| search.is_at_current_gain(measured));
        self.speak(build, &left, search.gains_cb())
    }

    /// Speaks the sections, and completes each file while the next one is being spoken.
    fn speak(
        &mut self,
        build: &mut Build,
        sections: &[&PlannedSection<'_>],
        gains_cb: &[i16],
    ) -> Result<()> {
        let (plan, earlier) = (self.plan, &build.earlier);
        let mut chapters = Chapters::default();
        let mut earlier_sound = EarlierSound::new(earlier);
        let find = |rendered: &Rendered| earlier.made_at(rendered, gains_cb);
        let records = self.run(
            sections,
            gains_cb,
            find,
            |observer, section, line, heard| {
                let chapter = match &mut chapters.current {
                    Some(chapter) if chapter.fingerprint() == section.fingerprint => chapter,
                    _ => {
                        observer(Event::Section {
                            number: section.number,
                            count: plan.sections.len(),
                            file: &section.file,
                        });
                        chapters.next(ChapterWriter::start(
                            build.folder(),
                            section,
                            &build.voice_fingerprint,
                            plan.engine.sample_rate,
                            gains_cb,
                            build.record(section).is_some(),
                        )?)?
                    }
                };
                match heard {
                    Heard::Earlier(place) => {
                        let (sound, cue) = earlier_sound.utterance(place)?;
                        chapter.add_earlier(line, &sound, cue)?;
                    }
                    Heard::Spoken(spoken) => {
                        if let Some(reason) = chapter.add(line, spoken)? {
                            observer(Event::Failed(&failure(plan, line, &section.file, reason)));
                        }
                    }
                }
                Ok(())
            },
        );
        let records = records.and_then(|()| chapters.finish())?;
        let fingerprints = records.iter().map(|record| record.fingerprint.clone());
        self.spoken.extend(fingerprints);
        build.add(records);
        Ok(())
    }

    /// Measures the sections without writing them: what an earlier version has measured need
    /// not be spoken.
    fn measure(
        &mut self,
        build: &mut Build,
        sections: &[&PlannedSection<'_>],
        gains_cb: &[i16],
    ) -> Result<()> {
        let earlier = &build.earlier;
        let mut earlier_sound = EarlierSound::new(earlier);
        let find = |rendered: &Rendered| earlier.measured_at(rendered, gains_cb);
        let mut totals: HashMap<String, Vec<LoudnessMeasurement>> = HashMap::new();
        self.run(sections, gains_cb, find, |_, section, _, heard| {
            let total = match totals.get_mut(&section.fingerprint) {
                Some(total) => total,
                None => totals
                    .entry(section.fingerprint.clone())
                    .or_insert(chapter::unmeasured(gains_cb)),
            };
            match heard {
                Heard::Earlier(place) => {
                    chapter::add_up(total, &earlier_sound.cue(place)?.measured);
                }
                Heard::Spoken(Ok(spoken)) => {
                    chapter::add_up(total, &spoken.processed.measured);
                }
                // It is spoken again when it is written, and reported then.
                Heard::Spoken(Err(SpeechError::Utterance(_))) => {}
                Heard::Spoken(Err(error)) => return Err(error.into()),
            }
            Ok(())
        })?;
        build.measured_only.extend(totals);
        Ok(())
    }

    /// Delivers the utterances of sections in order: those that `find` finds, and the others
    /// spoken and processed at each of these gains.
    fn run(
        &mut self,
        sections: &[&PlannedSection<'_>],
        gains_cb: &[i16],
        find: impl Fn(&Rendered) -> Option<Place>,
        mut deliver: impl FnMut(Observer<'_>, &PlannedSection<'_>, &ScriptLine, Heard) -> Result<()>,
    ) -> Result<()> {
        if sections.is_empty() {
            return Ok(());
        }
        let (plan, find) = (self.plan, &find);
        let requests = sections.iter().flat_map(|section| {
            plan.script(section.section).map(move |line| {
                let place = find(&line.rendered);
                let line = Arc::new(line);
                let request = place.is_none().then(|| Arc::clone(&line));
                ((*section, line, place), request)
            })
        });
        let takes = &self.takes;
        let workers = self.workers.iter_mut().map(|synthesizer| Keeping {
            synthesizer,
            takes: takes.clone(),
        });
        let (mut spoken, mut failed) = (0, 0);
        let interrupted = self.interrupted;
        let observer = &mut *self.observer;
        let total = sections.iter().map(|section| section.spoken_bytes).sum();
        let stage = Stage::Speaking;
        observer(Event::Started { stage, total });
        let speak = |synthesizer: &mut Keeping<&mut S>, line: Arc<ScriptLine>| {
            retry::speak(synthesizer, plan, &line, gains_cb)
        };
        type Request<'p, 'a> = (&'p PlannedSection<'a>, Arc<ScriptLine>, Option<Place>);
        let result = serve_in_order(
            workers.collect(),
            requests,
            speak,
            |(section, line, place): Request<'_, '_>, take| {
                if interrupted.load(Ordering::Relaxed) {
                    return Err(Interrupted.into());
                }
                let length = line.rendered.text.len() as u64;
                match &take {
                    Some(Ok(_)) => spoken += 1,
                    Some(Err(_)) => failed += 1,
                    None => {}
                }
                let heard = match (place, take) {
                    (Some(place), _) => Heard::Earlier(place),
                    (None, Some(take)) => Heard::Spoken(take),
                    (None, None) => return Ok(()),
                };
                deliver(&mut *observer, section, &line, heard)?;
                observer(Event::Advanced(length));
                if spoken == 0 && failed == FAILURES_TO_GIVE_UP {
                    return Err(BuildError::NothingSpoken(failed).into());
                }
                Ok(())
            },
        );
        observer(Event::Ended);
        result
    }
}

fn failure(plan: &Plan<'_>, line: &ScriptLine, file: &str, reason: String) -> Failure {
    Failure {
        line: lines::line_of(&plan.source.text, line.utterance.range.start),
        text: line.printed.clone(),
        file: file.to_owned(),
        reason,
    }
}
