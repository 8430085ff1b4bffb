//! `lismoi completions`: the script that makes a shell ask this program what can be typed next,
//! and the answers to the shell.
//!
//! The shell asks at each Tab: voices that were added since, and lists such as `mp3,srt`, are
//! completed too. clap_complete finds the answers.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};

use clap_complete::Shell;
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Shells};

use self::bash::Bash;
use self::values::{FILES, Files};
use self::zsh::Zsh;
use crate::exit_code::Exit;
use crate::localization;

mod bash;
mod values;
mod zsh;

/// The environment variable in which the script names the shell that asks.
const VARIABLE: &str = "LISMOI_COMPLETE";

const NAME: &str = "lismoi";

/// clap_complete's scripts for Bash and Zsh leave spaces in the names of files unquoted, or
/// quote the tilde: ours leave files to the shell.
const SHELLS: Shells<'static> = Shells(&[&Bash, &Zsh, &Fish, &Elvish, &Powershell]);

/// Prints the script.
///
/// # Errors
/// Those of `out`.
pub fn run(shell: Shell, out: &mut impl Write) -> io::Result<Exit> {
    completer(&shell.to_string())?.write_registration(VARIABLE, NAME, NAME, NAME, out)?;
    Ok(Exit::Done)
}

/// Answers a shell that asks what can be typed; `None` where none asks. `arguments` are those
/// of the program.
///
/// # Errors
/// The shell is unknown, or those of `out`.
pub fn answer(arguments: &[OsString], out: &mut impl Write) -> Option<io::Result<()>> {
    let shell = env::var(VARIABLE).ok().filter(|shell| !shell.is_empty())?;
    let words = arguments.strip_prefix(&[OsString::from("--")])?;
    Some(write_answer(&shell, words.to_vec(), out))
}

fn write_answer(shell: &str, words: Vec<OsString>, out: &mut impl Write) -> io::Result<()> {
    localization::choose(words.clone());
    let files = match shell {
        "bash" | "zsh" => Files::FoundByShell,
        _ => Files::Found,
    };
    let folder = env::current_dir().ok();
    completer(shell)?.write_complete(&mut values::command(files), words, folder.as_deref(), out)
}

fn completer(name: &str) -> io::Result<&'static dyn EnvCompleter> {
    let completer = SHELLS.0.iter().find(|shell| shell.is(name));
    let completer = completer.copied();
    completer.ok_or_else(|| io::Error::other(format!("there is no completion for '{name}'")))
}

/// A script for a shell, with the names that clap_complete gives in the places of the capitals.
/// `completer` is the command that answers.
fn filled_in(script: &str, variable: &str, name: &str, program: &str, completer: &str) -> String {
    let script = script.replace("VARIABLE", variable).replace("FILES", FILES);
    let script = script.replace("COMPLETER", completer).replace("NAME", name);
    script.replace("BIN", program)
}
