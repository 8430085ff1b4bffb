//! How fast each stage before speech is, on one core, and whether its cost is linear:
//! `cargo bench --bench stages [FILE]`. The text is that of FILE, or the seed article,
//! repeated to 1, 10 and 100 MB.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use lismoi_document::{Section, Source};
use lismoi_french::{self as french, Lexicon, Options, Segment};
use lismoi_readers::{self as article, ReadOptions, Subfolders};
use lismoi_speech::render::espeak::render;

fn main() {
    // Cargo adds `--bench`.
    let file = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let text = match file {
        Some(file) => fs::read_to_string(file).expect("FILE can be read"),
        None => {
            let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
            let (files, _) = article::files(&seeds, Subfolders::LeftOut).expect("a seed article");
            let articles = article::read(&files[0].path, ReadOptions::default()).expect("text");
            let (source, _) = articles.into_iter().next().expect("one article");
            source.text
        }
    };
    println!(
        "{:>8}  {:>14}  {:>14}  {:>14}",
        "", "structure", "sentences", "spoken"
    );
    for size_mb in [1, 10, 100] {
        let count = size_mb * 1_000_000 / text.len() + 1;
        let source = Source {
            text: vec![text.as_str(); count].join("\n\n"),
            ..Source::default()
        };
        let speeds = speeds(&source).map(|speed| format!("{speed:.1} MB/s"));
        println!(
            "{size_mb:>5} MB  {:>14}  {:>14}  {:>14}",
            speeds[0], speeds[1], speeds[2]
        );
    }
}

/// Megabytes a second of structure, sentences, and utterances rendered as text.
fn speeds(source: &Source) -> [f64; 3] {
    let lexicon = Lexicon::default();
    let options = Options::new(&lexicon);
    let document = article::text::document(&source.text, ReadOptions::default());
    let blocks = || document.sections.iter().flat_map(Section::all_blocks);
    let sentences = || {
        blocks()
            .flat_map(|block| {
                options
                    .segmentation
                    .sentences(&source.text, block.range.clone())
            })
            .count()
    };
    let lines = || {
        document
            .sections
            .iter()
            .flat_map(|section| french::segments(&source.text, section, options))
            .map(|segment| match segment {
                Segment::Utterance(utterance) => render(&utterance).text.len(),
                Segment::Silent(_) => 0,
            })
            .sum()
    };
    let megabytes = source.text.len() as f64 / 1e6;
    [
        best(|| {
            article::text::document(&source.text, ReadOptions::default())
                .sections
                .len()
        }),
        best(sentences),
        best(lines),
    ]
    .map(|time| megabytes / time.as_secs_f64())
}

/// The shortest of five runs: the others were disturbed.
fn best(run: impl Fn() -> usize) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    });
    times.min().expect("five runs")
}
