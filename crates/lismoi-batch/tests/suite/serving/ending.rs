//! Too many requests, clients that go away, and the end of the server.

use std::io::Read;
use std::thread;
use std::time::Duration;

use nix::sys::signal::Signal;
use serde_json::{Value, json};

use super::{Answer, Server};
use crate::environment::{Environment, articles};

/// Articles that take a while, no two alike.
fn long_articles(count: usize) -> Vec<Value> {
    let sentence = "C'est une phrase comme les autres, mais elle revient souvent. ";
    let lines = (0..count).map(|number| {
        let text = format!("Article {number}.\n\n{}", sentence.repeat(30));
        json!({"id": number, "text": text})
    });
    lines.collect()
}

fn read(mut stream: impl Read) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    Answer::of(&bytes)
}

#[test]
fn whoever_would_wait_too_long_is_told_to_come_again() {
    let environment = Environment::new();
    let lines = long_articles(4);
    let server = Server::start(&environment, &lines, &["--waiting", "2", "--jobs", "1"]);
    let addresses: Vec<_> = (0..4).map(|number| server.address(number)).collect();
    let waiting = [0, 1].map(|at: usize| server.send("GET", &addresses[at], ""));
    server.await_count("lismoi_requests_waiting", 2.0);
    for address in [&addresses[2], &addresses[0]] {
        let busy = server.get(address);
        assert_eq!(busy.status, 503);
        assert_eq!(
            (&*busy.fields["retry-after"], &*busy.fields["cache-control"]),
            ("10", "no-store")
        );
    }
    for stream in waiting {
        assert_eq!(read(stream).status, 200);
    }
    assert_eq!(server.get(&addresses[2]).status, 200);
}

#[test]
fn a_client_that_goes_away_does_not_stop_the_maker() {
    let environment = Environment::new();
    let server = Server::start(&environment, &long_articles(2), &["--jobs", "1"]);
    for address in [server.address(0), server.address(1)] {
        let stream = server.send("GET", &address, "");
        server.await_count("lismoi_requests_waiting", 1.0);
        drop(stream);
        while server.count("lismoi_requests_waiting") > 0.0 {
            thread::sleep(Duration::from_millis(10));
        }
    }
    server.await_count("lismoi_articles_total{result=\"new\"}", 2.0);
    assert_eq!(environment.store().len(), 2);
}

#[test]
fn sigterm_answers_what_is_being_made_and_ends_with_0() {
    let environment = Environment::new();
    let server = Server::start(&environment, &long_articles(2), &["--jobs", "1"]);
    let addresses = [server.address(0), server.address(1)];
    let first = server.send("GET", &addresses[0], "");
    server.await_count("lismoi_in_flight", 1.0);
    let second = server.send("GET", &addresses[1], "");
    server.await_count("lismoi_queue_pending", 1.0);
    server.signal(Signal::SIGTERM);
    let (first, second) = (read(first), read(second));
    assert_eq!(first.status, 200);
    assert_eq!((second.status, &*second.fields["retry-after"]), (503, "10"));
    let (code, answers) = server.finish();
    assert_eq!((code, answers.len()), (Some(0), 1));
    let names: Vec<_> = environment.store().into_keys().collect();
    assert_eq!(names, ["c/serve/00000.jsonl.gz", &addresses[0][1..]]);
    let verified = environment.pipe(&["verify", "--decode"], b"");
    assert_eq!(
        (verified.code, verified.err),
        (Some(0), "1 articles checked, 0 faults found\n".to_owned())
    );
}

#[test]
fn sigkill_leaves_no_half_object_and_the_next_server_makes_it() {
    let environment = Environment::new();
    let lines = long_articles(1);
    let expected = Environment::new();
    expected.run(&[], &lines);
    for delay_ms in [50, 300, 900] {
        let server = Server::start(&environment, &lines, &["--jobs", "1"]);
        let address = server.address(0);
        let stream = server.send("GET", &address, "");
        server.await_count("lismoi_in_flight", 1.0);
        thread::sleep(Duration::from_millis(delay_ms));
        server.signal(Signal::SIGKILL);
        drop((stream, server));
        for (name, bytes) in environment.objects() {
            let is_whole = name.starts_with("tmp/") || bytes == expected.objects()[&name];
            assert!(is_whole, "{name}");
        }
    }
    let server = Server::start(&environment, &lines, &["--jobs", "1"]);
    assert_eq!(server.get(&server.address(0)).status, 200);
    assert_eq!(
        environment.objects(),
        expected.objects(),
        "and nothing is left in tmp"
    );
}

#[test]
fn a_signal_while_the_corpus_is_read_ends_with_0() {
    let environment = Environment::new();
    let mut running = environment.start(&["serve", "--address", "127.0.0.1:0"]);
    for line in articles(2) {
        running.send(&line);
    }
    thread::sleep(Duration::from_millis(500));
    nix::sys::signal::kill(
        nix::unistd::Pid::from_raw(running.child.id().cast_signed()),
        Signal::SIGTERM,
    )
    .unwrap();
    // Its input stays open.
    assert_eq!(running.finish().1, Some(0));
}

#[test]
fn a_store_that_cannot_be_written_costs_no_article() {
    let environment = Environment::new();
    let server = Server::start(&environment, &articles(1), &[]);
    let address = server.address(0);
    std::fs::write(environment.path("store/o"), "a file").unwrap();
    assert_eq!(server.get(&address).status, 503);
    assert_eq!(server.get("/healthz").status, 503);
    std::fs::remove_file(environment.path("store/o")).unwrap();
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.get(&address).status, 200);
}
