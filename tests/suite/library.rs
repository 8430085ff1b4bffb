//! Many audiobooks in one folder: listed, heard, chosen, removed and brought back.

use std::fs;

use serde_json::Value;

use crate::environment::Environment;

/// A library of articles with these titles, each longer than the one before.
fn library(titles: &[&str]) -> Environment {
    let environment = Environment::new();
    for (number, title) in titles.iter().enumerate() {
        let sentence = "Le vent se lève sur la plaine et les arbres plient. ";
        let text = sentence.repeat(3 * (number + 1));
        environment.write(&format!("{number}.txt"), format!("{title}\n\n{text}\n"));
        environment.succeed(&["add", "-q", &format!("{number}.txt"), "--tag", title]);
    }
    environment
}

fn listed(environment: &Environment, options: &[&str]) -> Vec<Value> {
    let arguments = [&["library", "list", "--json"], options].concat();
    let out = environment.succeed(&arguments).out;
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn titles(environment: &Environment, options: &[&str]) -> Vec<String> {
    let articles = listed(environment, options).into_iter();
    articles
        .map(|article| article["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn what_was_added_is_listed_with_where_it_came_from() {
    let environment = library(&["Premier", "Deuxième"]);
    assert_eq!(titles(&environment, &[]), ["Premier", "Deuxième"]);
    assert_eq!(titles(&environment, &["--tag", "Deuxième"]), ["Deuxième"]);
    let articles = listed(&environment, &[]);
    assert!(articles[0]["from"].as_str().unwrap().ends_with("/0.txt"));
    assert!(articles[0]["added"].as_u64().unwrap() > 1_700_000_000);
    assert!(articles[0]["seconds"].as_f64().unwrap() > 5.0);
    let list = environment.succeed(&["library"]).out;
    assert!(list.contains("2 articles to hear"), "{list}");
    let shown = environment.succeed(&["library", "show", "deuxième"]).out;
    assert!(
        shown.contains("output/1") && shown.contains("tags        Deuxième"),
        "{shown}"
    );
}

#[test]
fn what_is_there_already_is_not_added_again() {
    let environment = library(&["Premier"]);
    fs::copy(environment.path("0.txt"), environment.path("copie.txt")).unwrap();
    let run = environment.succeed(&["add", "copie.txt"]);
    assert!(
        run.err.contains("the library has it already: Premier"),
        "{}",
        run.err
    );
    assert_eq!(titles(&environment, &[]).len(), 1);
    environment.succeed(&["add", "-q", "copie.txt", "--force"]);
    assert_eq!(titles(&environment, &[]).len(), 2);
}

#[test]
fn what_was_heard_is_left_out_until_it_is_asked_for() {
    let environment = library(&["Premier", "Deuxième"]);
    environment.succeed(&["library", "heard", "premier"]);
    assert_eq!(titles(&environment, &[]), ["Deuxième"]);
    assert_eq!(titles(&environment, &["--all"]), ["Premier", "Deuxième"]);
    environment.succeed(&["library", "heard", "--not", "premier"]);
    assert_eq!(titles(&environment, &[]).len(), 2);
    let run = environment.run(&["library", "heard", "premier", "troisième"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("no article is called 'troisième'"),
        "{}",
        run.err
    );
    assert_eq!(titles(&environment, &[]).len(), 2, "one of them was marked");
}

#[test]
fn what_was_removed_comes_back_whole() {
    let environment = library(&["Premier", "Deuxième"]);
    let before = environment.output();
    let run = environment.run(&["library", "remove", "premier"]);
    assert!(
        run.err.contains("--yes removes without asking"),
        "{}",
        run.err
    );
    environment.succeed(&["library", "remove", "--yes", "premier"]);
    assert_eq!(titles(&environment, &[]), ["Deuxième"]);
    assert!(!environment.path("output/0").exists());
    environment.succeed(&["library", "undo"]);
    let mut after = environment.output();
    after.retain(|name, _| name != "library.jsonl");
    let mut before = before;
    before.retain(|name, _| name != "library.jsonl");
    assert_eq!(after, before);
    let run = environment.run(&["library", "undo"]);
    assert!(
        run.err.contains("no removed article is kept"),
        "{}",
        run.err
    );
    environment.succeed(&["library", "remove", "--yes", "--now", "premier"]);
    assert_eq!(
        fs::read_dir(environment.path("output/.removed"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn the_time_there_is_gets_filled() {
    let environment = library(&["Un", "Deux", "Trois", "Quatre"]);
    let seconds: Vec<f64> = listed(&environment, &[])
        .iter()
        .map(|article| article["seconds"].as_f64().unwrap())
        .collect();
    // Room for the first and the third, and for nothing else.
    let minutes = format!("{:.3}", (seconds[0] + seconds[2] + 2.0) / 60.0);
    let out = environment
        .succeed(&["listen", "--for", &minutes, "--playlist", "train.m3u8"])
        .out;
    assert!(
        out.contains("2 articles") && out.contains("left out: 2 articles"),
        "{out}"
    );
    let playlist = fs::read_to_string(environment.path("train.m3u8")).unwrap();
    let files: Vec<&str> = playlist
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(
        files[0].starts_with("output/0/") && files[1].starts_with("output/2/"),
        "{files:?}"
    );
    assert!(files.iter().all(|file| environment.path(file).is_file()));
    let run = environment.run(&["listen", "--for", "0.01"]);
    assert!(run.err.contains("nothing is short enough"), "{}", run.err);
    let run = environment.run(&["listen", "--for", "soon"]);
    assert_eq!(run.code, Some(2));
}

#[test]
fn a_damaged_journal_costs_one_line() {
    let environment = library(&["Premier", "Deuxième"]);
    environment.succeed(&["library", "heard", "premier"]);
    let path = environment.path("output/library.jsonl");
    let journal = fs::read_to_string(&path).unwrap();
    fs::write(&path, journal.replace("\"heard\"", "\"heart\"")).unwrap();
    let run = environment.succeed(&["library"]);
    assert!(
        run.err.contains("1 line of the journal is damaged"),
        "{}",
        run.err
    );
    assert!(run.out.contains("2 articles to hear"), "{}", run.out);
    environment.succeed(&["library", "rescan"]);
    assert_eq!(environment.succeed(&["library"]).err, "");
}

#[test]
fn a_folder_that_was_moved_stays_known() {
    let environment = library(&["Premier"]);
    environment.succeed(&["library", "heard", "premier"]);
    fs::create_dir(environment.path("output/lus")).unwrap();
    fs::rename(
        environment.path("output/0"),
        environment.path("output/lus/ancien"),
    )
    .unwrap();
    let articles = listed(&environment, &["--all"]);
    assert_eq!(articles[0]["folder"], "lus/ancien");
    assert!(articles[0]["heard"].is_u64());
}
