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
