//! `lismoi serve`: the library in a browser.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::{Context, Result, bail};
use lismoi_files::named;
use lismoi_library::server::{self, Options, PORT, Program, Setting};
use lismoi_speech::installed;
use lismoi_speech::voice::{LANGUAGES, PICO};

use super::{library, wrong_usage};
use crate::cli::serve::Serve;
use crate::config::Config;
use crate::exit_code::Exit;
use crate::localization::{Language, language};
use crate::message;

/// The largest file that a token is read from, in bytes.
const LARGEST_TOKEN: u64 = 10_000;

/// Serves the library until it is told to stop.
///
/// # Errors
/// The library or the token cannot be read, or an address cannot be listened at.
pub fn run(serve: &Serve, out: &mut impl Write) -> Result<Exit> {
    let config = match Config::for_serve(serve) {
        Ok(config) => config,
        Err(error) => return Ok(wrong_usage(&error)),
    };
    super::announce(&config);
    fs::create_dir_all(&config.output)
        .with_context(|| format!("could not write '{}'", config.output.display()))?;
    // Says what cannot be read, and deletes what was removed long ago.
    drop(library::open(&config.output)?);
    if let Some(most) = config.quota {
        library::quota::keep_within(&config.output, most)?;
    }
    let token = match &serve.token_file {
        Some(file) => Some(token(file)?),
        None => None,
    };
    let listen = match serve.listen.is_empty() {
        true => vec![SocketAddr::from(([127, 0, 0, 1], PORT))],
        false => serve.listen.clone(),
    };
    let options = Options {
        listen,
        wyoming: serve.wyoming.clone(),
        hosts: serve.host.clone(),
        token,
        program: program(serve)?,
        quota: config.quota,
        fetch_every: serve.fetch_every,
        settings: settings(&config),
        rate_wpm: config.settings.voice.rate_wpm,
        voices: voices(),
        library: config.output,
    };
    for address in &serve.wyoming {
        if !address.ip().is_loopback() {
            message::warning(&tr!("serve-wyoming-open", address = address.to_string()));
        }
    }
    server::serve(options, |listening| {
        for address in &listening.http {
            let address = format!("http://{address}/");
            // Whoever closed standard output knows it already.
            let _ = writeln!(out, "{}", tr!("serve-at", address = address));
        }
        for address in &listening.wyoming {
            let address = address.to_string();
            let _ = writeln!(out, "{}", tr!("serve-wyoming-at", address = address));
        }
        let _ = out.flush();
    })?;
    Ok(Exit::Done)
}

/// The token in a file. Where there is none, one is made and printed, this once.
fn token(path: &Path) -> Result<String> {
    match named::read_to_string(path, LARGEST_TOKEN) {
        Ok(text) => {
            let unreadable = || format!("could not read '{}'", path.display());
            let mode = fs::metadata(path)
                .with_context(unreadable)?
                .permissions()
                .mode();
            if mode & 0o077 != 0 {
                message::warning(&tr!("serve-token-open", file = path.to_string_lossy()));
            }
            match text.lines().next().map(str::trim) {
                Some(token) if !token.is_empty() => Ok(token.to_owned()),
                _ => bail!("there is no token in '{}'", path.display()),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => make_token(path),
        Err(error) => Err(error).with_context(|| format!("could not read '{}'", path.display())),
    }
}

fn make_token(path: &Path) -> Result<String> {
    let token = server::make_token()?;
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        writeln!(file, "{token}")?;
        file.sync_all()
    };
    write().with_context(|| format!("could not write '{}'", path.display()))?;
    let file = path.to_string_lossy();
    message::note(&tr!("serve-token", token = token.as_str(), file = file));
    Ok(token)
}

/// This program, for the articles that are added in the browser, with the same configuration and
/// language.
fn program(serve: &Serve) -> Result<Program> {
    Ok(Program {
        path: std::env::current_exe().context("could not find this program")?,
        config: serve.file.config.clone(),
        language: match language() {
            Language::En => "en",
            Language::Fr => "fr",
        },
    })
}

/// What of `lismoi.toml` is of interest to whoever listens.
fn settings(config: &Config) -> Vec<Setting> {
    let voice = &config.settings.voice;
    let formats = config.files.formats.iter().map(|wanted| wanted.format.name);
    let mut settings = vec![
        Setting {
            name: "voice",
            value: voice.name.clone(),
        },
        Setting {
            name: "rate",
            value: voice.rate_wpm.to_string(),
        },
        Setting {
            name: "format",
            value: formats.collect::<Vec<_>>().join(", "),
        },
        Setting {
            name: "output",
            value: config.output.display().to_string(),
        },
    ];
    if let Some(file) = &config.found {
        settings.push(Setting {
            name: "config",
            value: file.display().to_string(),
        });
    }
    settings
}

/// The names of the voices, as for `--voice`.
fn voices() -> Vec<String> {
    let mut voices: Vec<String> = LANGUAGES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    voices.push(PICO.to_owned());
    let added = installed::folder().map(|folder| installed::list(&folder));
    let added = added.and_then(Result::ok).unwrap_or_default();
    voices.extend(added.into_iter().map(|voice| voice.name));
    voices
}
