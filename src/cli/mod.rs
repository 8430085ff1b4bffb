//! The command line: what may be typed.
//!
//! The doc comments of the fields are the help. [`crate::config`] turns what was typed into
//! what it means.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lismoi_book::formats::FileFormat;

use self::export::ExportCommand;
use self::feed::Feed;
use self::library::{Add, Library, Listen};
use self::options::{Options, ReadingOptions, SayOptions};
use self::sources::Sources;
use self::typed::Typed;
use self::voices::VoicesCommand;
use crate::localization::Language;

pub mod export;
pub mod feed;
pub mod library;
pub mod numbers;
pub mod options;
#[cfg(feature = "serve")]
pub mod serve;
pub mod sources;
pub mod typed;
pub mod values;
pub mod voices;

mod examples;
mod size;

/// Turns French articles into audio, offline
#[derive(Debug, Parser)]
#[command(
    name = "lismoi",
    version,
    long_about = "Turns French articles into audio, offline.\n\n\
        Writes one WAV file per section, a playlist and a manifest into DIR/<article>/. \
        Use --format for other formats of the whole article.",
    after_help = examples::SHORT,
    after_long_help = examples::READ,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Files, folders of them, addresses of web pages, or - for standard input
    #[arg(value_name = "ARTICLE", required = true)]
    pub articles: Vec<PathBuf>,
    /// Options that `lismoi.toml` may hold too.
    #[command(flatten)]
    pub options: Typed<Options>,
    /// Where the other options come from.
    #[command(flatten)]
    pub file: ConfigFile,
    /// Formats to write instead of those of earlier runs, whose files are deleted
    ///
    /// Without it, the formats of earlier runs are written again where the article has changed,
    /// and --format adds to them.
    #[arg(
        long,
        value_name = "LIST",
        value_parser = values::file_formats(),
        value_delimiter = ',',
        ignore_case = true,
        conflicts_with = "format",
        help_heading = "Output"
    )]
    pub only: Vec<&'static FileFormat>,
    /// Say what would be written, and how long it would be, and write nothing
    ///
    /// Prints the length of each section, the files that would be written, kept and deleted, the
    /// space that they take, and what would not be read. With a Piper voice the length is
    /// estimated from some of the sentences.
    #[arg(long, help_heading = "Output")]
    pub dry_run: bool,
    /// Start over, and replace files that lismoi did not write
    ///
    /// Every section is spoken again, even if it is up to date.
    #[arg(long, help_heading = "Output")]
    pub force: bool,
    /// Read the folders in a folder too
    ///
    /// Their articles are written to folders of the same names. Hidden folders, links to
    /// folders and what lismoi has written are left out.
    #[arg(short, long, help_heading = "Input")]
    pub recursive: bool,
    /// Print errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// List every file and everything that is not read
    #[arg(short, long)]
    pub verbose: bool,
    /// Report progress on standard error in this format [default: a bar on a terminal]
    #[arg(long, value_name = "FORMAT")]
    pub progress: Option<ProgressFormat>,
    /// Language of messages and help [default: that of the locale]
    #[arg(long, value_name = "LANGUAGE", global = true)]
    pub lang: Option<Language>,
    /// The command, if it is not reading aloud.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The configuration file.
#[derive(Debug, Args)]
pub struct ConfigFile {
    /// Configuration file [default: lismoi.toml]
    ///
    /// Without this option, lismoi.toml in the working folder is read, or else
    /// lismoi/lismoi.toml in your configuration folder (~/.config on Linux).
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// A format of progress reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressFormat {
    /// One JSON object per line
    Json,
}

/// Everything that is not reading aloud.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the blocks, sentences, spoken text or phonemes of an article
    #[command(after_help = examples::SHOW)]
    Show(Show),
    /// Speak a text or an article to the loudspeaker
    #[command(after_help = examples::SAY)]
    Say(Say),
    /// Play an audiobook in the terminal
    ///
    /// Plays from where it was stopped the last time. Keys: space pauses; left and right go ten
    /// seconds back and on, up and down to the section before and after; + and - change the
    /// speed; q quits.
    #[command(after_help = examples::PLAY)]
    Play(Play),
    /// Add articles to the library
    ///
    /// Reads them as `lismoi ARTICLE` does, notes when they came and from where, and leaves out
    /// what the library has already, by its address or by its text.
    #[command(after_help = examples::ADD)]
    Add(Box<Add>),
    /// Choose what fits into the time there is, and play it
    ///
    /// Takes what was begun first, then what was added first, so that the time is filled; prints
    /// what it chose and what was left out.
    #[command(after_help = examples::LISTEN)]
    Listen(Listen),
    /// Write the articles as a podcast, for any web space
    ///
    /// Writes feed.xml and all that it leads to into a folder; put the folder on the web, and
    /// give its address to your podcast app. Articles that were heard are left out. An MP3 that
    /// an audiobook lacks is made in its folder.
    #[command(after_help = examples::FEED)]
    Feed(Feed),
    /// Give the articles to another program
    Export {
        /// The program.
        #[command(subcommand)]
        command: ExportCommand,
    },
    /// Follow feeds and read-later services
    ///
    /// New articles are read aloud into the library by `lismoi sources fetch`.
    #[command(after_help = examples::SOURCES)]
    Sources(Sources),
    /// List the audiobooks in a folder; mark them as heard, remove them
    Library(Library),
    /// Serve the library to a browser, to podcast apps and to other programs
    ///
    /// Shows what was added, makes what is added there, and plays it; Ctrl-C ends it. Without
    /// --listen it serves this computer alone. Others need a token: --token-file names the file
    /// that holds it, and makes it where there is none.
    #[cfg(feature = "serve")]
    #[command(after_help = examples::SERVE)]
    Serve(serve::Serve),
    /// List the voices; add, try or remove one
    #[command(args_conflicts_with_subcommands = true)]
    Voices {
        /// What to do with them; lists them if it is missing.
        #[command(subcommand)]
        command: Option<VoicesCommand>,
    },
    /// Verify the files of an audiobook and print a report in JSON
    ///
    /// Compares every file with the manifest: hashes, length, loudness, chapters, captions,
    /// the page and the book. Exits with 1 if anything is wrong.
    #[command(after_help = examples::CHECK)]
    Check {
        /// Folder of an audiobook, or of several
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Test the speech engine, its voice data and the output folder
    Doctor {
        /// Folder that audiobooks will be written to
        #[arg(short, long, value_name = "DIR", default_value = "output")]
        output: PathBuf,
    },
    /// Print a completion script for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// Shell to complete for
        shell: Shell,
    },
    /// Print the man page
    #[command(hide = true)]
    Man,
}

