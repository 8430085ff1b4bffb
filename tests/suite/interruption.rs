//! Killed, interrupted, or out of space: nothing partial stays, and the next run finishes.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::environment::{Environment, Run, article, files_below, run_with_mounts};

/// Sends a signal to a run.
pub(crate) fn signal(child: &std::process::Child, signal: Signal) {
    kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
}

/// Waits until a run at work has written a file whose name ends so.
pub(crate) fn wait_for(environment: &Environment, ending: &str) {
    let deadline = Instant::now() + Duration::from_secs(60);
    let output = environment.path("output");
    while !files_below(&output)
        .keys()
        .any(|name| name.ends_with(ending))
    {
        assert!(Instant::now() < deadline, "no {ending} in a minute");
        thread::sleep(Duration::from_millis(5));
    }
}

/// All that has its final name must be whole: readable, and as long as it says.
pub(crate) fn assert_whole(folder: &Path) {
    for (name, contents) in files_below(folder) {
        let hidden = name.rsplit('/').next().unwrap().starts_with(".lismoi-");
        if name.ends_with(".wav") && !hidden {
            let riff = u32::from_le_bytes(contents[4..8].try_into().unwrap());
            assert_eq!(contents.len(), 8 + riff as usize, "{name} is cut");
            let mut reader = hound::WavReader::new(contents.as_slice()).unwrap();
            assert!(reader.samples::<i16>().all(|sample| sample.is_ok()));
        }
        if name.ends_with("manifest.json") && !hidden {
            serde_json::from_slice::<serde_json::Value>(&contents).unwrap();
        }
    }
}

#[test]
fn killed_at_any_moment_the_next_run_finishes_the_same_files() {
    for voice in ["fr", "pico"] {
        kill_at_any_moment(&["a.txt", "--voice", voice]);
    }
}

fn kill_at_any_moment(arguments: &[&str]) {
    let reference = Environment::new();
    reference.write("a.txt", article(12));
    let start = Instant::now();
    reference.succeed(arguments);
    let mut whole = start.elapsed();

    let environment = Environment::new();
    environment.write("a.txt", article(12));
    let mut killed = 0;
    for attempt in 0..24_u32 {
        if attempt >= 12 && killed >= 4 {
            break;
        }
        let mut child = environment
            .command(arguments)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Moments spread over the run, not in order.
        thread::sleep(whole * ((attempt * 5) % 12 + 1) / 13);
        let _ = child.kill();
        if child.wait().unwrap().success() {
            // The machine is faster now than when it was measured.
            whole = whole * 3 / 4;
        } else {
            killed += 1;
        }
        assert_whole(&environment.path("output"));
        if attempt % 4 == 3 {
            environment.succeed(arguments);
            assert!(
                environment.output() == reference.output(),
                "{arguments:?}: not the same after {attempt} kills"
            );
            fs::remove_dir_all(environment.path("output")).unwrap();
        }
    }
    assert!(killed >= 4, "only {killed} runs were killed in time");
}

