//! The folder of an audiobook, or one above it, is moved during a run, and a link to another
//! folder is put in its place: no file is written where the link leads.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::environment::{Environment, article, files_below};
use crate::interruption::wait_for;

const HINT: &str = "hint: what was written is in the folder that was there when the run began, \
                    wherever it is now\n";

/// A folder that has the names that a run is about to write.
fn make_victim(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for name in [
        "manifest.json",
        "playlist.m3u8",
        "a.epub",
        ".lismoi-part",
        ".lismoi-lock",
        "hers.txt",
    ] {
        fs::write(folder.join(name), "precious").unwrap();
    }
}

/// A run that has begun: it has a file with this ending.
fn begun(environment: &Environment, arguments: &[&str], ending: &str) -> Child {
    environment.write("a.txt", article(100));
    let mut command = environment.command(arguments);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    wait_for(environment, ending);
    child.unwrap()
}

/// How a run has ended, and what it said.
fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn moved() -> (Option<i32>, String) {
    let error = format!("error: 'output/a' was moved or replaced during the run\n{HINT}");
    (Some(1), error)
}

#[test]
fn a_folder_that_is_replaced_by_a_link_during_a_run_gets_all_files_and_the_other_none() {
    let fresh = Environment::new();
    fresh.write("a.txt", article(100));
    fresh.succeed(&["a.txt"]);
    let complete = files_below(&fresh.path("output/a"));
    for (replaced, found_in) in [("output/a", "away"), ("output", "away/a")] {
        let environment = Environment::new();
        let at = |name: &str| environment.path(name);
        make_victim(&at("victim"));
        make_victim(&at("victim/a"));
        let victim = files_below(&at("victim"));
        let child = begun(&environment, &["a.txt", "--jobs", "1"], ".wav");
        fs::rename(at(replaced), at("away")).unwrap();
        symlink(at("victim"), at(replaced)).unwrap();
        assert_eq!(ended(child), moved(), "{replaced}");
        assert!(files_below(&at("victim")) == victim, "{replaced}");
        assert!(files_below(&at(found_in)) == complete, "{replaced}");
    }
}

#[test]
fn an_export_writes_nothing_where_a_link_was_put_meanwhile() {
    let environment = Environment::new();
    let at = |name: &str| environment.path(name);
    environment.write("a.txt", article(100));
    environment.succeed(&["a.txt"]);
    make_victim(&at("victim"));
    let victim = files_below(&at("victim"));
    let export = ["a.txt", "--format", "opus,epub,html,srt"];
    let child = begun(&environment, &export, ".part");
    fs::rename(at("output/a"), at("away")).unwrap();
    symlink(at("victim"), at("output/a")).unwrap();
    assert_eq!(ended(child), moved());
    assert!(files_below(&at("victim")) == victim);
    let made = files_below(&at("away"));
    for name in ["a.opus", "a.epub", "a.html", "a.srt"] {
        assert!(made.contains_key(name), "{name}: {:?}", made.keys());
    }
    environment.succeed(&["check", "away"]);
}

#[test]
fn a_folder_that_is_moved_away_during_a_run_gets_all_files_and_its_place_is_named() {
    let environment = Environment::new();
    let child = begun(&environment, &["a.txt", "--jobs", "1"], ".wav");
    fs::rename(environment.path("output/a"), environment.path("away")).unwrap();
    assert_eq!(ended(child), moved());
    environment.succeed(&["check", "away"]);
    // Where it was, nothing is left behind.
    assert!(files_below(&environment.path("output")).is_empty());
}

#[test]
fn a_folder_that_is_deleted_during_a_run_is_named_in_the_error() {
    let environment = Environment::new();
    let child = begun(&environment, &["a.txt", "--jobs", "1"], ".wav");
    // The run may add a file meanwhile.
    while fs::remove_dir_all(environment.path("output/a")).is_err() {}
    let (code, error) = ended(child);
    assert_eq!(code, Some(1), "{error}");
    assert!(error.starts_with("error: could not"), "{error}");
    assert!(error.contains("'output/a"), "{error}");
}
