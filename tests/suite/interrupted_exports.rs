//! Killed, interrupted, or out of space while files of the whole are made: those that have
//! their name are whole, and the next run makes the others.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::environment::{Environment, Run, article, files_below, run_with_mounts};
use crate::interruption::{signal, wait_for};

/// What `--format` makes of sound, and what is made of its text.
const SOUND_AND_TEXT: &str = "mp3,opus,m4b,flac,html,srt,words-json";

#[test]
fn ctrl_c_while_a_file_of_the_whole_is_encoded_costs_that_file_only() {
    let environment = Environment::new();
    environment.write("a.txt", article(200));
    let child = environment
        .command(&["a.txt", "--loudness", "off", "--format", "opus"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for(&environment, "opus.part");
    signal(&child, Signal::SIGINT);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let names = || files_below(&environment.path("output")).into_keys();
    assert!(!names().any(|name| name.ends_with(".opus") || name.ends_with(".part")));
    let run = environment.succeed(&["a.txt", "--loudness", "off", "--format", "opus"]);
    assert!(!run.out.contains("spoken now"), "{}", run.out);
    assert!(names().any(|name| name.ends_with("a.opus")));
    assert!(!names().any(|name| name.contains(".lismoi-")));
}

#[test]
fn killed_while_files_of_the_whole_are_encoded_the_next_run_finishes_the_same() {
    let formats = ["a.txt", "--loudness", "off", "--format", SOUND_AND_TEXT];
    let reference = Environment::new();
    reference.write("a.txt", article(20));
    reference.succeed(&formats);
    let environment = Environment::new();
    environment.write("a.txt", article(20));
    for (awaited, wait_ms) in [("mp3.part", 0), ("opus.part", 300)] {
        let mut child = environment
            .command(&formats)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_for(&environment, awaited);
        thread::sleep(Duration::from_millis(wait_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, contents) in environment.output() {
            if name.starts_with("a/a.") {
                assert!(contents == reference.output()[&name], "{name} is not whole");
            }
        }
    }
    environment.succeed(&formats);
    assert!(environment.output() == reference.output());
}

#[test]
fn a_disk_that_fills_while_the_whole_is_encoded_costs_what_did_not_fit() {
    let environment = Environment::new();
    environment.write("a.txt", article(40));
    fs::create_dir(environment.path("disk")).unwrap();
    // The sections find room, of the rest only some.
    let script = format!(
        "mount -t tmpfs -o size=64m none disk || exit 77; \
         lismoi() {{ \"$0\" a.txt -o disk/out \"$@\"; }}; \
         lismoi -q || exit 78; set -- $(du -k -s disk/out); \
         mount -o remount,size=$(($1 + 1500))k none disk || exit 77; \
         lismoi -q --format {SOUND_AND_TEXT}; code=$?; echo; \
         ls -A disk/out/a | sed 's/^/left /'; sha256sum disk/out/a/a.*; \
         mount -o remount,size=64m none disk; \
         lismoi -q --format {SOUND_AND_TEXT} || exit 78; \
         sha256sum disk/out/a/a.* | sed 's/^/after /'; \"$0\" check disk/out/a >/dev/null || exit 79; \
         exit $code"
    );
    let Some(Run { code, out, err }) = run_with_mounts(&environment, &script) else {
        return;
    };
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("No space left on device"), "{err}");
    assert!(err.contains("hint: free some space"), "{err}");
    let is_hidden = |line: &str| line.contains(".part") || line.contains("left a.flac");
    assert!(!out.lines().any(is_hidden), "{out}");
    // What was there had its last form, but for the page: it plays the best file there is.
    let (before, after): (Vec<&str>, Vec<&str>) = out
        .lines()
        .filter(|line| line.contains("  disk/out"))
        .partition(|line| !line.starts_with("after "));
    assert_eq!(after.len(), SOUND_AND_TEXT.split(',').count(), "{out}");
    for line in before.into_iter().filter(|line| !line.contains(".html")) {
        assert!(
            after.contains(&format!("after {line}").as_str()),
            "{line}: {out}"
        );
    }
}
