//! What was typed and what stands in `lismoi.toml`, turned into what it means, once.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::cli::values::FileFormat;
use crate::cli::{Cli, Options, ProgressForm};
use lismoi_audio::encode::Format;
use lismoi_book::Settings;
use lismoi_book::build::export::{Extent, FileKind, Wanted};
use lismoi_book::formats::page::SoundPlace;
use lismoi_french::{Lexicon, Pauses};
use lismoi_readers::{Boilerplate, ReadOptions};
use lismoi_speech::voice::{self, Voice};

const FILE: &str = "lismoi.toml";
const LEXICON_FILE: &str = "lexicon.tsv";

/// Everything a run needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// The arguments, in order; folders not yet opened.
    pub articles: Vec<PathBuf>,
    /// The folder in which each article gets its own.
    pub output: PathBuf,
    /// How it will sound.
    pub settings: Settings,
    /// What else is made of it.
    pub files: Wanted,
    /// Words that are said as the user wants.
    pub lexicon: Lexicon,
    /// How many processes speak at the same time, at least 1.
    pub jobs: usize,
    /// Whether what is up to date is spoken again.
    pub force: bool,
    /// How much is told.
    pub verbosity: Verbosity,
    /// JSON instead of a progress bar.
    pub progress: Option<ProgressForm>,
}

/// How much is told on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// Where the result is.
    Normal,
    /// Every file and everything skipped.
    Verbose,
}

impl Config {
    /// Joins the command line with `lismoi.toml`; the command line wins.
    ///
    /// # Errors
    /// A broken configuration file, or a value out of range.
    pub fn new(cli: &Cli) -> Result<Config> {
        let options = match find(cli.config.as_deref()) {
            Some(path) => cli.options.clone().or(read(&path)?),
            None => cli.options.clone(),
        };
        let mut config = Config {
            articles: cli.articles.clone(),
            output: options
                .output
                .clone()
                .unwrap_or_else(|| PathBuf::from("output")),
            settings: settings(&options)?,
            files: files(&options),
            lexicon: lexicon(&options.lexicon)?,
            jobs: 1,
            force: cli.force,
            verbosity: match (cli.quiet, cli.verbose) {
                (true, _) => Verbosity::Quiet,
                (_, true) => Verbosity::Verbose,
                _ => Verbosity::Normal,
            },
            progress: cli.progress,
        };
        let processors = || {
            thread::available_parallelism()
                .map_or(1, usize::from)
                .min(64)
        };
        config.jobs = options.jobs.unwrap_or_else(processors);
        ensure!(
            (1..=64).contains(&config.jobs),
            "'jobs' must be from 1 to 64, not {}",
            config.jobs
        );
        Ok(config)
    }
}

/// The configuration file that is meant: the one named, else that of the working folder,
/// else the user's.
fn find(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(path) = named {
        return Some(path.to_owned());
    }
    let users = dirs::config_dir().map(|folder| folder.join("lismoi").join(FILE));
    [Some(PathBuf::from(FILE)), users]
        .into_iter()
        .flatten()
        .find(|path| path.is_file())
}

fn read(path: &Path) -> Result<Options> {
    let text =
        fs::read_to_string(path).with_context(|| format!("could not read '{}'", path.display()))?;
    toml::from_str(&text)
        .with_context(|| format!("'{}' is not a valid configuration", path.display()))
}

/// The user's own lexicon, if there is one, and those named.
fn lexicon(named: &[PathBuf]) -> Result<Lexicon> {
    let mut lexicon = Lexicon::default();
    let users = dirs::config_dir().map(|folder| folder.join("lismoi").join(LEXICON_FILE));
    if let Some(path) = users.filter(|path| path.is_file()) {
        add_lexicon(&mut lexicon, &path)?;
    }
    for path in named {
        add_lexicon(&mut lexicon, path)?;
    }
    Ok(lexicon)
}

