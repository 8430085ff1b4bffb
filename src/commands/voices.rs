//! `lismoi voices`: the voices and their variants.

use std::io::{self, Write};

use lismoi_speech::voice::{LANGUAGES, variants};

use crate::exit_code::Exit;

/// Prints a line for each voice, then the variants.
///
/// # Errors
/// Those of `out`.
pub fn run(out: &mut impl Write) -> io::Result<Exit> {
    for (name, description) in LANGUAGES {
        writeln!(out, "{name:<7}{description}")?;
    }
    writeln!(out, "\nvariants, as in fr+f2:")?;
    for line in variants().chunks(8) {
        writeln!(out, "  {}", line.join("  "))?;
    }
    Ok(Exit::Done)
}
