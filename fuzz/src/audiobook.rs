//! A small audiobook with every kind of text in it, built as the program builds it. Its voice
//! hums, so that no engine is started and a build takes milliseconds.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::Result;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_book::Settings;
use lismoi_book::build::audiobook::{self, BuildOptions, Outcome};
use lismoi_book::build::export::{Extent, Wanted, WantedFormat};
use lismoi_book::build::plan;
use lismoi_book::formats::table;
use lismoi_book::verify::verify;
use lismoi_french::{Lexicon, Liaisons, Pauses};
use lismoi_readers::{Input, InputFormat, ReadOptions, parse};
use lismoi_speech::voice::Voice;
use lismoi_speech::{EngineIdentity, SpeechError, Synthesizer, Take, TakeWord, espeak};
use tempfile::TempDir;

use crate::{files, panics};

const ARTICLE: &str = include_str!("../article.txt");

/// The article's folder is named after its file.
const NAME: &str = "a";

/// How long a letter lasts, in samples: as short as a cue with a sound can be.
const LETTER: usize = 80;

/// Hums for as long as the text is.
struct Hum;

impl Synthesizer for Hum {
    fn engine(&self) -> &EngineIdentity {
        espeak::identity()
    }

    fn speak(&mut self, text: &str) -> Result<Take, SpeechError> {
        let letters = text.chars().count();
        let wave = (0..letters * LETTER).map(|at| ((at as f64 / 20.0).sin() * 8000.0) as i16);
        let mut start = 0;
        let words = text.split_inclusive(' ').map(|word| {
            let character = start as u32;
            start += word.chars().count();
            TakeWord {
                character,
                start: character * LETTER as u32,
                ipa: word.trim().to_owned(),
            }
        });
        Ok(Take {
            sample_rate: self.engine().sample_rate,
            words: words.collect(),
            samples: wave.collect(),
        })
    }
}

/// Builds the article in a folder of `output`, with files of each section in these formats.
pub fn build(output: &Path, formats: &[&str]) -> Result<Outcome> {
    let wanted = formats.iter().map(|name| WantedFormat {
        format: table::named(name).expect("a format"),
        // Of the whole, a page would bring a file of sound with it.
        extent: if *name == "html" {
            Extent::Section
        } else {
            Extent::Whole
        },
        encoding: SoundOptions::default(),
    });
    let wanted = Wanted {
        formats: wanted.collect(),
        ..Wanted::default()
    };
    let settings = Settings {
        voice: Voice::default(),
        liaisons: Liaisons::Usual,
        pauses: Pauses {
            sentence_ms: 0,
            paragraph_ms: 0,
            before_heading_ms: 0,
            after_heading_ms: 0,
            list_item_ms: 0,
            section_start_ms: 0,
            section_end_ms: 0,
        },
        loudness_lufs: None,
        reading: ReadOptions {
            format: InputFormat::Text,
            ..ReadOptions::default()
        },
    };
    let input = Input::new(ARTICLE.into(), Some(format!("{NAME}.txt")));
    let (source, document) = parse(input, settings.reading)?.remove(0);
    let lexicon = Lexicon::default();
    let plan = plan::plan(&source, &document, &settings, &lexicon, espeak::identity());
    let options = BuildOptions {
        output,
        wanted: &wanted,
        jobs: 1,
        force: false,
        interrupted: &AtomicBool::new(false),
    };
    audiobook::build(&plan, options, || Ok(vec![Hum]), &mut |_| ())
}

/// A finished audiobook with one file that a target replaces.
pub struct Audiobook {
    output: TempDir,
    /// The name of that file.
    pub file: String,
    original: Vec<u8>,
}

impl Audiobook {
    /// An audiobook with one file in this format.
    pub fn with_format(format: &str) -> Audiobook {
        let output = files::folder();
        let outcome = build(output.path(), &[format]).expect("a good article");
        assert!(outcome.unmade.is_empty(), "{:?}", outcome.unmade);
        let file = outcome.files.first().expect("a file in the format").clone();
        Audiobook::replacing(output, file)
    }

    /// An audiobook whose manifest is replaced.
    pub fn with_manifest() -> Audiobook {
        let output = files::folder();
        build(output.path(), &["srt"]).expect("a good article");
        Audiobook::replacing(output, "manifest.json".to_owned())
    }

    fn replacing(output: TempDir, file: String) -> Audiobook {
        let original = fs::read(output.path().join(NAME).join(&file)).expect("it has just been made");
        Audiobook { output, file, original }
    }

    /// Its folder.
    pub fn folder(&self) -> PathBuf {
        self.output.path().join(NAME)
    }

    /// The content of the file as it was made.
    pub fn original(&self) -> &[u8] {
        &self.original
    }

    /// Writes other bytes into the file.
    pub fn replace(&self, bytes: &[u8]) {
        fs::write(self.folder().join(&self.file), bytes).expect("memory is writable");
    }

    /// Verifies it with other bytes in the file: that they differ is a problem of the file.
    pub fn check(&self, bytes: &[u8]) {
        self.replace(bytes);
        panics::only_ours(|| {
            let report = verify(&self.folder()).expect("the manifest is whole");
            let is_named = report.problems.iter().any(|problem| problem.file == self.file);
            assert!(is_named || bytes == self.original, "a changed file is not noticed");
        });
    }
}
