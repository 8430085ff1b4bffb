//! The language of messages: English or French, as the locale says.
//!
//! What stays the same in every language: the names of options and values, the output of
//! `show`, JSON, and exit codes. Texts of the program are in `en.ftl` and `fr.ftl`
//! (Project Fluent). Errors are written in English where they arise, also in crates that know
//! of no user; `errors.fr.tsv` has the French of each. The English help is that of the command
//! line's doc comments; `help.fr.ftl` has the French.

use std::env;
use std::ffi::OsString;
use std::sync::OnceLock;

use clap::ValueEnum;

#[macro_use]
pub mod catalog;

pub mod errors;
pub mod help;
pub mod usage;

/// A language that messages are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Français.
    Fr,
}

static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// The language of this process.
pub fn language() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// Sets the language of this process from its arguments and its environment, and returns the
/// arguments without `--lang`, which may stand before a command or behind it. Later calls set
/// nothing.
pub fn choose(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    // As POSIX orders them: the first that is set decides.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable);
    let typed = take(&mut arguments);
    let language = match is_for_programs(&arguments) {
        true => Language::En,
        false => typed.unwrap_or_else(|| of_locale(locale.as_deref())),
    };
    let _ = LANGUAGE.set(language);
    arguments
}

/// Takes `--lang` out of the arguments. It must be known before the command line is parsed, for
/// the errors of that to be in it; an unknown language stays, and is such an error.
fn take(arguments: &mut Vec<OsString>) -> Option<Language> {
    let end = arguments.iter().position(|argument| argument == "--");
    let options = &arguments[..end.unwrap_or(arguments.len())];
    let at = options.iter().position(|argument| {
        let text = argument.to_str().unwrap_or_default();
        text == "--lang" || text.starts_with("--lang=")
    })?;
    let text = options[at].to_str()?;
    let (value, count) = match text.split_once('=') {
        Some((_, value)) => (value, 1),
        None => (options.get(at + 1)?.to_str()?, 2),
    };
    let language = Language::from_str(value, true).ok()?;
    arguments.drain(at..at + count);
    Some(language)
}

/// Whether messages are events that another program reads: they are the same everywhere. The
/// server shows those of its queue to people.
fn is_for_programs(arguments: &[OsString]) -> bool {
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    (has("--progress=json") || has("--progress")) && !has("--queued")
}

fn of_locale(locale: Option<&str>) -> Language {
    match locale.and_then(|locale| locale.get(..2)) {
        Some("fr") => Language::Fr,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_chooses_and_the_option_decides() {
        for (locale, language) in [
            (Some("fr_FR.UTF-8"), Language::Fr),
            (Some("fr"), Language::Fr),
            (Some("en_GB.UTF-8"), Language::En),
            (Some("C"), Language::En),
            (None, Language::En),
        ] {
            assert_eq!(of_locale(locale), language, "{locale:?}");
        }
        for (line, language, rest) in [
            ("a.txt --lang fr", Some(Language::Fr), "a.txt"),
            ("--lang=en show blocks", Some(Language::En), "show blocks"),
            ("a.txt -- --lang fr", None, "a.txt -- --lang fr"),
            ("--lang de a.txt", None, "--lang de a.txt"),
            ("a.txt --lang", None, "a.txt --lang"),
        ] {
            let mut arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(take(&mut arguments), language);
            assert_eq!(arguments.join(" ".as_ref()), rest);
        }
    }
}
