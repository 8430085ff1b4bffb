//! Links, pipes and folders planted where lismoi reads and writes: no other file is changed, and
//! nothing is waited for.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use serde_json::Value;

use crate::environment::{Environment, Run, article};

/// The content of every victim.
const PRECIOUS: &str = "precious";

const FORMATS: &str = "lrc,html";

/// Hidden names, besides those with a fingerprint in them.
const NAMES: [&str; 6] = [
    "lock",
    "part",
    "article.json",
    "files.jsonl",
    "a.lrc.part",
    "a.html.part",
];

/// What follows a fingerprint in a hidden name.
const ENDINGS: [&str; 8] = [
    "json",
    "part",
    "cues",
    "wav",
    "wav.part",
    "earlier",
    "earlier-wav",
    "earlier-cues",
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Planted {
    Link,
    Dangling,
    Endless,
    OtherName,
    Pipe,
    Folder,
}

const HARMLESS: [Planted; 5] = [
    Planted::Link,
    Planted::Dangling,
    Planted::Endless,
    Planted::OtherName,
    Planted::Pipe,
];

/// Plants something at `path`; its victim is the file of the same name in `victims`.
fn plant(planted: Planted, path: &Path, victims: &Path) {
    fs::create_dir_all(victims).unwrap();
    let victim = victims.join(path.file_name().unwrap());
    match planted {
        Planted::Link => {
            fs::write(&victim, PRECIOUS).unwrap();
            symlink(&victim, path).unwrap();
        }
        Planted::OtherName => {
            fs::write(&victim, PRECIOUS).unwrap();
            fs::hard_link(&victim, path).unwrap();
        }
        Planted::Dangling => symlink(&victim, path).unwrap(),
        Planted::Endless => symlink("/dev/zero", path).unwrap(),
        Planted::Pipe => mkfifo(path, Mode::S_IRWXU).unwrap(),
        Planted::Folder => fs::create_dir(path).unwrap(),
    }
}

/// All victims have their bytes, and no file was made where a link leads to none.
fn assert_unharmed(victims: &Path, planted: Planted) {
    for entry in fs::read_dir(victims).unwrap() {
        let path = entry.unwrap().path();
        assert!(planted != Planted::Dangling, "{} was made", path.display());
        let content = fs::read(&path).unwrap();
        assert!(
            content == PRECIOUS.as_bytes(),
            "{} was changed",
            path.display()
        );
    }
}

/// Runs the program, which must end soon.
fn run(environment: &Environment, arguments: &[&str]) -> Run {
    let mut command = environment.command(arguments);
    let (sender, receiver) = channel();
    let stdio = std::process::Stdio::piped;
    let child = command.stdout(stdio()).stderr(stdio()).spawn().unwrap();
    let id = nix::unistd::Pid::from_raw(child.id().cast_signed());
    thread::spawn(move || sender.send(child.wait_with_output().unwrap()));
    let Ok(output) = receiver.recv_timeout(Duration::from_secs(60)) else {
        nix::sys::signal::kill(id, nix::sys::signal::SIGKILL).unwrap();
        panic!("lismoi {arguments:?} does not end");
    };
    let run = Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

fn make(environment: &Environment) -> Run {
    run(environment, &["a.txt", "--format", FORMATS])
}

/// A finished audiobook of an article.
fn finished(text: &str) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    environment.succeed(&["a.txt", "--format", FORMATS]);
    environment
}

fn fingerprints(environment: &Environment) -> Vec<String> {
    let manifest = environment.manifest("a");
    let sections = manifest["sections"].as_array().unwrap();
    let keys = sections.iter().map(|section| &section["key"]);
    keys.map(|key| key.as_str().unwrap().to_owned()).collect()
}

fn hidden_names(fingerprints: &[String]) -> Vec<String> {
    let with_fingerprint = fingerprints
        .iter()
        .flat_map(|key| ENDINGS.iter().map(move |ending| format!("{key}.{ending}")));
    let names = NAMES.iter().map(|name| (*name).to_owned());
    let names = names.chain(with_fingerprint);
    names.map(|name| format!(".lismoi-{name}")).collect()
}

#[test]
fn nothing_planted_under_a_hidden_name_harms_another_file_or_the_audiobook() {
    let old = article(2);
    let new = old.replace("Elle est suivie", "Elle est donc suivie");
    let reference = finished(&new);
    let expected: BTreeMap<_, _> = reference.output();
    let mut keys = fingerprints(&reference);
    keys.extend(fingerprints(&finished(&old)));
    // Those of the sections that both have.
    keys.sort();
    keys.dedup();
    let names = hidden_names(&keys);
    // In a new folder, in a finished one, and in one whose article has changed.
    for first in [None, Some(&new), Some(&old)] {
        for planted in HARMLESS {
            let environment = Environment::new();
            if let Some(first) = first {
                environment.write("a.txt", first);
                environment.succeed(&["a.txt"]);
            }
            environment.write("a.txt", &new);
            let folder = environment.path("output/a");
            fs::create_dir_all(&folder).unwrap();
            let victims = environment.path("victims");
            for name in &names {
                plant(planted, &folder.join(name), &victims);
            }
            let run = make(&environment);
            let case = format!("{planted:?} {}: {}", first.is_some(), run.err);
            assert_eq!(run.code, Some(0), "{case}");
            assert_eq!(run.err, "", "{case}");
            assert_unharmed(&victims, planted);
            assert!(environment.output() == expected, "{case}");
            environment.succeed(&["check", "output/a"]);
        }
    }
}

#[test]
fn a_folder_under_a_hidden_name_is_an_error_or_a_warning_that_names_it() {
    let text = article(2);
    let keys = fingerprints(&finished(&text));
    let mut warnings = 0;
    for name in hidden_names(&keys[..1]) {
        let environment = Environment::new();
        environment.write("a.txt", &text);
        let folder = environment.path("output/a").join(&name);
        fs::create_dir_all(&folder).unwrap();
        let run = make(&environment);
        match run.code {
            Some(0) => {
                warnings += 1;
                let warning = format!("warning: could not remove 'output/a/{name}'");
                assert!(run.err.starts_with(&warning), "{name}: {}", run.err);
            }
            Some(1) => assert!(run.err.starts_with("error: could not "), "{}", run.err),
            code => panic!("{name}: {code:?}"),
        }
        fs::remove_dir(&folder).unwrap();
        let run = make(&environment);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}");
        environment.succeed(&["check", "output/a"]);
    }
    assert!(warnings > 0, "no folder was left alone");
}

