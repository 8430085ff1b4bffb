//! The program: a worker process, or the command that was typed.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::iter;
use std::process::ExitCode;

use anyhow::Error;
use clap::{CommandFactory, FromArgMatches};
use lismoi::cli::{Cli, Command};
use lismoi::commands::{
    self, add, check, completions, doctor, export, feed, library, listen, man, play, read, say,
    show, sources, voices,
};
use lismoi::exit_code::Exit;
use lismoi::localization::{self, help, usage};
use lismoi::message;
use lismoi::printable::{Escaped, Notation, printable};
use lismoi_speech::worker;

fn main() -> ExitCode {
    // Before anything else: a worker forks, so it must have one thread only.
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if let Some(exit) = worker::run_if_worker(&arguments) {
        return exit;
    }
    if let Some(answered) = completions::answer(&arguments, &mut io::stdout()) {
        // The shell shows nothing of an error.
        return ExitCode::from(u8::from(answered.is_err()));
    }
    let cli = match parse(localization::choose(arguments)) {
        Ok(cli) => cli,
        Err(exit) => return exit,
    };
    let exit = run(&cli).unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return Exit::Done;
        }
        message::error(&error);
        Exit::Failed
    });
    exit.into()
}

/// What was typed, or the exit code after help or an error.
fn parse(arguments: Vec<OsString>) -> Result<Cli, ExitCode> {
    let parse = |arguments: Vec<OsString>| {
        let name = OsString::from("lismoi");
        help::localized(Cli::command())
            .try_get_matches_from(iter::once(name).chain(arguments))
            .and_then(|matches| Cli::from_arg_matches(&matches))
    };
    // An error quotes what was typed, and clap prints it as it is.
    let shown = arguments.iter().map(|argument| match argument.to_str() {
        Some(text) => printable(text).into_owned().into(),
        None => argument.clone(),
    });
    let shown: Vec<OsString> = shown.collect();
    parse(arguments).map_err(|error| {
        let error = parse(shown).err().unwrap_or(error);
        match usage::message(&error) {
            Some(message) => message::wrong_usage(&message),
            // Whoever closed standard output does not want the help.
            None => {
                let _ = error.print();
            }
        }
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1))
    })
}

fn run(cli: &Cli) -> anyhow::Result<Exit> {
    let notation = match &cli.command {
        _ if !io::stdout().is_terminal() => Notation::AsIs,
        // It escapes the text of the article, not its own colours.
        Some(Command::Show(_)) => Notation::AsIs,
        Some(Command::Check { .. }) => Notation::Json,
        _ => Notation::Lines,
    };
    let mut out = Escaped::new(BufWriter::new(io::stdout()), notation);
    let exit = match &cli.command {
        None => read::run(cli, &mut out)?,
        Some(Command::Say(say)) => say::run(say, &mut out)?,
        Some(Command::Play(play)) => play::run(play)?,
        Some(Command::Add(add)) => add::run(add, &mut out)?,
        Some(Command::Listen(listen)) => listen::run(listen, &mut out)?,
        Some(Command::Feed(feed)) => feed::run(feed, &mut out)?,
        Some(Command::Export { command }) => export::run(command, &mut out)?,
        Some(Command::Library(library)) => library::run(library, &mut out)?,
        Some(Command::Sources(sources)) => sources::run(sources, &mut out)?,
        Some(Command::Show(show)) => show::run(show, &mut out)?,
        #[cfg(feature = "serve")]
        Some(Command::Serve(serve)) => commands::serve::run(serve, &mut out)?,
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
