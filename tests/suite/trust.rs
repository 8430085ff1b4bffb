//! A `lismoi.toml` that lies in the working folder: announced, and kept within that folder.

use std::fs;
use std::os::unix::fs::symlink;

use clap::{Args, Command};
use lismoi::cli::options::Options;

use crate::environment::Environment;

fn environment(configuration: &str) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    environment.write("lismoi.toml", configuration);
    environment
}

#[test]
fn a_configuration_that_was_found_is_announced_in_a_line() {
    let environment = environment("rate = 200\n");
    let announced = "settings of 'lismoi.toml'\n";
    for arguments in [
        &["a.txt"][..],
        &["a.txt", "--dry-run"],
        &["show", "blocks", "a.txt"],
        &["say", "Bonjour.", "-o", "a.wav"],
    ] {
        let run = environment.succeed(arguments);
        assert_eq!(run.err, announced, "{arguments:?}");
    }
    for arguments in [
        &["a.txt", "--quiet"][..],
        &["a.txt", "--config", "lismoi.toml"],
        &["voices"],
    ] {
        assert_eq!(environment.succeed(arguments).err, "", "{arguments:?}");
    }
    let french = environment.succeed(&["a.txt", "--lang", "fr"]).err;
    assert_eq!(french, "réglages de «\u{a0}lismoi.toml\u{a0}»\n");
    let json = environment.succeed(&["a.txt", "--progress", "json"]).err;
    let event = json.lines().next();
    let event: serde_json::Value = serde_json::from_str(event.unwrap_or_default()).expect("JSON");
    assert_eq!(event["event"], "note");
}

#[test]
fn the_users_own_configuration_is_trusted_and_not_announced() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    let folder = environment.path("config/lismoi");
    fs::create_dir_all(&folder).expect("writable");
    let elsewhere = environment.path("elsewhere");
    let output = format!("output = '{}'\n", elsewhere.display());
    fs::write(folder.join("lismoi.toml"), &output).expect("writable");
    assert_eq!(environment.succeed(&["a.txt"]).err, "");
    assert!(elsewhere.join("a/manifest.json").exists());
    // Also where it lies in the working folder.
    fs::write(folder.join("b.txt"), "Bonjour à tous.").expect("writable");
    let mut command = environment.command(&["b.txt"]);
    let output = command.current_dir(&folder).output().expect("a run");
    assert!(output.status.success() && output.stderr.is_empty());
    assert!(elsewhere.join("b/manifest.json").exists());
}

/// Every option that takes a file or a folder, with a line that leads out of the working folder.
fn lines_that_lead_out() -> Vec<(String, String)> {
    let known = Options::augment_args(Command::new("lismoi"));
    let names = known.get_arguments().filter(|argument| {
        let values = argument.get_value_names().unwrap_or_default();
        values.iter().any(|value| value == "FILE" || value == "DIR")
    });
    let names = names.filter_map(|argument| argument.get_long());
    let lines = names.flat_map(|name| {
        ["../evil", "/tmp/evil", "~/evil", "link/evil"].map(|path| {
            let value = match name {
                "lexicon" => format!("['{path}']"),
                _ => format!("'{path}'"),
            };
            (format!("{name} = {value}\n"), path.to_owned())
        })
    });
    let voices = ["../v.onnx", "/v.onnx#1", "~/v.onnx", "link/v.onnx"].map(|voice| {
        let path = voice.split('#').next().unwrap_or_default();
        (format!("voice = '{voice}'\n"), path.to_owned())
    });
    lines.chain(voices).collect()
}

#[test]
fn a_configuration_that_was_found_leads_to_no_other_folder() {
    let lines = lines_that_lead_out();
    assert!(lines.len() >= 20, "{lines:?}");
    for (line, path) in lines {
        let environment = environment(&line);
        symlink("..", environment.path("link")).expect("a link");
        let run = environment.run(&["a.txt"]);
        let (option, _) = line.split_once(' ').expect("an option");
        assert_eq!(
            (run.code, run.err),
            (
                Some(2),
                format!(
                    "error: '{option}' in 'lismoi.toml' leads out of its folder: '{path}'\n\
                     hint: if you trust this file, name it: --config lismoi.toml\n"
                )
            ),
            "{line}"
        );
        assert!(!environment.path("output").exists());
    }
}

#[test]
fn a_configuration_that_was_found_opens_no_private_network() {
    let environment = environment("allow-private = true\n");
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err
            .starts_with("error: 'allow-private' in 'lismoi.toml' is not obeyed\nhint: "),
        "{}",
        run.err
    );
    environment.succeed(&["a.txt", "--config", "lismoi.toml"]);
}

#[test]
fn a_configuration_that_was_named_may_lead_elsewhere() {
    let environment = environment("");
    let inner = environment.path("inner");
    fs::create_dir(&inner).expect("writable");
    fs::write(inner.join("lismoi.toml"), "output = '../elsewhere'\n").expect("writable");
    let arguments = ["../a.txt", "--config", "lismoi.toml"];
    let mut command = environment.command(&arguments);
    let status = command.current_dir(&inner).status().expect("a run");
    assert!(status.success());
    assert!(environment.path("elsewhere/a/manifest.json").exists());
}
