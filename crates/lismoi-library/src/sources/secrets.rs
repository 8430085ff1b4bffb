//! What services must be told and nobody else may see, in a file that only its owner can read.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Source;

/// What is secret about a source, by name. It is never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub BTreeMap<String, String>);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

impl Secret {
    /// A secret by its name; empty where it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

/// Others can read the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("others can read the secrets in '{}'", .0.display())]
pub struct Exposed(pub PathBuf);

/// All secrets, by what their sources are.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    path: PathBuf,
    secrets: BTreeMap<String, Secret>,
}

impl Secrets {
    /// Those in a file; none where there is no file.
    ///
    /// # Errors
    /// It cannot be read, or others can read it ([`Exposed`]).
    pub fn read(path: &Path) -> Result<Secrets> {
        let unreadable = || format!("could not read '{}'", path.display());
        let mut secrets = Secrets {
            path: path.to_owned(),
            ..Secrets::default()
        };
        let status = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(secrets),
            status => status.with_context(unreadable)?,
        };
        if status.permissions().mode() & 0o077 != 0 {
            return Err(Exposed(path.to_owned()).into());
        }
        let json = fs::read(path).with_context(unreadable)?;
        // The error of the parser could quote the file.
        let parsed = serde_json::from_slice::<BTreeMap<String, BTreeMap<String, String>>>(&json);
        let parsed = parsed.ok().with_context(unreadable)?;
        let parsed = parsed.into_iter();
        secrets.secrets = parsed.map(|(key, secret)| (key, Secret(secret))).collect();
        Ok(secrets)
    }

    /// Those of a source.
    pub fn of(&self, source: &Source) -> Option<&Secret> {
        self.secrets.get(&key(source))
    }

    /// Keeps the secret of a source, or forgets it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set(&mut self, source: &Source, secret: Option<Secret>) -> Result<()> {
        let known = match secret {
            Some(secret) => self.secrets.insert(key(source), secret).is_none(),
            None => self.secrets.remove(&key(source)).is_none(),
        };
        if known && self.secrets.is_empty() {
            return Ok(());
        }
        let written = self.write();
        written.with_context(|| format!("could not write '{}'", self.path.display()))
    }

    fn write(&self) -> io::Result<()> {
        let secrets = self.secrets.iter();
        let secrets: BTreeMap<_, _> = secrets.map(|(key, secret)| (key, &secret.0)).collect();
        let json = serde_json::to_vec_pretty(&secrets)?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let part = folder.join(".lismoi-secrets.part");
        match fs::remove_file(&part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        // Nobody else can read it at any moment.
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)?;
        file.write_all(&json)?;
        file.sync_all()?;
        fs::rename(&part, &self.path)
    }
}

/// The account that a secret is for: two libraries may have the same.
fn key(source: &Source) -> String {
    let user = source.user.as_deref().unwrap_or_default();
    format!("{} {user} {}", source.kind.name(), source.address)
}
