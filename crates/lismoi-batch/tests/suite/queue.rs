//! A queue at a real broker: `nats-server`, which `scripts/prepare tests` installs.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::{Value, json};

use crate::environment::{Environment, Run, Running, articles, joined};

/// How long anything may take here.
const PATIENCE: Duration = Duration::from_secs(120);

/// A broker with an empty disk. It ends with this value.
struct Broker {
    child: Child,
    port: u16,
    disk: PathBuf,
}

impl Broker {
    /// Starts it; `None`, with a message, where it is not installed.
    fn start(environment: &Environment) -> Option<Broker> {
        let port = free_port();
        let disk = environment.path("broker");
        match start(port, &disk) {
            Some(child) => Some(Broker { child, port, disk }),
            None => {
                let is_required =
                    std::env::var("LISMOI_TOOLS").is_ok_and(|value| value == "required");
                assert!(!is_required, "a queue: nats-server is not installed");
                eprintln!("skipped: a queue: nats-server is not installed");
                None
            }
        }
    }

    fn address(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn restart(&mut self) {
        self.kill();
        self.child = start(self.port, &self.disk).unwrap();
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
    }
}

fn start(port: u16, disk: &Path) -> Option<Child> {
    let installed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/python/bin/nats-server");
    let program = if installed.exists() {
        installed
    } else {
        PathBuf::from("nats-server")
    };
    let child = Command::new(program)
        .args(["-js", "-a", "127.0.0.1", "-p", &port.to_string(), "-sd"])
        .arg(disk)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let start = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < PATIENCE, "the broker does not start");
        thread::sleep(Duration::from_millis(50));
    }
    Some(child)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn enqueue(environment: &Environment, broker: &Broker, lines: &[Value]) -> Run {
    let run = environment.pipe(&["enqueue", "--broker", &broker.address()], &joined(lines));
    assert_eq!(run.code, Some(0), "{}", run.err);
    run
}

/// Starts a worker with one job that may be silent for so many seconds.
fn worker(environment: &Environment, broker: &Broker, ack_wait: u32, more: &[&str]) -> Running {
    let (address, ack_wait) = (broker.address(), ack_wait.to_string());
    let mut arguments = vec![
        "work",
        "--broker",
        &address,
        "--jobs",
        "1",
        "--ack-wait",
        &ack_wait,
    ];
    arguments.extend(more);
    environment.start(&arguments)
}

