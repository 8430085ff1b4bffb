//! The sound files as a listener's player hears them: decoded by FFmpeg, they are in step
//! with the captions, as long and as loud as they should be, and their chapters are found.

use std::ops::Range;

use ebur128::{EbuR128, Mode};
use serde_json::Value;

use crate::environment::Environment;
use crate::readers::{
    Chapters, chapters_by_ffprobe, chapters_by_mediainfo, chapters_by_mutagen, decoded,
};

const RATE: u32 = 22_050;

/// Sentences that start and end in all ways, one of them on several screens.
const ARTICLE: &str = "\
Un article pour essayer

Le début est court, mais la première phrase est assez longue pour que ses sous-titres soient \
partagés en plusieurs écrans, l'un après l'autre.

Première partie : les bruits

Six chats chassent. Chaque phrase finit autrement : par une sifflante, puis par une plosive. \
Il frappe ! Est-ce assez ? « Quelle chance », dit-elle.

- Un point bref.
- Un autre, qui vient de Paris.

Deuxième partie : les voyelles

Elle y va. Papa pousse la porte. Cinq fois, le vent souffla. Oui. Ils partirent à 14 h 30, le \
3 mars 2021, avec 12 % d'espoir.

Troisième partie

C'est la fin. Tout se tait.
";

fn made(format: &str) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", ARTICLE);
    environment.succeed(&["a.txt", "--format", format]);
    environment
}

#[test]
fn captions_start_and_end_with_the_voice() {
    let environment = made("mp3,opus,m4b,flac,srt,vtt,words-json");
    let sentences = sentences(&environment);
    let captions = [
        (
            "words.json",
            sentences.iter().map(|(_, span)| span.clone()).collect(),
        ),
        ("srt", spans(&environment, "srt", &sentences)),
        ("vtt", spans(&environment, "vtt", &sentences)),
    ];
    for format in ["mp3", "opus", "m4b", "flac"] {
        let path = environment.path(&format!("output/a/a.{format}"));
        let Some(sound) = decoded(&path, RATE) else {
            return;
        };
        for (file, spans) in &captions {
            for (at, span) in spans.iter().enumerate() {
                let (late, early) = off(&sound, spans, at);
                let text = &sentences[at].0;
                let what = format!("{format} and {file}, {span:?}, '{text}'");
                assert!(late.abs() <= 0.010, "it starts {late} s late: {what}");
                assert!(early.abs() <= 0.010, "it ends {early} s early: {what}");
            }
        }
    }
}

/// The sentences and when they are heard, in seconds, from `a.words.json`.
fn sentences(environment: &Environment) -> Vec<(String, Range<f64>)> {
    let words = &environment.output()["a/a.words.json"];
    let words: Value = serde_json::from_slice(words).unwrap();
    let segments = words["segments"].as_array().unwrap().iter();
    let sentence = |segment: &Value| {
        let [start, end] = ["start", "end"].map(|name| segment[name].as_f64().unwrap());
        (segment["text"].as_str().unwrap().to_owned(), start..end)
    };
    segments.map(sentence).collect()
}

/// From the start of a sentence's first caption to the end of its last, in seconds.
fn spans(
    environment: &Environment,
    ending: &str,
    sentences: &[(String, Range<f64>)],
) -> Vec<Range<f64>> {
    let file = environment.output()[&format!("a/a.{ending}")].clone();
    let file = String::from_utf8(file).unwrap().replace(',', ".");
    let mut captions = file.split("\n\n").filter_map(|caption| {
        let (times, text) = caption.split_once(" --> ")?;
        let (end, text) = text.split_once('\n')?;
        let start = times.lines().last().unwrap();
        Some((seconds(start)..seconds(end), bare(text)))
    });
    let mut span_of = |(sentence, _): &(String, Range<f64>)| {
        let (mut span, mut shown) = captions.next().unwrap();
        let sentence = bare(&sentence.replace(',', "."));
        while shown != sentence {
            assert!(sentence.starts_with(&shown), "'{shown}' for '{sentence}'");
            let (next, text) = captions.next().unwrap();
            span.end = next.end;
            shown += &text;
        }
        span
    };
    let spans = sentences.iter().map(&mut span_of).collect();
    assert_eq!(captions.next(), None);
    spans
}

/// Of `HH:MM:SS.mmm`.
fn seconds(time: &str) -> f64 {
    let parts = time
        .trim()
        .split(':')
        .map(|part| part.parse::<f64>().unwrap());
    parts.fold(0.0, |sum, part| sum * 60.0 + part)
}

