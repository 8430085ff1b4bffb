//! What may be typed.

#[cfg(feature = "serve")]
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

#[cfg(feature = "nats")]
use crate::queue;

/// Turns archives of French articles into audio
#[derive(Debug, Parser)]
#[command(name = "lismoi-batch", version, max_term_width = 100)]
pub struct Cli {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles as JSON Lines, write one object each to a store, and answer each line with a
    /// line
    Run(Run),
    /// Check the objects of a store against what the captions record of them
    Verify(Verify),
    /// Print the captions of an article
    Captions(Captions),
    /// Serve articles over HTTP: each is made when it is first asked for, and kept
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Put articles into a queue of NATS JetStream, but for those that the store has
    #[cfg(feature = "nats")]
    Enqueue(Enqueue),
    /// Take articles from a queue, and make them until a signal comes
    #[cfg(feature = "nats")]
    Work(Work),
    /// Print the articles of a queue that cannot be made, with the reason
    #[cfg(feature = "nats")]
    DeadLetters(DeadLetters),
}

/// The store, and the batch in it.
#[derive(Debug, Args)]
pub struct Place {
    /// Folder in which objects are kept; or s3://, gs:// or az://, a bucket and a path, where this
    /// program was built with them
    #[arg(long, value_name = "FOLDER")]
    pub store: String,
}

/// What all that makes articles takes, so that it makes the same objects.
#[derive(Debug, Args)]
pub struct Making {
    /// Formats of the sound
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "opus",
        value_parser = PossibleValuesParser::new(["opus", "m4b", "mp3", "flac"])
    )]
    pub format: Vec<String>,
    /// Voice of the lines that name none [default: fr]
    #[arg(long, value_name = "NAME")]
    pub voice: Option<String>,
    /// Options of the lines that leave them open, as a JSON object
    #[arg(long, value_name = "JSON")]
    pub options: Option<String>,
    /// Lexicon with pronunciations of your own
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// Folder of the files that lines name with 'path', or an address as for --store; without it
    /// they are refused
    #[arg(long, value_name = "FOLDER")]
    pub articles: Option<PathBuf>,
    /// Bytes of spoken text of the longest article that is made; a day of sound has two million
    #[arg(long, value_name = "N", default_value = "4000000")]
    pub longest: u64,
}

/// `run`.
#[derive(Debug, Args)]
pub struct Run {
    /// Files of JSON Lines (.jsonl) or of WARC records (.warc, .wet), perhaps compressed (.gz,
    /// .zst); .parquet, where this program was built with it; or a folder or an address as for
    /// --store that ends with '/', whose files are the articles [default: JSON Lines from standard input]
    #[arg(value_name = "FILE")]
    pub input: Vec<PathBuf>,
    /// The store.
    #[command(flatten)]
    pub place: Place,
    /// Name of the batch, under which its captions are kept; give each input file its own
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub batch: String,
    /// How articles are made.
    #[command(flatten)]
    pub making: Making,
    /// How many articles are made at a time [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// How many articles are in a part of the captions
    #[arg(long, value_name = "N", default_value = "256", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub part: u32,
}

/// `serve`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct Serve {
    /// Files as for 'run' [default: JSON Lines from standard input]
    #[arg(value_name = "FILE")]
    pub input: Vec<PathBuf>,
    /// The store.
    #[command(flatten)]
    pub place: Place,
    /// Address at which the articles are served
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7864")]
    pub address: SocketAddr,
    /// Name of the batch, under which captions are kept
    #[arg(long, value_name = "NAME", default_value = "serve")]
    pub batch: String,
    /// How articles are made.
    #[command(flatten)]
    pub making: Making,
    /// How many articles are made at a time [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// How many requests may wait for articles; others are told to come again
    #[arg(long, value_name = "N", default_value = "64", value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub waiting: u16,
}

/// A queue, and where it is.
#[cfg(feature = "nats")]
#[derive(Debug, Args)]
pub struct Broker {
    /// Address of the NATS server, perhaps with a user and a password or a token
    #[arg(
        long,
        value_name = "URL",
        env = "NATS_URL",
        hide_env_values = true,
        default_value = "nats://127.0.0.1:4222"
    )]
    pub broker: String,
    /// Name of the queue
    #[arg(long, value_name = "NAME", default_value = "lismoi", value_parser = queue::name)]
    pub queue: String,
}

/// `enqueue`.
#[cfg(feature = "nats")]
#[derive(Debug, Args)]
pub struct Enqueue {
    /// Files as for 'run' [default: JSON Lines from standard input]
    #[arg(value_name = "FILE")]
    pub input: Vec<PathBuf>,
    /// The queue.
    #[command(flatten)]
    pub broker: Broker,
    /// The store.
    #[command(flatten)]
    pub place: Place,
    /// How articles are made: as the workers make them.
    #[command(flatten)]
    pub making: Making,
}

/// `work`.
#[cfg(feature = "nats")]
#[derive(Debug, Args)]
pub struct Work {
    /// The queue.
    #[command(flatten)]
    pub broker: Broker,
    /// The store.
    #[command(flatten)]
    pub place: Place,
    /// Name of the batches, one for each worker, under which captions are kept
    #[arg(long, value_name = "NAME", default_value = "queue")]
    pub batch: String,
    /// How articles are made.
    #[command(flatten)]
    pub making: Making,
    /// How many articles are made at a time [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Seconds that a worker may be silent before its articles are given to others
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u32).range(2..=86_400))]
    pub ack_wait: u32,
    /// Serve /metrics and /healthz at this address, such as 127.0.0.1:9090
    #[arg(long, value_name = "ADDRESS")]
    pub metrics: Option<SocketAddr>,
    /// End when the queue is empty
    #[arg(long)]
    pub until_empty: bool,
}

/// `dead-letters`.
#[cfg(feature = "nats")]
#[derive(Debug, Args)]
pub struct DeadLetters {
    /// The queue.
    #[command(flatten)]
    pub broker: Broker,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The store.
    #[command(flatten)]
    pub place: Place,
    /// Batch that is checked [default: all]
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    /// Share of the articles that is checked, from 0 to 1; the same ones each time
    #[arg(long, value_name = "SHARE", default_value = "1")]
    pub share: f64,
    /// Decode the sound too
    #[arg(long)]
    pub decode: bool,
}

/// `captions`.
#[derive(Debug, Args)]
pub struct Captions {
    /// Key of the article, as its answer says it
    #[arg(value_name = "KEY")]
    pub key: String,
    /// The store.
    #[command(flatten)]
    pub place: Place,
    /// Batch that it was made in
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub batch: String,
    /// Format of the captions; 'json' has all that is known of the article
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "vtt",
        value_parser = PossibleValuesParser::new(["vtt", "words-vtt", "srt", "json"])
    )]
    pub format: String,
}
