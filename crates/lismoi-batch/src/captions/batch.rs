//! The parts of a batch in a store: what earlier runs recorded, and the part that this run
//! gathers.

use std::collections::HashMap;
use std::io::Read;
use std::sync::{PoisonError, RwLock};

use anyhow::{Context, Result, ensure};

use super::part::members;
use crate::answer::Made;
use crate::store::{Kept, Store, keep_bytes};

/// What the articles of a batch are known to have in the store, by their keys.
#[derive(Debug, Default)]
pub struct Known(RwLock<HashMap<String, Made>>);

impl Known {
    /// What is known of an article.
    pub fn get(&self, key: &str) -> Option<Made> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(key).cloned()
    }

    /// Forgets all, for a run that has no end.
    pub fn clear(&self) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.clear();
    }

    fn insert(&self, made: Made) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(made.key.clone(), made);
    }
}

/// The captions of a batch.
pub struct Batch<'a> {
    store: &'a dyn Store,
    /// The folder of its parts in the store.
    folder: String,
    known: &'a Known,
    /// How many articles are in a part.
    articles_per_part: usize,
    /// The number that the next part may have.
    number: usize,
    /// The part that is gathered.
    part: Vec<u8>,
    articles: usize,
}

/// A part is kept when it has so many bytes, however few its articles: each run holds one.
const LARGEST: usize = 16_000_000;

/// The folder of a batch in a store.
///
/// # Errors
/// It is not a name of letters, digits and `.`, `_`, `-`.
pub fn folder(batch: &str) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    ensure!(
        !batch.is_empty()
            && batch.len() <= 200
            && !batch.starts_with('.')
            && batch.bytes().all(is_plain),
        "'{batch}' cannot be the name of a batch: it has letters without accents, digits, '.', '_' and '-'"
    );
    Ok(format!("c/{batch}"))
}

/// The bytes of a part.
///
/// # Errors
/// It cannot be read.
pub fn read(store: &dyn Store, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = store
        .open(name)?
        .with_context(|| format!("'{name}' is gone"))?;
    let read = (&file).read_to_end(&mut bytes);
    read.with_context(|| format!("could not read '{name}'"))?;
    Ok(bytes)
}

impl<'a> Batch<'a> {
    /// Opens a batch, and puts what its parts record into `known`.
    ///
    /// # Errors
    /// Its name is no name, or a part cannot be read or is damaged.
    pub fn open(
        store: &'a dyn Store,
        batch: &str,
        articles_per_part: usize,
        known: &'a Known,
    ) -> Result<Batch<'a>> {
        let insert = |_: &str, made| known.insert(made);
        Batch::open_with(store, batch, articles_per_part, known, insert)
    }

    /// Opens a batch, and passes what its parts record on, with the name of the part.
    ///
    /// # Errors
    /// Its name is no name, or a part cannot be read or is damaged.
    pub fn open_with(
        store: &'a dyn Store,
        batch: &str,
        articles_per_part: usize,
        known: &'a Known,
        mut each: impl FnMut(&str, Made),
    ) -> Result<Batch<'a>> {
        let folder = folder(batch)?;
        let names = store.names(&folder)?;
        for name in &names {
            let part = read(store, name)?;
            for member in members(&part) {
                let member = member.with_context(|| format!("could not read '{name}'"))?;
                each(name, member.made);
            }
        }
        Ok(Batch {
            store,
            number: names.len(),
            folder,
            known,
            articles_per_part,
            part: Vec::new(),
            articles: 0,
        })
    }

    /// Adds the member of an article, unless one with the same files is recorded, and keeps the
    /// part where it is full. Returns the name of that part.
    ///
    /// # Errors
    /// The part cannot be written.
    pub fn add(&mut self, made: Made, member: &[u8]) -> Result<Option<String>> {
        if self.known.get(&made.key).is_some_and(|known| known == made) {
            return Ok(None);
        }
        self.part.extend_from_slice(member);
        self.articles += 1;
        self.known.insert(made);
        if self.articles >= self.articles_per_part || self.part.len() >= LARGEST {
            return self.close_part();
        }
        Ok(None)
    }

    /// Keeps the part that is gathered, if it has an article. Returns its name.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn close_part(&mut self) -> Result<Option<String>> {
        if self.articles == 0 {
            return Ok(None);
        }
        let name = loop {
            let name = format!("{}/{:05}.jsonl.gz", self.folder, self.number);
            self.number += 1;
            // Another process may work on the same batch.
            if keep_bytes(self.store, &self.part, &name)? == Kept::New {
                break name;
            }
        };
        self.part.clear();
        self.articles = 0;
        Ok(Some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::super::part::{member, tests::record};
    use super::*;
    use crate::store::FolderStore;

    #[test]
    fn a_later_run_adds_to_the_parts_and_changes_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = FolderStore::open(folder.path()).expect("writable");
        let run = |keys: &[&str]| {
            let known = Known::default();
            let mut batch = Batch::open(&store, "x", 2, &known).expect("readable");
            for key in keys {
                let record = record(key, "Oui.");
                let member = member(&record).expect("short");
                batch.add(record.made, &member).expect("writable");
            }
            batch.close_part().expect("writable");
            store.names("c/x").expect("readable")
        };
        assert_eq!(run(&[]), [""; 0]);
        let two = ["c/x/00000.jsonl.gz", "c/x/00001.jsonl.gz"];
        assert_eq!(run(&["a", "b", "c", "a"]), two);
        assert_eq!(run(&["a", "b", "c"]), two);
        let before = read(&store, two[1]).expect("readable");
        assert_eq!(run(&["a", "d"]).len(), 3);
        assert_eq!(read(&store, two[1]).expect("readable"), before);
    }

    #[test]
    fn a_name_of_a_batch_is_no_way_out() {
        for name in ["", "..", ".x", "a/b", "é"] {
            assert!(folder(name).is_err(), "{name}");
        }
        assert_eq!(folder("2024-01_a.b").expect("a name"), "c/2024-01_a.b");
    }
}
