//! The room that a library may take: what goes, what stays, and who may say so.

use std::fs;

use sha2::{Digest, Sha256};

use crate::environment::Environment;

/// A library of articles of one length with these titles, which came ten days ago.
fn library(titles: &[&str]) -> Environment {
    let environment = Environment::new();
    for title in titles {
        let text = "Le vent se lève sur la plaine. ".repeat(8);
        environment.write(&format!("{title}.txt"), format!("{title}\n\n{text}"));
        environment.succeed(&["add", "-q", &format!("{title}.txt")]);
    }
    environment
}

/// Moves all that the journal says ten days back.
fn age(environment: &Environment) {
    let path = environment.path("output/library.jsonl");
    let journal = fs::read_to_string(&path).unwrap();
    let lines = journal.lines().map(|line| {
        let (fields, _) = line.rsplit_once(",\"check\":").unwrap();
        let (at, rest) = fields["{\"at\":".len()..].split_once(',').unwrap();
        let at: u64 = at.parse().unwrap();
        let fields = format!("{{\"at\":{},{rest}", at - 10 * 86_400);
        let hash = Sha256::digest(&fields);
        let check: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{fields},\"check\":\"{check}\"}}\n")
    });
    let lines: String = lines.collect();
    fs::write(path, lines).unwrap();
}

fn bytes(environment: &Environment, folder: &str) -> u64 {
    let files = fs::read_dir(environment.path(&format!("output/{folder}"))).unwrap();
    files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum()
}

fn titles(environment: &Environment) -> String {
    let run = environment.succeed(&["library", "list", "--all"]);
    assert_eq!(run.err, "", "the journal is whole");
    let mut titles = String::new();
    for title in ["Un", "Deux", "Trois", "Quatre"] {
        if run.out.contains(&format!("  {title}")) {
            titles += title;
        }
    }
    titles
}

#[test]
fn what_was_heard_goes_first_and_what_was_removed_before_that() {
    let environment = library(&["Un", "Deux", "Trois", "Quatre"]);
    environment.succeed(&["library", "heard", "trois"]);
    let each = bytes(&environment, "Un");
    let quota = |parts: u64| format!("{}", each * parts / 2);
    let run = environment.succeed(&["library", "--quota", &quota(5)]);
    // It came today.
    assert!(run.err.contains("more than the quota"), "{}", run.err);
    assert_eq!(titles(&environment), "UnDeuxTroisQuatre");
    environment.succeed(&["library", "remove", "--yes", "quatre"]);
    age(&environment);
    let run = environment.succeed(&["library", "--quota", &quota(7)]);
    assert!(run.err.contains("removed before: Quatre"), "{}", run.err);
    assert_eq!(titles(&environment), "UnDeuxTrois");
    assert!(!environment.path("output/.removed/Quatre").exists());
    let run = environment.succeed(&["library", "--quota", &quota(5)]);
    assert!(run.err.contains("to make room: Trois"), "{}", run.err);
    assert_eq!(titles(&environment), "UnDeux");
    assert!(!environment.path("output/.removed/Trois").exists());
    let run = environment.succeed(&["library", "--quota", "1kB"]);
    assert!(run.err.contains("to make room: Un") && run.err.contains("Deux"));
    assert_eq!(titles(&environment), "");
}

#[test]
fn only_the_user_gives_a_quota() {
    let environment = library(&["Un"]);
    age(&environment);
    environment.write("lismoi.toml", "quota = \"1kB\"\n");
    let run = environment.run(&["library"]);
    assert!(run.err.contains("'quota' in 'lismoi.toml' is not obeyed"));
    assert_ne!(run.code, Some(0));
    fs::remove_file(environment.path("lismoi.toml")).unwrap();
    assert_eq!(titles(&environment), "Un");
    fs::create_dir_all(environment.path("config/lismoi")).unwrap();
    environment.write("config/lismoi/lismoi.toml", "quota = \"1kB\"\n");
    assert!(
        environment
            .succeed(&["library"])
            .err
            .contains("to make room: Un")
    );
    for quota in ["", "much", "-1GB", "0", "nan"] {
        let run = environment.run(&["library", &format!("--quota={quota}")]);
        assert_eq!(run.code, Some(2), "{quota}");
    }
}