/// Adds the entries of a lexicon file; they replace earlier ones of the same words.
///
/// # Errors
/// The file cannot be read, or one of its lines cannot be used.
pub fn add_lexicon(lexicon: &mut Lexicon, path: &Path) -> Result<()> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("could not read the lexicon '{}'", path.display()))?;
    lexicon
        .add(&text)
        .with_context(|| format!("could not use the lexicon '{}'", path.display()))
}

fn files(options: &Options) -> Wanted {
    let asked = options.format.iter().copied();
    let mut kinds: Vec<FileKind> = asked.filter_map(FileFormat::file_kind).collect();
    if options.single_page {
        kinds.push(FileKind::Page);
    }
    let is_sound = |kind: &FileKind| matches!(kind, FileKind::Sound(_));
    let is_beside = !options.single_page && !options.per_section;
    if kinds.contains(&FileKind::Page) && is_beside && !kinds.iter().any(is_sound) {
        // What the page plays: one file, however many sections there are.
        kinds.push(FileKind::Sound(Format::M4b));
    }
    kinds.sort();
    kinds.dedup();
    Wanted {
        kinds,
        extent: if options.per_section {
            Extent::Section
        } else {
            Extent::Whole
        },
        page_sound: if options.single_page {
            SoundPlace::Within
        } else {
            SoundPlace::Beside
        },
        cover: options.cover.clone(),
    }
}

fn settings(options: &Options) -> Result<Settings> {
    let natural = Voice::default();
    let voice = Voice {
        name: options.voice.clone().unwrap_or(natural.name),
        rate_wpm: rate_wpm(options, natural.rate_wpm)?,
        pitch: options.pitch.unwrap_or(natural.pitch),
    };
    voice::ensure_known(&voice.name)?;
    ensure!(
        voice.pitch <= 99,
        "'pitch' must be from 0 to 99, not {}",
        voice.pitch
    );
    Ok(Settings {
        voice,
        pauses: pauses(options)?,
        loudness_lufs: options.loudness.map_or(Some(-19), |loudness| loudness.lufs),
        reading: ReadOptions {
            format: options.from.unwrap_or_default(),
            footnotes: options.notes.unwrap_or_default(),
            boilerplate: if options.keep_all {
                Boilerplate::Keep
            } else {
                Boilerplate::Drop
            },
        },
    })
}

/// Words per minute: the rate that was asked for or the natural one, times the speed.
fn rate_wpm(options: &Options, natural_wpm: u32) -> Result<u32> {
    const POSSIBLE: RangeInclusive<u32> = 80..=450;
    let rate_wpm = options.rate.unwrap_or(natural_wpm);
    ensure!(
        POSSIBLE.contains(&rate_wpm),
        "'rate' must be from 80 to 450, not {rate_wpm}"
    );
    let Some(speed) = options.speed else {
        return Ok(rate_wpm);
    };
    let sped_wpm = (f64::from(rate_wpm) * speed).round() as u32;
    ensure!(
        POSSIBLE.contains(&sped_wpm),
        "'speed' must make a rate from 80 to 450: {rate_wpm} times {speed} is {sped_wpm}"
    );
    Ok(sped_wpm)
}

fn pauses(options: &Options) -> Result<Pauses> {
    let mut pauses = Pauses::of(options.pauses.unwrap_or_default());
    let given = [
        (options.pause_sentence, &mut pauses.sentence_ms),
        (options.pause_paragraph, &mut pauses.paragraph_ms),
        (options.pause_list_item, &mut pauses.list_item_ms),
        (options.pause_before_heading, &mut pauses.before_heading_ms),
        (options.pause_after_heading, &mut pauses.after_heading_ms),
        (options.pause_section_start, &mut pauses.section_start_ms),
        (options.pause_section_end, &mut pauses.section_end_ms),
    ];
    for (given_ms, pause_ms) in given {
        if let Some(given_ms) = given_ms {
            ensure!(
                given_ms <= 60_000,
                "a pause must be at most 60000 ms, not {given_ms}"
            );
            *pause_ms = given_ms;
        }
    }
    Ok(pauses)
}

