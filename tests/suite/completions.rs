//! Completion, as the shells ask for it and as they show it.

use std::path::Path;
use std::process::Command;

use crate::environment::Environment;
use crate::tools::is_installed;

/// The answers to a shell without a help beside them.
fn answers(environment: &Environment, words: &[&str]) -> Vec<String> {
    let mut command = environment.command(&[&["--", "lismoi"], words].concat());
    let output = command.env("LISMOI_COMPLETE", "bash").output().unwrap();
    assert!(output.status.success(), "{words:?}");
    let out = String::from_utf8(output.stdout).unwrap();
    out.lines().map(str::to_owned).collect()
}

#[test]
fn every_format_of_a_list_and_every_voice_is_completed() {
    let environment = Environment::new();
    let answers = |words: &[&str]| answers(&environment, words);
    assert_eq!(answers(&["--format", "mp3,op"]), ["mp3,opus"]);
    assert_eq!(
        answers(&["a.txt", "--only=opus,m"]),
        ["--only=opus,mp3", "--only=opus,m4b"]
    );
    assert_eq!(answers(&["--config="]), ["--config=//files"]);
    assert_eq!(answers(&["--voice", "fr-"]), ["fr-be", "fr-ch"]);
    assert_eq!(answers(&["say", "--voice", "fr+whi"]), ["fr+whisper"]);
    assert_eq!(answers(&["voices", "try", "pi"])[0], "pico");
    assert_eq!(answers(&["--skip", "byline,ap"]), ["byline,appendix"]);
    assert_eq!(answers(&["show", "ph"])[0], "phonemes");
    // The shell finds them.
    assert_eq!(answers(&["arti"]), ["//files"]);
    assert_eq!(answers(&["--voice", "voix/fr"]), ["//files"]);
}

#[test]
fn a_program_that_no_shell_asks_is_not_affected() {
    let environment = Environment::new();
    environment.write("a.txt", "Un titre\n\nUne phrase est là.\n");
    let mut command = environment.command(&["show", "blocks", "a.txt"]);
    let output = command.env("LISMOI_COMPLETE", "bash").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("Une phrase"));
    let mut unknown = environment.command(&["--", "lismoi", "s"]);
    let output = unknown.env("LISMOI_COMPLETE", "csh").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

/// What a shell prints that runs a script with `lismoi` in its path; `None` without the shell.
fn said(shell: &str, options: &[&str], script: &str) -> Option<String> {
    if !is_installed(shell, &format!("completion in {shell}")) {
        return None;
    }
    let environment = Environment::new();
    environment.write("mon article.txt", "Un titre\n");
    let program = Path::new(env!("CARGO_BIN_EXE_lismoi")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new(shell)
        .args(options)
        .args(["-c", script])
        .current_dir(environment.path(""))
        .env("PATH", format!("{}:{path}", program.display()))
        .env("HOME", environment.path(""))
        .env("XDG_DATA_HOME", environment.path("data"))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    eprintln!("{shell}: {}", String::from_utf8_lossy(&output.stderr));
    Some(said)
}

#[test]
fn bash_completes_lists_and_leaves_files_to_itself() {
    // As Bash calls the function: it divides words at an equals sign.
    const SCRIPT: &str = r#"
        source <(lismoi completions bash)
        complete -p lismoi
        try() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _lismoi lismoi "${!#}" ""
            printf '[%s]' "${COMPREPLY[@]}"
            echo
        }
        try lismoi --format mp3,op
        try lismoi --format = mp3,op
        try lismoi voices try pic
        try lismoi "mon"
        try lismoi s"#;
    let Some(said) = said("bash", &["--norc"], SCRIPT) else {
        return;
    };
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].contains("-o default") && lines[0].contains("-F _lismoi lismoi"));
    assert_eq!(lines[1..5], ["[mp3,opus]", "[mp3,opus]", "[pico]", "[]"]);
    assert_eq!(lines[5], "[show][say][sources][serve]");
}

#[test]
fn fish_completes_lists_and_voices() {
    const SCRIPT: &str = "lismoi completions fish | source; \
        complete -C'lismoi --format mp3,op'; complete -C'lismoi --voice pic'; \
        complete -C'lismoi mon'";
    if let Some(said) = said("fish", &["--no-config"], SCRIPT) {
        let words: Vec<&str> = said
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert_eq!(words, ["mp3,opus", "pico", "mon article.txt"]);
    }
}

#[test]
fn zsh_completes_lists_voices_and_files_with_spaces() {
    // What stands on the line after Tab is printed between two marks.
    const SCRIPT: &str = r#"
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; bindkey -e'
        zpty -w shell 'source <(lismoi completions zsh); print rea""dy'
        zpty -r shell answer '*ready*'
        for line in 'lismoi --format mp3,op' 'lismoi --voice pic' 'lismoi mon' \
            'lismoi --config=mo'; do
            zpty -w -n shell "$line"$'\t\x01''print -r "[" '\'$'\x05'\'' "]"'$'\n'
            zpty -r shell answer '*[[] lismoi*[]]*'
            print -r -- "$answer"
        done
        zpty -d shell"#;
    let Some(said) = said("zsh", &["-f"], SCRIPT) else {
        return;
    };
    for line in [
        "[ lismoi --format mp3,opus ]",
        "[ lismoi --voice pico ]",
        "[ lismoi mon\\ article.txt ]",
        "[ lismoi --config=mon\\ article.txt ]",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}
