//! What is added is made, once, whatever happens to the server.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use super::{Server, article};
use crate::environment::Environment;

fn titles(environment: &Environment) -> Vec<String> {
    let run = environment.succeed(&["library", "list", "--all", "--json"]);
    assert_eq!(run.err, "", "the journal is whole");
    let lines = run.out.lines();
    let titles = lines.map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(article["added"].is_u64(), "{line}");
        article["title"].as_str().unwrap().to_owned()
    });
    let mut titles: Vec<String> = titles.collect();
    titles.sort();
    titles
}

#[test]
fn what_is_pasted_and_dropped_is_made_and_noted_once() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let file = "name=\"file\"; filename=\"notes de cours.md\"";
    let markdown = "# Notes de cours\n\nLa *marée* monte.\n";
    for _ in 0..2 {
        assert_eq!(server.add(&article("Premier")).status, 303);
        assert_eq!(server.add_field(file, markdown.as_bytes()).status, 303);
    }
    server.wait_until_made();
    assert_eq!(titles(&environment), ["Notes de cours", "Premier"]);
    let list = environment.succeed(&["library", "list", "--json"]).out;
    assert!(list.contains("\"from\":\"notes de cours.md\""), "{list}");
    assert!(environment.path("output/Premier/Premier.mp3").is_file());
    // Another article of the same title gets a folder of its own.
    server.add("Premier\n\nCe texte n'est pas le même que l'autre.\n");
    server.wait_until_made();
    assert_eq!(titles(&environment).len(), 3);
    let left = fs::read_dir(environment.path("output/.queue")).unwrap();
    let left = left
        .flatten()
        .filter(|file| !file.path().to_string_lossy().ends_with(".lock"));
    assert_eq!(left.count(), 0);
}

#[test]
fn an_article_is_on_every_page_from_its_addition_on() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    for title in ["Premier", "Deuxième", "Troisième"] {
        assert_eq!(server.add(&article(title)).status, 303);
        let start = Instant::now();
        loop {
            let page = server.get("/").text();
            let waits = page.contains("id=\"item-");
            let is_made = page.contains(&format!(">{title}</a>"));
            assert!(waits || is_made, "{page}");
            if is_made && !waits {
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{page}");
        }
    }
}

#[test]
fn what_cannot_be_made_says_why_and_can_be_tried_again_or_removed() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    server.add("http://127.0.0.1:9/article");
    server.add(&article("Après"));
    let mut page = server.get("/");
    for _ in 0..600 {
        page = server.get("/");
        let waiting = page.text().matches("id=\"item-").count();
        if page.text().contains("class=\"failed\"") && waiting == 1 {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    assert!(page.text().contains("private network"), "{}", page.text());
    assert_eq!(
        titles(&environment),
        ["Après"],
        "the next one is made nevertheless"
    );
    let id = page.between("id=\"item-", "\"");
    assert_eq!(server.post(&format!("/queue/{id}/retry"), "").status, 303);
    assert_eq!(server.post(&format!("/queue/{id}/remove"), "").status, 303);
    thread::sleep(Duration::from_millis(500));
    server.wait_until_made();
    assert_eq!(server.post(&format!("/queue/{id}/retry"), "").status, 303);
}

#[test]
fn what_was_added_is_made_though_the_server_is_killed_again_and_again() {
    let environment = Environment::new();
    let mut wanted: Vec<String> = (0..6).map(|number| format!("Article {number}")).collect();
    let mut titles_left = wanted.iter();
    for (kill, after_ms) in [0, 40, 120, 250, 400, 700, 1_000, 150]
        .into_iter()
        .enumerate()
    {
        let server = Server::start(&environment, &[]);
        if let Some(title) = titles_left.next() {
            assert_eq!(server.add(&article(title)).status, 303);
        }
        thread::sleep(Duration::from_millis(after_ms));
        // Sometimes what it has started lives on.
        server.kill(kill % 2 == 0);
    }
    let server = Server::start(&environment, &[]);
    server.wait_until_made();
    wanted.sort();
    assert_eq!(titles(&environment), wanted);
    let journal = fs::read_to_string(environment.path("output/library.jsonl")).unwrap();
    assert!(journal.ends_with('\n'));
    for title in wanted {
        let folder = format!("output/{}", title.replace(' ', "-"));
        environment.succeed(&["check", &folder]);
        let mp3 = format!("{folder}/{}.mp3", title.replace(' ', "-"));
        assert!(environment.path(&mp3).is_file(), "{mp3}");
    }
}

#[test]
fn a_server_that_is_told_to_stop_leaves_its_work_to_the_next() {
    let environment = Environment::new();
    let mut server = Server::start(&environment, &[]);
    let long = "Le vent se lève sur la plaine et les arbres plient. ".repeat(400);
    server.add(&format!("Long\n\n{long}\n"));
    thread::sleep(Duration::from_millis(700));
    server.signal(Signal::SIGTERM);
    assert_eq!(server.wait(), Some(0));
    let server = Server::start(&environment, &[]);
    assert!(
        server.get("/").text().contains("id=\"item-"),
        "it still waits"
    );
    server.wait_until_made();
    assert_eq!(titles(&environment), ["Long"]);
}

#[test]
fn the_queue_is_bounded() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let answers = (0..130).map(|number| server.add(&format!("http://127.0.0.1:9/{number}")).status);
    let answers: Vec<u16> = answers.collect();
    assert!(answers.contains(&503), "{answers:?}");
    assert_eq!(answers[..100], [303; 100]);
    assert!(server.get("/").status == 200);
}
