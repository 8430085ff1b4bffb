//! Files written, and read by hound, by the reader, byte by byte and by ffprobe.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::fs::{self, File};
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use hound::{SampleFormat, WavReader, WavSpec};
use proptest::prelude::*;
use tempfile::TempDir;

use super::reader::Reader;
use super::spool::Spill;
use super::writer::Writer;
use super::*;
use crate::tools::is_installed;

const RATE: u32 = 22_050;

/// The format in the words of hound.
const SPEC: WavSpec = WavSpec {
    channels: 1,
    sample_rate: RATE,
    bits_per_sample: 16,
    sample_format: SampleFormat::Int,
};

fn fmt(sample_rate: u32) -> Vec<u8> {
    chunk(b"fmt ", 16, &format(sample_rate))
}

fn sine(samples: usize) -> Vec<i16> {
    let sample = |at: usize| ((at as f64 * 0.05).sin() * 12_000.0) as i16;
    (0..samples).map(sample).collect()
}

/// Begins a file, whose markers may go to unnamed files beside it.
fn start(path: &Path, sample_rate: u32) -> Writer {
    let folder = path.parent().unwrap().to_owned();
    let spill: Spill = Arc::new(move || tempfile::tempfile_in(&folder));
    let file = File::create(path).unwrap();
    Writer::start(file, sample_rate, &spill).unwrap()
}

fn open(path: &Path) -> Reader<BufReader<File>> {
    Reader::new(BufReader::new(File::open(path).unwrap())).unwrap()
}

/// The bytes of a file with a marker for each label, followed by one sample for each byte of
/// the label.
fn written(labels: &[&str]) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.wav");
    let mut writer = start(&path, RATE);
    for label in labels {
        writer.mark(label).unwrap();
        writer.write(&sine(label.len())).unwrap();
    }
    writer.finish().unwrap();
    fs::read(path).unwrap()
}

/// The names and contents of the chunks in `bytes`.
fn chunks(mut bytes: &[u8]) -> Vec<(&str, &[u8])> {
    let mut chunks = Vec::new();
    while let Some((name, rest)) = bytes.split_first_chunk::<4>() {
        let (length, rest) = rest.split_first_chunk().unwrap();
        let length = u32::from_le_bytes(*length) as usize;
        chunks.push((std::str::from_utf8(name).unwrap(), &rest[..length]));
        bytes = &rest[length.next_multiple_of(2)..];
    }
    chunks
}

/// The markers in the chunks `cue ` and `LIST`.
fn markers(chunks: &[(&str, &[u8])]) -> Vec<(u32, String)> {
    let number =
        |bytes: &[u8], at: usize| u32::from_le_bytes(*bytes[at..].first_chunk::<4>().unwrap());
    let [("cue ", cue), ("LIST", list)] = chunks else {
        panic!("{chunks:?}");
    };
    assert_eq!(number(cue, 0) as usize * 24 + 4, cue.len());
    assert_eq!(&list[..4], b"adtl");
    let labels = self::chunks(&list[4..]);
    let pairs = cue[4..].chunks(24).zip(&labels).enumerate();
    let markers = pairs.map(|(index, (point, (name, label)))| {
        assert_eq!((*name, number(label, 0)), ("labl", index as u32 + 1));
        assert_eq!(
            (number(point, 0), &point[8..12]),
            (index as u32 + 1, &b"data"[..])
        );
        assert_eq!(number(point, 4), number(point, 20));
        let text = label[4..].strip_suffix(b"\0").unwrap().to_vec();
        (number(point, 20), String::from_utf8(text).unwrap())
    });
    let markers: Vec<(u32, String)> = markers.collect();
    assert_eq!(markers.len(), labels.len());
    markers
}

#[test]
fn hound_reads_the_samples_and_markers_are_at_their_positions() {
    let labels = ["Un.", "Été « là » ?", "Œuf"];
    let bytes = written(&labels);
    let mut reader = WavReader::new(bytes.as_slice()).unwrap();
    assert_eq!(reader.spec(), SPEC);
    let samples: Vec<i16> = reader.samples().map(Result::unwrap).collect();
    assert_eq!(samples, [sine(3), sine(17), sine(4)].concat());

    let [("RIFF", riff)] = chunks(&bytes)[..] else {
        panic!("not one RIFF chunk");
    };
    let chunks = chunks(riff.strip_prefix(b"WAVE").unwrap());
    let names = chunks.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(names, ["JUNK", "fmt ", "data", "cue ", "LIST"]);
    let set = [0, 3, 20].into_iter().zip(labels.map(str::to_owned));
    assert_eq!(markers(&chunks[3..]), set.collect::<Vec<_>>());
}

