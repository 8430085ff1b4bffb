//! Help, exit codes, options and messages.

use std::fs;
use std::process::Stdio;

use crate::environment::{Environment, article};

#[test]
fn wrong_usage_exits_with_2_and_help_with_0() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    for wrong in [
        &[][..],
        &["--rate"],
        &["a.txt", "--rate", "9"],
        &["a.txt", "--voice", "klingon"],
        &["a.txt", "--jobs", "0"],
        &["show"],
    ] {
        let run = environment.run(wrong);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(
            run.err.starts_with("error: ") || wrong.is_empty() || wrong == ["show"],
            "{}",
            run.err
        );
    }
    assert!(environment.succeed(&["--help"]).out.contains("Examples:"));
    assert!(
        environment
            .succeed(&["show", "--help"])
            .out
            .contains("Examples:")
    );
    assert!(
        environment
            .succeed(&["--version"])
            .out
            .starts_with("lismoi 0.")
    );
}

#[test]
fn an_unknown_voice_is_an_error_with_a_hint() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    let run = environment.run(&["a.txt", "--voice", "de"]);
    assert_eq!(
        run.err,
        "error: there is no voice 'de'\nhint: run `lismoi voices` for the list\n"
    );
    assert!(
        environment
            .succeed(&["voices"])
            .out
            .contains("français (Suisse)")
    );
}

#[test]
fn quiet_prints_nothing_and_verbose_prints_everything() {
    let environment = Environment::new();
    environment.write("a.txt", article(40) + "\n\n***\n");
    let run = environment.succeed(&["a.txt", "--quiet"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    let normal = environment.succeed(&["a.txt"]).out;
    assert!(
        !normal.contains("40-Partie") && normal.contains("1 item not read"),
        "{normal}"
    );
    assert!(
        environment
            .succeed(&["a.txt", "-v"])
            .out
            .contains("40-Partie")
    );
}

#[test]
fn progress_is_json_on_request_and_nothing_in_a_pipe() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    let run = environment.succeed(&["a.txt", "--progress", "json", "--loudness", "off"]);
    let events: Vec<serde_json::Value> = run
        .err
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<&str> = events
        .iter()
        .map(|event| event["event"].as_str().unwrap())
        .filter(|name| *name != "progress")
        .collect();
    assert_eq!(names, ["start", "section", "section", "section", "end"]);
    assert_eq!(events[0]["stage"], "speaking");
    let end = events.last().unwrap();
    assert_eq!(end["done"], end["total"]);
    let is_progress = |event: &&serde_json::Value| event["event"] == "progress";
    assert!((3..100).contains(&events.iter().filter(is_progress).count()));
    // The same in every locale, errors too.
    let mut command = environment.command(&["absent", "--progress", "json"]);
    let output = command.env("LC_ALL", "fr_FR.UTF-8").output().unwrap();
    let error: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(
        error["message"],
        "could not read 'absent': No such file or directory"
    );
    assert_eq!(environment.succeed(&["a.txt", "--force"]).err, "");
}

#[test]
fn options_can_be_set_in_a_file() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    environment.write(
        "lismoi.toml",
        "rate = 222\noutput = \"ailleurs\"\nformat = \"srt, VTT\"\n",
    );
    environment.succeed(&["a.txt", "-o", "output"]);
    assert_eq!(
        environment.manifest("a")["settings"]["voice"]["rate_wpm"],
        222
    );
    environment.write("lismoi.toml", "rate = \"vite\"\n");
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err
            .starts_with("error: 'lismoi.toml' is not a valid configuration: "),
        "{}",
        run.err
    );
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous. ".repeat(20_000));
    let mut child = environment
        .command(&["show", "sentences", "a.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn doctor_mends_damaged_voice_data() {
    let environment = Environment::new();
    let cache = environment.path("cache");
    let doctor = || {
        let output = environment
            .command(&["doctor"])
            .env("XDG_CACHE_HOME", &cache)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (code, out) = doctor();
    assert_eq!((code, out.matches("\nok ").count()), (Some(0), 6), "{out}");
    if cfg!(target_os = "linux") {
        let entries = std::fs::read_dir(cache.join("lismoi")).unwrap();
        let mut folders = entries.map(|entry| entry.unwrap().path());
        let laid_out = folders.find(|folder| folder.join("espeak-ng-data").is_dir());
        let laid_out = laid_out.unwrap();
        let phontab = laid_out.join("espeak-ng-data/phontab");
        // Truncated or changed, a file is written again.
        let whole = std::fs::read(&phontab).unwrap();
        for damaged in [b"broken".to_vec(), vec![0xFF; whole.len()]] {
            std::fs::write(&phontab, damaged).unwrap();
            let (code, out) = doctor();
            assert_eq!((code, out.matches("\nok ").count()), (Some(0), 6), "{out}");
            assert!(std::fs::read(&phontab).unwrap() == whole);
        }
    }
}

#[test]
fn a_cache_is_not_needed() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    environment.write("file", "");
    let output = environment
        .command(&["a.txt"])
        .env("XDG_CACHE_HOME", environment.path("file"))
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            Environment::new()
                .succeed(&["completions", shell])
                .out
                .contains("lismoi")
        );
    }
}