/// A stage, an article, and how both are shown.
#[derive(Debug, Args)]
#[command(mut_arg("lexicon", |lexicon| {
    lexicon
        .num_args(0..=1)
        .default_missing_value(AS_LEXICON)
        .help("Pronunciation lexicon (TSV or PLS); with 'words' and no file, print the words as one")
        .long_help(
            "Pronunciation lexicon (TSV or PLS); may be repeated\n\n\
            With 'words' and no file, print the words as a lexicon to correct: \
            lismoi show words article.txt --lexicon > words.tsv",
        )
}))]
pub struct Show {
    /// Stage to show
    pub stage: Stage,
    /// File, address of a web page, or - for standard input
    #[arg(default_value = "-")]
    pub file: PathBuf,
    /// Options that `lismoi.toml` may hold too.
    #[command(flatten)]
    pub options: Typed<ReadingOptions>,
    /// Where the other options come from.
    #[command(flatten)]
    pub config: ConfigFile,
    /// With 'spoken', print the rule behind every spoken form
    #[arg(long, help_heading = "Output")]
    pub explain: bool,
    /// With 'words', print only so many words, the most doubtful ones
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub unsure: Option<usize>,
    /// Print one JSON object per line, with byte ranges in the source
    #[arg(long, help_heading = "Output")]
    pub json: bool,
}

impl Show {
    /// Whether the words are printed as a lexicon.
    ///
    /// # Errors
    /// None in practice: the values were parsed before.
    pub fn as_lexicon(&self) -> clap::error::Result<bool> {
        let mut typed = ReadingOptions::default();
        self.options.apply_to(&mut typed)?;
        Ok(typed
            .lexicon
            .iter()
            .any(|file| file == Path::new(AS_LEXICON)))
    }
}

/// What stands for `--lexicon` without a file.
pub(crate) const AS_LEXICON: &str = "-";

/// What is said aloud, and where it is heard.
#[derive(Debug, Args)]
pub struct Say {
    /// Text, file, address of a web page, or - for standard input
    #[arg(value_name = "TEXT|FILE")]
    pub text: Option<String>,
    /// Speak this section only, from 1
    #[arg(long, value_name = "N", help_heading = "Input")]
    pub section: Option<usize>,
    /// Speak this sentence only, from 1; of the section where one is named
    #[arg(long, value_name = "N", help_heading = "Input")]
    pub sentence: Option<usize>,
    /// Write a WAV file instead, or - for standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Options that `lismoi.toml` may hold too.
    #[command(flatten)]
    pub options: Typed<SayOptions>,
    /// Where the other options come from.
    #[command(flatten)]
    pub config: ConfigFile,
}

/// What is played.
#[derive(Debug, Args)]
pub struct Play {
    /// Folder of an audiobook, or one of its files
    #[arg(value_name = "DIR|FILE")]
    pub path: PathBuf,
    /// Start at this section, from 1
    #[arg(long, value_name = "N")]
    pub section: Option<usize>,
    /// Start from the beginning
    #[arg(long, conflicts_with = "section")]
    pub from_start: bool,
    /// Factor for the rate of speech; pitch stays the same [default: 1]
    #[arg(long, value_name = "FACTOR", value_parser = numbers::factor)]
    pub speed: Option<f64>,
}

/// A stage whose result can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// One block per line: type, tab, text
    Blocks,
    /// One sentence per line
    Sentences,
    /// One utterance per line, as the speech engine gets it
    Spoken,
    /// One utterance per line, as it was spoken (IPA)
    Phonemes,
    /// Names, acronyms and foreign words, the most doubtful first: count, word, IPA, rule, doubt
    Words,
}
