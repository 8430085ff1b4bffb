//! What comes by standard input waits in the queue until it is made.

use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::environment::Environment;

/// The records in the queue.
fn waiting(environment: &Environment) -> usize {
    let Ok(names) = fs::read_dir(environment.path("output/.queue")) else {
        return 0;
    };
    let names = names.map(|name| name.unwrap().file_name());
    names
        .filter(|name| name.to_string_lossy().ends_with(".json"))
        .count()
}

#[test]
fn what_a_crash_has_interrupted_is_made_by_the_next_run() {
    let environment = Environment::new();
    let long = "Le vent se lève sur la plaine et les arbres plient. ".repeat(300);
    let text = format!("Un long texte\n\n{long}\n");
    let mut child = environment
        .command(&["add", "-", "--tag", "perdu"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(text.as_bytes()).unwrap();
    drop(stdin);
    let start = Instant::now();
    while waiting(&environment) == 0 {
        assert!(start.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(waiting(&environment), 1, "it is not lost");
    // A short one comes after it; the server makes both.
    let server = crate::serving::Server::start(&environment, &[]);
    server.wait_until_made();
    drop(server);
    let list = environment.succeed(&["library", "list", "--json"]).out;
    assert!(
        list.contains("Un long texte") && list.contains("perdu"),
        "{list}"
    );
    assert_eq!(waiting(&environment), 0);
}

#[test]
fn what_is_made_leaves_the_queue_and_what_fails_stays() {
    let environment = Environment::new();
    let run = environment.pipe(&["add", "-"], "Titre\n\nLa mer monte.\n".as_bytes());
    assert_eq!(
        (run.code, waiting(&environment)),
        (Some(0), 0),
        "{}",
        run.err
    );
    let run = environment.pipe(&["add", "-"], "Titre\n\nLa mer descend.\n".as_bytes());
    assert_eq!(run.code, Some(0), "{}", run.err);
    let list = environment.succeed(&["library", "list", "--json"]).out;
    assert_eq!(list.lines().count(), 2, "another text of the same title");
    let run = environment.pipe(&["add", "-"], b"...\n");
    assert_eq!(
        (run.code, waiting(&environment)),
        (Some(1), 1),
        "{}",
        run.err
    );
}
