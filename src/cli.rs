//! What may be typed.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use lismoi_audio::encode::Format;
use lismoi_book::build::export::FileKind;
use lismoi_book::formats::captions::CaptionForm;
use lismoi_french::pauses::Pace;
use lismoi_readers::{Footnotes, InputFormat};

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
    #[serde(default, deserialize_with = "one_or_many")]
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
    #[arg(long, value_name = "FORM")]
    pub from: Option<InputFormat>,
    /// What becomes of the notes of the article [default: skip]
    #[arg(long, value_name = "WHERE")]
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
    #[arg(long, value_name = "PACE", help_heading = "Pauses")]
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

/// `format = "mp3,html"` as on the command line, or `format = ["mp3", "html"]`.
fn one_or_many<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<FileFormat>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Formats {
        Line(String),
        List(Vec<String>),
    }
    let names = match Formats::deserialize(value)? {
        Formats::Line(line) => line.split(',').map(|name| name.trim().to_owned()).collect(),
        Formats::List(names) => names,
    };
    let formats = names.iter().map(|name| FileFormat::from_str(name, true));
    formats.collect::<Result<_, _>>().map_err(D::Error::custom)
}

/// A loudness to be reached, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "LoudnessValue")]
pub struct Loudness {
    /// In LUFS; `None` where the level is left as it is.
    pub lufs: Option<i8>,
}

/// As it may stand in a configuration file.
#[derive(Deserialize)]
#[serde(untagged)]
enum LoudnessValue {
    Lufs(i64),
    Name(String),
}

impl TryFrom<LoudnessValue> for Loudness {
    type Error = String;

    fn try_from(value: LoudnessValue) -> Result<Loudness, String> {
        match value {
            LoudnessValue::Lufs(lufs) => lufs.to_string().parse(),
            LoudnessValue::Name(name) => name.parse(),
        }
    }
}

impl FromStr for Loudness {
    type Err = String;

    fn from_str(text: &str) -> Result<Loudness, String> {
        match (text, text.parse()) {
            ("off", _) => Ok(Loudness { lufs: None }),
            (_, Ok(lufs @ -30..=-16)) => Ok(Loudness { lufs: Some(lufs) }),
            _ => Err("a whole number from -30 to -16, or 'off'".to_owned()),
        }
    }
}

/// What an article can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// One file per section: what is always written, and what the others are made of
    Wav,
    /// For every player; 64 kb/s
    Mp3,
    /// The smallest; 24 kb/s
    Opus,
    /// For audiobook players; AAC, 48 kb/s
    M4b,
    /// Without loss
    Flac,
    /// A page to read along in a browser, which needs no network
    Html,
    /// A book to read along in e-book readers, which holds its sound (EPUB 3)
    Epub,
    /// Captions (SubRip)
    Srt,
    /// Captions (WebVTT)
    Vtt,
    /// Captions (WebVTT) by word
    WordsVtt,
    /// Lines for music players
    Lrc,
    /// Every word with its times (JSON)
    WordsJson,
}

impl FileFormat {
    /// The file of the whole article; `None` where there is none.
    pub fn file_kind(self) -> Option<FileKind> {
        Some(match self {
            FileFormat::Wav => return None,
            FileFormat::Mp3 => FileKind::Sound(Format::Mp3),
            FileFormat::Opus => FileKind::Sound(Format::Opus),
            FileFormat::M4b => FileKind::Sound(Format::M4b),
            FileFormat::Flac => FileKind::Sound(Format::Flac),
            FileFormat::Html => FileKind::Page,
            FileFormat::Epub => FileKind::Epub,
            FileFormat::Srt => FileKind::Captions(CaptionForm::Srt),
            FileFormat::Vtt => FileKind::Captions(CaptionForm::Vtt),
            FileFormat::WordsVtt => FileKind::Captions(CaptionForm::WordVtt),
            FileFormat::Lrc => FileKind::Captions(CaptionForm::Lrc),
            FileFormat::WordsJson => FileKind::Captions(CaptionForm::WordJson),
        })
    }
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
    #[arg(long, value_name = "FORM")]
    pub from: Option<InputFormat>,
    /// What becomes of the notes of the article [default: skip]
    #[arg(long, value_name = "WHERE")]
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
