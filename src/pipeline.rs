//! Article in, audiobook out: every stage called once, in order.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow, bail};

use crate::config::Config;
use crate::message::Failure;
use crate::progress::{Progress, Stage};
use lismoi_audio::encode::cover;
use lismoi_audio::loudness::Levelling;
use lismoi_book::build::chapter::Chapter;
use lismoi_book::build::export::{Export, FileRecord, write};
use lismoi_book::build::names;
use lismoi_book::build::plan::{self, Line, Plan, PlannedSection};
use lismoi_book::build::prepare::Prepared;
use lismoi_book::build::resume::{self, Finished, State, Work};
use lismoi_book::manifest::{self, SkippedRecord};
use lismoi_book::{Interrupted, SectionRecord};
use lismoi_document::hint::WithHint;
use lismoi_document::{SkipReason, Skipped, lines};
use lismoi_readers as article;
use lismoi_speech::Synthesizer;
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::order::speak_in_order;
use lismoi_speech::process::Worker;
use lismoi_speech::voice::Voice;
use lismoi_speech::voice_data::{self, VoiceData};

/// What became of an article.
#[derive(Debug)]
pub struct Outcome {
    /// The folder with its files.
    pub folder: PathBuf,
    /// All sections, in order.
    pub sections: Vec<SectionRecord>,
    /// What else there is, made now or before.
    pub files: Vec<String>,
    /// How many of these were made in this run.
    pub made: usize,
    /// What was made before and is not right any more, nor made anew: removed, or left as
    /// somebody else has changed it.
    pub dropped: Vec<String>,
    /// Why others could not be made.
    pub unmade: Vec<anyhow::Error>,
    /// How many of the sections were spoken in this run.
    pub spoken: usize,
    /// The length of these.
    pub spoken_samples: u64,
    /// How many utterances could not be spoken.
    pub failed: usize,
    /// What is not read.
    pub skipped: Vec<SkippedRecord>,
    /// Lines with bytes that are no characters.
    pub damaged_lines: Vec<usize>,
}

/// Where the voice data are, from the first article that needs them on.
#[derive(Debug, Default)]
pub struct Voices {
    data: Option<VoiceData>,
}

impl Voices {
    /// So many workers with this voice, already starting, the first one ready to speak.
    ///
    /// # Errors
    /// The voice data cannot be unpacked, or the voice does not start.
    pub fn workers(&mut self, voice: &Voice, jobs: usize) -> Result<Vec<Worker>> {
        let data = match &mut self.data {
            Some(data) => data,
            none => none.insert(voice_data::ensure_unpacked()?),
        };
        let command =
            WorkerCommand::of_this_program(WorkerTask::Samples, voice, data.path().to_owned())?;
        let mut workers: Vec<Worker> = (0..jobs).map(|_| Worker::new(command.clone())).collect();
        for worker in &mut workers {
            worker.start().context("could not start eSpeak NG")?;
        }
        if let Some(first) = workers.first_mut() {
            first.ensure_ready()?;
        }
        Ok(workers)
    }
}

/// What the articles of one run have in common.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// How to speak and where to write.
    pub config: &'a Config,
    /// Set when the run is to end.
    pub interrupted: &'a AtomicBool,
    /// The folders that earlier articles of this run were written to.
    pub taken: &'a [PathBuf],
}

