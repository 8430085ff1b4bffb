//! Makes an article: a line in, its answer and its captions out.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use anyhow::{Context, Result};
use lismoi_audio::encode::tags::Tags;
use lismoi_audio::encode::{Encoding, Format};
use lismoi_book::build::plan::{self, Plan};
use lismoi_french::Lexicon;
use lismoi_speech::EngineIdentity;
use lismoi_speech::hash::hash_file;
use serde_json::Value;

use crate::answer::{Answer, Fault, Kind, Made, Place};
use crate::article::{self, Written};
use crate::articles::Articles;
use crate::captions::batch::Known;
use crate::captions::part;
use crate::input::Item;
use crate::key;
use crate::options::{Meant, Options};
use crate::record::{Record, Refused};
use crate::recording::{self, Recording};
use crate::store::{Kept, Store};
use crate::voices::Voices;
use describe::{Job, Object, article_record, tags};

mod describe;

/// What all articles of a run have in common.
pub struct Maker<'a> {
    /// Where objects are kept.
    pub store: &'a dyn Store,
    /// What the batch has in the store.
    pub known: &'a Known,
    /// The formats that are made, each once.
    pub formats: Vec<Format>,
    /// What lines leave open.
    pub options: Options,
    /// The pronunciations of the user.
    pub lexicon: Lexicon,
    /// The hash of the files that these come from.
    pub lexicon_hash: String,
    /// Where the files are that lines name; `None` refuses them.
    pub articles: Option<Arc<Articles>>,
    /// The most bytes of spoken text of an article: its sound takes time and space in proportion.
    pub longest: u64,
}

/// What a record asks for.
struct Asked {
    written: Written,
    meant: Meant,
    key: String,
    engine: &'static EngineIdentity,
}

/// A line that was served.
#[derive(Debug)]
pub struct Served {
    /// Its answer.
    pub answer: Answer,
    /// Its record, where one was made.
    pub member: Option<Vec<u8>>,
}

