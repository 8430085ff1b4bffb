//! The files that are made of a finished audiobook: captions, a page, a book, playlists.

pub mod captions;

pub(crate) mod markup;

pub mod epub;
pub mod page;

pub mod playlist;
pub(crate) mod playlists;
