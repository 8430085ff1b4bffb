//! `lismoi completions`: a completion script for a shell.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::{Generator, Shell};

use crate::cli::Cli;
use crate::exit_code::Exit;

/// Prints the script.
///
/// # Errors
/// Those of `out`.
pub fn run(shell: Shell, out: &mut impl Write) -> io::Result<Exit> {
    let mut command = Cli::command();
    command.set_bin_name("lismoi");
    command.build();
    shell.try_generate(&command, out)?;
    Ok(Exit::Done)
}