#[test]
fn an_article_from_standard_input_has_a_folder_named_after_its_title() {
    let environment = Environment::new();
    let run = environment.pipe(&["-"], article(2).as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(
        environment
            .path("output/Un-article-pour-essayer/02-Partie-numéro-1.wav")
            .exists()
    );
}

#[test]
fn closed_outputs_do_not_stop_the_work() {
    let environment = Environment::new();
    for name in ["a.txt", "b.txt"] {
        environment.write(name, article(1));
    }
    let script = "\"$0\" a.txt b.txt | true; \"$0\" a.txt --force --progress json 2>&-";
    let status = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_lismoi")])
        .current_dir(environment.path(""))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert!(environment.path("output/b/manifest.json").exists());
}

#[test]
fn show_reads_the_configuration_and_takes_the_options_of_a_run() {
    let environment = Environment::new();
    environment.write("lismoi.toml", "from = \"lines\"\nvoice = \"fr-be\"\n");
    environment.write("other.toml", "from = \"lines\"\n");
    let spoken = |options: &[&str]| {
        let arguments = [&["show", "spoken"], options].concat();
        environment.pipe(&arguments, b"Un.\n\nLe 90e.\n").out
    };
    assert_eq!(spoken(&[]), "Un.\n\nLe nonanttième.\n");
    let french = "Un.\n\nLe [[katr@vE~dizj'Em]].\n";
    assert_eq!(spoken(&["--voice", "fr"]), french);
    assert_eq!(spoken(&["-", "--config", "other.toml"]), french);
    let run = environment.run(&["show", "spoken", "--voice", "de"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn lexicons_of_the_file_and_of_the_command_line_are_both_read() {
    let environment = Environment::new();
    environment.write("file.tsv", "Tusk\tfichier\nSiobhan\tchivonne\n");
    environment.write("typed.tsv", "Tusk\tcommande\n");
    environment.write(
        "lismoi.toml",
        "lexicon = [\"file.tsv\"]\nfrom = \"lines\"\n",
    );
    let spoken = |options: &[&str]| {
        let arguments = [&["show", "spoken"], options].concat();
        environment.pipe(&arguments, b"Tusk et Siobhan.\n").out
    };
    assert_eq!(spoken(&[]), "fichier et chivonne.\n");
    assert_eq!(
        spoken(&["--lexicon", "typed.tsv"]),
        "commande et chivonne.\n"
    );
}

#[test]
fn a_second_format_without_a_comma_gets_a_hint() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    let run = environment.run(&["a.txt", "--format", "srt", "lrc"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("there is no file 'lrc'"), "{}", run.err);
    assert!(run.err.contains("--format mp3,srt"), "{}", run.err);
    // A file of that name is an article.
    environment.write("lrc", article(1));
    environment.succeed(&["lrc"]);
}

#[test]
fn tracks_without_a_format_get_a_warning() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    let run = environment.succeed(&["a.txt", "--per-section"]);
    assert!(run.err.contains("without --format"), "{}", run.err);
    let run = environment.succeed(&["a.txt", "--per-section", "--format", "srt"]);
    assert!(!run.err.contains("without --format"), "{}", run.err);
}

#[test]
fn check_finds_the_audiobooks_in_a_folder() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    environment.write("b.txt", article(2));
    environment.succeed(&["a.txt", "b.txt"]);
    let reports = |run: &str| -> Vec<(String, bool)> {
        let reports: Vec<serde_json::Value> = serde_json::from_str(run).expect("an array");
        let report = |report: &serde_json::Value| {
            let folder = report["folder"]
                .as_str()
                .expect("a path")
                .replace('\\', "/");
            (folder, report["ok"].as_bool().expect("a truth"))
        };
        reports.iter().map(report).collect()
    };
    let run = environment.succeed(&["check", "output"]);
    let both = [("output/a".to_owned(), true), ("output/b".to_owned(), true)];
    assert_eq!(reports(&run.out), both);
    environment.write("output/b/playlist.m3u8", "x");
    let run = environment.run(&["check", "output"]);
    assert_eq!(run.code, Some(1));
    assert!(!reports(&run.out)[1].1);
    fs::create_dir(environment.path("empty")).expect("writable");
    let run = environment.run(&["check", "empty"]);
    assert!(
        run.err.contains("there is no 'empty/manifest.json'"),
        "{}",
        run.err
    );
}
