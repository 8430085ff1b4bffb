//! The program: a worker process, or the command that was typed.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Error, Result};
use clap::Parser;
use lismoi::cli::{Cli, Command};
use lismoi::commands::{check, completions, doctor, man, read, show, voices};
use lismoi::exit_code::Exit;
use lismoi::message;
use lismoi_speech::worker;

fn main() -> ExitCode {
    // Before anything else: a worker forks, so it must have one thread only.
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if let Some(exit) = worker::run_if_worker(&arguments) {
        return exit;
    }
    let exit = run(&Cli::parse()).unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return Exit::Done;
        }
        message::error(&error);
        Exit::Failed
    });
    exit.into()
}

fn run(cli: &Cli) -> Result<Exit> {
    let mut out = BufWriter::new(io::stdout());
    let exit = match &cli.command {
        None => read::run(cli, &mut out)?,
        Some(Command::Show(show)) => show::run(show, &mut out)?,
        Some(Command::Voices { command }) => voices::run(command.as_ref(), &mut out)?,
        Some(Command::Check { folder }) => check::run(folder, &mut out)?,
        Some(Command::Doctor { output }) => doctor::run(output, &mut out)?,
        Some(Command::Completions { shell }) => completions::run(*shell, &mut out)?,
        Some(Command::Man) => man::run(&mut out)?,
    };
    out.flush()?;
    Ok(exit)
}

/// The reader of standard output, such as `head`, has read enough.
fn is_closed_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
