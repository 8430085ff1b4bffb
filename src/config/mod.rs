//! The configuration: the command line and `lismoi.toml`, merged once and checked.
//!
//! In goes what was typed ([`crate::cli`]), out comes what it means, with every default
//! filled in. Files named as lexicons, or with a password, are read here; articles and covers
//! are not.

use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};
use lismoi_book::Settings;
use lismoi_book::build::export::Wanted;
use lismoi_book::formats::{FileFormat, table};
use lismoi_files::named;
use lismoi_french::Lexicon;
use lismoi_readers::{InputFormat, Subfolders};
use lismoi_speech::EngineIdentity;
use lismoi_speech::piper::voice::PiperVoice;

use self::file::FileOptions;
use self::tags::OwnMetadata;
use crate::cli::library::Add;
use crate::cli::options::{Options, SayOptions};
#[cfg(feature = "serve")]
use crate::cli::serve::Serve;
use crate::cli::sources::FetchSources;
use crate::cli::{AS_LEXICON, Cli, ProgressFormat, Say, Show};
use crate::input::Access;

mod file;
mod formats;
mod lexicons;
mod settings;
pub mod tags;
pub mod trust;
mod voice;

/// Everything a run needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// Files and folders to read, in order; folders are not yet listed.
    pub articles: Vec<PathBuf>,
    /// Whether the folders in a folder are read.
    pub subfolders: Subfolders,
    /// Folder that holds the folder of each article.
    pub output: PathBuf,
    /// Whether addresses in private networks may be contacted.
    pub allow_private: bool,
    /// Voice, pauses, loudness, and how the text is read.
    pub settings: Settings,
    /// Files to write besides the WAV files.
    pub files: Wanted,
    /// The options that change none of these files.
    pub unused: Vec<&'static str>,
    /// What the user says of the article.
    pub metadata: OwnMetadata,
    /// The Piper voice, if that is what speaks.
    pub piper: Option<PiperVoice>,
    /// The password of encrypted documents.
    pub password: Option<String>,
    /// The user's own pronunciations.
    pub lexicon: Lexicon,
    /// Number of processes that speak at the same time, at least 1.
    pub jobs: usize,
    /// Whether everything is spoken again, and other programs' files are replaced.
    pub force: bool,
    /// Whether nothing is written, and what would be is printed.
    pub dry_run: bool,
    /// How much is printed.
    pub verbosity: Verbosity,
    /// The format of progress reports; `None` for a bar on a terminal.
    pub progress: Option<ProgressFormat>,
    /// How many bytes the library may take; `None` where nobody has said.
    pub quota: Option<u64>,
    /// The configuration file of the working folder that options come from, where the user has
    /// not named it.
    pub found: Option<PathBuf>,
}

/// The folder of the audiobooks: the one that was typed, else that of the configuration, else
/// `output`.
///
/// # Errors
/// An invalid configuration file.
pub fn output_folder(typed: Option<&Path>) -> Result<PathBuf> {
    if let Some(typed) = typed {
        return Ok(typed.to_owned());
    }
    let options = file::options(None)?.options;
    Ok(folder_of(&options))
}

/// How many bytes the library may take, as `lismoi.toml` says.
///
/// # Errors
/// An invalid configuration file.
pub fn quota() -> Result<Option<u64>> {
    Ok(file::options(None)?.library.quota)
}

/// The file of the user's passwords and tokens; `None` where the user has no configuration folder.
pub fn secrets_file() -> Option<PathBuf> {
    file::users("secrets.json")
}

fn folder_of(options: &Options) -> PathBuf {
    let folder = options.output.output.clone();
    folder.unwrap_or_else(|| PathBuf::from("output"))
}

/// The formats of articles that the server makes, besides those that the user wants: what every
/// phone plays, and what it shows meanwhile.
const QUEUED_FORMATS: [&str; 2] = ["mp3", "vtt"];

fn add_queued_formats(options: &mut Options) {
    let formats = QUEUED_FORMATS.iter().filter_map(|name| table::named(name));
    options.output.format.extend(formats);
}

