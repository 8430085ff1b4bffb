//! `lismoi check`: verifies the files of an audiobook.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use lismoi_book::verify;

use crate::exit_code::Exit;

/// Prints a report in JSON.
///
/// # Errors
/// The folder holds no audiobook, or those of `out`.
pub fn run(folder: &Path, out: &mut impl Write) -> Result<Exit> {
    let report = verify::verify(folder)?;
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)?;
    Ok(if report.ok { Exit::Done } else { Exit::Failed })
}
