//! What is made, how often, and that it is what a run makes.

use std::fs;
use std::io::Write;
use std::thread;

use serde_json::json;

use super::Server;
use crate::environment::{Environment, articles, joined};

#[test]
fn two_hundred_requests_make_an_article_once() {
    let environment = Environment::new();
    let server = Server::start(
        &environment,
        &articles(2),
        &["--waiting", "200", "--jobs", "2"],
    );
    let address = server.address(0);
    let bodies = thread::scope(|scope| {
        let asked: Vec<_> = (0..200)
            .map(|_| scope.spawn(|| server.get(&address)))
            .collect();
        let answers = asked.into_iter().map(|asked| asked.join().unwrap());
        answers
            .map(|answer| {
                assert_eq!(answer.status, 200);
                answer.body
            })
            .collect::<Vec<_>>()
    });
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    assert_eq!(server.count("lismoi_articles_total{result=\"new\"}"), 1.0);
    assert_eq!(server.count("lismoi_articles_total{result=\"there\"}"), 0.0);
    let made = environment.store();
    assert_eq!(made[&address[1..]], bodies[0]);
    assert_eq!(made.len(), 1, "only what was asked for");
}

#[test]
fn what_is_made_and_recorded_is_what_a_run_makes_and_records() {
    let environment = Environment::new();
    let lines = articles(4);
    let plain = Environment::new();
    plain.run(
        &["--format", "flac,opus", "--batch", "serve", "--jobs", "1"],
        &lines,
    );
    let server = Server::start(
        &environment,
        &lines,
        &["--format", "flac,opus", "--jobs", "1"],
    );
    for number in 0..4 {
        let address = server.address(number);
        let sound = server.get(&address);
        assert_eq!(
            (sound.status, &*sound.fields["content-type"]),
            (200, "audio/ogg")
        );
        assert_eq!(sound.body, plain.store()[&address[1..]]);
        let flac = server.get(&address.replace(".opus", ".flac"));
        assert_eq!(
            (flac.status, &*flac.fields["content-type"]),
            (200, "audio/flac")
        );
    }
    server.signal(nix::sys::signal::Signal::SIGTERM);
    let (code, answers) = server.finish();
    assert_eq!(code, Some(0));
    let ids: Vec<_> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [0, 1, 2, 3]);
    assert_eq!(environment.store(), plain.store());
}

#[test]
fn what_a_store_has_is_served_whoever_made_it() {
    let environment = Environment::new();
    let lines = articles(2);
    let run = environment.run(&[], &lines[..1]);
    let file = format!("/{}", run.answers[0]["files"][0].as_str().unwrap());
    // Its line is not in the corpus.
    let server = Server::start(&environment, &lines[1..], &[]);
    assert_eq!(server.get(&file).status, 200);
    assert_eq!(server.count("lismoi_articles_total{result=\"new\"}"), 0.0);
}

#[test]
fn captions_are_made_with_the_sound_and_found_again() {
    let environment = Environment::new();
    let lines = articles(2);
    let run = environment.run(&[], &lines[..1]);
    let captions = |address: &str| {
        let (_, name) = address.rsplit_once('/').unwrap();
        format!("/captions/{}", name.replace(".opus", ".vtt"))
    };
    let expected = |key: &str, batch: &str| {
        let printed = environment
            .command(&["captions", "--batch", batch, key])
            .output()
            .unwrap();
        printed.stdout
    };
    let server = Server::start(&environment, &lines, &[]);
    let both = [server.address(0), server.address(1)];
    // The first has its captions in another batch, and is made again for them.
    for address in &both {
        let answer = server.get(&captions(address));
        assert_eq!(answer.status, 200);
        assert!(answer.body.starts_with(b"WEBVTT"));
        assert!(server.get(address).status == 200);
    }
    assert_eq!(server.count("lismoi_articles_total{result=\"new\"}"), 1.0);
    assert_eq!(server.count("lismoi_articles_total{result=\"there\"}"), 1.0);
    let key = run.answers[0]["key"].as_str().unwrap();
    assert_eq!(
        server.get(&captions(&both[0])).body,
        expected(key, "default")
    );
    server.signal(nix::sys::signal::Signal::SIGTERM);
    assert_eq!(server.finish().0, Some(0));

    let again = Server::start(&environment, &lines, &[]);
    for address in &both {
        let answer = again.get(&captions(address));
        let key = &address[6..70];
        assert_eq!(answer.body, expected(key, "serve"));
        assert!(answer.fields["cache-control"].contains("immutable"));
    }
    assert_eq!(again.count("lismoi_articles_total{result=\"there\"}"), 0.0);
}

#[test]
fn what_cannot_be_made_is_tried_once_and_says_why() {
    let environment = Environment::new();
    let lines = [
        json!({"id": "empty", "text": "* * *"}),
        json!({"id": "english", "text": "Hello.", "lang": "en"}),
        json!({"id": "a b/c?d", "text": "Oui."}),
    ];
    let server = Server::start(&environment, &lines, &[]);
    let english = server.get("/articles/english");
    assert_eq!(english.status, 422);
    let reason: serde_json::Value = serde_json::from_slice(&english.body).unwrap();
    assert_eq!(
        (&reason["kind"], &reason["line"]),
        (&json!("language"), &json!(2))
    );
    let address = server.address("empty");
    for method in ["GET", "GET", "HEAD"] {
        let empty = server.ask(method, &address, "");
        assert_eq!(
            (empty.status, &*empty.fields["cache-control"]),
            (422, "public, max-age=300")
        );
    }
    let empty: serde_json::Value = serde_json::from_slice(&server.get(&address).body).unwrap();
    assert_eq!(
        (&empty["id"], &empty["kind"]),
        (&json!("empty"), &json!("empty"))
    );
    assert_eq!(
        server.count("lismoi_articles_total{result=\"failed\"}"),
        1.0
    );
    assert_eq!(server.get(&server.address("a%20b/c%3Fd")).status, 200);
}

#[test]
fn a_line_that_has_changed_since_the_start_is_not_made() {
    let environment = Environment::new();
    let server = Server::start(&environment, &articles(1), &[]);
    let address = server.address(0);
    let line =
        json!({"id": 0, "text": "Autre chose, bien plus long que ce qui était là. ".repeat(9)});
    fs::write(environment.path("corpus.jsonl"), joined(&[line])).unwrap();
    assert_eq!(server.get(&address).status, 404);
    assert!(environment.store().is_empty());
}

#[test]
fn compressed_lines_can_be_asked_for_too() {
    let environment = Environment::new();
    let level = flate2::Compression::fast();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), level);
    let lines = articles(3);
    gz.write_all(&joined(&lines[..2])).unwrap();
    fs::write(environment.path("a.jsonl.gz"), gz.finish().unwrap()).unwrap();
    fs::write(environment.path("b.jsonl"), joined(&lines[2..])).unwrap();
    let server = Server::start_with(&environment, &["a.jsonl.gz", "b.jsonl"], &[]);
    let plain = Environment::new();
    plain.run(&[], &lines);
    for number in 0..3 {
        let address = server.address(number);
        assert_eq!(server.get(&address).body, plain.store()[&address[1..]]);
    }
}
