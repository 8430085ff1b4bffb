//! A store is checked against its captions.

use std::fs;

use serde_json::Value;

use crate::environment::{Environment, articles};

#[test]
fn every_changed_object_is_found() {
    let environment = Environment::new();
    environment.run(&["--format", "opus,mp3"], &articles(2));
    let verify = || environment.pipe(&["verify", "--decode"], b"");
    let run = verify();
    assert_eq!((run.code, run.answers.len()), (Some(0), 0), "{}", run.err);
    for (name, bytes) in environment.store() {
        let path = environment.path("store").join(&name);
        for at in [bytes.len() / 3, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(&path, &changed).unwrap();
            let run = verify();
            assert_eq!(run.code, Some(1), "{name} at {at}");
            assert_eq!(run.answers[0]["file"], name);
        }
        fs::remove_file(&path).unwrap();
        let run = verify();
        // Without its captions nothing is known of an object.
        assert_eq!(run.code, Some(i32::from(name.starts_with("o/"))), "{name}");
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(verify().code, Some(0));
}

#[test]
fn a_share_of_a_store_is_checked() {
    let environment = Environment::new();
    environment.run(&[], &articles(3));
    let run = environment.pipe(&["verify", "--share", "0"], b"");
    assert_eq!(run.err, "0 articles checked, 0 faults found\n");
    let run = environment.pipe(&["verify", "--batch", "default"], b"");
    assert_eq!(run.err, "3 articles checked, 0 faults found\n");
}

#[test]
fn the_captions_of_an_article_are_printed() {
    let environment = Environment::new();
    let run = environment.run(&["--jobs", "1", "--part", "1"], &articles(2));
    let key = run.answers[1]["key"].as_str().unwrap();
    let print = |format: &str| {
        let arguments = ["captions", key, "--format", format];
        let output = environment.command(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        String::from_utf8(output.stdout).unwrap()
    };
    let vtt = print("vtt");
    assert!(vtt.starts_with("WEBVTT\n\n00:00:00.700 --> "), "{vtt}");
    assert!(vtt.contains("Il est 1 h 30."), "{vtt}");
    assert!(print("words-vtt").contains("<00:00:"));
    assert!(print("srt").starts_with("1\n00:00:00,700 --> "));
    let record: Value = serde_json::from_str(&print("json")).unwrap();
    assert_eq!((&record["key"], &record["id"]), (&key.into(), &1.into()));
    assert_eq!(record["seconds"], run.answers[1]["seconds"]);
    let gone = environment.command(&["captions", "0"]).output().unwrap();
    let message = String::from_utf8(gone.stderr).unwrap();
    assert_eq!(message, "error: the batch 'default' has no article '0'\n");
}
