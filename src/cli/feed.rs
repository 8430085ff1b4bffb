//! `lismoi feed`.

use std::path::PathBuf;

use clap::Args;

/// Which articles a feed has, and where it will be.
#[derive(Debug, Args)]
pub struct Feed {
    /// Folder to write to [default: feed in the folder of the audiobooks]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Address that the folder will have on the web [default: that of the last time]
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    /// Title of the feed [default: that of the last time, or 'Articles à écouter']
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Publish the articles that were heard too
    #[arg(short, long)]
    pub all: bool,
    /// Only articles with this tag
    #[arg(long)]
    pub tag: Option<String>,
    /// Folder of the audiobooks [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
