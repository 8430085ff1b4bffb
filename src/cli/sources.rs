//! `lismoi sources`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::options::Options;
use super::typed::Typed;
use super::{ConfigFile, numbers};

/// Where articles come from by themselves.
#[derive(Debug, Args)]
pub struct Sources {
    /// What to do; lists the sources if it is missing.
    #[command(subcommand)]
    pub command: Option<SourcesCommand>,
}

/// What to do with the sources.
#[derive(Debug, Subcommand)]
pub enum SourcesCommand {
    /// Add a feed, the feeds of an OPML file, or a read-later service
    ///
    /// Passwords and tokens are asked for, or read from standard input, one a line; they are kept
    /// in lismoi/secrets.json in your configuration folder, which only you can read.
    Add(AddSource),
    /// List the sources
    List {
        /// Folder of the audiobooks [default: output]
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Get what is new, and read it aloud into the library
    ///
    /// A feed gives its newest articles at first, and then what is new. What has been heard is
    /// marked as read at the service that it came from.
    Fetch(Box<FetchSources>),
    /// Remove a source; its articles stay
    Remove {
        /// Name of the source
        name: String,
        /// Folder of the audiobooks [default: output]
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
}

/// A source to be added.
#[derive(Debug, Args)]
pub struct AddSource {
    /// Address of a feed or a service, or OPML file
    #[arg(value_name = "URL|FILE")]
    pub what: String,
    /// What the address is [default: feed]
    #[arg(long, value_name = "KIND")]
    pub kind: Option<SourceKind>,
    /// Your name for it [default: its address]
    #[arg(long)]
    pub name: Option<String>,
    /// Account at the service (wallabag, reader)
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// Identifier that wallabag gives to a client
    #[arg(long, value_name = "ID")]
    pub client_id: Option<String>,
    /// Your own word for its articles; may be repeated
    #[arg(long)]
    pub tag: Vec<String>,
    /// How many articles are taken at a time [default: 5]
    #[arg(long, value_name = "N", value_parser = numbers::count)]
    pub most: Option<usize>,
    /// Allow it to be in a private network
    #[arg(long)]
    pub allow_private: bool,
    /// Folder of the audiobooks [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// A kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SourceKind {
    /// RSS, Atom or JSON Feed
    Feed,
    /// wallabag
    Wallabag,
    /// Readeck
    Readeck,
    /// Karakeep
    Karakeep,
    /// linkding
    Linkding,
    /// FreshRSS, Miniflux and others with the Google Reader API
    Reader,
}

/// How new articles are fetched and read.
#[derive(Debug, Args)]
pub struct FetchSources {
    /// Names of the sources [default: all]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Fetch from sources too that are left alone for a while
    #[arg(long)]
    pub now: bool,
    /// Put what is new into the queue of the server, and read nothing
    #[arg(long, hide = true)]
    pub queue: bool,
    /// Print errors only
    #[arg(short, long)]
    pub quiet: bool,
    /// Options that `lismoi.toml` may hold too.
    #[command(flatten)]
    pub options: Typed<Options>,
    /// Where the other options come from.
    #[command(flatten)]
    pub file: ConfigFile,
}
