//! The READMEs and the guide name only what exists, and the guide is the same in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap::error::ErrorKind;
use lismoi::cli::Cli;

use crate::help::{is_option_letter, long_options};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(language: &str) -> PathBuf {
    root().join("docs/guide").join(language).join("src")
}

/// The files that the summary of a guide links to, in its order.
fn chapters(language: &str) -> Vec<String> {
    links(&fs::read_to_string(source(language).join("SUMMARY.md")).unwrap())
}

/// The READMEs and all pages of the guide.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("README.fr.md")];
    for language in ["fr", "en"] {
        let files = fs::read_dir(source(language)).unwrap();
        pages.extend(files.map(|file| file.unwrap().path()));
    }
    pages
}

/// The targets of the links and pictures in a text, without those on the web.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()));
    targets
        .filter(|target| !target.starts_with("http"))
        .collect()
}

/// The command lines of the program: in blocks of code, and between backticks.
fn command_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, part) in text.split("```").enumerate() {
        if index % 2 == 1 {
            let code = part.replace("\\\n", " ");
            let line = code.lines().filter_map(|line| {
                let start = line.rfind("| lismoi ").map_or(0, |at| at + 2);
                let command = line[start..].trim_start_matches("$ ");
                command.starts_with("lismoi ").then(|| command.to_owned())
            });
            lines.extend(line);
        } else {
            let spans = part.split('`').skip(1).step_by(2);
            lines.extend(
                spans
                    .filter(|span| span.starts_with("lismoi "))
                    .map(str::to_owned),
            );
        }
    }
    lines
}

/// The arguments as a shell divides them, up to a comment, a pipe or a redirection.
fn arguments(line: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            arguments.push(part.to_owned());
            continue;
        }
        for word in part.split_whitespace() {
            if word.starts_with(['#', '|', '>']) {
                return arguments;
            }
            arguments.push(word.to_owned());
        }
    }
    arguments
}

#[test]
fn the_program_understands_every_command_line_of_the_guide() {
    let mut checked = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for line in command_lines(&text) {
            let arguments = arguments(&line);
            // The text may name a command without its arguments.
            let is_name = arguments.len() == 2;
            let error = Cli::command().try_get_matches_from(&arguments).err();
            match error.as_ref().map(clap::Error::kind) {
                None | Some(ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {}
                Some(ErrorKind::MissingRequiredArgument) if is_name => {}
                _ => panic!("{}: {line}\n{}", page.display(), error.unwrap()),
            }
            // A word that is no command would be taken for the name of an article.
            let first = &arguments[1];
            let is_command = Cli::command().find_subcommand(first).is_some();
            assert!(
                is_command || first.starts_with('-') || first.contains(['.', '/']),
                "{}: no command: {line}",
                page.display()
            );
            checked += 1;
        }
    }
    assert!(checked > 120, "only {checked} command lines were found");
}

#[test]
fn no_readme_and_no_page_names_an_option_that_does_not_exist() {
    let known = long_options();
    // Those of clap, cargo and xcode-select.
    let others = ["--help", "--version", "--path", "--install"];
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for word in text.split(|c: char| !is_option_letter(c)) {
            let is_option = word.starts_with("--") && !word.starts_with("---");
            if is_option && word != "--" {
                assert!(
                    known.iter().any(|option| option == word) || others.contains(&word),
                    "{} names {word}",
                    page.display()
                );
            }
        }
    }
}

#[test]
fn the_tables_of_commands_name_no_command_that_does_not_exist() {
    for (file, heading) in [
        ("README.md", "### Commands"),
        ("README.fr.md", "### Commandes"),
    ] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let table = text.split_once(heading).unwrap().1;
        let table = table.split_once("\n#").unwrap().0;
        let rows: Vec<&str> = table
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .collect();
        assert!(rows.len() > 10, "{file}: {rows:?}");
        for row in rows {
            let name = row.split([' ', '`']).next().unwrap();
            let known = Cli::command().find_subcommand(name).is_some();
            assert!(known, "{file}: no command '{name}'");
        }
    }
}

#[test]
fn both_guides_have_the_same_chapters_and_no_other_pages() {
    let french = chapters("fr");
    assert_eq!(french, chapters("en"));
    let linked: BTreeSet<String> = french.into_iter().chain(["SUMMARY.md".into()]).collect();
    for language in ["fr", "en"] {
        let files = fs::read_dir(source(language)).unwrap();
        let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert_eq!(files.collect::<BTreeSet<_>>(), linked, "{language}");
    }
}

#[test]
fn every_link_of_the_guide_leads_to_a_file() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            let target = page.parent().unwrap().join(&link);
            assert!(target.exists(), "{}: {link}", page.display());
        }
    }
}