fn dead(environment: &Environment, broker: &Broker) -> Vec<Value> {
    let output = environment
        .command_for(&["dead-letters", "--broker", &broker.address()])
        .output()
        .unwrap();
    let letters = String::from_utf8(output.stdout).unwrap();
    letters
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Articles that only a worker finds to be empty, and one that `enqueue` refuses.
fn poison() -> Vec<Value> {
    vec![
        json!({"id": "empty", "text": "* * *"}),
        json!({"id": "english", "text": "Hello.", "lang": "en"}),
    ]
}

fn plain(lines: &[Value]) -> Environment {
    let environment = Environment::new();
    environment.run(&[], lines);
    environment
}

#[test]
fn killed_workers_and_a_killed_broker_lose_nothing_and_make_nothing_twice() {
    let environment = Environment::new();
    let Some(mut broker) = Broker::start(&environment) else {
        return;
    };
    let lines = articles(30);
    let all: Vec<_> = lines.iter().cloned().chain(poison()).collect();
    let queued = enqueue(&environment, &broker, &all);
    assert_eq!(queued.answers.len(), all.len());
    let new = queued
        .answers
        .iter()
        .filter(|answer| answer["queued"] == true);
    assert_eq!(new.count(), all.len() - 1, "{}", queued.err);

    let mut killed = worker(&environment, &broker, 2, &[]);
    killed.answer();
    kill(
        Pid::from_raw(killed.child.id().cast_signed()),
        Signal::SIGKILL,
    )
    .unwrap();
    killed.finish();
    let mut first = worker(&environment, &broker, 2, &["--until-empty"]);
    let second = worker(&environment, &broker, 2, &["--until-empty"]);
    first.answer();
    broker.restart();
    for running in [first, second] {
        let (_, code) = running.finish();
        assert_eq!(code, Some(0));
    }

    assert_eq!(environment.objects(), plain(&lines).objects());
    let verified = environment.pipe(&["verify", "--decode"], b"");
    assert_eq!(
        (verified.code, verified.answers.len()),
        (Some(0), 0),
        "{}",
        verified.err
    );
    let mut letters = dead(&environment, &broker);
    letters.sort_by_key(|letter| letter["id"].to_string());
    assert_eq!(letters.len(), 2, "{letters:?}");
    assert_eq!(
        (&letters[0]["id"], &letters[0]["kind"]),
        (&json!("empty"), &json!("empty"))
    );
    assert_eq!(
        (&letters[1]["id"], &letters[1]["kind"]),
        (&json!("english"), &json!("language"))
    );
    assert_eq!(letters[0]["article"], poison()[0]);

    let again = enqueue(&environment, &broker, &lines);
    assert!(again.answers.iter().all(|answer| answer["queued"] == false));
}

#[test]
fn sigterm_gives_back_what_is_not_begun() {
    let environment = Environment::new();
    let Some(broker) = Broker::start(&environment) else {
        return;
    };
    let lines = articles(20);
    enqueue(&environment, &broker, &lines);
    // What it does not give back would be missing for an hour.
    let mut running = worker(&environment, &broker, 3600, &[]);
    let mut answers = vec![running.answer()];
    kill(
        Pid::from_raw(running.child.id().cast_signed()),
        Signal::SIGTERM,
    )
    .unwrap();
    let (rest, code) = running.finish();
    answers.extend(rest);
    assert_eq!(code, Some(0));
    assert!(answers.len() < lines.len(), "it stopped at once");
    let parts = |environment: &Environment| {
        let store = environment.store();
        let members = store.iter().filter(|(name, _)| name.starts_with("c/"));
        members
            .map(|(_, bytes)| lismoi_batch::captions::part::members(bytes).count())
            .sum::<usize>()
    };
    assert_eq!(
        parts(&environment),
        answers.len(),
        "what is answered is recorded"
    );
    let (rest, code) = worker(&environment, &broker, 3600, &["--until-empty"]).finish();
    assert_eq!((code, rest.len()), (Some(0), lines.len() - answers.len()));
    assert_eq!(environment.objects(), plain(&lines).objects());
}

#[test]
fn a_store_that_refuses_for_a_while_costs_no_article() {
    let environment = Environment::new();
    let Some(broker) = Broker::start(&environment) else {
        return;
    };
    let lines = articles(12);
    enqueue(&environment, &broker, &lines);
    let mut running = worker(&environment, &broker, 2, &["--until-empty"]);
    running.answer();
    // Nothing can be prepared there.
    let scratch = environment.path("store/tmp");
    fs::rename(&scratch, environment.path("away")).unwrap();
    fs::write(&scratch, "no folder").unwrap();
    thread::sleep(Duration::from_secs(4));
    fs::remove_file(&scratch).unwrap();
    fs::rename(environment.path("away"), &scratch).unwrap();
    let (_, code) = running.finish();
    assert_eq!(code, Some(0));
    assert_eq!(environment.objects(), plain(&lines).objects());
}

#[test]
fn a_broker_that_is_not_there_is_a_clear_error_without_the_password() {
    let environment = Environment::new();
    let address = format!("nats://me:secret@127.0.0.1:{}", free_port());
    let run = environment.pipe(&["enqueue", "--broker", &address], b"");
    assert_eq!(run.code, Some(1));
    assert!(
        run.err
            .starts_with("error: could not reach the broker at 'nats://127.0.0.1:"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("secret"), "{}", run.err);
}
