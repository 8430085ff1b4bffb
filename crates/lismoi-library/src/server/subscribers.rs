//! Who has subscribed to the feed: a name and the hash of a secret for each, in a file that
//! only its owner can read.

use std::fs::Permissions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use lismoi_files::own::Folder;
use serde::{Deserialize, Serialize};

use super::token;
use crate::clock::now;

/// The name of the file, in the folder of the library.
const FILE: &str = ".lismoi-subscribers.json";
const PART: &str = ".lismoi-subscribers.part";

/// The most subscribers: each is compared with what is asked for.
const MOST: usize = 100;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

const PURPOSE: &str = "lismoi feed";

/// Who has subscribed.
#[derive(Debug)]
pub(super) struct Subscribers {
    folder: Folder,
    list: Mutex<Vec<Subscriber>>,
}

/// A person or a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Subscriber {
    /// The user's word for it.
    pub(super) name: String,
    /// Since when, in seconds since 1970, UTC.
    pub(super) at: u64,
    /// The hash of its secret. It is no secret itself, and names the subscriber.
    pub(super) hash: String,
}

impl Subscribers {
    /// Those of the library in a folder.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub(super) fn of(library: &Path) -> Result<Subscribers> {
        let folder = Folder::open(library)?;
        let unreadable = || format!("could not read '{}'", folder.path_of(FILE).display());
        let list = match folder.read(FILE) {
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            read => {
                serde_json::from_slice(&read.with_context(unreadable)?).with_context(unreadable)?
            }
        };
        let list = Mutex::new(list);
        Ok(Subscribers { folder, list })
    }

    /// All of them, in the order in which they came.
    pub(super) fn list(&self) -> Vec<Subscriber> {
        self.list
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Lets somebody in, and returns the secret, which is not kept.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn add(&self, name: &str) -> Result<String> {
        let secret = token::make()?;
        let subscriber = Subscriber {
            name: name.trim().chars().take(LONGEST_NAME).collect(),
            at: now(),
            hash: token::hash(PURPOSE, &secret),
        };
        self.change(|list| {
            list.push(subscriber);
            // The oldest go.
            list.drain(..list.len().saturating_sub(MOST));
        })?;
        Ok(secret)
    }

    /// Lets somebody in no more.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn revoke(&self, hash: &str) -> Result<()> {
        self.change(|list| list.retain(|subscriber| subscriber.hash != hash))
    }

    /// Whether a secret is that of a subscriber. All are compared.
    pub(super) fn has(&self, secret: &str) -> bool {
        let hash = token::hash(PURPOSE, secret);
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let equal = list
            .iter()
            .map(|subscriber| token::are_equal(&subscriber.hash, &hash));
        equal.fold(false, |any, equal| any | equal)
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Subscriber>)) -> Result<()> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = list.clone();
        change(&mut changed);
        let write = || {
            let mut file = self.folder.create(PART)?;
            file.set_permissions(Permissions::from_mode(0o600))?;
            file.write_all(&serde_json::to_vec_pretty(&changed)?)?;
            file.sync_all()?;
            self.folder.rename(PART, FILE)?;
            self.folder.sync_names()
        };
        let path = self.folder.path_of(FILE);
        write().with_context(|| format!("could not write '{}'", path.display()))?;
        *list = changed;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_secret_opens_until_it_is_revoked_and_stands_nowhere() {
        let library = tempfile::tempdir().expect("a temporary folder");
        let subscribers = Subscribers::of(library.path()).expect("readable");
        let secret = subscribers.add("Téléphone").expect("added");
        let other = subscribers.add("Voiture").expect("added");
        assert!(subscribers.has(&secret) && subscribers.has(&other));
        for wrong in [
            "",
            "0",
            &secret[1..],
            &secret.to_uppercase().replace(char::is_numeric, "x"),
        ] {
            assert!(!subscribers.has(wrong), "{wrong}");
        }
        let file = library.path().join(FILE);
        let text = fs::read_to_string(&file).expect("readable");
        assert!(!text.contains(&secret) && text.contains("Téléphone"));
        let mode = fs::metadata(&file).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = Subscribers::of(library.path()).expect("readable");
        again.revoke(&again.list()[0].hash).expect("revoked");
        assert!(!again.has(&secret) && again.has(&other));
    }

    #[test]
    fn the_list_is_bounded() {
        let library = tempfile::tempdir().expect("a temporary folder");
        let subscribers = Subscribers::of(library.path()).expect("readable");
        let first = subscribers.add("Premier").expect("added");
        for _ in 0..MOST {
            subscribers.add("Autre").expect("added");
        }
        assert!(!subscribers.has(&first));
        assert_eq!(subscribers.list().len(), MOST);
    }
}
