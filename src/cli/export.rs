//! `lismoi export`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// A program that gets the articles.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// Write the articles into a library of Audiobookshelf
    ///
    /// Each gets a folder AUTHOR/TITLE with an M4B, its cover and metadata.json. Articles that
    /// were heard are left out. Files of other programs are left alone, and nothing is removed.
    Audiobookshelf(ForAudiobookshelf),
}

/// Which articles are exported, and where to.
#[derive(Debug, Args)]
pub struct ForAudiobookshelf {
    /// Folder of the books of Audiobookshelf
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Export the articles that were heard too
    #[arg(short, long)]
    pub all: bool,
    /// Only articles with this tag
    #[arg(long)]
    pub tag: Option<String>,
    /// Folder of the audiobooks [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