#[test]
fn nothing_planted_under_a_visible_name_harms_another_file() {
    let complete = finished(&article(2));
    let files = complete.output();
    let names: Vec<&str> = files
        .keys()
        .map(|name| name.strip_prefix("a/").unwrap())
        .collect();
    assert!(names.len() >= 6, "{names:?}");
    for (name, planted) in names.iter().flat_map(|name| {
        let kinds = [
            Planted::Link,
            Planted::Dangling,
            Planted::Endless,
            Planted::Pipe,
            Planted::Folder,
        ];
        kinds.into_iter().map(move |planted| (*name, planted))
    }) {
        let environment = Environment::new();
        environment.write("a.txt", article(2));
        let folder = environment.path("output/a");
        fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in &files {
            fs::write(environment.path("output").join(file), bytes).unwrap();
        }
        fs::remove_file(folder.join(name)).unwrap();
        let victims = environment.path("victims");
        plant(planted, &folder.join(name), &victims);
        let case = format!("{name} {planted:?}");
        // `check` says so, and does not read what a link leads to.
        let found = run(&environment, &["check", "output/a"]);
        assert_eq!(found.code, Some(1), "{case}: {}", found.out);
        assert_names(&found, name, planted, &case);
        let run = make(&environment);
        match run.code {
            Some(0) => {
                assert_unharmed(&victims, planted);
                remove_kept(&folder.join(format!("{name}.changed")));
                assert!(environment.output() == files, "{case}");
                environment.succeed(&["check", "output/a"]);
            }
            Some(1) => {
                assert!(run.err.starts_with("error: "), "{case}: {}", run.err);
                assert!(
                    run.err.contains(&format!("output/a/{name}'")),
                    "{}",
                    run.err
                );
                assert_unharmed(&victims, planted);
            }
            code => panic!("{case}: {code:?} {}", run.err),
        }
    }
}

/// Removes what was planted from where it was kept.
fn remove_kept(path: &Path) {
    match fs::symlink_metadata(path) {
        Ok(kept) if kept.is_dir() => fs::remove_dir_all(path).unwrap(),
        Ok(_) => fs::remove_file(path).unwrap(),
        Err(_) => {}
    }
}

/// The report of `check` names the file, or its error does where it is the manifest.
fn assert_names(found: &Run, name: &str, planted: Planted, case: &str) {
    let reason = match planted {
        Planted::Link | Planted::Dangling | Planted::Endless => "it is a link",
        Planted::Pipe => "it is a pipe",
        Planted::OtherName | Planted::Folder => "",
    };
    if name == "manifest.json" {
        assert!(
            found.err.contains("output/a/manifest.json'") && found.err.contains(reason),
            "{case}: {}",
            found.err
        );
        return;
    }
    let report: Value = serde_json::from_str(&found.out).unwrap();
    let problems = report["problems"].as_array().unwrap();
    let is_named = problems.iter().any(|problem| {
        problem["file"] == name && problem["problem"].as_str().unwrap().contains(reason)
    });
    assert!(is_named, "{case}: {}", found.out);
}
