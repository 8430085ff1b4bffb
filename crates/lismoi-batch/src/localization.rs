//! The language of what people read: help and messages on standard error. Answers, and the
//! reasons in them, are for programs, and the same in every language.

use std::env;

use clap::Command;

/// The texts of the help in French: the name of a command, `/`, and the name of an argument or
/// `about`, then a tab and the text.
const HELP: &str = include_str!("help.fr.tsv");

/// Messages and errors in French, each after its English and a tab, with `{}` where a value
/// stands.
const MESSAGES: &str = include_str!("messages.fr.tsv");

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
}

/// The language of the locale, which the first of `LC_ALL`, `LC_MESSAGES` and `LANG` names that
/// is set.
pub fn language() -> Language {
    let variable = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(variable);
    match locale.is_some_and(|locale| locale.starts_with("fr")) {
        true => Language::French,
        false => Language::English,
    }
}

/// The command line with its help in a language.
pub fn localized(command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::French => french(command),
    }
}

fn french(command: Command) -> Command {
    let path = command.get_name().to_owned();
    let text = |name: &str| french_help(&path, name);
    let command = match text("about") {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .mut_args(|arg| {
            let help = french_help(&path, arg.get_id().as_str());
            match help {
                Some(help) => arg.help(help.clone()).long_help(help),
                None => arg,
            }
        })
        .mut_subcommands(french)
}

fn french_help(command: &str, name: &str) -> Option<String> {
    let key = format!("{command}/{name}\t");
    let mut lines = HELP.lines();
    lines.find_map(|line| line.strip_prefix(&key).map(str::to_owned))
}

/// A message in a language. What has no French stays English.
pub fn message(english: &str, language: Language) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::French => translated(english).unwrap_or_else(|| english.to_owned()),
    }
}

fn translated(message: &str) -> Option<String> {
    let mut lines = MESSAGES.lines().filter_map(|line| line.split_once('\t'));
    lines.find_map(|(english, french)| Some(fill(french, &values(english, message)?)))
}

/// The values in a message of this pattern; `None` if it is another.
fn values<'a>(pattern: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = message.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let at = match (is_last, part.is_empty()) {
            (true, true) => rest.len(),
            (true, false) => rest.strip_suffix(part)?.len(),
            (false, _) => rest.find(part)?,
        };
        values.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(values)
}

fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut filled = String::new();
    for (at, part) in pattern.split("{}").enumerate() {
        if at > 0 {
            filled += values.next().copied().unwrap_or_default();
        }
        filled += part;
    }
    filled
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn a_message_is_found_by_its_pattern() {
        assert_eq!(values("a {} b {}", "a 1 b 2 3"), Some(vec!["1", "2 3"]));
        assert_eq!(values("a {} b", "a 1 c"), None);
        assert_eq!(values("a", "a"), Some(Vec::new()));
        assert_eq!(values("a", "ab"), None);
        assert_eq!(fill("{} et {}.", &["un", "deux"]), "un et deux.");
    }

    #[test]
    fn all_help_is_in_french_too() {
        let mut missing = Vec::new();
        let command = Cli::command();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let names = command.get_arguments().map(|arg| arg.get_id().as_str());
            for name in names.chain(["about"]) {
                if french_help(command.get_name(), name).is_none() {
                    missing.push(format!("{}/{name}", command.get_name()));
                }
            }
        }
        assert!(missing.is_empty(), "help.fr.tsv lacks {missing:?}");
    }

    #[test]
    fn the_contract_names_every_option_and_command() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/archives/README.md");
        let contract = std::fs::read_to_string(path).expect("readable");
        for command in Cli::command().get_subcommands() {
            let name = format!("lismoi-batch {}", command.get_name());
            assert!(contract.contains(&name), "{name}");
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                let option = format!("--{option}");
                assert!(contract.contains(&option), "{option}");
            }
        }
    }

    #[test]
    fn french_has_its_spaces_and_its_values() {
        for (english, french) in MESSAGES.lines().filter_map(|line| line.split_once('\t')) {
            let count = |text: &str| text.matches("{}").count();
            assert_eq!(count(english), count(french), "{english}");
        }
        for line in HELP.lines().chain(MESSAGES.lines()) {
            let (_, french) = line.split_once('\t').expect("a tab");
            for mark in [" :", " ;", " !", " ?", "« ", " »"] {
                assert!(!french.contains(mark), "{french}");
            }
        }
    }
}
