//! Builds the audiobook of one article: from a plan to a finished folder.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Result, ensure};

use super::export::article::Article;
use super::export::{Export, Wanted, run};
use super::folder::KeptFile;
use super::names;
use super::observer::{Event, Observer, Stage};
use super::plan::Plan;
use super::resume::resume;
use super::session::Finished;
use super::speak::Speaker;
use super::state::{self, State};
use super::takes::Takes;
use crate::Interrupted;
use crate::formats::chapters::{self, ShortList};
use crate::formats::page::SoundPlace;
use crate::manifest::damage::DamagedPart;
use crate::manifest::head;
use crate::manifest::records::{FileRecord, SectionRecord, SkippedRecord};
use lismoi_document::{Metadata, Source};
use lismoi_files::own;
use lismoi_speech::Synthesizer;

/// How an audiobook is built, besides its [`Settings`](crate::Settings).
#[derive(Clone, Copy, Debug)]
pub struct BuildOptions<'a> {
    /// The folder that holds the folder of each article.
    pub output: &'a Path,
    /// The files to be made besides the WAV files.
    pub wanted: &'a Wanted,
    /// On how many threads they are made.
    pub jobs: usize,
    /// Whether everything is made again, and foreign files are replaced.
    pub force: bool,
    /// Set when the run is to end.
    pub interrupted: &'a AtomicBool,
}

/// The result of a build.
#[derive(Debug)]
pub struct Outcome {
    /// The folder with its files, held open.
    pub folder: own::Folder,
    /// All sections, in order.
    pub sections: Vec<SectionRecord>,
    /// The names of all exported files, made now or earlier.
    pub files: Vec<String>,
    /// The lists of chapters in these files that have no room for all.
    pub short_lists: Vec<ShortList>,
    /// How many of these were made in this run.
    pub made: usize,
    /// Files that are not wanted any more: deleted, or left alone where another program has
    /// changed them.
    pub dropped: Vec<String>,
    /// Files that somebody has changed, and whose names were needed.
    pub kept: Vec<KeptFile>,
    /// The damaged parts of the manifest that was there.
    pub damage: Vec<DamagedPart>,
    /// Why files could not be made.
    pub unmade: Vec<anyhow::Error>,
    /// Why hidden files of the build could not be removed.
    pub left: Vec<anyhow::Error>,
    /// How many of the sections were spoken in this run.
    pub spoken: usize,
    /// The length of these.
    pub spoken_samples: u64,
    /// Samples per second.
    pub sample_rate: u32,
    /// How many utterances could not be spoken.
    pub failed: usize,
    /// The parts of the article that are not read.
    pub skipped: Vec<SkippedRecord>,
    /// The lines with bytes that are no characters.
    pub damaged_lines: Vec<usize>,
}

impl Outcome {
    /// The length of all sections.
    pub fn samples(&self) -> u64 {
        self.sections.iter().map(|section| section.samples).sum()
    }
}

/// The folder of an article: named after its file, or after its title where it has no file.
pub fn folder_name(source: &Source, metadata: &Metadata) -> String {
    name_of(source.name.as_deref(), metadata.title.as_deref())
}

/// The same from the name of the file and the title.
pub(crate) fn name_of(file: Option<&str>, title: Option<&str>) -> String {
    let file = file.map(Path::new);
    match (file.and_then(Path::file_stem), title) {
        (Some(stem), _) => names::folder(&stem.to_string_lossy()),
        (None, Some(title)) => names::folder(title),
        (None, None) => names::folder("article"),
    }
}

