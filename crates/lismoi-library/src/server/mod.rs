//! The library in a browser: what waits, what is to be heard, a page to read along, and the
//! files for players.
//!
//! One process on one thread, beside threads that wait for the disk. Whoever calls says which
//! addresses are listened at; without a token only this computer is served. Articles are made
//! by the program itself, in a child process ([`Program`]): a crash costs one article.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

mod site;

mod routes;
mod run;

mod guard;
mod subscribers;
mod token;

mod shelf;

mod fetching;
mod maker;
mod program;

mod language;
mod pages;

mod assets;
mod events;
mod feed;
mod files;
mod gpodder;
mod opds;
mod phone;
mod sounds;
mod speech;
mod uploads;

mod wyoming;

#[cfg(fuzzing)]
pub mod attacks;

pub use self::run::{Listening, TokenError, serve};
pub use self::token::make as make_token;
pub use self::wyoming::PORT as WYOMING_PORT;

/// The port that is listened at by default.
pub const PORT: u16 = 7863;

/// How a library is served.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the library.
    pub library: PathBuf,
    /// The addresses to listen at.
    pub listen: Vec<SocketAddr>,
    /// The addresses to listen at for clients of the Wyoming protocol, which knows no token.
    pub wyoming: Vec<SocketAddr>,
    /// Names of this server besides `localhost` and its addresses.
    pub hosts: Vec<String>,
    /// What a browser and a program must know; `None` where everybody on this computer is let
    /// in.
    pub token: Option<String>,
    /// The program that makes articles.
    pub program: Program,
    /// How many bytes the library may take; `None` where nobody has said.
    pub quota: Option<u64>,
    /// How often the sources are asked; `None` where that is left to the user.
    pub fetch_every: Option<Duration>,
    /// The settings that articles are made with, for the page that shows them.
    pub settings: Vec<Setting>,
    /// The rate of the voice that articles are read in, in words per minute.
    pub rate_wpm: u32,
    /// The names of the voices.
    pub voices: Vec<String>,
}

/// The program that makes articles.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its path.
    pub path: PathBuf,
    /// The configuration file, where the user has named one.
    pub config: Option<PathBuf>,
    /// The language of its messages, as `--lang` takes it.
    pub language: &'static str,
}

/// A setting, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, as in `lismoi.toml`.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}
