//! The help in French. English is what the doc comments of [`crate::cli`] say.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::catalog::message;
use super::{Language, language};

/// A no-break space, which French has before a colon.
const SPACE: char = '\u{a0}';

/// The command line with its help in the language of this process.
pub fn localized(command: Command) -> Command {
    match language() {
        Language::En => command,
        Language::Fr => french(command, ""),
    }
}

/// A command in French. `path` has the names of the commands above it, each with a hyphen.
fn french(command: Command, path: &str) -> Command {
    let is_root = path.is_empty();
    let of_command = |part: &str| {
        let key = match is_root {
            true => format!("command{part}"),
            false => format!("command-{path}{part}"),
        };
        text(&key)
    };
    let mut place = 0;
    let mut command = command
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\nUtilisation{SPACE}: {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading(format!("Commandes{SPACE}"))
        .subcommand_value_name("COMMANDE")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| {
            // Under a heading of their own, clap would sort them by name.
            place += 1;
            match arg.is_positional() {
                true => argument(arg, path).display_order(place),
                false => argument(arg, path),
            }
        });
    if let Some(about) = of_command("-about") {
        command = command.about(about);
    }
    if let Some(about) = of_command("-long-about") {
        command = command.long_about(about);
    }
    if let Some(examples) = of_command("-examples") {
        command = command.after_help(examples);
    }
    if let Some(examples) = of_command("-long-examples") {
        command = command.after_long_help(examples);
    }
    let has_long = command.get_long_about().is_some()
        || command
            .get_arguments()
            .any(|arg| arg.get_long_help().is_some());
    let key = if has_long {
        "help-help-and-more"
    } else {
        "help-help"
    };
    command = command.arg(own("help", 'h', ArgAction::Help, key));
    if is_root {
        command = command.arg(own("version", 'V', ArgAction::Version, "help-version"));
    }
    command.mut_subcommands(|below| {
        let path = match is_root {
            true => below.get_name().to_owned(),
            false => format!("{path}-{}", below.get_name()),
        };
        french(below, &path)
    })
}

fn own(name: &'static str, short: char, action: ArgAction, key: &str) -> Arg {
    let arg = Arg::new(name).short(short).long(name).action(action);
    arg.help(text(key).unwrap_or_default())
        .help_heading(format!("Options{SPACE}"))
}

fn argument(arg: Arg, path: &str) -> Arg {
    let id = arg.get_id().to_string();
    let of_command = format!("help-{path}-{id}");
    let help = text(&of_command).or_else(|| text(&format!("help-{id}")));
    let long = text(&format!("{of_command}-long")).or_else(|| text(&format!("help-{id}-long")));
    let heading = arg.get_help_heading().map(str::to_owned);
    let heading = match (heading, arg.is_positional()) {
        (Some(heading), _) => text(&format!("heading-{heading}")).unwrap_or(heading),
        (None, true) => "Arguments".to_owned(),
        (None, false) => "Options".to_owned(),
    };
    let names = arg.get_value_names().unwrap_or_default().iter();
    let names: Vec<String> = names
        .map(|name| {
            text(&format!("placeholder-{}", name.replace('|', "-"))).unwrap_or(name.to_string())
        })
        .collect();
    let help = help.or_else(|| arg.get_help().map(ToString::to_string));
    let help = help.unwrap_or_default();
    let (in_line, default) = (in_line(&arg), default(&arg));
    let list = values(&arg);
    // A list of values makes the long help longer than the short one.
    let long = match (long, list) {
        (None, None) => None,
        (long, list) => Some(format!(
            "{}{}",
            long.unwrap_or_else(|| help.clone()),
            list.unwrap_or_default()
        )),
    };
    let mut arg = arg
        .help(help + &in_line)
        .help_heading(format!("{heading}{SPACE}"));
    if takes_values(&arg) {
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    if let Some(long) = long {
        arg = arg.long_help(long + &default.unwrap_or_default());
    }
    if !names.is_empty() {
        arg = arg.value_names(names);
    }
    arg
}

/// What clap shows behind the short help: the values and the default.
fn in_line(arg: &Arg) -> String {
    let values: Vec<String> = shown(arg)
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();
    let mut text = String::new();
    if !values.is_empty() {
        text += &format!(" [valeurs{SPACE}: {}]", values.join(", "));
    }
    text + &default(arg).unwrap_or_default()
}

fn default(arg: &Arg) -> Option<String> {
    let values = arg.get_default_values();
    let value = values.first()?.to_str()?;
    takes_values(arg).then(|| format!(" [par défaut{SPACE}: {value}]"))
}

/// The values of an option with what each stands for.
fn values(arg: &Arg) -> Option<String> {
    let values = shown(arg);
    // They take the same values.
    let id = match arg.get_id().as_str() {
        "skip" | "read" => "part",
        "only" => "format",
        id => id,
    };
    let lines: Vec<String> = values
        .iter()
        .filter_map(|value| {
            let help = text(&format!("value-{id}-{}", value.get_name()))
                .or_else(|| value.get_help().map(ToString::to_string))?;
            Some(format!("\n- {}{SPACE}: {help}", value.get_name()))
        })
        .collect();
    (!lines.is_empty()).then(|| format!("\n\nValeurs possibles{SPACE}:{}", lines.concat()))
}

fn shown(arg: &Arg) -> Vec<PossibleValue> {
    let values = arg.get_possible_values().into_iter();
    match takes_values(arg) {
        true => values.filter(|value| !value.is_hide_set()).collect(),
        false => Vec::new(),
    }
}

/// `--keep-all` takes none, though the value that it stands for is stored.
fn takes_values(arg: &Arg) -> bool {
    let count = arg.get_num_args();
    arg.get_action().takes_values() && count.is_none_or(|count| count.takes_values())
}

fn text(key: &str) -> Option<String> {
    message(Language::Fr, key, &[])
}
