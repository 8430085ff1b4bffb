//! The scripts that make a release.

use std::path::Path;
use std::process::{Command, Output};

fn run(script: &str, arguments: &[&str]) -> Output {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("packaging")
        .join(script);
    Command::new(path).args(arguments).output().unwrap()
}

#[test]
fn all_crates_and_the_lock_file_have_one_version() {
    let output = run("version", &[]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap().trim(),
        env!("CARGO_PKG_VERSION")
    );
}

#[test]
fn a_tag_of_another_version_is_refused() {
    let output = run("version", &["v999.0.0"]);
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("the tag is 'v999.0.0'"), "{message}");
}

#[test]
fn the_notes_of_a_release_are_its_section_of_the_changelog() {
    let output = run("release-notes", &["Unreleased"]);
    assert!(output.status.success(), "{output:?}");
    let notes = String::from_utf8(output.stdout).unwrap();
    assert!(notes.starts_with("### "), "{notes}");
    assert!(!notes.lines().any(|line| line.starts_with("## ")));
}

#[test]
fn a_release_without_notes_is_refused() {
    let output = run("release-notes", &["999.0.0"]);
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("no section '## 999.0.0'"), "{message}");
}

#[test]
#[cfg(target_os = "linux")]
fn systemd_takes_the_service_and_finds_it_safe() {
    use std::fs;

    use crate::tools;

    let check = "the service as systemd reads it";
    if !tools::is_installed("systemd-analyze", check) {
        return;
    }
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/lismoi.service");
    let unit = fs::read_to_string(unit).unwrap();
    // The program is there under another name.
    let unit = unit.replace("/usr/bin/lismoi", env!("CARGO_BIN_EXE_lismoi"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lismoi.service");
    fs::write(&path, unit).unwrap();
    let analyze = |arguments: &[&str]| {
        let mut command = Command::new("systemd-analyze");
        command.args(arguments).arg(&path).output().unwrap()
    };
    let output = analyze(&["verify"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    // Units of the machine may have faults of their own.
    assert!(!error.contains("lismoi"), "{error}");
    let output = analyze(&["security", "--offline=true", "--threshold=40"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "exposure above 4.0: {error}");
}
