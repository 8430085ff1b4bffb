//! `--dry-run` says what a run does, and does nothing.

use crate::environment::{Environment, Run, article};

/// The length in seconds and the name of each section that a run or a dry run prints.
fn sections(run: &Run) -> Vec<(u32, String)> {
    let lines = run.out.lines().filter(|line| line.contains(".wav"));
    let sections = lines.map(|line| {
        let (length, file) = line.trim().split_once("  ").unwrap();
        let seconds = length.split(':').fold(0, |sum, part| {
            let number: u32 = part.parse().unwrap();
            sum * 60 + number
        });
        let file = file.split(' ').next().unwrap();
        (seconds, file.to_owned())
    });
    sections.collect()
}

#[test]
fn the_lengths_are_those_of_the_run_and_nothing_is_written() {
    for voice in ["fr", "pico"] {
        let environment = Environment::with_seed();
        let file = format!("{}.txt", crate::environment::SEED);
        let arguments = [&file, "--voice", voice, "--format", "srt"];
        let dry = environment.succeed(&[&arguments[..], &["--dry-run"]].concat());
        assert!(!environment.path("output").exists());
        let run = environment.succeed(&arguments);
        assert_eq!(sections(&dry), sections(&run), "{voice}");
        let total = |run: &Run| {
            let line = run.out.lines().find(|line| line.contains("of speech"));
            line.unwrap().split(" of speech").next().unwrap().to_owned()
        };
        assert_eq!(total(&dry), total(&run));
        for line in run.out.lines().filter(|line| line.contains("line ")) {
            assert!(dry.out.contains(line), "{line}");
        }
    }
}

#[test]
fn files_are_written_kept_or_deleted() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt", "--format", "srt,vtt"]);
    let before = environment.output();
    let run = environment.succeed(&["a.txt", "--dry-run"]);
    assert!(run.out.contains("a.srt (up to date)"), "{}", run.out);
    assert!(run.out.contains("all up to date"), "{}", run.out);
    let run = environment.succeed(&["a.txt", "--dry-run", "--only", "lrc"]);
    assert!(run.out.contains("a.lrc\n"), "{}", run.out);
    assert!(run.out.contains("a.vtt (would be deleted)"), "{}", run.out);
    environment.write("a.txt", article(2));
    let run = environment.succeed(&["a.txt", "--dry-run"]);
    let gone = run
        .out
        .lines()
        .find(|line| line.contains("would be deleted"));
    assert!(
        gone.is_some_and(|line| line.contains("03-Partie")),
        "{}",
        run.out
    );
    assert!(run.out.contains("a.srt\n"), "{}", run.out);
    assert!(environment.output() == before);
}

#[test]
fn the_space_is_that_of_the_files_to_a_tenth() {
    let environment = Environment::with_seed();
    let file = format!("{}.txt", crate::environment::SEED);
    let arguments = [&file, "--format", "mp3,m4b,opus"];
    let dry = environment.succeed(&[&arguments[..], &["--dry-run"]].concat());
    let megabytes: f64 = dry
        .out
        .lines()
        .find_map(|line| {
            line.split(" of speech, ")
                .nth(1)?
                .split(" MB")
                .next()?
                .parse()
                .ok()
        })
        .unwrap();
    environment.succeed(&arguments);
    let written: usize = environment
        .output()
        .iter()
        .filter(|(name, _)| !name.ends_with(".json"))
        .map(|(_, bytes)| bytes.len())
        .sum();
    let written = written as f64 / 1e6;
    assert!(
        (megabytes / written - 1.0).abs() < 0.1,
        "{megabytes} of {written}"
    );
}
