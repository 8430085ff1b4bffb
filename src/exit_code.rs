//! Exit codes.

use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// Something failed; everything else was done.
    Failed = 1,
    /// An option, or a value in `lismoi.toml`, cannot be used; nothing was done.
    Usage = 2,
    /// Ctrl-C: 128 + SIGINT, the convention of shells.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
