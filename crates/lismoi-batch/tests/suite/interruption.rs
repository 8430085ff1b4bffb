//! Stopped or killed: no object is there in part, and the next run finishes the work.

use std::fs;
use std::io::Write;
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::environment::{Environment, Running, articles, joined};

fn signal(running: &Running, signal: Signal) {
    kill(Pid::from_raw(running.child.id().cast_signed()), signal).unwrap();
}

fn uninterrupted(lines: &[Value]) -> Environment {
    let environment = Environment::new();
    environment.run(&["--part", "2"], lines);
    environment
}

/// The keys that the captions of a store have.
fn recorded(environment: &Environment) -> Vec<String> {
    let run = environment.pipe(&["verify", "--decode"], b"");
    assert_eq!((run.code, run.answers.len()), (Some(0), 0), "{}", run.err);
    let mut lines = Vec::new();
    for (name, bytes) in environment.store() {
        if name.starts_with("c/") {
            let members = lismoi_batch::captions::part::members(&bytes);
            lines.extend(members.map(|member| member.unwrap().made.key));
        }
    }
    lines.sort();
    lines
}

#[test]
fn sigterm_finishes_what_is_in_hand_and_leaves_the_rest() {
    let lines = articles(24);
    let environment = Environment::new();
    let mut running = environment.start(&["run", "--jobs", "2", "--part", "2"]);
    for line in &lines {
        running.send(line);
    }
    let mut answers = vec![running.answer()];
    signal(&running, Signal::SIGTERM);
    // Its input stays open: the program must not wait for more.
    let (rest, code) = running.finish();
    answers.extend(rest);
    assert_eq!(code, Some(0));
    assert!(answers.len() < lines.len(), "it stopped at once");
    let mut keys: Vec<_> = answers
        .iter()
        .map(|answer| answer["key"].as_str().unwrap())
        .collect();
    keys.sort_unstable();
    assert_eq!(recorded(&environment), keys, "what is answered is recorded");

    let finished = environment.run(&["--part", "2"], &lines);
    let new = finished
        .answers
        .iter()
        .filter(|answer| answer["new"] == true);
    assert_eq!(new.count(), lines.len() - answers.len());
    assert_eq!(environment.objects(), uninterrupted(&lines).objects());
}

#[test]
fn sigkill_leaves_whole_objects_and_the_next_run_finishes() {
    let lines = articles(8);
    let expected = uninterrupted(&lines);
    for delay_ms in [0, 40, 120] {
        let environment = Environment::new();
        let mut running = environment.start(&["run", "--jobs", "2", "--part", "2"]);
        for line in &lines {
            running.send(line);
        }
        let first = running.answer();
        thread::sleep(Duration::from_millis(delay_ms));
        signal(&running, Signal::SIGKILL);
        let (_, code) = running.finish();
        assert_eq!(code, None);
        let objects = expected.objects();
        for (name, bytes) in environment.objects() {
            if name.starts_with("o/") {
                assert!(objects[&name] == bytes, "{name} is not whole");
            }
        }
        assert!(
            environment
                .path("store")
                .join(first["files"][0].as_str().unwrap())
                .exists()
        );

        let again = environment.run(&["--part", "2"], &lines);
        let new = again.answers.iter().filter(|answer| answer["new"] == true);
        assert!(new.count() < lines.len(), "what was there stays");
        assert_eq!(environment.objects(), objects);
        assert_eq!(recorded(&environment), recorded(&expected));
        assert_eq!(
            fs::read_dir(environment.path("store/tmp")).unwrap().count(),
            0
        );
    }
}

#[test]
fn a_caller_that_does_not_listen_ends_the_run() {
    let lines = articles(3);
    let environment = Environment::new();
    let mut running = environment.start(&["run", "--jobs", "1"]);
    drop(running.output);
    // It may be gone before it has read all.
    let _ = running.input.write_all(&joined(&lines));
    drop(running.input);
    assert_eq!(running.child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_store_that_cannot_be_written_ends_the_run() {
    let environment = Environment::new();
    fs::create_dir(environment.path("store")).unwrap();
    fs::write(environment.path("store/o"), "a file").unwrap();
    let run = environment.pipe(&["run"], &joined(&articles(3)));
    assert_eq!(run.code, Some(1));
    assert!(run.answers.is_empty(), "no article is at fault");
    assert!(
        run.err.starts_with("error: could not write '"),
        "{}",
        run.err
    );
}
