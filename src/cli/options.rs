//! Options that may be typed, or stand in `lismoi.toml` under their long names.
//!
//! Each option is defined here once. Its field is an `Option` or a `Vec`: empty means that it
//! was not given. Defaults and ranges are in [`crate::config`].

use std::path::PathBuf;

use clap::Args;
use lismoi_audio::encode::options::Bitrate;
use lismoi_book::formats::FileFormat;
use lismoi_french::{Dialect, Liaisons, Pace};
use lismoi_readers::{Footnotes, InputFormat, Part};
use serde::Deserialize;

use crate::cli::numbers::{self, Loudness};
use crate::cli::values;

/// Options of a run.
#[derive(Clone, Debug, Default, Args)]
pub struct Options {
    /// How the article is read.
    #[command(flatten)]
    pub reading: ReadingOptions,
    /// How the voice sounds.
    #[command(flatten)]
    pub voice: VoiceOptions,
    /// What is written.
    #[command(flatten)]
    pub output: OutputOptions,
    /// What the files say of the article.
    #[command(flatten)]
    pub tags: TagOptions,
    /// How long the silences are.
    #[command(flatten)]
    pub pauses: PauseOptions,
}

/// Options of `lismoi say`: they decide what is heard.
#[derive(Clone, Debug, Default, Args)]
pub struct SayOptions {
    /// How the article is read.
    #[command(flatten)]
    pub reading: ReadingOptions,
    /// How the voice sounds.
    #[command(flatten)]
    pub voice: VoiceOptions,
    /// How long the silences are.
    #[command(flatten)]
    pub pauses: PauseOptions,
}

/// Options of a run and of `lismoi show`: they decide what is said.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(next_help_heading = "Input")]
pub struct ReadingOptions {
    /// Input format [default: auto]
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = values::input_formats()
    )]
    pub from: Option<InputFormat>,
    /// Where footnotes are read [default: skip]
    #[arg(
        long,
        value_name = "WHERE",
        value_parser = values::footnotes()
    )]
    pub notes: Option<Footnotes>,
    /// Read boilerplate too: share buttons, related links, comment counters
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub keep_all: Option<bool>,
    /// Allow addresses in your own network
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub allow_private: Option<bool>,
    /// Parts that are not read, separated by commas
    ///
    /// Contents, index and caption are skipped by default; they need no naming. Parts are known
    /// in books (EPUB); byline and caption are in all formats.
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = values::parts())]
    #[serde(default)]
    pub skip: Vec<Part>,
    /// Parts that are read though they are skipped by default, separated by commas
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = values::parts())]
    #[serde(default)]
    pub read: Vec<Part>,
    /// File with the password of encrypted documents on its first line
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Pronunciation lexicon (TSV or PLS); may be repeated
    ///
    /// lismoi/lexicon.tsv in your configuration folder is always read. Later lexicons take
    /// precedence.
    #[arg(long, value_name = "FILE")]
    #[serde(default)]
    pub lexicon: Vec<PathBuf>,
    /// Voice: fr (eSpeak NG) with an optional +VARIANT, pico, or a Piper voice [default: fr]
    ///
    /// A Piper voice is a file, NAME.onnx with NAME.onnx.json beside it, or the name of one that
    /// was added. #SPEAKER behind it chooses one of its speakers.
    ///
    /// `lismoi voices` lists the voices and variants. fr-be and fr-ch are fr with the dialect
    /// of Belgium or Switzerland.
    #[arg(long, value_name = "NAME", help_heading = "Voice")]
    pub voice: Option<String>,
    /// Use a Piper voice even if it is not made for French
    #[arg(
        long,
        num_args = 0,
        default_missing_value = "true",
        help_heading = "Voice"
    )]
    pub any_language: Option<bool>,
    /// Dialect of numbers: be and ch say septante and nonante [default: fr]
    #[arg(
        long,
        value_name = "COUNTRY",
        value_parser = values::dialects(),
        help_heading = "Voice"
    )]
    #[serde(default, deserialize_with = "values::dialect")]
    pub dialect: Option<Dialect>,
    /// How many of the optional liaisons are made [default: usual]
    #[arg(
        long,
        value_name = "HOW_MANY",
        value_parser = values::liaisons(),
        help_heading = "Voice"
    )]
    pub liaison: Option<Liaisons>,
}

