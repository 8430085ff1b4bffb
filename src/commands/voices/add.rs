//! `lismoi voices add`: a Piper voice from a file, a folder or an address.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lismoi_speech::Synthesizer;
use lismoi_speech::installed::{self, InstalledVoice, VoiceFiles};
use lismoi_speech::piper::voice::PiperVoice;
use lismoi_speech::voice::Voice;

use super::{download, folder};
use crate::cli::voices::AddVoice;
use crate::exit_code::Exit;
use crate::input::is_address;
use crate::localization::errors::translated;
use crate::message;

use crate::workers::Workers;

/// Adds the voice, and prints its name, its licence, and how to use it.
///
/// # Errors
/// The voice cannot be downloaded, is not a voice, or cannot be written.
pub(super) fn run(arguments: &AddVoice, out: &mut impl Write) -> Result<Exit> {
    let source = arguments.source.to_string_lossy();
    let voice = if is_address(&source) {
        let downloaded = download::voice(&source, arguments.allow_private)?;
        add(downloaded.path(), Some(source.into_owned()), arguments)?
    } else {
        add(&arguments.source, None, arguments)?
    };
    let name = &voice.name;
    writeln!(out, "{}", tr!("voice-added", name = name.as_str()))?;
    match &voice.record.licence {
        Some(licence) => match installed::duties(licence) {
            Some(duties) => {
                let licence = format!("{licence} ({})", translated(duties));
                writeln!(out, "{}", tr!("voice-licence", licence = licence))?;
            }
            None => writeln!(out, "{}", tr!("voice-licence", licence = licence.as_str()))?,
        },
        None => message::warning(&tr!("voice-without-card")),
    }
    Ok(Exit::Done)
}

fn add(path: &Path, address: Option<String>, arguments: &AddVoice) -> Result<InstalledVoice> {
    let files = VoiceFiles::at(path)?;
    ensure_speaks(&files, arguments.any_language)?;
    Ok(installed::add(
        &folder()?,
        &files,
        address,
        arguments.any_language,
    )?)
}

/// Speaks a sentence with the voice, so that what cannot speak is not added.
fn ensure_speaks(files: &VoiceFiles, any_language: bool) -> Result<()> {
    speak(
        &PiperVoice::read(&files.model, None, any_language)?,
        &files.model,
    )
}

/// Speaks a sentence with a voice, the model of which is at `model`.
///
/// # Errors
/// The voice does not speak, or is silent.
pub(in crate::commands) fn speak(piper: &PiperVoice, model: &Path) -> Result<()> {
    let voice = Voice {
        name: model.to_string_lossy().into_owned(),
        ..Voice::default()
    };
    let take = Workers::new(&voice, Some(piper), 1)
        .ready()?
        .first_mut()
        .context("there is a worker")?
        .speak("Bonjour tout le monde.")
        .context("it does not speak")?;
    ensure!(
        take.samples
            .iter()
            .any(|sample| sample.unsigned_abs() > 300),
        "it does not speak: its sound is silent"
    );
    Ok(())
}
