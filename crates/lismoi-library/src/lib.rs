//! Many audiobooks in one folder.
//!
//! The folders of the audiobooks are the library: the manifest in each says what it is. What
//! no manifest can say (when an article was added, what was heard, and how far) stands in a
//! [`journal`] beside them. [`catalogue`] finds the audiobooks and joins both, [`fit`] chooses
//! what fits into a time, [`removal`] takes audiobooks away and brings them back, [`quota`] keeps within the room there is, [`queue`] keeps
//! what is still to be made. [`feed`] makes a podcast of them, [`audiobookshelf`] gives them to
//! that server; what both write into folders of the user's is [`owned`]. `server` shows it all
//! in a browser (feature `serve`). With the feature `sources`, which is
//! on by default, `sources` brings articles from feeds and services.
//!
//! Making audiobooks is left to `lismoi-book`, printing to the program.

pub mod journal;
pub mod state;

pub mod catalogue;
pub mod find;
pub mod fit;
pub mod quota;
pub mod removal;

pub mod queue;

pub mod owned;

pub mod audiobookshelf;
pub mod feed;

#[cfg(feature = "sources")]
pub mod sources;

#[cfg(feature = "serve")]
pub mod server;

pub mod clock;

pub use catalogue::{Article, Library};
