//! Programs that the tests use, and a record of the tests that were skipped.
//!
//! With `LISMOI_TOOLS=required` a missing program fails its test. Otherwise each skipped test
//! is a line on standard error, and in the file that `LISMOI_SKIPPED` names, because cargo
//! hides the output of a test that passes.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::process::Command;

/// Whether a program of ffmpeg starts; where it does not, `test` is recorded as skipped.
pub(crate) fn is_installed(program: &str, test: &str) -> bool {
    if Command::new(program).arg("-version").output().is_ok() {
        return true;
    }
    let is_required = env::var_os("LISMOI_TOOLS").is_some_and(|value| value == "required");
    assert!(!is_required, "{test}: {program} is not installed");
    let line = format!("skipped: {test}: {program} is not installed\n");
    eprint!("{line}");
    if let Some(path) = env::var_os("LISMOI_SKIPPED") {
        let file = OpenOptions::new().create(true).append(true).open(path);
        // One write for each line: tests run side by side.
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("LISMOI_SKIPPED names a file that can be written");
    }
    false
}