/// How much is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// A summary.
    Normal,
    /// Every file and everything that is not read.
    Verbose,
}

impl Config {
    /// The configuration of a run that reads articles aloud.
    ///
    /// # Errors
    /// An invalid configuration file or lexicon, one that may not say what it says, or a value out
    /// of range.
    pub fn for_run(cli: &Cli) -> Result<Config> {
        let FileOptions {
            mut options, found, ..
        } = file::options(cli.file.config.as_deref())?;
        let lexicons = std::mem::take(&mut options.reading.lexicon);
        cli.options.apply_to(&mut options)?;
        options.reading.lexicon.splice(0..0, lexicons);
        Ok(Config {
            articles: cli.articles.clone(),
            subfolders: match cli.recursive {
                true => Subfolders::Read,
                false => Subfolders::LeftOut,
            },
            force: cli.force,
            dry_run: cli.dry_run,
            verbosity: match (cli.quiet, cli.verbose) {
                (true, _) => Verbosity::Quiet,
                (_, true) => Verbosity::Verbose,
                _ => Verbosity::Normal,
            },
            progress: cli.progress,
            found,
            ..Config::new(&options, &cli.only)?
        })
    }

    /// The configuration of `lismoi add`.
    ///
    /// # Errors
    /// Those of [`Config::for_run`].
    pub fn for_add(add: &Add) -> Result<Config> {
        let FileOptions {
            mut options,
            found,
            library,
        } = file::options(add.file.config.as_deref())?;
        let lexicons = std::mem::take(&mut options.reading.lexicon);
        add.options.apply_to(&mut options)?;
        options.reading.lexicon.splice(0..0, lexicons);
        if add.queued.is_some() {
            add_queued_formats(&mut options);
        }
        Ok(Config {
            articles: add.articles.clone(),
            progress: add.progress,
            force: add.force,
            verbosity: match add.quiet {
                true => Verbosity::Quiet,
                false => Verbosity::Normal,
            },
            quota: library.quota,
            found,
            ..Config::new(&options, &[])?
        })
    }

    /// The configuration of `lismoi sources fetch`.
    ///
    /// # Errors
    /// Those of [`Config::for_run`].
    pub fn for_fetch(fetch: &FetchSources) -> Result<Config> {
        let FileOptions {
            mut options,
            found,
            library,
        } = file::options(fetch.file.config.as_deref())?;
        let lexicons = std::mem::take(&mut options.reading.lexicon);
        fetch.options.apply_to(&mut options)?;
        options.reading.lexicon.splice(0..0, lexicons);
        Ok(Config {
            verbosity: match fetch.quiet {
                true => Verbosity::Quiet,
                false => Verbosity::Normal,
            },
            quota: library.quota,
            found,
            ..Config::new(&options, &[])?
        })
    }

    /// The configuration of `lismoi serve`, with that of the articles that it makes.
    ///
    /// # Errors
    /// Those of [`Config::for_run`].
    #[cfg(feature = "serve")]
    pub fn for_serve(serve: &Serve) -> Result<Config> {
        let FileOptions {
            mut options,
            found,
            library,
        } = file::options(serve.file.config.as_deref())?;
        if let Some(output) = &serve.output {
            options.output.output = Some(output.clone());
        }
        add_queued_formats(&mut options);
        Ok(Config {
            quota: serve.options.quota.or(library.quota),
            found,
            ..Config::new(&options, &[])?
        })
    }

    /// The configuration of `lismoi show`.
    ///
    /// # Errors
    /// Those of [`Config::for_run`].
    pub fn for_show(show: &Show) -> Result<Config> {
        let FileOptions {
            mut options, found, ..
        } = file::options(show.config.config.as_deref())?;
        let lexicons = std::mem::take(&mut options.reading.lexicon);
        show.options.apply_to(&mut options.reading)?;
        let given = &mut options.reading.lexicon;
        given.retain(|file| file != Path::new(AS_LEXICON));
        given.splice(0..0, lexicons);
        Ok(Config {
            found,
            ..Config::new(&options, &[])?
        })
    }

