//! What can be typed: the command line with its values, voices and files.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter, complete,
};

use lismoi_speech::installed;
use lismoi_speech::voice::{LANGUAGES, PICO, VARIANTS};

use crate::cli::Cli;
use crate::localization::errors::translated;
use crate::localization::help;

/// Who finds the files that fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// They are in the answer.
    Found,
    /// The shell, where the answer is [`FILES`]: it knows best how they are quoted.
    FoundByShell,
}

/// Stands for all files in an answer. No file has this name.
pub(super) const FILES: &str = "//files";

/// The command line in the language of the user.
pub(super) fn command(files: Files) -> Command {
    with_values(help::localized(Cli::command()), files)
}

/// What fits the last of these words.
///
/// # Errors
/// Nothing can be completed there.
pub(super) fn answers(
    command: &mut Command,
    words: Vec<OsString>,
    folder: Option<&Path>,
) -> io::Result<Vec<CompletionCandidate>> {
    let last = words.last().map(|word| word.to_string_lossy().into_owned());
    let last = last.unwrap_or_default();
    // clap_complete takes `--format=` for the beginning of a file too.
    let option = match last.split_once('=') {
        Some((option, _)) if option.starts_with("--") => format!("{option}="),
        _ => String::new(),
    };
    let place = words.len().saturating_sub(1);
    let mut answers = complete(command, words, place, folder)?;
    answers.retain(|answer| answer.get_value().to_string_lossy().starts_with(&option));
    Ok(answers)
}

fn with_values(command: Command, files: Files) -> Command {
    let name = command.get_name().to_owned();
    let completed = |arg: Arg| match (&*name, arg.get_id().as_str()) {
        (_, "voice") | ("try", "name") => arg.add(ArgValueCompleter::new(VoiceCompleter(files))),
        ("remove", "name") => arg.add(ArgValueCompleter::new(|typed: &OsStr| {
            named(added(), typed)
        })),
        _ if files == Files::FoundByShell && arg.get_value_hint() == ValueHint::AnyPath => {
            arg.add(ArgValueCompleter::new(|_: &OsStr| by_shell()))
        }
        _ => arg,
    };
    command
        .mut_args(completed)
        .mut_subcommands(|below| with_values(below, files))
}

fn by_shell() -> Vec<CompletionCandidate> {
    vec![CompletionCandidate::new(FILES)]
}

/// Completes the name of a voice, or else the path of a Piper voice.
struct VoiceCompleter(Files);

impl ValueCompleter for VoiceCompleter {
    fn complete(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let voices = named(voices(), typed);
        match (voices.is_empty(), self.0) {
            (false, _) => voices,
            (true, Files::FoundByShell) => by_shell(),
            (true, Files::Found) => {
                let is_model = |path: &Path| path.extension() == Some(OsStr::new("onnx"));
                PathCompleter::file().filter(is_model).complete(typed)
            }
        }
    }
}

/// A name and its description.
type Voice = (String, String);

/// The voices of eSpeak NG and its listed variants, Pico, and those that the user has added.
fn voices() -> Vec<Voice> {
    let languages = LANGUAGES.iter();
    let languages = languages.map(|(name, about)| ((*name).to_owned(), (*about).to_owned()));
    let variants = VARIANTS.iter();
    let variants =
        variants.map(|(variant, about)| (format!("fr+{variant}"), translated(about).into_owned()));
    let pico = (PICO.to_owned(), "SVOX Pico".to_owned());
    let voices = languages.chain(variants).chain([pico]);
    voices.chain(added()).collect()
}

fn added() -> Vec<Voice> {
    // A folder that cannot be read is no reason to complete nothing.
    let added = installed::folder().map(|folder| installed::list(&folder).unwrap_or_default());
    let added = added.into_iter().flatten();
    added
        .map(|voice| (voice.name, "Piper".to_owned()))
        .collect()
}

/// The voices whose names begin as typed.
fn named(voices: Vec<Voice>, typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let fitting = voices
        .into_iter()
        .filter(|(name, _)| name.starts_with(&*typed));
    let candidates = fitting.zip(0..).map(|((name, about), place)| {
        CompletionCandidate::new(name)
            .help(Some(about.into()))
            .display_order(Some(place))
    });
    candidates.collect()
}
