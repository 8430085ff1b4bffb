//! The sound of an archive is that of a listener.

use std::fs::{self, File};
use std::sync::atomic::AtomicBool;

use lismoi_audio::decode::Decoding;
use lismoi_audio::encode::Format;
use lismoi_audio::wav::reader::Reader;
use lismoi_batch::captions::part::members;
use lismoi_batch::options::Options;
use lismoi_book::build::audiobook::{self, BuildOptions};
use lismoi_book::build::export::Wanted;
use lismoi_book::build::plan;
use lismoi_book::formats::captions::read;
use lismoi_french::Lexicon;
use lismoi_readers::{Input, InputFormat, parse};
use lismoi_speech::command::{WorkerCommand, WorkerTask};
use lismoi_speech::process::Worker;
use serde_json::json;

use crate::environment::{Environment, PROGRAM};

/// The samples of the WAV files, and the captions, that `lismoi` makes of a text, with what
/// the captions say.
fn listener(environment: &Environment, text: &str, voice: &str) -> (Vec<i16>, Vec<String>) {
    let options = Options {
        voice: Some(voice.to_owned()),
        ..Options::default()
    };
    let settings = options.meant(InputFormat::Text).unwrap().settings;
    let articles = parse(Input::new(text.into(), None), settings.reading).unwrap();
    let (source, document) = &articles[0];
    let engine = settings.voice.engine();
    let lexicon = Lexicon::default();
    let plan = plan::plan(source, document, &settings, &lexicon, engine.identity());
    let data = engine.data().ensure_unpacked().unwrap();
    let workers = || {
        let path = data.path().to_owned();
        let command = WorkerCommand::of_this_program(WorkerTask::Samples, &settings.voice, path)?;
        Ok(vec![Worker::new(WorkerCommand {
            program: PROGRAM.into(),
            ..command
        })])
    };
    let built = audiobook::build(
        &plan,
        BuildOptions {
            output: &environment.path("output"),
            wanted: &Wanted::default(),
            jobs: 1,
            force: false,
            interrupted: &AtomicBool::new(false),
        },
        workers,
        &mut |_| (),
    )
    .unwrap();
    let mut samples = Vec::new();
    for section in &built.sections {
        let file = built.folder.open_file(&section.file).unwrap();
        let mut reader = Reader::new(file).unwrap();
        let mut block = Vec::new();
        while reader.read(&mut block, 1 << 15).unwrap() > 0 {
            samples.extend_from_slice(&block);
        }
    }
    let lengths = built.sections.iter().map(|section| section.samples);
    let captions = read::book(&built.folder, lengths).unwrap();
    let captions = captions.map(|caption| {
        let caption = caption.unwrap();
        let words = caption.words.iter();
        let words: Vec<_> = words
            .map(|word| (&caption.text[word.range.clone()], word.start))
            .collect();
        format!(
            "{} {} {} {words:?}",
            caption.text, caption.start, caption.opens_block
        )
    });
    (samples, captions.collect())
}

/// The samples of a FLAC file.
fn decoded(file: File) -> Vec<i16> {
    let mut decoding = Decoding::start(Format::Flac, file).unwrap();
    let (mut samples, mut block) = (Vec::new(), Vec::new());
    while decoding.next_block(&mut block).unwrap() {
        samples.extend(block.iter().map(|sample| (sample * 32_768.0) as i16));
    }
    samples
}

#[test]
fn samples_and_times_are_those_of_an_audiobook() {
    let text = "Un article pour essayer\n\nIl est 14 h 30. M. Dupont dort, et l'ONU se tait.\n\n\
                La suite\n\nQuelle surprise ! Il y a 1 200 personnes, « presque toutes » là.\n";
    // A whisper misses its loudness at the usual gain.
    for voice in ["fr", "pico", "fr+whisper"] {
        let environment = Environment::new();
        let (samples, captions) = listener(&environment, text, voice);
        let line = json!({"id": 1, "text": text, "voice": voice});
        let run = environment.run(&["--format", "flac"], &[line]);
        let name = run.answers[0]["files"][0].as_str().unwrap();
        let file = File::open(environment.path("store").join(name)).unwrap();
        assert!(decoded(file) == samples, "{voice}");

        let part = fs::read(environment.path("store/c/default/00000.jsonl.gz")).unwrap();
        let record = members(&part).next().unwrap().unwrap().record().unwrap();
        let rate = samples.len() as f64 / record.made.seconds;
        assert_eq!(record.sentences.len(), captions.len());
        for (sentence, caption) in record.sentences.iter().zip(&captions) {
            let words = sentence.words.iter().map(|(first, end, start_ms, _)| {
                (
                    &sentence.text[*first..*end],
                    (*start_ms as f64 * rate / 1000.0).round() as u64,
                )
            });
            // Milliseconds are coarser than samples: the words and their order are compared.
            let texts: Vec<_> = words.clone().map(|(text, _)| text).collect();
            let starts: Vec<_> = words.map(|(_, start)| start).collect();
            assert!(starts.is_sorted(), "{caption}");
            let expected = texts
                .iter()
                .all(|text| caption.contains(&format!("(\"{text}\"")));
            assert!(
                expected && caption.starts_with(&sentence.text),
                "{caption}: {texts:?}"
            );
            assert!(
                caption.contains(&format!(" {} [", sentence.opens_block)),
                "{caption}"
            );
        }
    }
}
