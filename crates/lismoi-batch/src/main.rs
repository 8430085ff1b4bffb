//! The program: a worker process, or the command that was typed.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use lismoi_batch::captions::print;
use lismoi_batch::cli::{Cli, Command};
use lismoi_batch::localization::{self, Language};
#[cfg(feature = "nats")]
use lismoi_batch::queue::{dead_letters, enqueue, work};
#[cfg(feature = "serve")]
use lismoi_batch::serve;
use lismoi_batch::{program, verify};
use lismoi_speech::worker;

fn main() -> ExitCode {
    // Before anything else: a worker forks, so it must have one thread only.
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if let Some(exit) = worker::run_if_worker(&arguments) {
        return exit;
    }
    let language = localization::language();
    let command = localization::localized(Cli::command(), language);
    let parsed = command
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Whoever closed standard output does not want the help.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1));
        }
    };
    let done = match &cli.command {
        Command::Run(run) => program::run(run, language),
        Command::Verify(options) => verify::run(options, language),
        Command::Captions(options) => print::run(options),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::run(options, language),
        #[cfg(feature = "nats")]
        Command::Enqueue(options) => enqueue::run(options, language),
        #[cfg(feature = "nats")]
        Command::Work(options) => work::run(options, language),
        #[cfg(feature = "nats")]
        Command::DeadLetters(options) => dead_letters::run(options),
    };
    done.unwrap_or_else(|error| {
        report(&error, language);
        ExitCode::FAILURE
    })
}

fn report(error: &anyhow::Error, language: Language) {
    let causes: Vec<_> = error
        .chain()
        .map(|cause| localization::message(&cause.to_string(), language))
        .collect();
    let (word, colon) = match language {
        Language::English => ("error", ": "),
        Language::French => ("erreur", "\u{a0}: "),
    };
    eprintln!("{word}{colon}{}", causes.join(colon));
}