    /// The configuration of `lismoi say`.
    ///
    /// # Errors
    /// Those of [`Config::for_run`].
    pub fn for_say(say: &Say) -> Result<Config> {
        let FileOptions {
            mut options, found, ..
        } = file::options(say.config.config.as_deref())?;
        let lexicons = std::mem::take(&mut options.reading.lexicon);
        let mut said = SayOptions {
            reading: options.reading,
            voice: options.voice,
            pauses: options.pauses,
        };
        say.options.apply_to(&mut said)?;
        said.reading.lexicon.splice(0..0, lexicons);
        options.reading = said.reading;
        options.voice = said.voice;
        options.pauses = said.pauses;
        Ok(Config {
            found,
            ..Config::new(&options, &[])?
        })
    }

    /// The configuration that speaks a line of text in a voice, with all other settings at their
    /// defaults, into a folder of `output`.
    ///
    /// # Errors
    /// The voice does not exist.
    pub fn for_voice(name: &str, output: &Path) -> Result<Config> {
        let mut options = Options::default();
        options.reading.voice = Some(name.to_owned());
        options.reading.from = Some(InputFormat::Lines);
        options.output.output = Some(output.to_owned());
        Ok(Config {
            verbosity: Verbosity::Quiet,
            ..Config::new(&options, &[])?
        })
    }

    /// What the user allows and knows when articles are read.
    pub fn access(&self) -> Access<'_> {
        Access {
            allow_private: self.allow_private,
            password: self.password.as_deref(),
        }
    }

    /// The engine with its voice, known without starting it.
    pub fn engine(&self) -> &EngineIdentity {
        match &self.piper {
            Some(piper) => &piper.identity,
            None => self.settings.voice.engine().identity(),
        }
    }

    fn new(options: &Options, only: &[&'static FileFormat]) -> Result<Config> {
        let (voice, piper) = voice::voice(options)?;
        let rate_wpm = voice.rate_wpm;
        let engine = match &piper {
            Some(piper) => &piper.identity,
            None => voice.engine().identity(),
        };
        let files = formats::wanted(options, only, engine.sample_rate)?;
        Ok(Config {
            articles: Vec::new(),
            subfolders: Subfolders::LeftOut,
            output: folder_of(options),
            allow_private: options.reading.allow_private.unwrap_or_default(),
            settings: settings::settings(options, voice)?,
            unused: formats::unused(options, &files),
            files,
            metadata: tags::metadata(&options.tags)?,
            password: password(options.reading.password_file.as_deref())?,
            lexicon: lexicons::read(&options.reading.lexicon)?,
            jobs: jobs(
                options.voice.jobs,
                piper.as_ref().map(|piper| piper.most_workers(rate_wpm)),
            )?,
            piper,
            force: false,
            dry_run: false,
            verbosity: Verbosity::Normal,
            progress: None,
            quota: None,
            found: None,
        })
    }
}

/// The largest file that a password is read from, in bytes.
const LARGEST_PASSWORD: u64 = 1_000_000;

/// The first line of a file.
fn password(path: Option<&Path>) -> Result<Option<String>> {
    let Some(path) = path else { return Ok(None) };
    let text = named::read_to_string(path, LARGEST_PASSWORD)
        .with_context(|| format!("could not read the password in '{}'", path.display()))?;
    Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
}

/// As many processes as there are processors, unless the user says otherwise or a Piper voice
/// would take too much memory.
fn jobs(given: Option<usize>, most_of_voice: Option<usize>) -> Result<usize> {
    const MOST: usize = 64;
    let processors = || thread::available_parallelism().map_or(1, usize::from);
    let most = most_of_voice.unwrap_or(MOST).min(MOST);
    let jobs = given.unwrap_or_else(|| processors().min(most));
    ensure!(
        (1..=MOST).contains(&jobs),
        "'jobs' must be from 1 to {MOST}, not {jobs}"
    );
    Ok(jobs)
}

#[cfg(test)]
mod tests;
