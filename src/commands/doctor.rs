//! Whether everything the program needs is there and works.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use lismoi_speech::process::{Worker, WorkerCommand};
use lismoi_speech::protocol::Message;
use lismoi_speech::voice::Voice;
use lismoi_speech::{ENGINE_VERSION, SAMPLE_RATE, Synthesizer, voice_data};

/// What the engine is asked to say.
const SAMPLE_TEXT: &str = "Bonjour tout le monde.";

/// Prints one line for each thing examined; `false` where one does not work.
///
/// # Errors
/// Those of `out`.
pub fn examine(output: &Path, out: &mut impl Write) -> io::Result<bool> {
    writeln!(
        out,
        "lismoi {}, {}",
        env!("CARGO_PKG_VERSION"),
        *ENGINE_VERSION
    )?;
    let examinations: [(&str, Result<String>); 4] = [
        ("voice data", voice_data()),
        ("speech", speech()),
        ("phonemes", phonemes()),
        ("output", write_access(output)),
    ];
    let mut all_work = true;
    for (name, result) in examinations {
        match result {
            Ok(finding) => writeln!(out, "ok     {name}: {finding}")?,
            Err(error) => {
                all_work = false;
                writeln!(out, "failed {name}: {error:#}")?;
            }
        }
    }
    Ok(all_work)
}

fn voice_data() -> Result<String> {
    let data = voice_data::ensure_laid_out()?;
    let damaged = voice_data::damaged_files(data.path())?;
    if let Some(name) = damaged.first() {
        bail!(
            "{} of its files are missing or changed, '{name}' among them; remove '{}' and they will be laid out again",
            damaged.len(),
            data.path().display()
        );
    }
    Ok(match &data {
        voice_data::VoiceData::Cached(path) => path.display().to_string(),
        voice_data::VoiceData::Temporary(_) => {
            "the cache cannot be written; laid out anew at every run".to_owned()
        }
    })
}

fn worker(kind: &str, data: &voice_data::VoiceData) -> Result<Worker> {
    let command = WorkerCommand::of_this_program(kind, &Voice::default(), data.path().to_owned())?;
    Ok(Worker::new(command))
}

/// The whole way to the samples, in a worker process.
fn speech() -> Result<String> {
    let data = voice_data::ensure_laid_out()?;
    let take = worker("samples", &data)?.speak(SAMPLE_TEXT)?;
    ensure!(
        take.samples
            .iter()
            .any(|sample| sample.unsigned_abs() > 1000),
        "it is silent"
    );
    let ms = take.samples.len() * 1000 / SAMPLE_RATE as usize;
    Ok(format!("'{SAMPLE_TEXT}' takes {ms} ms"))
}

/// The same text by way of espeak-rs, which knows phonemes only: a second opinion on the
/// engine and its data.
fn phonemes() -> Result<String> {
    let data = voice_data::ensure_laid_out()?;
    match worker("phonemes", &data)?.ask(SAMPLE_TEXT)? {
        Message::Phonemes(ipa) if !ipa.trim().is_empty() => Ok(ipa),
        _ => bail!("there are none"),
    }
}

/// Writes and removes a file in the folder, or where it would be made.
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
    Ok(format!("'{}' can be written", output.display()))
}
