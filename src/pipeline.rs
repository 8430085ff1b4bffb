//! Article in, audiobook out: every stage called once, in order.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Result, bail};

use crate::config::{Config, Verbosity};
use crate::language;
use crate::message::{self, ArticleError};
use crate::progress::{Article, Progress};
use crate::report;

use lismoi_audio::encode::cover;
use lismoi_book::build::audiobook::{self, BuildOptions, Outcome};
use lismoi_book::build::observer::Observer;
use lismoi_book::build::plan::{self, Plan};
use lismoi_book::preview::{self, Preview};
use lismoi_document::{Document, SkipReason, Skipped, Source};
use lismoi_speech::Synthesizer;

/// What the articles of one run have in common.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// How to speak and where to write.
    pub config: &'a Config,
    /// The folder that holds the folder of the article.
    pub output: &'a Path,
    /// Set when the run is to end.
    pub interrupted: &'a AtomicBool,
    /// The place of the file among those of the run, from 1.
    pub number: usize,
    /// How many files the run has.
    pub of: usize,
    /// The folders that earlier articles of this run were written to.
    pub taken: &'a [PathBuf],
}

/// Makes the audiobook of one article of the file at `path`. `workers` is called only if there
/// is something to speak.
///
/// # Errors
/// The article has nothing to say, the files cannot be written, the voice is not available, or
/// the run was interrupted.
pub fn read_aloud<S: Synthesizer + Send>(
    path: &Path,
    source: Source,
    document: Document,
    run: Run<'_>,
    workers: impl FnOnce() -> Result<Vec<S>>,
) -> Result<Outcome> {
    with_plan(path, source, document, run, |plan, options, observer| {
        audiobook::build(plan, options, workers, observer)
    })
}

/// Works out what [`read_aloud`] would do, and writes nothing.
///
/// # Errors
/// The article has nothing to say, the voice is not available, or the run was interrupted.
pub fn preview<S: Synthesizer + Send>(
    path: &Path,
    source: Source,
    document: Document,
    run: Run<'_>,
    workers: impl FnOnce() -> Result<Vec<S>>,
) -> Result<Preview> {
    with_plan(path, source, document, run, |plan, options, observer| {
        preview::preview(plan, options, workers, observer)
    })
}

/// Plans the audiobook, and gives the plan to `build` with the bar that shows its progress.
fn with_plan<T>(
    path: &Path,
    source: Source,
    mut document: Document,
    run: Run<'_>,
    build: impl FnOnce(&Plan<'_>, BuildOptions<'_>, Observer<'_>) -> Result<T>,
) -> Result<T> {
    let config = run.config;
    if config.verbosity != Verbosity::Quiet {
        warn(path, &source, &document);
    }
    config.metadata.apply_to(&mut document.metadata);
    let engine = config.engine();
    let mut settings = config.settings.clone();
    settings.reading.format = settings.reading.format.resolved(source.format);
    let plan = plan::plan(&source, &document, &settings, &config.lexicon, engine);
    ensure_something_to_say(path, &plan)?;
    if let Some(cover) = &config.files.cover {
        // Before anything is spoken.
        cover::read::from_file(cover)?;
    }
    let name = audiobook::folder_name(&source, &document.metadata);
    let folder = run.output.join(&name);
    if run.taken.contains(&folder) {
        let path = path.to_owned();
        return Err(ArticleError::SameFolder { path, folder }.into());
    }
    let options = BuildOptions {
        output: run.output,
        wanted: &config.files,
        jobs: config.jobs,
        force: config.force,
        interrupted: run.interrupted,
    };
    let article = Article {
        name: &name,
        number: run.number,
        of: run.of,
    };
    let mut progress = Progress::new(config, article);
    build(&plan, options, &mut |event| progress.show(event))
}

/// Warns of an article that is not whole or not French, and of those of its file without text.
fn warn(path: &Path, source: &Source, document: &Document) {
    let path = match path.to_string_lossy() {
        path if path == "-" => tr!("standard-input").into(),
        path => path,
    };
    if let Some(notice) = &document.excerpt {
        let notice = message::shortened(&source.text[notice.clone()]);
        message::warning(&tr!("only-the-beginning", path = &*path, notice = notice));
    }
    if !source.left_out.is_empty() {
        let titles = report::listed(&source.left_out);
        message::warning(&tr!("without-text", path = &*path, titles = titles));
    }
    if let Some(language) = language::other_than_french(source, document) {
        let name = source.name.as_deref().unwrap_or(&path);
        message::warning(&tr!("not-french", name = name, language = language));
    }
}

fn ensure_something_to_say(path: &Path, plan: &Plan<'_>) -> Result<()> {
    if !plan.sections.is_empty() {
        return Ok(());
    }
    let has_words = |item: &Skipped| item.reason != SkipReason::NoWord;
    if plan.skipped.iter().any(has_words) {
        bail!(ArticleError::AllSkipped(path.to_owned()));
    }
    bail!("nothing to read aloud in '{}'", path.display())
}
