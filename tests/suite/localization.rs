//! No message is written outside the catalogues, and the catalogues hold nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ENGLISH: &str = include_str!("../../src/localization/en.ftl");

/// English errors and their French.
const ERRORS: &str = include_str!("../../src/localization/errors.fr.tsv");

/// What is not found as a literal behind one of [`STARTS`]: messages of the system and of other
/// libraries, reasons and kinds in tables.
const STARTS: [&str; 14] = [
    "#[error(",
    "bail!(",
    "anyhow!(",
    "context(",
    "context(|| format!(",
    "Error::custom(",
    "Error::custom(format!(",
    "hint: ",
    "reason: ",
    "HINT: &str = ",
    "CONVERT: &str = ",
    "Damaged(",
    "unreadable = || format!(",
    "warning(",
];

/// The Rust files below a folder of the workspace, without their tests.
fn sources(folder: &str) -> Vec<String> {
    fn add(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
            if is_test {
                continue;
            }
            if path.is_dir() {
                add(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let end = text.find("\n#[cfg(test)]\nmod tests {");
                found.push(text[..end.unwrap_or(text.len())].to_owned());
            }
        }
    }
    let mut found = Vec::new();
    add(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut found,
    );
    found
}

/// The messages of a source: the string literals behind [`STARTS`].
fn messages(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in STARTS {
        for after in source.split(start).skip(1) {
            found.extend(literal(after.trim_start()));
        }
    }
    for after in source.split("ensure!(").skip(1) {
        let Some(at) = after.find('"') else { continue };
        if !after[..at].contains(';') {
            found.extend(literal(&after[at..]));
        }
    }
    found
}

/// A string literal at the start of a text, with `{}` for each of its gaps.
fn literal(text: &str) -> Option<String> {
    let text = text.strip_prefix('"')?;
    let mut ends = text.match_indices('"').map(|(at, _)| at);
    let end = ends.find(|at| !text[..*at].ends_with('\\'))?;
    let text = text[..end].replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut message = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        message += before;
        message += "{}";
        rest = after.split_once('}')?.1;
    }
    Some((message + rest).replace('\u{1}', "{").replace('\u{2}', "}"))
}

#[test]
fn every_error_and_every_hint_has_french() {
    let known: BTreeSet<&str> = ERRORS
        .lines()
        .filter_map(|line| Some(line.split_once('\t')?.0))
        .collect();
    // Not `decode` and `verify`: what they find is JSON.
    let mut folders = vec!["src".to_owned()];
    for name in [
        "audio/src/encode",
        "book/src/build",
        "book/src/formats",
        "book/src/manifest",
        "document/src",
        "fetch/src",
        "files/src",
        "french/src",
        "library/src",
        "readers/src",
        "speech/src",
    ] {
        folders.push(format!("crates/lismoi-{name}"));
    }
    let sources = folders.iter().flat_map(|folder| sources(folder));
    let messages: BTreeSet<String> = sources
        .flat_map(|source| messages(&source))
        .filter(|message| message.contains(char::is_alphabetic))
        .collect();
    assert!(messages.len() > 200, "only {} were found", messages.len());
    let missing: Vec<_> = messages
        .iter()
        .filter(|message| !known.contains(message.as_str()))
        .collect();
    assert!(missing.is_empty(), "errors.fr.tsv lacks {missing:#?}");
}

#[test]
fn every_key_of_the_program_is_in_the_catalogue_and_used() {
    let mut used = BTreeSet::new();
    for source in sources("src") {
        for (at, start) in source.match_indices("tr!(") {
            if !source[..at].ends_with('s') {
                used.extend(literal(source[at + start.len()..].trim_start()));
            }
        }
    }
    // `include_str!` is another macro; the example in the documentation has a key too.
    let lines = ENGLISH.lines().filter(|line| !line.starts_with([' ', '#']));
    let known: BTreeSet<String> = lines
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .filter(|key| !key.starts_with("language-"))
        .collect();
    let used_only: Vec<_> = used.difference(&known).collect();
    let known_only: Vec<_> = known.difference(&used).collect();
    assert!(used_only.is_empty(), "not in en.ftl: {used_only:?}");
    assert!(known_only.is_empty(), "never used: {known_only:?}");
}
