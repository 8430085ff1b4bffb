//! A terminal obeys control characters: it gets none from names, texts and messages of others.

use std::process::Command;

use crate::environment::Environment;
use crate::tools;

/// A colour, a line break, a control sequence of one byte, and a reversal of the text after it.
const NAME: &str = "a\u{1b}[31m\n\u{9b}2J\u{202E}.txt";

/// The same as it is printed.
const SHOWN: &str = "a\\u{1b}[31m\\u{a}\\u{9b}2J\\u{202e}.txt";

#[test]
fn errors_show_the_control_characters_of_a_name() {
    let environment = Environment::new();
    let error = format!("error: could not read '{SHOWN}': No such file or directory\n");
    assert_eq!(environment.run(&[NAME]).err, error);
    environment.write(
        "lismoi.toml",
        "from = \"lines\"\noutput = \"../\\u001b[31m\"\n",
    );
    let run = environment.run(&["a.txt"]);
    assert!(
        run.err
            .contains("leads out of its folder: '../\\u{1b}[31m'\n"),
        "{:?}",
        run.err
    );
}

#[test]
fn wrong_usage_shows_the_control_characters_of_an_argument() {
    let environment = Environment::new();
    for arguments in [
        &["a.txt", "--rate", NAME][..],
        &["a.txt", "--speed", NAME],
        &["a.txt", "--format", NAME],
        &["show", NAME],
        &["a.txt", "--é\u{1b}[31m"],
    ] {
        for language in ["en", "fr"] {
            let run = environment.run(&[arguments, &["--lang", language]].concat());
            assert_eq!(run.code, Some(2), "{arguments:?}");
            assert!(
                run.err.contains("\\u{1b}[31m") && !run.err.contains(['\u{1b}', '\u{202E}']),
                "{:?}",
                run.err
            );
        }
    }
}

#[test]
fn warnings_and_the_report_show_the_control_characters_of_a_name() {
    let environment = Environment::new();
    environment.write("a.txt", b"Bonjour \xC3\xA0 tous, \xFF c'est \xC3\xA9crit.");
    let run = environment.succeed(&["a.txt", "-o", "a\u{1b}[31m\nb"]);
    assert!(
        run.out.starts_with("a\\u{1b}[31m\\u{a}b/a\n"),
        "{}",
        run.out
    );
    std::fs::create_dir(environment.path(NAME)).expect("writable");
    environment.write(&format!("{NAME}/a.txt"), "Bonjour.");
    environment.write(&format!("{NAME}/\u{1b}[31m.png"), "x");
    let run = environment.succeed(&[NAME]);
    assert!(
        run.err.contains(&format!(
            "left out in the folder '{SHOWN}': \\u{{1b}}[31m.png"
        )),
        "{}",
        run.err
    );
}

#[test]
fn what_is_shown_stays_as_it_is_but_on_a_terminal() {
    let environment = Environment::new();
    environment.write("a.txt", "Il dit \u{202E}bonjour\u{202C} à tous.");
    let piped = environment.succeed(&["show", "sentences", "a.txt"]).out;
    assert_eq!(piped, "Il dit \u{202E}bonjour\u{202C} à tous.\n");
    let on_terminal = |arguments: &str| {
        let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_lismoi"));
        let mut script = Command::new("script");
        script.args(["-qec", &command, "/dev/null"]);
        let output = script.current_dir(environment.path("")).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(shown) = on_terminal("show sentences a.txt") else {
        return tools::skip(
            "what a terminal gets",
            "there is no script(1) of util-linux",
        );
    };
    assert_eq!(shown, "Il dit \\u{202e}bonjour\\u{202c} à tous.\r\n");
    let json = on_terminal("show sentences a.txt --json").unwrap_or_default();
    let line: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(line["text"], "Il dit \u{202E}bonjour\u{202C} à tous.");
    assert!(!json.contains('\u{202E}'), "{json}");
}
