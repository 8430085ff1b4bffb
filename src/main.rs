//! Parses, runs, prints errors, and says by its exit code how it went.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Error, Result};
use clap::{CommandFactory, Parser};
use lismoi::cli::{Cli, Command, Show};
use lismoi::commands::{doctor, show};
use lismoi::config::{self, Config};
use lismoi::pipeline::{self, Run, Voices};
use lismoi::{message, report};
use lismoi_book::Interrupted;
use lismoi_book::verify;
use lismoi_readers::{self as article, Boilerplate};
use lismoi_speech::process::WORKER_ARGUMENT;
use lismoi_speech::voice::{self, Voice};
use lismoi_speech::worker;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Done = 0,
    Failed = 1,
    Usage = 2,
    /// 128 + SIGINT, as shells have it.
    Interrupted = 130,
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().take(4).collect();
    if let [_, first, kind, voice] = arguments.as_slice()
        && first == WORKER_ARGUMENT
    {
        return serve(kind.to_str(), voice.to_str());
    }
    let exit = run(&Cli::parse()).unwrap_or_else(|error| {
        // Whoever reads our output has enough of it.
        if is_closed_pipe(&error) {
            return Exit::Done;
        }
        message::error(&error);
        Exit::Failed
    });
    ExitCode::from(exit as u8)
}

/// The life of a worker process.
fn serve(kind: Option<&str>, voice: Option<&str>) -> ExitCode {
    match (kind, voice.map(serde_json::from_str::<Voice>)) {
        (Some("samples"), Some(Ok(voice))) => worker::run(&voice),
        (Some("phonemes"), Some(Ok(voice))) => worker::run_phonemes(&voice),
        _ => ExitCode::from(Exit::Usage as u8),
    }
}

fn run(cli: &Cli) -> Result<Exit> {
    let mut out = BufWriter::new(io::stdout());
    let exit = match &cli.command {
        None => read_aloud(cli, &mut out)?,
        Some(Command::Show(show)) => show_stage(cli, show, &mut out)?,
        Some(Command::Voices) => {
            list_voices(&mut out)?;
            Exit::Done
        }
        Some(Command::Check { folder }) => check_folder(folder, &mut out)?,
        Some(Command::Doctor { output }) => {
            if doctor::examine(output, &mut out)? {
                Exit::Done
            } else {
                Exit::Failed
            }
        }
        Some(Command::Completions { shell }) => {
            clap_complete::generate(*shell, &mut Cli::command(), "lismoi", &mut out);
            Exit::Done
        }
    };
    out.flush()?;
    Ok(exit)
}

fn read_aloud(cli: &Cli, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::new(cli) {
        Ok(config) => config,
        Err(error) => return usage(&error),
    };
    let interrupted = Arc::new(AtomicBool::new(false));
    let speaking = Arc::new(AtomicBool::new(false));
    let (flag, busy) = (interrupted.clone(), speaking.clone());
    ctrlc::set_handler(move || {
        // At once where nothing is being written, or where the user means it: asks twice.
        if !busy.load(Ordering::Relaxed) || flag.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Interrupted as i32);
        }
    })
    .context("could not prepare for Ctrl-C")?;

    let mut exit = Exit::Done;
    let mut files = Vec::new();
    for argument in &config.articles {
        match article::files(argument) {
            Ok(found) => files.extend(found),
            Err(error) => {
                message::error(&error);
                exit = Exit::Failed;
            }
        }
    }
    let mut voices = Voices::default();
    let mut taken = Vec::new();
    for file in files {
        let start = Instant::now();
        let run = Run {
            config: &config,
            interrupted: &interrupted,
            taken: &taken,
        };
        speaking.store(false, Ordering::Relaxed);
        let workers = || {
            speaking.store(true, Ordering::Relaxed);
            voices.workers(&config.settings.voice, config.jobs)
        };
        match pipeline::read_aloud(&file, run, workers) {
            Ok(outcome) => {
                for error in &outcome.unmade {
                    message::error(error);
                }
                if outcome.failed > 0 || !outcome.unmade.is_empty() {
                    exit = Exit::Failed;
                }
                let told = report::outcome(&outcome, start.elapsed(), config.verbosity, out)
                    .and_then(|()| out.flush());
                // Whoever closed standard output still wants the other articles.
                if let Err(error) = told
                    && error.kind() != ErrorKind::BrokenPipe
                {
                    return Err(error.into());
                }
                taken.push(outcome.folder);
            }
            Err(error) => {
                message::error(&error);
                if error.is::<Interrupted>() {
                    return Ok(Exit::Interrupted);
                }
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

fn show_stage(cli: &Cli, show: &Show, out: &mut impl Write) -> Result<Exit> {
    let mut config = match Config::new(cli) {
        Ok(config) => config,
        Err(error) => return usage(&error),
    };
    for path in &show.lexicon {
        if let Err(error) = config::add_lexicon(&mut config.lexicon, path) {
            return usage(&error);
        }
    }
    let settings = &mut config.settings;
    if let Some(voice) = &show.voice {
        if let Err(error) = voice::ensure_known(voice) {
            return usage(&error);
        }
        settings.voice.name.clone_from(voice);
    }
    let reading = &mut settings.reading;
    reading.format = show.from.unwrap_or(reading.format);
    reading.footnotes = show.notes.unwrap_or(reading.footnotes);
    if show.keep_all {
        reading.boilerplate = Boilerplate::Keep;
    }
    let request = show::Request {
        stage: show.stage,
        file: &show.file,
        reading: config.settings.reading,
        options: config.settings.options(&config.lexicon),
        explain: show.explain,
        json: show.json,
    };
    let mut voices = Voices::default();
    show::show(request, out, || {
        voices.workers(&config.settings.voice, config.jobs)
    })?;
    Ok(Exit::Done)
}

fn list_voices(out: &mut impl Write) -> Result<()> {
    for (name, description) in voice::LANGUAGES {
        writeln!(out, "{name:<7}{description}")?;
    }
    writeln!(out, "\nvariants, as in fr+f2:")?;
    for line in voice::variants().chunks(8) {
        writeln!(out, "  {}", line.join("  "))?;
    }
    Ok(())
}

fn check_folder(folder: &Path, out: &mut impl Write) -> Result<Exit> {
    let report = verify::verify(folder)?;
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)?;
    Ok(if report.ok { Exit::Done } else { Exit::Failed })
}

/// A value that was typed, or stands in the configuration, makes no sense.
fn usage(error: &Error) -> Result<Exit> {
    message::error(error);
    Ok(Exit::Usage)
}

fn is_closed_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
