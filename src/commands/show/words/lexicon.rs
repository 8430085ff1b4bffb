//! `show words --lexicon`: the words as a lexicon that says them as they are said now, to be
//! corrected and given to `--lexicon`.

use std::io::{self, Write};

use lismoi_french::Lexicon;

use super::Found;
use crate::commands::show::print::Printer;
use crate::printable::printable;

/// Prints what to do with the lexicon, as a comment.
pub(super) fn print_head(printer: &mut Printer<'_, impl Write>) -> io::Result<()> {
    for line in tr!("lexicon-head").lines() {
        writeln!(printer.out, "# {line}")?;
    }
    Ok(())
}

/// Prints an entry: the word and its pronunciation, with its doubt as a note. A word with sounds
/// that are not those of French stands as it is spelled.
pub(super) fn print(
    found: &Found,
    ipa: &str,
    printer: &mut Printer<'_, impl Write>,
) -> io::Result<()> {
    let word = printable(&found.word);
    // Where eSpeak NG hears a border of syllables, no entry needs one.
    let ipa = ipa.replace(['-', '‿'], "");
    let doubt = found.doubt.map_or("", |doubt| doubt.name());
    let entry = format!("{word}\t/{}/", ipa.trim());
    let is_usable = Lexicon::default().add(&entry).is_ok();
    let entry = match is_usable {
        true => entry,
        false => format!("{word}\t{word}"),
    };
    writeln!(printer.out, "{entry}\t{doubt}").map(|_| ())
}
