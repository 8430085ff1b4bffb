//! What all requests share.

use std::sync::mpsc::{Sender, SyncSender};

use anyhow::Result;
use tokio::sync::{Semaphore, watch};

use super::feed::Episodes;
use super::fetching::Wish;
use super::gpodder::Devices;
use super::guard::login::Login;
use super::maker::Making;
use super::opds::Books;
use super::shelf::Shelf;
use super::sounds::Sounds;
use super::subscribers::Subscribers;
use super::{Options, guard, speech};
use crate::queue::Queue;

/// What all requests share.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) options: Options,
    pub(super) shelf: Shelf,
    pub(super) queue: Queue,
    pub(super) subscribers: Subscribers,
    pub(super) hosts: guard::host::Hosts,
    pub(super) login: Login,
    pub(super) episodes: Episodes,
    pub(super) books: Books,
    pub(super) devices: Devices,
    pub(super) sounds: Sounds,
    /// Turns to speak texts of other programs.
    pub(super) speaking: Semaphore,
    /// What changes while a page is looked at.
    pub(super) status: watch::Sender<Status>,
    /// Tells the maker that there is something to do.
    pub(super) wake: SyncSender<()>,
    /// Has sources asked.
    pub(super) wishes: Sender<Wish>,
}

/// What changes while a page is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Status {
    /// The article that is being made.
    pub(super) making: Option<Making>,
    /// How often the queue or the library has changed.
    pub(super) changes: u64,
    /// Whether sources are being asked for what is new.
    pub(super) is_fetching: bool,
    /// Whether the server is about to end.
    pub(super) is_over: bool,
}

impl Site {
    /// # Errors
    /// The library, its queue or its subscribers cannot be read.
    pub(super) fn new(
        options: Options,
        wake: SyncSender<()>,
        wishes: Sender<Wish>,
    ) -> Result<Site> {
        let library = &options.library;
        let queue = Queue::of(library)?;
        queue.clean()?;
        Ok(Site {
            shelf: Shelf::open(library)?,
            queue,
            subscribers: Subscribers::of(library)?,
            hosts: guard::host::Hosts::of(&options),
            login: Login::of(options.token.as_deref()),
            episodes: Episodes::default(),
            books: Books::default(),
            devices: Devices::default(),
            sounds: Sounds::default(),
            speaking: Semaphore::new(speech::AT_A_TIME),
            status: watch::Sender::default(),
            wake,
            wishes,
            options,
        })
    }

    /// Tells whoever looks that the queue or the library has changed, and the maker that there
    /// may be something to do.
    pub(super) fn changed(&self) {
        self.status.send_modify(|status| status.changes += 1);
        // One that waits already is enough.
        let _ = self.wake.try_send(());
    }
}
