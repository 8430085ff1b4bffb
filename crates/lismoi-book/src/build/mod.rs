//! The build of an audiobook: the plan of an article in, its folder out. A build may stop
//! anywhere, and the next one resumes it.
//!
//! [`plan`] names the files and gives each section a [`fingerprint`]. [`state`] compares the
//! plan with the folder: it is up to date, or stale. [`resume`] keeps what is up to date in a
//! stale folder and starts a [`session`], in which every section spoken leaves a
//! [`checkpoint`], and for slow voices every utterance its take (`takes`); [`retry`] speaks in
//! parts what a voice fails on. Utterances that an earlier version of the article has too are
//! taken from its files (`earlier`). [`export`] makes files in other formats and keeps a
//! [`journal`]. Only files that are as they were written (`intact`) are kept, used or deleted.
//! [`audiobook`] does all of this in order, and reports to an [`observer`].

pub mod names;

pub mod fingerprint;
pub mod plan;

pub mod error;
pub mod folder;

pub mod checkpoint;
mod earlier;
mod intact;
pub mod journal;

mod exported;
mod ownership;
pub mod resume;
pub mod session;
pub mod state;

pub mod chapter;
pub mod postprocess;
pub mod retry;

pub mod export;

mod closing;
pub mod observer;
mod speak;
mod takes;

pub mod audiobook;
