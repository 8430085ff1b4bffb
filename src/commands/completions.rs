//! `lismoi completions`: a completion script for a shell.

use std::io::{self, Write};

use clap::CommandFactory;
use clap::builder::PossibleValuesParser;
use clap_complete::{Generator, Shell};

use lismoi_speech::installed;
use lismoi_speech::voice::{LANGUAGES, PICO, VARIANTS};

use crate::cli::Cli;
use crate::exit_code::Exit;
use crate::localization::help;

/// The names of voices to complete: those of eSpeak NG and its listed variants, Pico, and those
/// that the user has added so far.
fn voices() -> Vec<String> {
    let mut voices: Vec<String> = LANGUAGES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    voices.extend(VARIANTS.iter().map(|(variant, _)| format!("fr+{variant}")));
    voices.push(PICO.to_owned());
    // A folder that cannot be read is no reason to complete nothing.
    let added = installed::folder().map(|folder| installed::list(&folder).unwrap_or_default());
    voices.extend(added.into_iter().flatten().map(|voice| voice.name));
    voices
}

/// Prints the script.
///
/// # Errors
/// Those of `out`.
pub fn run(shell: Shell, out: &mut impl Write) -> io::Result<Exit> {
    let voices = PossibleValuesParser::new(voices());
    let mut command = help::localized(Cli::command())
        .mut_arg("voice", |voice| voice.value_parser(voices.clone()))
        .mut_subcommand("show", |show| {
            show.mut_arg("voice", |voice| voice.value_parser(voices.clone()))
        })
        .mut_subcommand("say", |say| {
            say.mut_arg("voice", |voice| voice.value_parser(voices))
        });
    command.set_bin_name("lismoi");
    command.build();
    shell.try_generate(&command, out)?;
    Ok(Exit::Done)
}