/// Makes the audiobook of one article. `workers` is called only if there is something to
/// speak.
///
/// # Errors
/// The article cannot be read or has nothing to say, the files cannot be written, the
/// voice is not available, or the run was interrupted.
pub fn read_aloud<S: Synthesizer + Send>(
    path: &Path,
    run: Run<'_>,
    workers: impl FnOnce() -> Result<Vec<S>>,
) -> Result<Outcome> {
    let (source, document) = article::read(path, run.config.settings.reading)?;
    let plan = plan::plan(
        &source,
        &document,
        &run.config.settings,
        &run.config.lexicon,
    );
    if plan.sections.is_empty() {
        let message = format!("nothing to read aloud in '{}'", path.display());
        let has_words = |item: &Skipped| item.reason != SkipReason::NoWord;
        if !plan.skipped.iter().any(has_words) {
            bail!(message);
        }
        let hint = "all of it is left out; `lismoi show blocks` tells why, and --keep-all reads it";
        return Err(WithHint::new(message, hint).into());
    }
    if let Some(cover) = &run.config.files.cover {
        // Before anything is spoken.
        cover::read::from_file(cover)?;
    }
    let folder = run.config.output.join(folder_name(&plan));
    if run.taken.contains(&folder) {
        let message = format!(
            "'{}' would be written to '{}' as well",
            path.display(),
            folder.display()
        );
        return Err(WithHint::new(message, "rename one of the two articles").into());
    }
    let mut outcome = Outcome {
        folder,
        sections: Vec::new(),
        files: Vec::new(),
        made: 0,
        dropped: Vec::new(),
        unmade: Vec::new(),
        spoken: 0,
        spoken_samples: 0,
        failed: 0,
        skipped: manifest::skipped_records(&plan),
        damaged_lines: source.damaged_lines.clone(),
    };
    match resume::open(&outcome.folder, &plan, run.config.force)? {
        State::UpToDate(finished) => {
            outcome.dropped = names_of(&finished.files);
            export(finished, &plan, run, &mut outcome)?;
        }
        State::Open(opened) => {
            outcome.dropped = names_of(&opened.files);
            // Before anything is removed: a voice that does not start must cost nothing.
            let mut workers = workers()?;
            let mut work = opened.take_up(&plan)?;
            let mut spoken = HashSet::new();
            let result = speak_at_one_level(&mut work, &plan, run, &mut workers, &mut spoken);
            export(work.finish(&plan, result)?, &plan, run, &mut outcome)?;
            let new = outcome.sections.iter();
            let new = new.filter(|section| spoken.contains(&section.key));
            outcome.spoken = spoken.len();
            outcome.spoken_samples = new.clone().map(|section| section.samples).sum();
            outcome.failed = new.map(|section| section.failed).sum();
        }
    }
    let files = &outcome.files;
    outcome.dropped.retain(|name| !files.contains(name));
    Ok(outcome)
}

fn names_of(files: &[FileRecord]) -> Vec<String> {
    files.iter().map(|file| file.file.clone()).collect()
}

/// Makes what else was asked for of a finished audiobook.
fn export(finished: Finished, plan: &Plan<'_>, run: Run<'_>, outcome: &mut Outcome) -> Result<()> {
    let wanted = &run.config.files;
    if wanted.kinds.is_empty() && finished.files.is_empty() {
        outcome.sections = finished.close(plan, Vec::new())?;
        return Ok(());
    }
    let name = folder_name(plan);
    let export = Export {
        folder: &finished.folder,
        plan,
        sections: &finished.sections,
        files: &finished.files,
        name: &name,
        jobs: run.config.jobs,
        force: run.config.force,
        interrupted: run.interrupted,
    };
    let prepared = write::prepare(&export, wanted)?;
    let mut progress = Progress::start(run.config, &name, Stage::Encoding, prepared.samples());
    let exported = prepared.write(|samples| progress.advance(samples));
    progress.finish();
    let exported = exported?;
    if exported
        .failed
        .iter()
        .any(|error| error.is::<Interrupted>())
    {
        return Err(Interrupted.into());
    }
    outcome.files = names_of(&exported.files);
    outcome.made = exported.made;
    outcome.unmade = exported.failed;
    outcome.sections = finished.close(plan, exported.files)?;
    Ok(())
}

/// An article's folder has the name of its file, or of its title where it has no file.
fn folder_name(plan: &Plan<'_>) -> String {
    let file = plan
        .source
        .name
        .as_deref()
        .map(Path::new)
        .and_then(Path::file_stem);
    match (file, &plan.metadata.title) {
        (Some(stem), _) => names::folder(&stem.to_string_lossy()),
        (None, Some(title)) => names::folder(title),
        (None, None) => names::folder("article"),
    }
}

/// Speaks what is left, and all of it anew where it is not as loud as it should be: that
/// costs less than to keep it all twice.
fn speak_at_one_level<S: Synthesizer + Send>(
    work: &mut Work,
    plan: &Plan<'_>,
    run: Run<'_>,
    workers: &mut [S],
    spoken: &mut HashSet<String>,
) -> Result<()> {
    let mut levelling = Levelling::new(plan.settings.loudness_lufs);
    let mut speak = |work: &mut Work, sections: &[&PlannedSection<'_>], levelling: &Levelling| {
        if !sections.is_empty() {
            let new = speak(work, plan, sections, levelling, run, workers)?;
            spoken.extend(new.iter().map(|record| record.key.clone()));
            work.add(new);
        }
        anyhow::Ok(())
    };
    loop {
        let left = work.left(plan, |measured| levelling.knows(measured));
        speak(work, &left, &levelling)?;
        if !levelling.goes_on(&work.measured()) {
            break;
        }
    }
    // Those that were kept at a gain which is not tried any more.
    let left = work.left(plan, |measured| levelling.is_met_by(measured));
    speak(work, &left, &levelling)
}

