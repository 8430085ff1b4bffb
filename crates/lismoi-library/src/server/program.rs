//! The program's own commands, run as child processes.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

#[cfg(feature = "sources")]
use anyhow::{Result, bail};

use super::Program;

impl Program {
    /// A command of the program that is not started yet.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.command_without_settings(arguments);
        if let Some(file) = &self.config {
            command.arg("--config").arg(file);
        }
        command
    }

    /// A command that takes no configuration file.
    pub(super) fn command_without_settings(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        command.args(arguments).args(["--lang", self.language]);
        command
    }

    /// Starts to make an article of the queue. `right` is the right to make articles: the child
    /// holds it as its standard input, so that no other is made while it runs, even where this
    /// process is gone.
    ///
    /// # Errors
    /// The program cannot be started.
    pub(super) fn make(
        &self,
        library: &Path,
        id: &str,
        right: &std::fs::File,
    ) -> io::Result<Child> {
        let mut command = self.command(&["add", "--queued", id, "--progress", "json", "--quiet"]);
        command
            .arg("--output")
            .arg(library)
            .stdin(right.try_clone()?)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
    }

    /// Changes the sources of a library.
    ///
    /// # Errors
    /// What the program says, or that it cannot be started.
    #[cfg(feature = "sources")]
    pub(super) fn sources(&self, library: &Path, arguments: &[String]) -> Result<()> {
        let output = self
            .command_without_settings(&["sources"])
            // Before an argument that is no option.
            .args(&arguments[..1])
            .arg("--output")
            .arg(library)
            .args(&arguments[1..])
            .stdin(Stdio::null())
            .output()?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr);
        let line = text.lines().next().unwrap_or_default();
        // "error: " in the language of the program.
        let said = line.split_once(": ").map_or(line, |(_, said)| said);
        bail!("{said}")
    }

    /// Runs a command with a text as its standard input, and waits for what it prints.
    ///
    /// # Errors
    /// The program cannot be started, or is lost.
    pub(super) fn filter(&self, arguments: &[&str], input: Vec<u8>) -> io::Result<Output> {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        // On a thread: the program may print before it has read all. One that does not want the
        // rest says why.
        let writer = thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output();
        let _ = writer.join();
        output
    }
}
