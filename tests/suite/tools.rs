//! Programs that the tests use, and a record of the checks that were skipped.
//!
//! With `LISMOI_TOOLS=required` a missing program fails its test. Otherwise each skipped
//! check is a line in the file that `LISMOI_SKIPPED` names; `make test` prints them at its
//! end, because cargo hides what a passing test prints.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Whether a program starts; where it does not, `check` is skipped.
pub(crate) fn is_installed(program: &str, check: &str) -> bool {
    // What it makes of the option does not matter.
    let starts = Command::new(program).arg("-version").output().is_ok();
    if !starts {
        missing(program, check);
    }
    starts
}

/// Skips a check for want of a tool.
pub(crate) fn missing(tool: &str, check: &str) {
    let is_required = env::var_os("LISMOI_TOOLS").is_some_and(|value| value == "required");
    assert!(!is_required, "{check}: {tool} is not installed");
    skip(check, &format!("{tool} is not installed"));
}

/// Skips a check that cannot be made here, whatever is installed.
pub(crate) fn skip(check: &str, reason: &str) {
    let line = format!("skipped: {check}: {reason}\n");
    eprint!("{line}");
    if let Some(path) = env::var_os("LISMOI_SKIPPED") {
        let file = OpenOptions::new().create(true).append(true).open(path);
        // One write for each line: tests run side by side.
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("LISMOI_SKIPPED names a file that can be written");
    }
}

/// A Python that has a package (or several, with commas), with a script of tests/clients as its first argument; where there
/// is none, the check is skipped.
pub(crate) fn python_client(script: &str, package: &str) -> Option<Command> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tools = ["python", "openai"].map(|name| root.join("target/tools").join(name));
    let tools = env::join_paths(tools).ok()?;
    let python = |program: &str| {
        let mut command = Command::new(program);
        command.env("PYTHONPATH", &tools);
        command
    };
    let import = format!("import {package}");
    let has_it = |program: &&str| {
        let output = python(program).args(["-c", &import]).output();
        output.is_ok_and(|output| output.status.success())
    };
    let Some(program) = ["python3", "/usr/bin/python3"].into_iter().find(has_it) else {
        missing(package, &format!("what {script} checks"));
        return None;
    };
    let mut command = python(program);
    command.arg(root.join("tests/clients").join(script));
    Some(command)
}

/// What a program prints, as JSON.
pub(crate) fn json_of(command: &mut Command) -> Value {
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{error}");
    serde_json::from_slice(&output.stdout).unwrap()
}
