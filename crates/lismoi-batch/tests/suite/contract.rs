//! A line in, a line out; equal lines, equal objects.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde_json::json;

use crate::environment::{Environment, articles, joined};

/// The places of all files on the disk: a file that is written again has another.
fn inodes(folder: &Path) -> Vec<(String, u64, i64)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            if metadata.is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path().display().to_string();
                found.push((path, metadata.ino(), metadata.mtime_nsec()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn equal_runs_write_the_same_bytes_once() {
    let environment = Environment::new();
    let lines = articles(6);
    let first = environment.run(&[], &lines);
    assert!(first.answers.iter().all(|answer| answer["new"] == true));
    let before = inodes(&environment.path("store"));
    assert_eq!(before.len(), 7, "six objects and a part");
    let second = environment.run(&[], &lines);
    assert!(second.answers.iter().all(|answer| answer["new"] == false));
    assert_eq!(inodes(&environment.path("store")), before);

    let other = Environment::new();
    other.run(&[], &lines);
    assert_eq!(other.store(), environment.store());
    // Another batch of the same store has captions of its own, and no new sound.
    let elsewhere = environment.run(&["--batch", "b"], &lines);
    assert!(
        elsewhere
            .answers
            .iter()
            .all(|answer| answer["new"] == false)
    );
    assert_eq!(environment.objects(), other.objects());
    let store = environment.store();
    assert_eq!(
        store["c/b/00000.jsonl.gz"],
        store["c/default/00000.jsonl.gz"]
    );
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let lines = articles(9);
    let stores = ["1", "2", "5"].map(|jobs| {
        let environment = Environment::new();
        environment.run(&["--jobs", jobs, "--part", "2"], &lines);
        environment.store()
    });
    assert_eq!(stores[0].len(), 9 + 5);
    assert_eq!(stores[0], stores[1]);
    assert_eq!(stores[0], stores[2]);
}

#[test]
fn a_caller_may_wait_for_each_answer() {
    let environment = Environment::new();
    let mut running = environment.start(&["run", "--jobs", "2"]);
    for line in articles(3) {
        running.send(&line);
        let answer = running.answer();
        assert_eq!((&answer["id"], &answer["new"]), (&line["id"], &json!(true)));
        let name = answer["files"][0].as_str().unwrap();
        let object = environment.path("store").join(name);
        assert_eq!(
            object.metadata().unwrap().len(),
            answer["bytes"].as_u64().unwrap()
        );
    }
    drop(running.input);
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_changes_the_sound_changes_the_key() {
    let environment = Environment::new();
    let text = "Il est 14 h 30.";
    let lines = [
        json!({"id": 0, "text": text}),
        json!({"id": 1, "text": text, "title": "Le temps"}),
        json!({"id": 2, "text": text, "voice": "pico"}),
        json!({"id": 3, "text": text, "options": {"rate": 220}}),
        json!({"id": 4, "text": text, "options": {"bitrate": 32}}),
        json!({"id": 5, "markdown": text}),
        json!({"id": 6, "text": text, "url": "https://example.org"}),
    ];
    let run = environment.run(&["--jobs", "1"], &lines);
    let keys: Vec<_> = run.answers.iter().map(|answer| &answer["key"]).collect();
    for (at, key) in keys[..6].iter().enumerate() {
        assert!(!keys[..at].contains(key), "line {at}");
    }
    assert_eq!((keys[6], &run.answers[6]["new"]), (keys[0], &json!(false)));
    // The command line says what the lines leave open.
    let named = ["--options", r#"{"rate":220}"#];
    let run = environment.run(&named, &lines[..1]);
    assert_eq!(&run.answers[0]["key"], keys[3]);
}

#[test]
fn several_formats_have_one_key_and_are_added_later() {
    let environment = Environment::new();
    let lines = articles(1);
    let opus = environment.run(&[], &lines);
    let both = environment.run(&["--format", "flac,opus"], &lines);
    let (opus, both) = (&opus.answers[0], &both.answers[0]);
    assert_eq!(opus["key"], both["key"]);
    assert_eq!(both["new"], true);
    assert_eq!(both["files"].as_array().unwrap().len(), 2);
    let again = environment.run(&["--format", "opus,flac"], &lines);
    assert_eq!(again.answers[0]["new"], false);
    // The sound that is asked for is there.
    let again = environment.run(&[], &lines);
    assert_eq!(again.answers[0]["new"], false);
}

#[test]
fn an_object_that_is_gone_is_made_again() {
    let environment = Environment::new();
    let lines = articles(2);
    environment.run(&[], &lines);
    let store = environment.store();
    let name = store.keys().find(|name| name.starts_with("o/")).unwrap();
    fs::remove_file(environment.path("store").join(name)).unwrap();
    environment.run(&[], &lines);
    assert_eq!(environment.store(), store);
}

#[test]
fn files_of_any_format_are_read_below_the_folder_of_articles() {
    let environment = Environment::new();
    fs::create_dir(environment.path("articles")).unwrap();
    let page = "<html><title>Un</title><body><h1>Un</h1><p>Il est 14 h 30.</p></body></html>";
    fs::write(environment.path("articles/a.html"), page).unwrap();
    let lines = [
        json!({"id": 1, "path": "a.html"}),
        json!({"id": 2, "path": "gone.html"}),
    ];
    let arguments = ["--articles", "articles", "--jobs", "1"];
    let run = environment.run(&arguments, &lines);
    assert_eq!(run.answers[0]["new"], true);
    assert_eq!(run.answers[1]["kind"], "path");
    let refused = environment.run(&[], &lines[..1]);
    assert_eq!(refused.answers[0]["kind"], "path");
}

#[test]
fn the_files_of_a_folder_are_articles() {
    let environment = Environment::new();
    fs::create_dir_all(environment.path("articles/2024")).unwrap();
    fs::write(environment.path("articles/a.txt"), "Il est 14 h 30.").unwrap();
    fs::write(environment.path("articles/2024/b.md"), "# Un\n\nOui.").unwrap();
    fs::write(environment.path("articles/c.png"), b"\x89PNG\r\n\x1A\n").unwrap();
    let listed = environment.pipe(&["run", "--jobs", "1", "articles/"], b"");
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    let ids: Vec<_> = listed.answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, ["2024/b.md", "a.txt", "c.png"]);
    assert_eq!(listed.answers[2]["kind"], "article");
    let lines = ["2024/b.md", "a.txt"].map(|path| json!({"id": path, "path": path}));
    let run = environment.run(&["--articles", "articles"], &lines);
    assert!(run.answers.iter().all(|answer| answer["new"] == false));
    for (arguments, error) in [
        (
            &["run", "articles/", "a.jsonl"][..],
            "'articles/' must be the only input",
        ),
        (&["run", "gone/"], "there is no folder 'gone/'"),
        (
            &["run", "--articles", "articles", "articles/"],
            "the input is a folder",
        ),
    ] {
        let run = environment.pipe(arguments, b"");
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(error), "{}", run.err);
    }
}

#[test]
fn the_pages_of_a_crawl_are_articles() {
    let environment = Environment::new();
    let page = "<html lang=fr><title>Un</title><h1>Un</h1><p>Il est 14 h 30, et il pleut sur la \
                ville depuis ce matin.</html>";
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = |address: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n\
             {block}\r\n\r\n",
            block.len()
        )
    };
    let other = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG";
    let file = record("https://a.example/1", &answer) + &record("https://a.example/2", other);
    fs::write(environment.path("crawl.warc"), file).unwrap();
    let crawled = environment.pipe(&["run", "crawl.warc"], b"");
    assert_eq!(
        (crawled.code, crawled.answers.len()),
        (Some(0), 1),
        "{}",
        crawled.err
    );
    assert_eq!(crawled.answers[0]["id"], "https://a.example/1");
    let run = environment.run(&[], &[json!({"id": 1, "html": page})]);
    assert_eq!(run.answers[0]["key"], crawled.answers[0]["key"]);
}

