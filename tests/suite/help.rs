//! The help, the man page and README name the same options.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory};
use lismoi::cli::Cli;

use crate::environment::Environment;

/// The long options of the program and of its commands, without `--help` and `--version`.
pub(crate) fn long_options() -> Vec<String> {
    fn add(command: &Command, options: &mut Vec<String>) {
        let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
        let names = shown.filter_map(|arg| arg.get_long());
        options.extend(names.map(|name| format!("--{name}")));
        command
            .get_subcommands()
            .for_each(|command| add(command, options));
    }
    let mut options = Vec::new();
    add(&Cli::command(), &mut options);
    options
}

pub(crate) fn is_option_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c == '-'
}

/// The README of each language.
const READMES: [(&str, &str); 2] = [
    ("README.md", include_str!("../../README.md")),
    ("README.fr.md", include_str!("../../README.fr.md")),
];

#[test]
fn every_readme_names_every_option_and_command() {
    for (file, readme) in READMES {
        let is_named = |option: &str| {
            readme
                .match_indices(option)
                .any(|(start, _)| !readme[start + option.len()..].starts_with(is_option_letter))
        };
        for option in long_options() {
            assert!(is_named(&option), "{file} does not name {option}");
        }
        let command = Cli::command();
        for command in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            let name = format!("`{}", command.get_name());
            assert!(readme.contains(&name), "{file} does not name {name}`");
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

/// The French catalogue of the help.
const FRENCH: &str = include_str!("../../src/localization/help.fr.ftl");

/// The keys that the French help of a command may have, those that it must have first.
fn keys(command: &Command, path: &str, must: &mut Vec<Vec<String>>, may: &mut Vec<String>) {
    let of_command = match path {
        "" => "command".to_owned(),
        path => format!("command-{path}"),
    };
    must.push(vec![format!("{of_command}-about")]);
    if command.get_long_about().is_some() {
        must.push(vec![format!("{of_command}-long-about")]);
    }
    if command.get_after_help().is_some() {
        must.push(vec![format!("{of_command}-examples")]);
    }
    if command.get_after_long_help().is_some() {
        must.push(vec![format!("{of_command}-long-examples")]);
    }
    let is_own = |arg: &&Arg| !matches!(arg.get_id().as_str(), "help" | "version");
    for arg in command.get_arguments().filter(is_own) {
        let id = arg.get_id().as_str();
        let names = [format!("help-{path}-{id}"), format!("help-{id}")];
        must.push(names.to_vec());
        if arg
            .get_long_help()
            .is_some_and(|long| Some(long) != arg.get_help())
        {
            must.push(names.iter().map(|name| format!("{name}-long")).collect());
        }
        for value in arg.get_possible_values() {
            let id = match id {
                "skip" | "read" => "part",
                "only" => "format",
                id => id,
            };
            let key = format!("value-{id}-{}", value.get_name());
            match value.get_help() {
                Some(_) if arg.get_action().takes_values() => must.push(vec![key]),
                _ => may.push(key),
            }
        }
        if let Some(heading) = arg.get_help_heading() {
            must.push(vec![format!("heading-{heading}")]);
        }
        for name in arg.get_value_names().unwrap_or_default() {
            may.push(format!("placeholder-{}", name.replace('|', "-")));
        }
    }
    for below in command.get_subcommands() {
        let path = match path {
            "" => below.get_name().to_owned(),
            path => format!("{path}-{}", below.get_name()),
        };
        keys(below, &path, must, may);
    }
}

#[test]
fn every_line_of_the_help_is_in_french_too_and_no_other() {
    let lines = FRENCH.lines().filter(|line| !line.starts_with([' ', '#']));
    let known: BTreeSet<&str> = lines
        .filter_map(|line| Some(line.split_once(" =")?.0))
        .collect();
    let (mut must, mut may) = (Vec::new(), Vec::new());
    keys(&Cli::command(), "", &mut must, &mut may);
    for names in &must {
        assert!(
            names.iter().any(|name| known.contains(name.as_str())),
            "help.fr.ftl has none of {names:?}"
        );
    }
    let own = ["help-help", "help-help-and-more", "help-version"];
    let mut used: BTreeSet<&str> = must
        .iter()
        .flatten()
        .chain(&may)
        .map(String::as_str)
        .collect();
    used.extend(own);
    let stale: Vec<_> = known.difference(&used).collect();
    assert!(stale.is_empty(), "no part of the help: {stale:?}");
}

#[test]
fn help_is_in_the_language_of_the_locale_and_of_the_option() {
    let environment = Environment::new();
    let help = |arguments: &[&str], locale: &str| {
        let output = environment
            .command(arguments)
            .env("LC_ALL", locale)
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(help(&["--help"], "fr_FR.UTF-8").contains("Utilisation\u{a0}: lismoi"));
    assert!(help(&["--help"], "en_US.UTF-8").contains("Usage: lismoi"));
    assert!(help(&["--help", "--lang", "fr"], "C").contains("Utilisation"));
    assert!(help(&["--lang=en", "show", "--help"], "fr_FR").contains("Usage: lismoi show"));
    let french = help(&["show", "--help"], "fr_FR");
    for english in [
        "Usage",
        "possible values",
        "default:",
        "Print",
        "Arguments:",
    ] {
        assert!(!french.contains(english), "{english} in {french}");
    }
}

#[test]
fn errors_are_in_the_language_of_the_locale() {
    let environment = Environment::new();
    environment.write("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for (arguments, expected) in [
        (
            &["absent.txt"][..],
            "erreur\u{a0}: impossible de lire «\u{a0}absent.txt\u{a0}»\u{a0}: \
                ce fichier ou ce dossier n'existe pas\n",
        ),
        (
            &["image.txt"],
            "erreur\u{a0}: impossible de lire «\u{a0}image.txt\u{a0}»\u{a0}: c'est une image\n\
                conseil\u{a0}: lismoi lit du texte\u{202f}; passez d'abord par la reconnaissance de \
                caractères (OCR), par exemple avec tesseract\n",
        ),
        (
            &["a.txt", "--rate", "9"],
            "erreur\u{a0}: «\u{a0}rate\u{a0}» doit être compris entre 80 et 450\u{a0}: 9 ne convient pas\n",
        ),
        (
            &["a.txt", "--format", "mp4"],
            "erreur\u{a0}: la valeur «\u{a0}mp4\u{a0}» ne convient pas à «\u{a0}--format <LISTE>\u{a0}»\n",
        ),
    ] {
        let output = environment
            .command(arguments)
            .env("LC_ALL", "fr_FR.UTF-8")
            .output();
        let message = String::from_utf8(output.unwrap().stderr).unwrap();
        assert!(message.starts_with(expected), "{message}");
    }
}
