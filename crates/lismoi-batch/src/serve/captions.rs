//! The captions of the articles that were made, found by their keys: in the part that is gathered,
//! or in one of the store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use anyhow::{Context, Result};
use crossbeam_channel::Sender;

use super::key::Key;
use crate::answer::Made;
use crate::captions::batch::{self, Batch, Known};
use crate::captions::{ArticleRecord, part};
use crate::store::Store;

/// An article and its member of a part.
pub(super) type Recorded = (Made, Vec<u8>);

/// Where the captions are.
pub(super) struct Captions {
    places: RwLock<HashMap<Key, Place>>,
    /// `None` when no other article will be made.
    gathered: Mutex<Option<Sender<Recorded>>>,
}

/// Where the captions of an article are.
#[derive(Clone)]
pub(super) enum Place {
    /// In the part that is being gathered: the member.
    Gathered(Arc<[u8]>),
    /// In the part of this name.
    Kept(Arc<str>),
}

impl Captions {
    /// Opens the batch and finds what its parts have. What is gathered is sent there.
    ///
    /// # Errors
    /// Its name is no name, or a part cannot be read.
    pub(super) fn open<'a>(
        store: &'a dyn Store,
        batch: &str,
        known: &'a Known,
        gathered: Sender<Recorded>,
    ) -> Result<(Captions, Batch<'a>)> {
        let mut places = HashMap::new();
        let mut last: Arc<str> = Arc::from("");
        let batch = Batch::open_with(store, batch, usize::MAX, known, |name, made| {
            if *last != *name {
                last = Arc::from(name);
            }
            if let Some(key) = Key::parse(&made.key) {
                places.insert(key, Place::Kept(last.clone()));
            }
        })?;
        let captions = Captions {
            places: RwLock::new(places),
            gathered: Mutex::new(Some(gathered)),
        };
        Ok((captions, batch))
    }

    /// Whether the captions of an article are known.
    pub(super) fn has(&self, key: Key) -> bool {
        self.place(key).is_some()
    }

    /// Adds those of an article.
    pub(super) fn add(&self, key: Key, made: Made, member: Vec<u8>) {
        self.set(key, Place::Gathered(Arc::from(&*member)));
        let gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gathered) = &*gathered {
            // The thread outlives the jobs.
            let _ = gathered.send((made, member));
        }
    }

    /// No other article will be made.
    pub(super) fn end(&self) {
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        *gathered = None;
    }

    /// All that is known of an article; `None` where that is not known here.
    ///
    /// # Errors
    /// The store cannot be read, or its part is damaged.
    pub(super) fn find(&self, store: &dyn Store, key: Key) -> Result<Option<ArticleRecord>> {
        let (name, bytes) = match self.place(key) {
            None => return Ok(None),
            Some(Place::Gathered(member)) => ("".into(), member.to_vec()),
            Some(Place::Kept(name)) => {
                let bytes = batch::read(store, &name)?;
                (name, bytes)
            }
        };
        let text = key.text();
        for member in part::members(&bytes) {
            let member = member.with_context(|| format!("could not read '{name}'"))?;
            if member.made.key == text {
                return member.record().map(Some);
            }
        }
        Ok(None)
    }

    fn place(&self, key: Key) -> Option<Place> {
        let places = self.places.read().unwrap_or_else(PoisonError::into_inner);
        places.get(&key).cloned()
    }

    /// Says where they are.
    pub(super) fn set(&self, key: Key, place: Place) {
        let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
        places.insert(key, place);
    }
}
