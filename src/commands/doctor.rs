//! `lismoi doctor`: tests the speech engine, its voice data and the output folder.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::process::Worker;
use lismoi_speech::protocol::Message;
use lismoi_speech::voice::Voice;
use lismoi_speech::{Synthesizer, espeak, voice_data};

use crate::exit_code::Exit;

/// The sentence that the engine speaks.
const SAMPLE_TEXT: &str = "Bonjour tout le monde.";

/// Prints one line per test.
///
/// # Errors
/// Those of `out`.
pub fn run(output: &Path, out: &mut impl Write) -> io::Result<Exit> {
    writeln!(
        out,
        "lismoi {}, {}",
        env!("CARGO_PKG_VERSION"),
        espeak::identity()
    )?;
    let tests: [(&str, Result<String>); 4] = [
        ("voice data", voice_data()),
        ("speech", speech()),
        ("phonemes", phonemes()),
        ("output", write_access(output)),
    ];
    let mut exit = Exit::Done;
    for (name, result) in tests {
        match result {
            Ok(finding) => writeln!(out, "ok     {name}: {finding}")?,
            Err(error) => {
                exit = Exit::Failed;
                writeln!(out, "failed {name}: {error:#}")?;
            }
        }
    }
    Ok(exit)
}

fn voice_data() -> Result<String> {
    let data = voice_data::ensure_unpacked()?;
    let damaged = voice_data::damaged_files(data.path())?;
    if let Some(name) = damaged.first() {
        bail!(
            "{} of its files are missing or damaged, '{name}' among them; delete '{}' to write them again",
            damaged.len(),
            data.path().display()
        );
    }
    Ok(match &data {
        voice_data::VoiceData::Cached(path) => path.display().to_string(),
        voice_data::VoiceData::Temporary(_) => {
            "the cache is not writable; the data are written to a temporary folder in every run"
                .to_owned()
        }
    })
}

fn worker(task: WorkerTask, data: &voice_data::VoiceData) -> Result<Worker> {
    let command = WorkerCommand::of_this_program(task, &Voice::default(), data.path().to_owned())?;
    Ok(Worker::new(command))
}

/// Speaks a sentence in a worker process.
fn speech() -> Result<String> {
    let data = voice_data::ensure_unpacked()?;
    let take = worker(WorkerTask::Samples, &data)?.speak(SAMPLE_TEXT)?;
    ensure!(
        take.samples
            .iter()
            .any(|sample| sample.unsigned_abs() > 1000),
        "the speech is silent"
    );
    let ms = take.samples.len() * 1000 / take.sample_rate as usize;
    Ok(format!("spoke '{SAMPLE_TEXT}' ({ms} ms)"))
}

/// Phonemes of the same sentence through the espeak-rs crate: a second way to test the engine
/// and its data.
fn phonemes() -> Result<String> {
    let data = voice_data::ensure_unpacked()?;
    match worker(WorkerTask::Phonemes, &data)?.ask(SAMPLE_TEXT)? {
        Message::Phonemes(ipa) if !ipa.trim().is_empty() => Ok(ipa),
        _ => bail!("the engine returned no phonemes"),
    }
}

/// Writes a temporary file to the folder, or to its nearest ancestor that exists.
fn write_access(output: &Path) -> Result<String> {
    let existing = output
        .ancestors()
        .find(|path| path.is_dir())
        .unwrap_or(Path::new("."));
    let existing = if existing.as_os_str().is_empty() {
        Path::new(".")
    } else {
        existing
    };
    tempfile::tempfile_in(existing)
        .and_then(|mut file| file.write_all(b"lismoi"))
        .with_context(|| format!("could not write to '{}'", existing.display()))?;
    Ok(format!("'{}' is writable", output.display()))
}
