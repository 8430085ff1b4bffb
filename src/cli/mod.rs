//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lismoi_french::Pace;
use lismoi_readers::{Footnotes, InputFormat};
use serde::Deserialize;

use self::values::{FileFormat, Loudness};

pub mod values;

const EXAMPLES: &str = "\
Examples:
  lismoi article.txt                    into output/article/, one WAV file per section
  lismoi articles/ -o ~/Musique         every article of a folder
  curl -s example.fr/a.txt | lismoi -   from another program
  lismoi article.txt --voice fr-be+f2 --rate 200 --pauses tight
  lismoi article.txt --format m4b,html  an audiobook with chapters, and a page to read along
  lismoi article.txt --format mp3 --per-section
  lismoi show sentences article.txt     what was found, before anything is spoken
  lismoi show words article.txt         how its names will be said; correct them with --lexicon

The options may also stand in lismoi.toml, here or in your configuration folder.";

/// Reads French articles aloud: one WAV file per section, offline.
#[derive(Debug, Parser)]
#[command(
    name = "lismoi",
    version,
    about,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Cli {
    /// Text files, folders of them, or - for standard input
    #[arg(value_name = "ARTICLE", required = true)]
    pub articles: Vec<PathBuf>,
    /// How to speak and where to write.
    #[command(flatten)]
    pub options: Options,
    /// Read the options from FILE instead of lismoi.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Speak everything anew, and replace what stands in the way
    #[arg(long)]
    pub force: bool,
    /// Print nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print every file and everything that is not read
    #[arg(short, long)]
    pub verbose: bool,
    /// How progress is shown [default: a bar, on a terminal]
    #[arg(long, value_name = "FORM")]
    pub progress: Option<ProgressForm>,
    /// What to do instead of reading aloud.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that may be typed or stand in `lismoi.toml` under the same names.
#[derive(Clone, Debug, Default, PartialEq, Args, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    /// Write into `DIR/<article>/` [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Make files of the whole article too; several with commas
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true)]
    #[serde(default, deserialize_with = "values::one_or_many")]
    pub format: Vec<FileFormat>,
    /// Make those of sound and captions for each section, instead of one of each
    #[arg(long)]
    #[serde(default)]
    pub per_section: bool,
    /// Put the sound into the page (html), so that it is one file
    #[arg(long)]
    #[serde(default)]
    pub single_page: bool,
    /// The picture of these files, PNG or JPEG [default: one is drawn with the title]
    #[arg(long, value_name = "FILE")]
    pub cover: Option<PathBuf>,
    /// fr, fr-be or fr-ch, with +VARIANT if wanted; see `lismoi voices` [default: fr]
    #[arg(long, value_name = "NAME")]
    pub voice: Option<String>,
    /// Words per minute, 80 to 450 [default: 175]
    #[arg(long, value_name = "WPM")]
    pub rate: Option<u32>,
    /// How many times as fast as that, at equal pitch and with equal pauses [default: 1]
    #[arg(long, value_name = "TIMES", allow_negative_numbers = true)]
    pub speed: Option<f64>,
    /// How high the voice is, 0 to 99 [default: 50]
    #[arg(long, value_name = "N")]
    pub pitch: Option<u32>,
    /// How loud the whole is, in LUFS, -30 to -16; off: as eSpeak NG makes it [default: -19]
    #[arg(long, value_name = "LUFS", allow_hyphen_values = true)]
    pub loudness: Option<Loudness>,
    /// How many processes speak at the same time, 1 to 64 [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// How the text is taken apart [default: text]
    #[arg(long, value_name = "FORM", value_parser = values::input_formats())]
    pub from: Option<InputFormat>,
    /// What becomes of the notes of the article [default: skip]
    #[arg(long, value_name = "WHERE", value_parser = values::footnotes())]
    pub notes: Option<Footnotes>,
    /// Read everything: links to other articles, share buttons, comment counters...
    #[arg(long)]
    #[serde(default)]
    pub keep_all: bool,
    /// Say the words of FILE as it tells (TSV or PLS); may be given several times
    #[arg(long, value_name = "FILE")]
    #[serde(default)]
    pub lexicon: Vec<PathBuf>,
    /// All pauses at once [default: natural]
    #[arg(long, value_name = "PACE", value_parser = values::paces(), help_heading = "Pauses")]
    pub pauses: Option<Pace>,
    /// After a sentence, in milliseconds [default: 350]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_sentence: Option<u32>,
    /// After a paragraph [default: 700]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_paragraph: Option<u32>,
    /// After an item of a list [default: 450]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_list_item: Option<u32>,
    /// Before a heading, added to the section's start [default: 400]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_before_heading: Option<u32>,
    /// After a heading [default: 800]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_after_heading: Option<u32>,
    /// At the start of every section [default: 300]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_section_start: Option<u32>,
    /// At the end of every section [default: 900]
    #[arg(long, value_name = "MS", help_heading = "Pauses")]
    pub pause_section_end: Option<u32>,
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressForm {
    /// One JSON object a line, on standard error
    Json,
}

/// What can be done instead of reading aloud.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what is found in an article, stage by stage
    #[command(after_help = "\
Examples:
  lismoi show blocks article.txt
  echo 'Il est 14 h 30.' | lismoi show phonemes --from lines")]
    Show(Show),
    /// List the voices and their variants
    Voices,
    /// Check a finished audiobook: files, hashes, sound; prints a report in JSON
    Check {
        /// The folder that holds manifest.json
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Tell whether everything lismoi needs is there and works
    Doctor {
        /// Where audiobooks are to be written
        #[arg(short, long, value_name = "DIR", default_value = "output")]
        output: PathBuf,
    },
    /// Print the completion script of a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// What is to be shown.
#[derive(Debug, Args)]
pub struct Show {
    /// Which stage
    pub stage: Stage,
    /// The article; - for standard input
    #[arg(default_value = "-")]
    pub file: PathBuf,
    /// How the text is taken apart [default: text]
    #[arg(long, value_name = "FORM", value_parser = values::input_formats())]
    pub from: Option<InputFormat>,
    /// What becomes of the notes of the article [default: skip]
    #[arg(long, value_name = "WHERE", value_parser = values::footnotes())]
    pub notes: Option<Footnotes>,
    /// Drop nothing
    #[arg(long)]
    pub keep_all: bool,
    /// Tell the rule that made each spoken form; for spoken
    #[arg(long)]
    pub explain: bool,
    /// The voice, which decides how numbers and words are said [default: fr]
    #[arg(long, value_name = "NAME")]
    pub voice: Option<String>,
    /// Say the words of FILE as it tells (TSV or PLS); may be given several times
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// One JSON object a line, with places in the source
    #[arg(long)]
    pub json: bool,
}

/// A stage whose result can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// One line per block: its type, a tab, its text
    Blocks,
    /// One sentence per line
    Sentences,
    /// One line per utterance, as it is given to the synthesizer
    Spoken,
    /// One line per utterance, as it was said (IPA)
    Phonemes,
    /// The names, acronyms and foreign words: how often, the word, how it is said, by which rule
    Words,
}
