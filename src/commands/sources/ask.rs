//! Passwords and tokens: asked for without showing them, or a line each of standard input.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use lismoi_library::sources::Kind;
use lismoi_library::sources::secrets::Secret;

/// What a kind of source must be told.
///
/// # Errors
/// Standard input ends before all was said.
pub(super) fn secret(kind: Kind) -> Result<Secret> {
    let mut secret = Secret::default();
    for &name in kind.secrets() {
        let value = line(name)?;
        if value.is_empty() {
            bail!("the source needs a {name}");
        }
        secret.0.insert(name.to_owned(), value);
    }
    Ok(secret)
}

fn line(name: &str) -> io::Result<String> {
    if io::stdin().is_terminal() {
        let mut prompt = io::stderr();
        write!(prompt, "{} ", tr!("sources-ask", name = name))?;
        prompt.flush()?;
        return Ok(rpassword::read_password()?.trim().to_owned());
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}