#[test]
fn wrong_usage_reads_no_line() {
    let environment = Environment::new();
    for (arguments, code, error) in [
        (&["run", "--format", "wav"][..], 2, "invalid value 'wav'"),
        (&["run", "--jobs", "0"], 2, "0 is not in 1..=256"),
        (
            &["run", "--batch", "../x"],
            1,
            "cannot be the name of a batch",
        ),
        (&["run", "--options", "{"], 1, "could not use '--options'"),
        (&["run", "--options", r#"{"speed":1}"#], 1, "unknown field"),
        (&["run", "--voice", "de"], 1, "there is no voice 'de'"),
        (
            &["run", "--lexicon", "gone"],
            1,
            "could not read the lexicon 'gone'",
        ),
        (
            &["run", "--articles", "gone"],
            1,
            "there is no folder 'gone'",
        ),
        (
            &["verify", "--share", "2"],
            1,
            "'--share' must be from 0 to 1",
        ),
    ] {
        let run = environment.pipe(arguments, b"");
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(error), "{}", run.err);
        assert!(run.answers.is_empty());
    }
    let french = environment
        .command(&["run", "--articles", "gone"])
        .env("LC_ALL", "fr_FR.UTF-8")
        .output()
        .unwrap();
    let message = String::from_utf8(french.stderr).unwrap();
    assert_eq!(
        message,
        "erreur\u{a0}: il n'y a pas de dossier «\u{a0}gone\u{a0}»\n"
    );
}

#[test]
fn compressed_files_are_read_as_standard_input_is() {
    use std::io::Write;
    let environment = Environment::new();
    let lines = articles(3);
    environment.run(&[], &lines);
    let mut json = joined(&lines[..2]);
    json.extend(b"{\n");
    let rest = joined(&lines[2..]);
    fs::write(environment.path("a.jsonl"), [&json[..], &rest].concat()).unwrap();
    let level = flate2::Compression::fast();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), level);
    gz.write_all(&json).unwrap();
    let mut gz = gz.finish().unwrap();
    let mut second = flate2::write::GzEncoder::new(Vec::new(), level);
    second.write_all(&rest).unwrap();
    gz.extend(second.finish().unwrap());
    fs::write(environment.path("b.jsonl.gz"), gz).unwrap();
    let zst = [&json, &rest].map(|part| {
        ruzstd::encoding::compress_to_vec(&part[..], ruzstd::encoding::CompressionLevel::Fastest)
    });
    fs::write(environment.path("c.JSONL.zst"), zst.concat()).unwrap();
    for file in ["a.jsonl", "b.jsonl.gz", "c.JSONL.zst"] {
        let run = environment.pipe(&["run", "--jobs", "1", file], b"");
        assert_eq!((run.code, run.answers.len()), (Some(0), 4), "{}", run.err);
        let place = json!([file, 3, "json"]);
        let bad = &run.answers[2];
        assert_eq!(json!([bad["file"], bad["line"], bad["kind"]]), place);
        let there = run.answers.iter().filter(|answer| answer["new"] == false);
        assert_eq!(there.count(), 3, "{file}");
    }
    fs::write(environment.path("d.jsonl.gz"), &json).unwrap();
    let run = environment.pipe(&["run", "d.jsonl.gz"], b"");
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.starts_with("error: could not read 'd.jsonl.gz'"),
        "{}",
        run.err
    );
}

#[test]
fn french_records_of_a_wet_file_are_read() {
    let environment = Environment::new();
    let record = |language: &str, text: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/{language}\r\n\
             WARC-Identified-Content-Language: {language}\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
            text.len()
        )
    };
    let wet = record("eng", "It rains.") + &record("fra", "Il pleut depuis trois jours.");
    fs::write(environment.path("a.warc.wet"), wet).unwrap();
    let run = environment.pipe(&["run", "a.warc.wet"], b"");
    assert_eq!((run.code, run.answers.len()), (Some(0), 1), "{}", run.err);
    assert_eq!(run.answers[0]["id"], "https://a.example/fra");
    assert_eq!(run.answers[0]["new"], true);
}