impl Maker<'_> {
    /// Serves an article of the input.
    ///
    /// # Errors
    /// What would make the next article fail too.
    pub fn serve(&self, voices: &mut Voices<'_>, item: &Item) -> Result<Served> {
        let place = item.place();
        let serve = AssertUnwindSafe(|| match item.record() {
            Ok(record) => self
                .make(voices, &record)
                .or_else(|fault| failed(record.id.clone(), &place, fault)),
            Err(Refused { id, fault }) => failed(id, &place, fault),
        });
        catch_unwind(serve).unwrap_or_else(|_| {
            // A worker may be in the middle of a reply.
            voices.clear();
            let id = item
                .record()
                .map_or(Value::Null, |record| record.id.clone());
            let error = "the program has a fault";
            failed(id, &place, Fault::article(Kind::Internal, error))
        })
    }

    /// The key of an article, before it is made.
    ///
    /// # Errors
    /// It cannot be made: what it asks for does not exist, or its file cannot be read.
    pub fn key(&self, record: &Record) -> Result<String, Fault> {
        Ok(self.asked(record)?.key)
    }

    /// Whether the store has an article in all formats.
    ///
    /// # Errors
    /// The store does not tell.
    pub fn is_kept(&self, key: &str) -> Result<bool> {
        for format in &self.formats {
            if self.store.length(&object_name(key, *format))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is asked for, with its key.
    fn asked(&self, record: &Record) -> Result<Asked, Fault> {
        let written = article::written(record, self.articles.as_deref())?;
        let options = record.options.clone().or(&self.options);
        let of_options = |error: anyhow::Error| Fault::article(Kind::Options, error);
        let meant = options.meant(written.format).map_err(of_options)?;
        let engine = meant.settings.voice.engine().identity();
        for format in &self.formats {
            let sound = meant.sound.of_format(*format, engine.sample_rate);
            sound.map_err(|error| {
                Fault::article(Kind::Options, format!("{error}: {}", error.hint))
            })?;
        }
        let key = key::of(record, &written, &meant, engine, &self.lexicon_hash);
        Ok(Asked {
            written,
            meant,
            key,
            engine,
        })
    }

    fn make(&self, voices: &mut Voices<'_>, record: &Record) -> Result<Served, Fault> {
        let Asked {
            written,
            meant,
            key,
            engine,
        } = self.asked(record)?;
        if let Some(made) = self.there(&key)? {
            return Ok(Served {
                answer: Answer::Made {
                    id: record.id.clone(),
                    made,
                    new: false,
                },
                member: None,
            });
        }
        let job = Job {
            record,
            meant: &meant,
            key,
        };
        self.make_anew(voices, &job, written, engine)
    }

    /// What is recorded of an article, if all its objects are there.
    fn there(&self, key: &str) -> Result<Option<Made>> {
        let Some(made) = self.known.get(key) else {
            return Ok(None);
        };
        let names = self.formats.iter().map(|format| object_name(key, *format));
        let mut bytes = 0;
        for name in names {
            match self.store.length(&name)? {
                Some(length) if made.files.contains(&name) => bytes += length,
                _ => return Ok(None),
            }
        }
        // It may have formats that this run does not ask for.
        let is_whole = made.files.len() > self.formats.len() || bytes == made.bytes;
        Ok(is_whole.then_some(made))
    }

    fn make_anew(
        &self,
        voices: &mut Voices<'_>,
        job: &Job<'_>,
        written: Written,
        engine: &EngineIdentity,
    ) -> Result<Served, Fault> {
        let mut settings = job.meant.settings.clone();
        let (source, document) = article::read(written, job.record, settings.reading)?;
        settings.reading.format = settings.reading.format.resolved(source.format);
        let plan = plan::plan(&source, &document, &settings, &self.lexicon, engine);
        if plan.sections.is_empty() {
            let error = "there is nothing to read aloud in it";
            return Err(Fault::article(Kind::Empty, error));
        }
        let spoken: u64 = plan
            .sections
            .iter()
            .map(|section| section.spoken_bytes)
            .sum();
        if spoken > self.longest {
            let error = format!(
                "it has {spoken} bytes of spoken text (--longest {})",
                self.longest
            );
            return Err(Fault::article(Kind::Long, error));
        }
        let worker = voices.worker(&settings.voice)?;
        let mut recording = recording::record(&plan, worker)?;
        let mut objects = Vec::new();
        for format in &self.formats {
            objects.push(self.object(job, &plan, &mut recording, *format)?);
        }
        let new = objects.iter().any(|object| object.kept == Kept::New);
        let record = article_record(job, &plan, recording, objects);
        let member = part::member(&record)?;
        Ok(Served {
            answer: Answer::Made {
                id: record.id,
                made: record.made,
                new,
            },
            member: Some(member),
        })
    }

    /// Encodes a recording, and keeps it.
    fn object(
        &self,
        job: &Job<'_>,
        plan: &Plan<'_>,
        recording: &mut Recording,
        format: Format,
    ) -> Result<Object, Fault> {
        let name = object_name(&job.key, format);
        let scratch = self.store.scratch()?;
        let file = scratch.file.try_clone().context("could not share a file")?;
        let tags = tags(job, plan, recording);
        encode(recording, format, file, &tags).map_err(encoding_fault)?;
        let mut file = scratch.file.try_clone().context("could not share a file")?;
        let hash = file.seek(SeekFrom::Start(0)).and_then(|_| hash_file(file));
        let (sha256, bytes) = hash.with_context(|| format!("could not read '{name}'"))?;
        let kept = self.store.keep(scratch, &name)?;
        Ok(Object {
            name,
            bytes,
            sha256,
            kept,
        })
    }
}

/// The answer to a line whose article cannot be made.
///
/// # Errors
/// The fault is not that of the article.
pub(crate) fn failed(id: Value, place: &Place, fault: Fault) -> Result<Served> {
    match fault {
        Fault::Run(error) => Err(error),
        Fault::Article(kind, error) => Ok(Served {
            answer: Answer::Failed {
                id,
                place: place.clone(),
                error,
                kind,
            },
            member: None,
        }),
    }
}

/// The name of an article's object in a format.
pub fn object_name(key: &str, format: Format) -> String {
    format!("o/{}/{key}.{}", &key[..2], format.extension())
}

fn encode(recording: &mut Recording, format: Format, file: File, tags: &Tags) -> Result<()> {
    let mut encoding = Encoding::start(format, file, tags)?;
    recording.sound.read(|block| encoding.write(block))?;
    encoding.finish()?;
    Ok(())
}

/// What is wrong with the disk is not the fault of the article.
fn encoding_fault(error: anyhow::Error) -> Fault {
    match error.chain().any(|cause| cause.is::<io::Error>()) {
        true => Fault::Run(error.context("could not write to the store")),
        false => Fault::article(Kind::Internal, format!("{error:#}")),
    }
}