/// Without what breaks it into lines.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How much later than a span says the voice starts, and how much earlier it ends, in seconds.
///
/// The voice is what comes within 38 dB of the span's loudest sample. What lossy encoders
/// smear before and behind a sound lies deeper: from -40 dB on, AAC's sentences end up to
/// 17 ms late. The weakest ends of speech are louder: above -36 dB the burst of a final p is
/// lost, and with it 14 ms and more.
fn off(sound: &[i16], spans: &[Range<f64>], at: usize) -> (f64, f64) {
    const REACH_S: f64 = 0.1;
    let span = &spans[at];
    let place = |time: f64| (time * f64::from(RATE)) as usize;
    let level = |sample: &i16| f64::from(*sample).abs();
    let within = sound[place(span.start)..place(span.end)].iter();
    let threshold = within.map(level).fold(0.0, f64::max) * 10_f64.powf(-38.0 / 20.0);
    let is_voice = |sample: &i16| level(sample) > threshold;
    // The neighbours' halves of the pauses are theirs; a long sentence is said in pieces
    // with hardly any.
    let before = at.checked_sub(1).map_or(0.0, |before| spans[before].end);
    let after = spans
        .get(at + 1)
        .map_or(span.end + 1.0, |after| after.start);
    let (before, after) = ((before + span.start) / 2.0, (span.end + after) / 2.0);
    let window = |around: f64| {
        let from = place((around - REACH_S).max(before));
        from..place((around + REACH_S).min(after)).min(sound.len())
    };
    let (start, end) = (window(span.start), window(span.end));
    let first = sound[start.clone()].iter().position(is_voice).unwrap();
    let last = sound[end.clone()].iter().rposition(is_voice).unwrap();
    let heard = |sample: usize| sample as f64 / f64::from(RATE);
    (
        heard(start.start + first) - span.start,
        span.end - heard(end.start + last + 1),
    )
}

#[test]
fn every_file_is_as_long_and_as_loud_as_it_should_be() {
    let environment = made("mp3,opus,m4b,flac");
    let samples = *section_starts(&environment).last().unwrap();
    for format in ["mp3", "opus", "m4b", "flac"] {
        let path = environment.path(&format!("output/a/a.{format}"));
        // Opus has its own rate: the length is exact in its samples, of which 147 of ours
        // make 320.
        let (rate, length) = match format {
            "opus" => (48_000, (samples * 320 + 73) / 147),
            _ => (RATE, samples),
        };
        let Some(mut sound) = decoded(&path, rate) else {
            return;
        };
        let heard = sound.len() as u64;
        if format == "m4b" {
            // FFmpeg always gives whole frames.
            assert!(
                (length..length + 1024).contains(&heard),
                "{heard} for {length}"
            );
            sound.truncate(length as usize);
        } else {
            assert_eq!(heard, length, "{format}");
        }
        let mut meter = EbuR128::new(1, rate, Mode::I | Mode::TRUE_PEAK).unwrap();
        meter.add_frames_i16(&sound).unwrap();
        let lufs = meter.loudness_global().unwrap();
        assert!((lufs + 19.0).abs() <= 0.5, "{format}: {lufs} LUFS");
        let peak_dbtp = 20.0 * meter.true_peak(0).unwrap().log10();
        assert!(peak_dbtp <= -2.0, "{format}: {peak_dbtp} dBTP");
    }
}

/// The first sample of each section, and the end of the last.
fn section_starts(environment: &Environment) -> Vec<u64> {
    let manifest = environment.manifest("a");
    let mut starts = vec![0];
    for section in manifest["sections"].as_array().unwrap() {
        starts.push(starts[starts.len() - 1] + section["samples"].as_u64().unwrap());
    }
    starts
}

#[test]
fn chapters_are_the_sections_to_every_reader() {
    let environment = made("mp3,opus,m4b,flac");
    let manifest = environment.manifest("a");
    let headings = manifest["sections"].as_array().unwrap().iter();
    let headings = headings.map(|section| section["heading"].as_str().unwrap().to_owned());
    let starts = section_starts(&environment).into_iter();
    let starts = starts.map(|start| start as f64 / f64::from(RATE));
    let sections: Chapters = starts.zip(headings).collect();
    assert_eq!(sections.len(), 4);
    let assert_same = |found: Chapters, reader: &str, format: &str| {
        let titles = |chapters: &Chapters| -> Vec<String> {
            chapters.iter().map(|(_, title)| title.clone()).collect()
        };
        assert_eq!(titles(&found), titles(&sections), "{reader} of {format}");
        for ((found, title), (start, _)) in found.iter().zip(&sections) {
            let is_near = (found - start).abs() <= 0.001;
            assert!(
                is_near,
                "{reader} of {format}: '{title}' at {found}, not {start}"
            );
        }
    };
    for format in ["mp3", "opus", "m4b", "flac"] {
        let path = environment.path(&format!("output/a/a.{format}"));
        if let Some(found) = chapters_by_ffprobe(&path) {
            assert_same(found, "ffprobe", format);
        }
        if format == "mp3" {
            // MediaInfo does not look for them there.
            if let Some(found) = chapters_by_mutagen(&path) {
                assert_same(found, "Mutagen", format);
            }
        } else if let Some(kinds) = chapters_by_mediainfo(&path) {
            // Nero's list and QuickTime's track.
            assert_eq!(kinds.len(), if format == "m4b" { 2 } else { 1 }, "{format}");
            for found in kinds {
                assert_same(found, "MediaInfo", format);
            }
        }
    }
}
