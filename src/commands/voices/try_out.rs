//! `lismoi voices try`: a sentence in a voice, as a WAV file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};
use lismoi_readers::{self as readers, Input};
use lismoi_speech::installed;
use lismoi_speech::voice::{LANGUAGES, PICO};

use crate::cli::voices::TryVoice;
use crate::config::Config;
use crate::exit_code::Exit;
use crate::message;
use crate::pipeline::{self, Run};
use crate::workers::Workers;

/// What is said if the user asks for nothing else.
const TEXT: &str = "Bonjour ! Le 14 juillet 1789, les Parisiens ont pris la Bastille. Et vous, \
    qu'avez-vous entendu ?";

/// Writes a WAV file for each voice, and prints its path. A voice that fails does not stop the
/// others.
///
/// # Errors
/// Those of `out`.
pub(super) fn run(arguments: &TryVoice, out: &mut impl Write) -> Result<Exit> {
    let text = arguments.text.as_deref().unwrap_or(TEXT);
    let mut exit = Exit::Done;
    for name in names(arguments)? {
        match speak(&name, text, &arguments.output) {
            Ok(file) => writeln!(out, "{}", file.display())?,
            Err(error) => {
                message::error(&error);
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

/// The voice that was named, or all of them.
fn names(arguments: &TryVoice) -> Result<Vec<String>> {
    if let Some(name) = &arguments.name {
        return Ok(vec![name.clone()]);
    }
    let mut names: Vec<String> = LANGUAGES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    names.push(PICO.to_owned());
    if let Some(folder) = installed::folder() {
        names.extend(
            installed::list(&folder)?
                .into_iter()
                .map(|voice| voice.name),
        );
    }
    Ok(names)
}

/// Makes an audiobook of the text in a temporary folder, and keeps its sound.
fn speak(name: &str, text: &str, output: &Path) -> Result<PathBuf> {
    let folder = tempfile::tempdir()?;
    let config = Config::for_voice(name, folder.path())?;
    let name_of_text = "text.txt";
    let input = Input::new(text.into(), Some(name_of_text.to_owned()));
    let articles = readers::parse(input, config.settings.reading)?;
    let (source, document) = articles.into_iter().next().context("there is no text")?;
    let run = Run {
        config: &config,
        output: &config.output,
        interrupted: &AtomicBool::new(false),
        number: 1,
        of: 1,
        taken: &[],
    };
    let mut workers = Workers::new(&config.settings.voice, config.piper.as_ref(), config.jobs);
    let outcome = pipeline::read_aloud(Path::new(name_of_text), source, document, run, || {
        workers.ready()
    })?;
    if outcome.failed > 0 {
        bail!("'{name}' could not speak the text");
    }
    let file = output.join(format!("{}.wav", file_name(name)));
    fs::create_dir_all(output)
        .and_then(|()| {
            let mut sound = outcome.folder.open_file("01.wav")?;
            io::copy(&mut sound, &mut File::create(&file)?)
        })
        .with_context(|| format!("could not write '{}'", file.display()))?;
    Ok(file)
}

/// The name of a voice as that of a file: `fr+f2` stays, the path of a model is cut.
fn file_name(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.replace(".onnx", "").replace('#', "-")
}