#[test]
fn the_sample_rate_is_read_back() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.wav");
    for rate in [16_000, RATE, 48_000] {
        let mut writer = start(&path, rate);
        writer.write(&sine(5)).unwrap();
        writer.finish().unwrap();
        let sample_rate = rate;
        let spec = WavSpec {
            sample_rate,
            ..SPEC
        };
        assert_eq!(WavReader::open(&path).unwrap().spec(), spec);
        assert_eq!(open(&path).sample_rate(), rate);
    }
}

#[test]
fn a_file_without_markers_ends_with_its_samples() {
    let bytes = written(&[]);
    assert_eq!(WavReader::new(bytes.as_slice()).unwrap().len(), 0);
    assert_eq!(bytes.len(), 80);
}

#[test]
fn a_label_is_cut_to_one_line_of_511_bytes() {
    let long = "é".repeat(400);
    let bytes = written(&["a\0b\nc", &long]);
    let [_, _, _, cue, list] = chunks(&bytes[12..])[..] else {
        panic!("not five chunks");
    };
    let cut = format!("{}…", "é".repeat(254));
    assert_eq!(markers(&[cue, list]), [(0, "abc".to_owned()), (5, cut)]);
}

#[test]
fn markers_that_exceed_memory_are_written_and_leave_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.wav");
    let mut writer = start(&path, RATE);
    let label = |number: u32| format!("La phrase numéro {number} de ce chapitre.");
    for number in 0..50_000 {
        writer.mark(&label(number)).unwrap();
        writer.write(&[0]).unwrap();
    }
    let files = || fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files(), 1);
    writer.finish().unwrap();
    assert_eq!(files(), 1);
    let bytes = fs::read(path).unwrap();
    let markers = markers(&chunks(&bytes[12..])[3..]);
    assert_eq!(markers.len(), 50_000);
    let mut markers = markers.into_iter().zip(0..);
    assert!(markers.all(|(marker, number)| marker == (number, label(number))));
}

/// The samples at 4 GiB and at 8 GiB of a sparse file.
const BORDERS: [u64; 2] = [1 << 31, 1 << 32];

/// How many samples are written before each border, and after it.
const AROUND: u64 = 64;

/// A sparse file of 54 hours.
fn write_long(path: &Path) {
    let mut writer = start(path, RATE);
    writer.mark("Le début.").unwrap();
    for border in BORDERS {
        let hole = border - AROUND - writer.samples;
        writer
            .file
            .seek(SeekFrom::Current(2 * hole as i64))
            .unwrap();
        writer.samples += hole;
        writer.mark(&format!("Avant {border}.")).unwrap();
        writer.write(&sine(AROUND as usize)).unwrap();
        writer.mark(&format!("Après {border}.")).unwrap();
        writer.write(&sine(AROUND as usize)).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_file_of_more_than_4_gib_is_rf64_and_is_read_back() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("long.wav");
    write_long(&path);
    let mut head = [0; 80];
    File::open(&path).unwrap().read_exact(&mut head).unwrap();
    let samples = BORDERS[1] + AROUND;
    let riff = fs::metadata(&path).unwrap().len() - 8;
    assert_eq!(&head[..20], b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0");
    assert_eq!(head[20..28], riff.to_le_bytes());
    assert_eq!(head[28..36], (2 * samples).to_le_bytes());
    assert_eq!(head[36..44], samples.to_le_bytes());
    assert_eq!(&head[72..], b"data\xff\xff\xff\xff");

    let mut reader = open(&path);
    assert_eq!(reader.samples(), samples);
    let around = sine(AROUND as usize);
    let mut block = Vec::new();
    for border in BORDERS {
        reader.seek(border - AROUND - 1).unwrap();
        reader.read(&mut block, 2 * AROUND as usize + 1).unwrap();
        assert_eq!(block, [&[0], &*around, &*around].concat(), "at {border}");
    }
    assert_eq!(reader.read(&mut block, 1).unwrap(), 0);
    reader.seek(1).unwrap();
    assert_eq!(
        (reader.read(&mut block, 1).unwrap(), &*block),
        (1, &[0][..])
    );

    let mut file = File::open(&path).unwrap();
    file.seek(SeekFrom::Start(80 + 2 * samples)).unwrap();
    let mut rest = Vec::new();
    file.read_to_end(&mut rest).unwrap();
    // The position of the last marker does not fit in 32 bits.
    let set = [
        (0, "Le début."),
        (BORDERS[0] - AROUND, "Avant 2147483648."),
        (BORDERS[0], "Après 2147483648."),
        (BORDERS[1] - AROUND, "Avant 4294967296."),
    ];
    let set = set.map(|(sample, label)| (sample as u32, label.to_owned()));
    assert_eq!(markers(&chunks(&rest)), set);
}

#[test]
fn ffprobe_reads_a_file_of_more_than_4_gib_and_its_markers() {
    if !is_installed("ffprobe", "a WAV file of more than 4 GiB") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("long.wav");
    write_long(&path);
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "warning", "-of", "json", "-show_chapters"]);
    ffprobe
        .args(["-show_entries", "stream=duration_ts"])
        .arg(&path);
    let output = ffprobe.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["streams"][0]["duration_ts"], BORDERS[1] + AROUND);
    let chapters = found["chapters"].as_array().unwrap();
    assert_eq!(chapters.len(), 4, "{chapters:?}");
    assert_eq!(chapters[2]["start"], BORDERS[0]);
    assert_eq!(chapters[2]["tags"]["title"], "Après 2147483648.");
}