/// Speaks the sections, and completes each file while the next one is being spoken.
fn speak<S: Synthesizer + Send>(
    work: &Work,
    plan: &Plan<'_>,
    sections: &[&PlannedSection<'_>],
    levelling: &Levelling,
    run: Run<'_>,
    workers: &mut [S],
) -> Result<Vec<SectionRecord>> {
    let total = sections.iter().map(|section| section.spoken_bytes).sum();
    let mut progress = Progress::start(run.config, &folder_name(plan), Stage::Speaking, total);
    let requests = sections.iter().enumerate().flat_map(|(index, section)| {
        plan.lines(section.section).map(move |line| {
            let text = line.rendered.text.clone();
            ((index, line), text)
        })
    });
    let mut chapters = Chapters::default();
    let (mut spoken, mut failed) = (0, 0);
    let deliver = |(index, line): (usize, Line), take| {
        if run.interrupted.load(Ordering::Relaxed) {
            return Err(Interrupted.into());
        }
        let section = sections[index];
        let chapter = match &mut chapters.current {
            Some(chapter) if chapter.key() == section.key => chapter,
            _ => {
                progress.section(section.number, plan.sections.len(), &section.file);
                let earlier = work.record(section);
                chapters.next(Chapter::start(work.folder(), section, levelling, earlier)?)?
            }
        };
        progress.advance(line.rendered.text.len() as u64);
        match chapter.add(&line, take)? {
            None => spoken += 1,
            Some(reason) => {
                failed += 1;
                progress.failed(&failure(plan, line, &section.file, reason));
            }
        }
        if spoken == 0 && failed == FAILURES_TO_GIVE_UP {
            let message = format!("not one of {failed} sentences could be spoken");
            return Err(WithHint::new(message, "run `lismoi doctor`").into());
        }
        Ok(())
    };
    let gain_db = levelling.gain_cb().map(|gain_cb| f64::from(gain_cb) / 10.0);
    let prepared = workers.iter_mut().map(|synthesizer| Prepared {
        synthesizer,
        gain_db,
    });
    let result = speak_in_order(prepared.collect(), requests, deliver);
    progress.finish();
    result.and_then(|()| chapters.finish())
}

/// If none of so many utterances succeeds, it is not the utterances.
const FAILURES_TO_GIVE_UP: usize = 10;

fn failure(plan: &Plan<'_>, line: Line, file: &str, reason: String) -> Failure {
    Failure {
        line: lines::line_of(&plan.source.text, line.utterance.range.start),
        text: line.printed,
        file: file.to_owned(),
        reason,
    }
}

/// The chapter being spoken, and the ones before it.
#[derive(Default)]
struct Chapters {
    current: Option<Chapter>,
    /// Being completed on a thread of its own.
    closing: Option<JoinHandle<Result<SectionRecord>>>,
    records: Vec<SectionRecord>,
}

impl Chapters {
    fn next(&mut self, chapter: Chapter) -> Result<&mut Chapter> {
        self.close()?;
        Ok(self.current.insert(chapter))
    }

    fn close(&mut self) -> Result<()> {
        if let Some(closing) = self.closing.take() {
            self.records
                .push(closing.join().map_err(|_| anyhow!("a thread was lost"))??);
        }
        self.closing = self
            .current
            .take()
            .map(|chapter| thread::spawn(|| chapter.finish()));
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<SectionRecord>> {
        self.close()?;
        self.close()?;
        Ok(std::mem::take(&mut self.records))
    }
}

impl Drop for Chapters {
    /// A chapter that is spoken is completed even if the next one fails.
    fn drop(&mut self) {
        if let Some(closing) = self.closing.take() {
            // Its error, if any, matters less than the one that brought us here.
            let _ = closing.join();
        }
    }
}
