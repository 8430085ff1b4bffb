//! The program's own commands, run as child processes.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use super::Program;

impl Program {
    /// A command of the program that is not started yet.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        command.args(arguments).args(&self.arguments);
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
