//! A text and what is asked for in, the bytes of a file out: those of `lismoi say --from
//! paragraphs`, encoded as `lismoi serve` does it for other programs.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, bail};
use lismoi_audio::encode::Format;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::wav::spool::Spill;
use lismoi_audio::wav::writer::Writer;
use lismoi_batch::options::Options;
use lismoi_book::Settings;
use lismoi_book::aloud::{self, Listener, Part};
use lismoi_book::build::observer::Failure as Unsaid;
use lismoi_book::build::plan::{Plan, plan};
use lismoi_french::Lexicon;
use lismoi_readers::{self as readers, Input, InputFormat};
use lismoi_speech::Synthesizer;
use pyo3::prelude::*;

use crate::workers;

/// How often a signal such as Ctrl-C is looked for.
const BETWEEN_SIGNALS: Duration = Duration::from_millis(100);

/// What a caller asks for.
pub(crate) struct Asked {
    settings: Settings,
    sound: SoundOptions,
    /// `None` is WAV.
    format: Option<Format>,
    lexicon: Lexicon,
}

/// Why there is no file.
pub(crate) enum Failure {
    /// The caller asked for what does not exist.
    Wrong(Error),
    /// It could not be spoken.
    Unspoken(Error),
    /// A signal ended it.
    Python(PyErr),
}

impl Asked {
    /// What `options`, JSON in the words of `lismoi.toml`, mean for a file in `format`.
    ///
    /// # Errors
    /// [`Failure::Wrong`]: there is no such format, voice or option, or the lexicon is none.
    pub(crate) fn new(
        format: &str,
        options: &str,
        lexicon: Option<&str>,
    ) -> Result<Asked, Failure> {
        asked(format, options, lexicon).map_err(Failure::Wrong)
    }

    /// Speaks a text with a worker that `worker` starts.
    ///
    /// # Errors
    /// Those of [`Failure`].
    pub(crate) fn speak(&self, text: String, worker: &[String]) -> Result<Vec<u8>, Failure> {
        let input = Input::new(text.into_bytes(), None);
        let articles = readers::parse(input, self.settings.reading);
        let articles = articles.map_err(|error| Failure::Wrong(error.into()))?;
        let plans = articles.iter().map(|(source, document)| {
            let engine = self.settings.voice.engine().identity();
            plan(source, document, &self.settings, &self.lexicon, engine)
        });
        let plans: Vec<Plan<'_>> = plans.filter(|plan| !plan.sections.is_empty()).collect();
        if plans.is_empty() {
            return Err(Failure::Wrong(Error::msg("there is nothing to say")));
        }
        self.record(&plans, worker)
            .map_err(|error| match error.downcast::<PyErr>() {
                Ok(error) => Failure::Python(error),
                Err(error) => Failure::Unspoken(error),
            })
    }

    fn record(&self, plans: &[Plan<'_>], worker: &[String]) -> Result<Vec<u8>> {
        let mut ready = workers::take(&self.settings.voice, worker)?;
        let rate = ready.worker.engine().sample_rate;
        let mut recorder = Recorder::new(rate)?;
        for plan in plans {
            let workers = vec![&mut ready.worker];
            aloud::speak(plan, Part::default(), workers, &mut recorder)?;
        }
        workers::give_back(ready);
        let wav = recorder.finish()?;
        match self.format {
            None => bytes(wav),
            Some(format) => bytes(aloud::encoded(wav, format, self.sound)?),
        }
    }
}

fn asked(format: &str, options: &str, lexicon: Option<&str>) -> Result<Asked> {
    let format = match format {
        "wav" => None,
        name => Some(encoded_format(name)?),
    };
    let options: Options = serde_json::from_str(options)?;
    let meant = options.meant(InputFormat::Paragraphs)?;
    let rate = meant.settings.voice.engine().identity().sample_rate;
    if let Some(format) = format
        && let Err(error) = meant.sound.of_format(format, rate)
    {
        bail!("{error}: {}", error.hint);
    }
    let mut words = Lexicon::default();
    if let Some(lexicon) = lexicon {
        words.add(lexicon).context("could not use the lexicon")?;
    }
    Ok(Asked {
        settings: meant.settings,
        sound: meant.sound,
        format,
        lexicon: words,
    })
}

fn encoded_format(name: &str) -> Result<Format> {
    let formats = [Format::Opus, Format::Mp3, Format::M4b, Format::Flac];
    let format = formats
        .into_iter()
        .find(|format| format.extension() == name);
    format.with_context(|| {
        format!("'format' must be 'wav', 'opus', 'mp3', 'm4b' or 'flac', not '{name}'")
    })
}

fn bytes(mut file: File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes what is spoken into a WAV file without a name.
struct Recorder {
    writer: Writer,
    file: File,
    /// What could not be said. The rest is not either: there is no file without it.
    unsaid: Option<String>,
    asked_for_signals: Instant,
}

impl Recorder {
    fn new(sample_rate: u32) -> Result<Recorder> {
        let file = tempfile::tempfile().context("could not write to the temporary folder")?;
        let spill: Spill = Arc::new(tempfile::tempfile);
        Ok(Recorder {
            writer: Writer::start(file.try_clone()?, sample_rate, &spill)?,
            file,
            unsaid: None,
            asked_for_signals: Instant::now(),
        })
    }

    fn ensure_said(&self) -> Result<()> {
        match &self.unsaid {
            Some(unsaid) => bail!("{unsaid}"),
            None => Ok(()),
        }
    }

    fn finish(self) -> Result<File> {
        self.ensure_said()?;
        self.writer
            .finish()
            .context("could not write to the temporary folder")?;
        Ok(self.file)
    }
}

impl Listener for Recorder {
    fn hear(&mut self, samples: &[i16]) -> Result<()> {
        self.ensure_said()?;
        if self.asked_for_signals.elapsed() > BETWEEN_SIGNALS {
            Python::attach(|py| py.check_signals())?;
            self.asked_for_signals = Instant::now();
        }
        self.writer
            .write(samples)
            .context("could not write to the temporary folder")
    }

    fn miss(&mut self, unsaid: &Unsaid) {
        let Unsaid {
            line, text, reason, ..
        } = unsaid;
        self.unsaid
            .get_or_insert_with(|| format!("could not speak '{text}' (line {line}): {reason}"));
    }
}
