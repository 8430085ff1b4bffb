//! `lismoi doctor`: tests the speech engine, its voice data and the output folder.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use lismoi_speech::Synthesizer;
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::engine::Engine;
use lismoi_speech::installed::{self, InstalledVoice};
use lismoi_speech::piper::voice::PiperVoice;
use lismoi_speech::process::Worker;
use lismoi_speech::protocol::Message;
use lismoi_speech::voice::{PICO, Voice};
use lismoi_speech::voice_data::VoiceData;

use crate::commands::voices::add;
use crate::exit_code::Exit;
use crate::message;

/// The sentence that the engine speaks.
const SAMPLE_TEXT: &str = "Bonjour tout le monde.";

/// Prints one line per test.
///
/// # Errors
/// Those of `out`.
pub fn run(output: &Path, out: &mut impl Write) -> io::Result<Exit> {
    let engines = Engine::ALL.map(|engine| engine.identity().to_string());
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "lismoi {version}, {}", engines.join(", "))?;
    let mut tests = Vec::new();
    for engine in Engine::ALL {
        tests.push((
            tr!("doctor-voice-data", engine = engine.to_string()),
            voice_data(engine),
        ));
        tests.push((
            tr!("doctor-speech", voice = engine.to_string()),
            speech(engine),
        ));
    }
    for voice in added_voices() {
        tests.push((
            tr!("doctor-speech", voice = voice.name.as_str()),
            speech_of_added(&voice),
        ));
    }
    tests.push((tr!("doctor-phonemes"), phonemes()));
    tests.push((tr!("doctor-output"), write_access(output)));
    let colon = message::colon();
    let mut exit = Exit::Done;
    for (name, result) in tests {
        match result {
            Ok(finding) => writeln!(out, "{:<6} {name}{colon}{finding}", tr!("doctor-ok"))?,
            Err(error) => {
                exit = Exit::Failed;
                let reason = message::with_causes(&error);
                writeln!(out, "{:<6} {name}{colon}{reason}", tr!("doctor-failed"))?;
            }
        }
    }
    Ok(exit)
}

fn voice_data(engine: Engine) -> Result<String> {
    let data = engine.data().ensure_unpacked()?;
    Ok(match &data {
        VoiceData::Cached(path) => path.display().to_string(),
        VoiceData::Temporary(_) => tr!("doctor-no-cache"),
    })
}

fn worker(task: WorkerTask, engine: Engine, data: &VoiceData) -> Result<Worker> {
    let voice = Voice {
        name: match engine {
            Engine::Espeak => Voice::default().name,
            Engine::Pico => PICO.to_owned(),
            Engine::Piper => unreachable!("it is not among those that are tested"),
        },
        ..Voice::default()
    };
    let command = WorkerCommand::of_this_program(task, &voice, data.path().to_owned())?;
    Ok(Worker::new(command))
}

/// Speaks a sentence in a worker process.
fn speech(engine: Engine) -> Result<String> {
    let data = engine.data().ensure_unpacked()?;
    let take = worker(WorkerTask::Samples, engine, &data)?.speak(SAMPLE_TEXT)?;
    ensure!(
        take.samples
            .iter()
            .any(|sample| sample.unsigned_abs() > 1000),
        "the speech is silent"
    );
    let ms = take.samples.len() * 1000 / take.sample_rate as usize;
    Ok(tr!("doctor-spoke", text = SAMPLE_TEXT, ms = ms))
}

/// The voices that the user has added. A folder that cannot be read is that of no voice.
fn added_voices() -> Vec<InstalledVoice> {
    let voices = installed::folder().map(|folder| installed::list(&folder).unwrap_or_default());
    voices.unwrap_or_default()
}

/// Speaks a sentence with a Piper voice, and says how much memory its workers take.
fn speech_of_added(voice: &InstalledVoice) -> Result<String> {
    let piper = PiperVoice::read(&voice.model, None, true)?;
    add::speak(&piper, &voice.model)?;
    let rate_wpm = Voice::default().rate_wpm;
    let memory_mb = piper.worker_memory(rate_wpm) / 1_000_000;
    Ok(tr!(
        "doctor-spoke-added",
        memory = memory_mb,
        workers = piper.most_workers(rate_wpm)
    ))
}

/// Phonemes of the same sentence through the espeak-rs crate: a second way to test eSpeak NG
/// and its data.
fn phonemes() -> Result<String> {
    let data = Engine::Espeak.data().ensure_unpacked()?;
    match worker(WorkerTask::Phonemes, Engine::Espeak, &data)?.ask(SAMPLE_TEXT)? {
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
    let folder = output.display().to_string();
    Ok(tr!("doctor-writable", folder = folder))
}