/// Builds the audiobook. `workers` is called only if there is something to speak.
///
/// # Errors
/// The files cannot be written, the voice is not available, or the run was interrupted. A file
/// of an export that cannot be made is listed in the outcome instead.
pub fn build<S: Synthesizer + Send>(
    plan: &Plan<'_>,
    options: BuildOptions<'_>,
    workers: impl FnOnce() -> Result<Vec<S>>,
    observer: Observer<'_>,
) -> Result<Outcome> {
    let path = options.output.join(folder_name(plan.source, plan.metadata));
    let state = state::open(&path, plan, options.force)?;
    let mut outcome = Outcome {
        folder: state.files().clone(),
        sections: Vec::new(),
        files: Vec::new(),
        short_lists: Vec::new(),
        made: 0,
        dropped: Vec::new(),
        kept: Vec::new(),
        damage: Vec::new(),
        unmade: Vec::new(),
        left: Vec::new(),
        spoken: 0,
        spoken_samples: 0,
        sample_rate: plan.engine.sample_rate,
        failed: 0,
        skipped: head::skipped_records(plan),
        damaged_lines: plan.source.damaged_lines.clone(),
    };
    match state {
        State::UpToDate(finished) => {
            outcome.dropped = names_of(&finished.files);
            export(finished, plan, options, &mut outcome, observer)?;
        }
        State::Stale(stale) => {
            outcome.dropped = names_of(&stale.files);
            outcome.damage = stale.damage().to_vec();
            // Before anything is removed: a voice that does not start must cost nothing.
            let mut workers = workers()?;
            ensure!(
                workers.iter().all(|worker| worker.engine() == plan.engine),
                "the plan is for another engine: {}",
                plan.engine
            );
            let mut build = resume(*stale, plan)?;
            let takes = Takes::of(plan, build.folder());
            let mut speaker = Speaker {
                plan,
                workers: &mut workers,
                observer: &mut *observer,
                interrupted: options.interrupted,
                spoken: HashSet::new(),
                takes,
            };
            let result = speaker.speak_at_one_loudness(&mut build);
            let spoken = speaker.spoken;
            let finished = build.finish(plan, result)?;
            export(finished, plan, options, &mut outcome, observer)?;
            let sections = outcome.sections.iter();
            let new = sections.filter(|section| spoken.contains(&section.fingerprint));
            outcome.spoken = spoken.len();
            outcome.spoken_samples = new.clone().map(|section| section.samples).sum();
            outcome.failed = new.map(|section| section.failed).sum();
        }
    }
    let files = &outcome.files;
    outcome.dropped.retain(|name| !files.contains(name));
    Ok(outcome)
}

/// Makes the wanted files of a finished audiobook, and closes its folder.
fn export(
    finished: Finished,
    plan: &Plan<'_>,
    options: BuildOptions<'_>,
    outcome: &mut Outcome,
    observer: Observer<'_>,
) -> Result<()> {
    let wants_page = options.wanted.page_sound == SoundPlace::Within;
    if options.wanted.formats.is_empty() && finished.files.is_empty() && !wants_page {
        outcome.kept = finished.folder.kept_files();
        (outcome.sections, outcome.left) = finished.close(plan, Vec::new())?;
        return Ok(());
    }
    let name = folder_name(plan.source, plan.metadata);
    let article = Article::of_plan(plan);
    let export = Export {
        folder: &finished.folder,
        article: &article,
        sections: &finished.sections,
        files: &finished.files,
        name: &name,
        jobs: options.jobs,
        force: options.force,
        interrupted: options.interrupted,
    };
    let planned = run::plan(&export, options.wanted)?;
    let total = planned.samples();
    let stage = Stage::Encoding;
    observer(Event::Started { stage, total });
    let exported = planned.run(|samples| observer(Event::Advanced(samples)));
    observer(Event::Ended);
    let exported = exported?;
    let mut failed = exported.failed.iter();
    if failed.any(|error| error.is::<Interrupted>()) {
        return Err(Interrupted.into());
    }
    outcome.files = names_of(&exported.files);
    outcome.short_lists = chapters::short_lists(&exported.files, &finished.sections);
    outcome.made = exported.made;
    outcome.unmade = exported.failed;
    outcome.kept = finished.folder.kept_files();
    (outcome.sections, outcome.left) = finished.close(plan, exported.files)?;
    Ok(())
}

fn names_of(files: &[FileRecord]) -> Vec<String> {
    files.iter().map(|file| file.file.clone()).collect()
}
