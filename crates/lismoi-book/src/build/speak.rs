//! Speaks the sections of a build that are missing or stale.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::chapter::ChapterWriter;
use super::closing::Chapters;
use super::error::BuildError;
use super::observer::{Event, Failure, Observer, Stage};
use super::plan::{Plan, PlannedSection, ScriptLine};
use super::postprocess::PostProcessed;
use super::session::Build;
use super::takes::{Keeping, Takes};
use crate::Interrupted;
use crate::manifest::records::SectionRecord;
use lismoi_audio::loudness::GainSearch;
use lismoi_document::lines;
use lismoi_speech::Synthesizer;
use lismoi_speech::order::speak_in_order;

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

impl<S: Synthesizer + Send> Speaker<'_, S> {
    /// Speaks the sections that are left, and all of them again at another gain where the whole
    /// misses its loudness: that costs less than keeping all samples of a book.
    ///
    /// # Errors
    /// The voice is not available, no utterance can be spoken, a file cannot be written, or
    /// the run is interrupted.
    pub(super) fn speak_at_one_loudness(&mut self, build: &mut Build) -> Result<()> {
        let settings = self.plan.settings;
        let usual_cb = settings.voice.engine().usual_loudness_cb();
        let mut search = GainSearch::new(settings.loudness_lufs, usual_cb);
        loop {
            let left = build.left(self.plan, |measured| search.is_measured(measured));
            self.speak(build, &left, &search)?;
            if !search.advance(&build.measured()) {
                break;
            }
        }
        // Those from an earlier run with a gain that is no longer tried.
        let left = build.left(self.plan, |measured| search.is_at_current_gain(measured));
        self.speak(build, &left, &search)
    }

    fn speak(
        &mut self,
        build: &mut Build,
        sections: &[&PlannedSection<'_>],
        search: &GainSearch,
    ) -> Result<()> {
        if sections.is_empty() {
            return Ok(());
        }
        let total = sections.iter().map(|section| section.spoken_bytes).sum();
        let stage = Stage::Speaking;
        (self.observer)(Event::Started { stage, total });
        let records = self.speak_sections(build, sections, search);
        (self.observer)(Event::Ended);
        let records = records?;
        let fingerprints = records.iter().map(|record| record.fingerprint.clone());
        self.spoken.extend(fingerprints);
        build.add(records);
        Ok(())
    }

    /// Speaks the sections, and completes each file while the next one is being spoken.
    fn speak_sections(
        &mut self,
        build: &Build,
        sections: &[&PlannedSection<'_>],
        search: &GainSearch,
    ) -> Result<Vec<SectionRecord>> {
        let plan = self.plan;
        let requests = sections.iter().enumerate().flat_map(|(index, section)| {
            plan.script(section.section).map(move |line| {
                let text = line.rendered.text.clone();
                ((index, line), text)
            })
        });
        let mut chapters = Chapters::default();
        let (mut spoken, mut failed) = (0, 0);
        let observer = &mut *self.observer;
        let interrupted = self.interrupted;
        let deliver = |(index, line): (usize, ScriptLine), take| {
            if interrupted.load(Ordering::Relaxed) {
                return Err(Interrupted.into());
            }
            let section = sections[index];
            let chapter = match &mut chapters.current {
                Some(chapter) if chapter.fingerprint() == section.fingerprint => chapter,
                _ => {
                    observer(Event::Section {
                        number: section.number,
                        count: plan.sections.len(),
                        file: &section.file,
                    });
                    let earlier = build.record(section);
                    let next = ChapterWriter::start(
                        build.folder(),
                        section,
                        search,
                        plan.engine.sample_rate,
                        earlier,
                    )?;
                    chapters.next(next)?
                }
            };
            observer(Event::Advanced(line.rendered.text.len() as u64));
            match chapter.add(&line, take)? {
                None => spoken += 1,
                Some(reason) => {
                    failed += 1;
                    observer(Event::Failed(&failure(plan, line, &section.file, reason)));
                }
            }
            if spoken == 0 && failed == FAILURES_TO_GIVE_UP {
                return Err(BuildError::NothingSpoken(failed).into());
            }
            Ok(())
        };
        let gain_db = search.gain_cb().map(|gain_cb| f64::from(gain_cb) / 10.0);
        let takes = &self.takes;
        let workers = self.workers.iter_mut().map(|synthesizer| PostProcessed {
            synthesizer: Keeping {
                synthesizer,
                takes: takes.clone(),
            },
            gain_db,
        });
        speak_in_order(workers.collect(), requests, deliver)?;
        chapters.finish()
    }
}

fn failure(plan: &Plan<'_>, line: ScriptLine, file: &str, reason: String) -> Failure {
    Failure {
        line: lines::line_of(&plan.source.text, line.utterance.range.start),
        text: line.printed,
        file: file.to_owned(),
        reason,
    }
}
