//! `lismoi add`, `lismoi library` and `lismoi listen`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Deserialize;

use super::options::Options;
use super::typed::Typed;
use super::{ConfigFile, ProgressFormat, numbers, size};

/// What is added to a library.
#[derive(Debug, Args)]
pub struct Add {
    /// Files, folders of them, addresses of web pages, or - for standard input
    #[arg(value_name = "ARTICLE", required_unless_present = "queued")]
    pub articles: Vec<PathBuf>,
    /// Make an article that waits in the queue of the library, and take it from there
    #[arg(long, value_name = "ID", hide = true, conflicts_with = "articles")]
    pub queued: Option<String>,
    /// Your own word for the articles; may be repeated
    #[arg(long)]
    pub tag: Vec<String>,
    /// Options that `lismoi.toml` may hold too.
    #[command(flatten)]
    pub options: Typed<Options>,
    /// Where the other options come from.
    #[command(flatten)]
    pub file: ConfigFile,
    /// Add what the library has already, and speak everything again
    #[arg(long, help_heading = "Output")]
    pub force: bool,
    /// Print errors only
    #[arg(short, long)]
    pub quiet: bool,
    /// Report progress on standard error in this format [default: a bar on a terminal]
    #[arg(long, value_name = "FORMAT")]
    pub progress: Option<ProgressFormat>,
}

/// Options of a library that `lismoi.toml` may hold too.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LibraryOptions {
    /// The room that the audiobooks may take, as 10GB or 500MB [default: all there is]
    ///
    /// What was heard longest ago goes first. What was begun, and what has a tag, stays until it
    /// was heard.
    #[arg(long, value_name = "SIZE", value_parser = size::parse, global = true)]
    #[serde(default, deserialize_with = "size::of_file")]
    pub quota: Option<u64>,
}

/// A library, and what to do with it.
#[derive(Debug, Args)]
pub struct Library {
    /// How large it may be.
    #[command(flatten)]
    pub options: LibraryOptions,
    /// Folder of the audiobooks [default: output]
    #[arg(short, long, value_name = "DIR", global = true)]
    pub output: Option<PathBuf>,
    /// What to do; lists the articles if it is missing.
    #[command(subcommand)]
    pub command: Option<LibraryCommand>,
}

/// What to do with a library.
#[derive(Debug, Subcommand)]
pub enum LibraryCommand {
    /// List the articles, the oldest first
    List(List),
    /// Print what is known of an article
    Show {
        /// Folder, part of the title, or beginning of the id
        article: String,
    },
    /// Mark articles as heard
    Heard {
        /// Folder, part of the title, or beginning of the id of each
        #[arg(required = true)]
        articles: Vec<String>,
        /// Mark them as not heard
        #[arg(long)]
        not: bool,
    },
    /// Remove articles; `undo` brings them back for 30 days
    Remove {
        /// Folder, part of the title, or beginning of the id of each
        #[arg(required = true)]
        articles: Vec<String>,
        /// Do not ask
        #[arg(short, long)]
        yes: bool,
        /// Delete them at once, and all that was removed before
        #[arg(long)]
        now: bool,
    },
    /// Bring back the article that was removed last
    Undo,
    /// Put the journal right after files were moved, synchronised or deleted
    ///
    /// Joins the copies of the journal that a synchronisation has left, drops damaged lines, and
    /// forgets removed articles whose files are gone.
    Rescan,
    /// Print how much there is, and how much was heard
    Stats,
}

/// What is listed.
#[derive(Debug, Default, Args)]
pub struct List {
    /// List the articles that were heard too
    #[arg(short, long)]
    pub all: bool,
    /// List only articles with this tag
    #[arg(long)]
    pub tag: Option<String>,
    /// Print one JSON object per line
    #[arg(long)]
    pub json: bool,
}

/// How much time there is, and for what.
#[derive(Debug, Args)]
pub struct Listen {
    /// Time that there is: minutes, or hours and minutes as in 1h20
    #[arg(long = "for", value_name = "TIME", value_parser = numbers::minutes)]
    pub minutes: f64,
    /// Factor for the rate of speech; pitch stays the same [default: 1]
    #[arg(long, value_name = "FACTOR", value_parser = numbers::factor)]
    pub speed: Option<f64>,
    /// Only articles with this tag
    #[arg(long)]
    pub tag: Option<String>,
    /// Write a playlist of their WAV files
    #[arg(long, value_name = "FILE", conflicts_with = "play")]
    pub playlist: Option<PathBuf>,
    /// Play them
    #[arg(long)]
    pub play: bool,
    /// Folder of the audiobooks [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
