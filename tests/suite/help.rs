//! The help, the man page and README name the same options.

use clap::{Command, CommandFactory};
use lismoi::cli::Cli;

use crate::environment::Environment;

/// The long options of the program and of its commands, without `--help` and `--version`.
fn long_options() -> Vec<String> {
    fn add(command: &Command, options: &mut Vec<String>) {
        let names = command.get_arguments().filter_map(|arg| arg.get_long());
        options.extend(names.map(|name| format!("--{name}")));
        command
            .get_subcommands()
            .for_each(|command| add(command, options));
    }
    let mut options = Vec::new();
    add(&Cli::command(), &mut options);
    options
}

fn is_option_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c == '-'
}

#[test]
fn readme_names_every_option_and_command() {
    let readme = include_str!("../../README.md");
    let is_named = |option: &str| {
        readme
            .match_indices(option)
            .any(|(start, _)| !readme[start + option.len()..].starts_with(is_option_letter))
    };
    for option in long_options() {
        assert!(is_named(&option), "README.md does not name {option}");
    }
    let command = Cli::command();
    for command in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let name = format!("`{}", command.get_name());
        assert!(readme.contains(&name), "README.md does not name {name}`");
    }
}

#[test]
fn readme_names_no_option_that_does_not_exist() {
    let readme = include_str!("../../README.md");
    let known = long_options();
    let others = ["--help", "--path"];
    for word in readme.split(|c: char| !is_option_letter(c)) {
        let is_option = word.starts_with("--") && !word.starts_with("---");
        if is_option && word != "--" {
            assert!(
                known.iter().any(|option| option == word) || others.contains(&word),
                "README.md names {word}"
            );
        }
    }
}

#[test]
fn the_man_page_lists_every_option() {
    let page = Environment::new().succeed(&["man"]).out;
    let first = page.lines().find(|line| line.starts_with(".T"));
    assert!(
        first.is_some_and(|line| line.starts_with(".TH LISMOI 1")),
        "{page}"
    );
    // A hyphen-minus is escaped, or man would print a hyphen.
    let page = page.replace("\\-", "-");
    for option in long_options() {
        assert!(page.contains(&option), "the page does not list {option}");
    }
    for section in [
        "NAME", "SYNOPSIS", "INPUT", "VOICE", "OUTPUT", "PAUSES", "EXAMPLES",
    ] {
        assert!(page.contains(&format!(".SH {section}")), "{section}");
    }
}

#[test]
fn help_lines_start_with_a_capital_and_end_without_a_full_stop() {
    fn check(command: &Command) {
        let name = command.get_name();
        for arg in command.get_arguments() {
            let help = arg
                .get_help()
                .unwrap_or_else(|| panic!("{name} {}", arg.get_id()));
            let help = help.to_string();
            assert!(
                help.starts_with(|c: char| !c.is_lowercase()),
                "{name}: {help}"
            );
            assert!(!help.ends_with('.'), "{name}: {help}");
        }
        command.get_subcommands().for_each(check);
    }
    check(&Cli::command());
}