impl Options {
    /// These options, and the others where these say nothing.
    fn or(self, others: Options) -> Options {
        Options {
            output: self.output.or(others.output),
            voice: self.voice.or(others.voice),
            rate: self.rate.or(others.rate),
            speed: self.speed.or(others.speed),
            cover: self.cover.or(others.cover),
            format: if self.format.is_empty() {
                others.format
            } else {
                self.format
            },
            per_section: self.per_section || others.per_section,
            single_page: self.single_page || others.single_page,
            pitch: self.pitch.or(others.pitch),
            loudness: self.loudness.or(others.loudness),
            jobs: self.jobs.or(others.jobs),
            from: self.from.or(others.from),
            notes: self.notes.or(others.notes),
            keep_all: self.keep_all || others.keep_all,
            // The command line comes last, and so wins word by word.
            lexicon: [others.lexicon, self.lexicon].concat(),
            pauses: self.pauses.or(others.pauses),
            pause_sentence: self.pause_sentence.or(others.pause_sentence),
            pause_paragraph: self.pause_paragraph.or(others.pause_paragraph),
            pause_list_item: self.pause_list_item.or(others.pause_list_item),
            pause_before_heading: self.pause_before_heading.or(others.pause_before_heading),
            pause_after_heading: self.pause_after_heading.or(others.pause_after_heading),
            pause_section_start: self.pause_section_start.or(others.pause_section_start),
            pause_section_end: self.pause_section_end.or(others.pause_section_end),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn config(arguments: &[&str], toml: &str) -> Result<Config> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(FILE);
        fs::write(&path, toml).expect("writable");
        let path = path.to_str().expect("UTF-8");
        let fixed = ["lismoi", "a.txt", "--config", path];
        let arguments = fixed.iter().chain(arguments);
        Config::new(&Cli::try_parse_from(arguments).expect("typed right"))
    }

    #[test]
    fn the_command_line_wins_over_the_file_and_the_file_over_the_defaults() {
        let config = config(
            &["--rate", "200", "--pause-sentence", "1"],
            "rate = 120\npitch = 60\npauses = 'slow'\njobs = 3",
        )
        .expect("valid");
        let Settings { voice, pauses, .. } = config.settings;
        assert_eq!((voice.rate_wpm, voice.pitch, config.jobs), (200, 60, 3));
        assert_eq!((pauses.sentence_ms, pauses.paragraph_ms), (1, 1050));
    }

    #[test]
    fn speed_changes_the_rate_and_no_pause() {
        let config = config(&["--speed", "1.5"], "rate = 200").expect("valid");
        let Settings { voice, pauses, .. } = config.settings;
        assert_eq!((voice.rate_wpm, pauses.sentence_ms), (300, 350));
    }

    #[test]
    fn values_out_of_range_and_unknown_keys_are_errors() {
        let message = |arguments: &[&str], toml: &str| {
            format!("{:#}", config(arguments, toml).expect_err(toml))
        };
        assert_eq!(
            message(&["--rate", "20"], ""),
            "'rate' must be from 80 to 450, not 20"
        );
        for (speed, rate) in [("3", 525), ("0.1", 18), ("-1", 0), ("nan", 0)] {
            assert_eq!(
                message(&["--speed", speed], ""),
                format!(
                    "'speed' must make a rate from 80 to 450: 175 times {} is {rate}",
                    speed.parse::<f64>().expect("a number")
                )
            );
        }
        assert_eq!(
            message(&[], "pitch = 100"),
            "'pitch' must be from 0 to 99, not 100"
        );
        assert_eq!(
            message(&["--jobs", "0"], ""),
            "'jobs' must be from 1 to 64, not 0"
        );
        assert_eq!(
            message(&["--pause-sentence", "60001"], ""),
            "a pause must be at most 60000 ms, not 60001"
        );
        assert!(message(&[], "colour = 'blue'").contains("unknown field `colour`"));
        assert_eq!(
            message(&["--voice", "xx"], ""),
            "eSpeak NG has no French voice 'xx'"
        );
    }
}