/// How the voice sounds, and how many processes speak.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[command(next_help_heading = "Voice")]
pub struct VoiceOptions {
    /// Words per minute, 80 to 450 [default: 175]
    #[arg(long, value_name = "WPM")]
    pub rate: Option<u32>,
    /// Factor for the rate of speech; pitch and pauses stay the same [default: 1]
    #[arg(
        long,
        value_name = "FACTOR",
        value_parser = numbers::factor,
        allow_negative_numbers = true
    )]
    pub speed: Option<f64>,
    /// Pitch of the voice, 0 to 99 [default: 50]
    #[arg(long, value_name = "N")]
    pub pitch: Option<u32>,
    /// Integrated loudness in LUFS, -30 to -16, or off [default: -19]
    ///
    /// The loudness is that of the whole article (EBU R 128). 'off' leaves it as the speech
    /// engine makes it.
    #[arg(long, value_name = "LUFS", allow_hyphen_values = true)]
    pub loudness: Option<Loudness>,
    /// Number of processes that speak in parallel, 1 to 64 [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// Which files are written, and where.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(next_help_heading = "Output")]
pub struct OutputOptions {
    /// Folder to write to; each article gets a folder in it [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Formats to write besides WAV, separated by commas
    #[arg(
        long,
        value_name = "LIST",
        value_parser = values::file_formats(),
        value_delimiter = ',',
        ignore_case = true
    )]
    #[serde(default, deserialize_with = "values::one_or_many")]
    pub format: Vec<&'static FileFormat>,
    /// Write audio and captions per section, not for the whole article
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub per_section: Option<bool>,
    /// Write the read-along page with its audio inside, as a single file
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub single_page: Option<bool>,
    /// Bit rate of MP3, M4B and Opus in kb/s, or V0 to V9 for a variable one (MP3)
    /// [default: 64, 48, 24]
    #[arg(long, value_name = "KBPS")]
    #[serde(default, deserialize_with = "values::bitrate")]
    pub bitrate: Option<Bitrate>,
    /// Sample rate of the MP3, M4B, Opus and FLAC that can have it [default: that of the voice]
    ///
    /// A format that cannot have it keeps its own: of --format mp3,opus, 44100 is for the MP3
    /// alone. It is an error if no chosen format can have it.
    #[arg(long, value_name = "HZ")]
    pub sample_rate: Option<u32>,
    /// Cover image, PNG or JPEG [default: that of the article, or a drawing of its title]
    #[arg(long, value_name = "FILE")]
    pub cover: Option<PathBuf>,
}

/// What the files say of the article, where the article itself says nothing or something else.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[command(next_help_heading = "Tags")]
pub struct TagOptions {
    /// Title in tags, on the cover and on the page; needs a single article
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Author; may be repeated
    #[arg(long, value_name = "NAME")]
    #[serde(default, deserialize_with = "values::text_or_texts")]
    pub author: Vec<String>,
    /// Day of publication
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Album [default: the title]
    #[arg(long, value_name = "TEXT")]
    pub album: Option<String>,
    /// Genre [default: Speech]
    #[arg(long, value_name = "TEXT")]
    pub genre: Option<String>,
    /// Comment, before the address of the article
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,
}

/// How long the silences are.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(next_help_heading = "Pauses")]
pub struct PauseOptions {
    /// Length of all pauses [default: natural]
    #[arg(
        long,
        value_name = "PACE",
        value_parser = values::paces()
    )]
    pub pauses: Option<Pace>,
    /// Pause after a sentence, in milliseconds [default: 350]
    #[arg(long, value_name = "MS")]
    pub pause_sentence: Option<u32>,
    /// Pause after a paragraph [default: 700]
    #[arg(long, value_name = "MS")]
    pub pause_paragraph: Option<u32>,
    /// Pause after a list item [default: 450]
    #[arg(long, value_name = "MS")]
    pub pause_list_item: Option<u32>,
    /// Pause before a heading, in addition to the section's start [default: 400]
    #[arg(long, value_name = "MS")]
    pub pause_before_heading: Option<u32>,
    /// Pause after a heading [default: 800]
    #[arg(long, value_name = "MS")]
    pub pause_after_heading: Option<u32>,
    /// Pause at the start of a section [default: 300]
    #[arg(long, value_name = "MS")]
    pub pause_section_start: Option<u32>,
    /// Pause at the end of a section [default: 900]
    #[arg(long, value_name = "MS")]
    pub pause_section_end: Option<u32>,
}