fn chunk(name: &[u8; 4], length: u32, content: &[u8]) -> Vec<u8> {
    [name, &length.to_le_bytes(), content].concat()
}

/// A file of `chunks`.
fn file(name: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
    let content = [b"WAVE", &*chunks.concat()].concat();
    chunk(name, content.len() as u32, &content)
}

fn read(bytes: &[u8]) -> anyhow::Result<Vec<i16>> {
    let mut reader = Reader::new(Cursor::new(bytes))?;
    let (mut block, mut samples) = (Vec::new(), Vec::new());
    while reader.read(&mut block, 7)? > 0 {
        samples.extend_from_slice(&block);
    }
    assert_eq!(samples.len() as u64, reader.samples());
    Ok(samples)
}

#[test]
fn chunks_are_found_in_any_order_among_unknown_ones() {
    let data = chunk(b"data", 4, &[1, 0, 2, 0]);
    let odd = chunk(b"odd ", 3, &[9; 4]);
    let orders = [
        vec![fmt(RATE), data.clone()],
        vec![
            odd.clone(),
            fmt(RATE),
            odd.clone(),
            data.clone(),
            odd.clone(),
        ],
        vec![data, odd, fmt(RATE)],
    ];
    for order in orders {
        assert_eq!(read(&file(b"RIFF", &order)).unwrap(), [1, 2]);
    }
    assert_eq!(
        read(&written(&["Un.", "Deux."])).unwrap(),
        [sine(3), sine(5)].concat()
    );
}

#[test]
fn other_formats_and_truncated_files_are_errors() {
    let data = |length: u32| chunk(b"data", length, &[1, 0, 2, 0]);
    let ds64 = |length: u64| {
        chunk(
            b"ds64",
            28,
            &[[0; 8], length.to_le_bytes(), [0; 8], [0; 8]].concat()[..28],
        )
    };
    let stereo = WavSpec {
        channels: 2,
        ..SPEC
    }
    .into_header_for_infinite_file();
    let cases = [
        (file(b"RIFX", &[fmt(RATE), data(4)]), "it is not a WAV file"),
        (b"RIFF".to_vec(), "it is not a WAV file"),
        (file(b"RIFF", &[fmt(RATE)]), "it ends before its samples"),
        (file(b"RIFF", &[data(4)]), "it ends before its samples"),
        (file(b"RIFF", &[fmt(RATE), data(6)]), "it is truncated"),
        (
            file(b"RIFF", &[fmt(RATE), data(u32::MAX)]),
            "it is truncated",
        ),
        (
            file(b"RIFF", &[chunk(b"odd ", u32::MAX, &[]), fmt(RATE)]),
            "it is truncated",
        ),
        (
            file(b"RF64", &[ds64(u64::MAX), fmt(RATE), data(u32::MAX)]),
            "it is truncated",
        ),
        (
            file(b"RIFF", &[fmt(RATE), data(3)]),
            "its last sample is truncated",
        ),
        (stereo, "it is not mono 16-bit PCM"),
        (
            file(b"RIFF", &[fmt(0), data(4)]),
            "it is not mono 16-bit PCM",
        ),
    ];
    for (bytes, error) in cases {
        assert_eq!(read(&bytes).unwrap_err().to_string(), error);
    }
    let long = file(b"RF64", &[ds64(4), fmt(RATE), data(u32::MAX)]);
    assert_eq!(read(&long).unwrap(), [1, 2]);
}

proptest! {
    #[test]
    fn a_damaged_file_gives_no_more_samples_than_it_has_bytes(
        labels in prop::collection::vec(".{0,40}", 0..4),
        end in 0..400_usize,
        damage in prop::collection::vec((0..400_usize, any::<u8>()), 0..6),
    ) {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let mut bytes = written(&labels);
        bytes.truncate(end);
        for (place, byte) in damage {
            if let Some(damaged) = bytes.get_mut(place) {
                *damaged = byte;
            }
        }
        if let Ok(samples) = read(&bytes) {
            prop_assert!(2 * samples.len() + 8 <= bytes.len());
        }
    }
}
