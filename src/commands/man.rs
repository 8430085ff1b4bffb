//! `lismoi man`: the man page, made from the same definitions as the help.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli::Cli;
use crate::exit_code::Exit;
use crate::localization::{Language, help, language};

/// Prints the page in roff: the sections of `lismoi`, then one for each command.
///
/// # Errors
/// Those of `out`.
pub fn run(out: &mut impl Write) -> io::Result<Exit> {
    let mut page = Vec::new();
    write(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    match language() {
        Language::En => out.write_all(page.as_bytes())?,
        Language::Fr => out.write_all(french(&page).as_bytes())?,
    }
    Ok(Exit::Done)
}

/// The page with French titles, which clap has in English only, and without what sets a title
/// apart from the colon that follows it in the help.
fn french(page: &str) -> String {
    let mut lines = String::with_capacity(page.len());
    for line in page.lines() {
        let line = match line
            .strip_prefix(".SH ")
            .or_else(|| line.strip_prefix(".SS "))
        {
            Some("NAME") => ".SH NOM",
            Some("EXAMPLES") => &line.replace("EXAMPLES", "EXEMPLES"),
            Some(_) => line.trim_end_matches(['\u{a0}', ' ']),
            None => line,
        };
        // A list of values is a paragraph of lines.
        if line.starts_with("- ") || line.starts_with("\\- ") {
            lines.push_str(".br\n");
        }
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

fn write(out: &mut impl Write) -> io::Result<()> {
    let mut lismoi = help::localized(Cli::command());
    lismoi.build();
    let page = page(lismoi.clone())
        .title("LISMOI")
        .manual(tr!("man-manual"));
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    for command in lismoi.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        command_section(&format!("LISMOI {}", command.get_name()), command, out)?;
    }
    let mut notes = Roff::new();
    notes.control("SH", ["EXAMPLES"]);
    add_unfilled(&mut notes, &lismoi);
    notes.to_writer(out)?;
    page.render_version_section(out)
}

fn page(command: Command) -> Man {
    // Without its "Usage:".
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim_start().to_owned();
    Man::new(command.override_usage(usage))
}

/// A section with the synopsis, the description, the options and the examples of a command, and
/// sections for the commands below it.
fn command_section(title: &str, command: &Command, out: &mut impl Write) -> io::Result<()> {
    let page = page(command.clone());
    let mut section = Roff::new();
    section.control("SH", [title]);
    section.to_writer(out)?;
    let mut parts = Vec::new();
    page.render_synopsis_section(&mut parts)?;
    page.render_description_section(&mut parts)?;
    page.render_options_section(&mut parts)?;
    // They are sections where a command has a page of its own.
    let parts = String::from_utf8_lossy(&parts).replace(".SH ", ".SS ");
    out.write_all(parts.as_bytes())?;
    if command.get_after_help().is_some() {
        let mut examples = Roff::new();
        examples.control("SS", ["EXAMPLES"]);
        add_unfilled(&mut examples, command);
        examples.to_writer(out)?;
    }
    for below in command.get_subcommands() {
        command_section(&format!("{title} {}", below.get_name()), below, out)?;
    }
    Ok(())
}

/// The end of the help, its lines as they are.
fn add_unfilled(roff: &mut Roff, command: &Command) {
    let help = command
        .get_after_long_help()
        .or_else(|| command.get_after_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    roff.control("nf", []);
    for line in help
        .lines()
        .filter(|line| !line.starts_with("Example") && !line.starts_with("Exemple"))
    {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}