#[test]
fn killed_between_two_versions_of_an_article_the_last_one_comes_out() {
    let moved = article(8).replace(
        "Partie numéro 2",
        "Une partie de plus\n\nNouvelle.\n\nPartie numéro 2",
    );
    let versions = [article(8), moved, article(5)];
    let fresh: Vec<_> = versions
        .iter()
        .map(|text| {
            let environment = Environment::new();
            environment.write("a.txt", text);
            environment.succeed(&["a.txt"]);
            environment.output()
        })
        .collect();
    let environment = Environment::new();
    for attempt in 0..24_u32 {
        let version = (attempt % 3) as usize;
        environment.write("a.txt", &versions[version]);
        let mut child = environment
            .command(&["a.txt"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(u64::from(attempt * 7 % 24) * 4));
        let _ = child.kill();
        child.wait().unwrap();
        assert_whole(&environment.path("output"));
        if attempt % 4 == 3 {
            environment.succeed(&["a.txt"]);
            assert!(
                environment.output() == fresh[version],
                "after {attempt} kills"
            );
        }
    }
}

#[test]
fn what_was_done_before_a_kill_is_not_done_again() {
    let environment = Environment::new();
    environment.write("a.txt", article(200));
    // To reach its loudness, all of it may have to be spoken twice.
    let mut child = environment
        .command(&["a.txt", "--jobs", "1", "--loudness", "off"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    let done = || {
        files_below(&environment.path("output"))
            .keys()
            .filter(|name| name.ends_with(".wav"))
            .count()
    };
    while done() < 3 && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(done() < 200, "it was faster than the kill");
    let run = environment.succeed(&["a.txt", "--loudness", "off"]);
    assert!(run.out.contains("of them spoken now"), "{}", run.out);
}

/// A run on a long article that has finished a section.
pub(crate) fn at_work(environment: &Environment) -> Child {
    environment.write("a.txt", article(400));
    let child = environment
        .command(&["a.txt", "--jobs", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for(environment, ".wav");
    child
}

#[test]
fn ctrl_c_ends_the_run_with_130_and_leaves_no_partial_file() {
    let environment = Environment::new();
    let child = at_work(&environment);
    signal(&child, Signal::SIGINT);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: interrupted; the next run resumes from here\n"
    );
    let names: Vec<String> = files_below(&environment.path("output"))
        .into_keys()
        .collect();
    assert!(
        !names.iter().any(|name| name.ends_with(".part")),
        "{names:?}"
    );
    assert_whole(&environment.path("output"));
}

#[test]
fn a_worker_killed_in_the_middle_is_replaced() {
    let reference = Environment::new();
    reference.write("a.txt", article(60));
    reference.succeed(&["a.txt"]);
    let environment = Environment::new();
    environment.write("a.txt", article(60));
    let mut child = environment
        .command(&["a.txt", "--jobs", "2"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut killed = 0;
    while child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(30));
        for worker in children(child.id()) {
            killed +=
                usize::from(killed < 2 && kill(Pid::from_raw(worker), Signal::SIGKILL).is_ok());
        }
    }
    assert!(killed > 0, "no worker was met");
    assert!(child.wait().unwrap().success());
    assert!(environment.output() == reference.output());
}

/// The processes that `parent` has started.
fn children(parent: u32) -> Vec<i32> {
    let listed = Command::new("ps")
        .args(["-A", "-o", "pid=", "-o", "ppid="])
        .output()
        .unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout);
    let child = |line: &str| {
        let (pid, ppid) = line.trim().split_once(char::is_whitespace)?;
        (ppid.trim().parse() == Ok(parent)).then(|| pid.parse().ok())?
    };
    listed.lines().filter_map(child).collect()
}

#[test]
fn a_full_disk_is_an_error_and_leaves_no_partial_file() {
    let environment = Environment::with_seed();
    let disk = environment.path("disk");
    fs::create_dir(&disk).unwrap();
    let script = "mount -t tmpfs -o size=2m none disk || exit 77; \
                  \"$0\" 000_725524dbbbc85542.txt -o disk/out; code=$?; ls -A disk/out/*; \
                  mount -o remount,size=30m none disk; \"$0\" 000_725524dbbbc85542.txt -o disk/out; exit $code";
    let Some(Run { code, out, err }) = run_with_mounts(&environment, script) else {
        return;
    };
    assert_eq!(code, Some(1), "{err}");
    let (out, after) = out.split_once("disk/out/000").unwrap();
    assert!(
        after.contains("9 sections") && after.contains("of them spoken now"),
        "{after}"
    );
    assert!(err.contains("No space left on device"), "{err}");
    assert!(err.contains("hint: free some space"), "{err}");
    assert!(
        out.contains("01-Poutine") && !out.contains(".part") && !out.contains("manifest.json"),
        "{out}"
    );
}

#[test]
fn two_runs_into_one_folder_do_not_mix() {
    let environment = Environment::new();
    environment.write("a.txt", article(100));
    let mut first = environment
        .command(&["a.txt", "--jobs", "1"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&environment, ".lismoi-lock");
    let second = environment.run(&["a.txt"]);
    assert_eq!(second.code, Some(1));
    assert_eq!(
        second.err,
        "error: another lismoi is writing to 'output/a'\n"
    );
    assert!(first.wait().unwrap().success());
}
