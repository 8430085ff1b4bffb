//! A single changed bit anywhere in an audiobook: `check` finds it, and the next run mends it
//! without touching another file.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;

use lismoi_book::verify;

use crate::environment::{Environment, article};
use crate::exporting::ALL;
use crate::manifests::{in_schema, with_checksums};

/// At how many places of each file a bit is changed, unless `LISMOI_FLIPS` says another number.
const FLIPS: usize = 1;

/// Numbers that look random, the same in every run (Knuth's linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// The files of an audiobook with their inodes: a file that is written again has another one.
fn inodes(environment: &Environment) -> BTreeMap<String, u64> {
    let files = environment.output().into_keys();
    let inode = |name: &String| {
        let file = environment.path("output").join(name).metadata();
        file.unwrap().ino()
    };
    files.map(|name| (name.clone(), inode(&name))).collect()
}

#[test]
fn every_changed_bit_is_found_and_mended_without_touching_other_files() {
    let flips = std::env::var("LISMOI_FLIPS").ok();
    let flips = flips.map_or(FLIPS, |number| number.parse().unwrap());
    let arguments = ["a.txt", "--per-section", "--format", ALL];
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt", "--format", ALL]);
    environment.succeed(&arguments);
    let before = environment.output();
    let numbers = &mut Numbers(5);
    for (name, bytes) in &before {
        for _ in 0..flips {
            let (byte, bit) = (numbers.below(bytes.len()), numbers.below(8));
            let place = format!("bit {bit} of byte {byte} of {name}");
            let mut damaged = bytes.clone();
            damaged[byte] ^= 1 << bit;
            let path = environment.path("output").join(name);
            fs::write(&path, &damaged).unwrap();
            let untouched = inodes(&environment);

            let report = verify::verify(&environment.path("output/a")).unwrap();
            assert!(!report.ok, "check does not find {place}");
            let file = name.strip_prefix("a/").unwrap();
            let is_named = report.problems.iter().any(|problem| problem.file == file);
            assert!(is_named, "{place}: {:?}", report.problems);

            let run = environment.succeed(&arguments);
            let mut after = environment.output();
            if file != "manifest.json" {
                let kept = after.remove(&format!("{name}.changed"));
                assert!(
                    kept.is_some_and(|kept| kept == damaged),
                    "{place}: {}",
                    run.err
                );
                let _ = fs::remove_file(environment.path("output").join(format!("{name}.changed")));
            }
            assert!(after == before, "{place} is not mended\n{}", run.err);
            let touched: Vec<String> = inodes(&environment)
                .into_iter()
                .filter(|(name, inode)| untouched[name] != *inode)
                .map(|(name, _)| name)
                .collect();
            let allowed = |other: &String| {
                let is_of_run = ["a/manifest.json", "a/playlist.m3u8"].contains(&other.as_str());
                let is_lost = file == "manifest.json" && other.ends_with(".wav");
                other == name || is_of_run || is_lost
            };
            assert!(touched.iter().all(allowed), "{place}: {touched:?}");
        }
    }
}

#[test]
fn a_damaged_manifest_is_named_by_its_part_and_costs_that_part_only() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt", "--format", "srt"]);
    let before = environment.output();
    let manifest = String::from_utf8(before["a/manifest.json"].clone()).unwrap();
    let lines: Vec<&str> = manifest.split_inclusive('\n').collect();
    let starts = |start: &str| {
        lines
            .iter()
            .position(|line| line.starts_with(start))
            .unwrap()
    };
    let second = starts("{\"number\":2");
    for (line, part, spoken) in [
        (0, "its head is damaged", "all up to date"),
        (second, "its section 2 is damaged", "1 of them spoken now"),
        (
            second + 1,
            "its section 2 is damaged",
            "1 of them spoken now",
        ),
        (
            lines.len() - 1,
            "its checksums are damaged",
            "all up to date",
        ),
    ] {
        let mut damaged: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let digit = damaged[line].rfind(|c: char| c.is_ascii_digit()).unwrap();
        let other = if damaged[line][digit..].starts_with('1') {
            "2"
        } else {
            "1"
        };
        damaged[line].replace_range(digit..=digit, other);
        environment.write("output/a/manifest.json", damaged.concat());

        let check = environment.run(&["check", "output/a"]);
        assert_eq!(check.code, Some(1));
        assert!(check.out.contains(part), "{}", check.out);
        let play = environment.run(&["play", "output/a"]);
        assert!(
            play.err.contains(part) && play.err.contains("hint: "),
            "{}",
            play.err
        );

        let run = environment.succeed(&["a.txt"]);
        assert!(run.err.contains(part), "{}", run.err);
        assert!(run.out.contains(spoken), "{part}: {}", run.out);
        assert!(environment.output() == before, "{part}");
    }
}

#[test]
fn a_file_of_the_user_that_a_manifest_names_is_never_deleted() {
    let path = "output/a/manifest.json";
    for schema in [2, 3] {
        let environment = Environment::new();
        environment.write("a.txt", article(1));
        environment.succeed(&["a.txt", "--format", "srt"]);
        let manifest = fs::read_to_string(environment.path(path)).unwrap();
        let bytes = environment.output()["a/a.srt"].len();
        let planted = manifest
            .replace("\"a.srt\"", "\"notes.html\"")
            .replace(&format!("\"bytes\":{bytes},"), "\"bytes\":4,");
        let planted = match schema {
            3 => with_checksums(&planted),
            _ => in_schema(&planted, schema),
        };
        environment.write(path, planted);
        fs::remove_file(environment.path("output/a/a.srt")).unwrap();
        environment.write("output/a/notes.html", "mine");
        environment.succeed(&["a.txt"]);
        assert_eq!(environment.output()["a/notes.html"], b"mine");
    }
}

#[test]
fn a_file_of_the_user_that_a_checkpoint_names_is_never_deleted() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    environment.succeed(&["a.txt"]);
    fs::remove_file(environment.path("output/a/manifest.json")).unwrap();
    let record = format!(
        r#"{{"number":1,"heading":null,"file":"interview.wav","key":"{0}","samples":2,"bytes":4,"sha256":"","failed":0}}"#,
        "0".repeat(64)
    );
    environment.write(&format!("output/a/.lismoi-{}.json", "0".repeat(64)), record);
    environment.write("output/a/interview.wav", "mine");
    environment.succeed(&["a.txt", "--force"]);
    assert_eq!(environment.output()["a/interview.wav"], b"mine");
}

#[test]
fn a_section_that_the_user_has_edited_is_kept_beside_the_new_one() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt"]);
    let name = "a/02-Partie-numéro-1.wav";
    environment.write(&format!("output/{name}"), "edited");
    environment.write("a.txt", article(2).replace("phrase 2", "phrase nouvelle"));
    let run = environment.succeed(&["a.txt"]);
    assert!(
        run.err.contains("02-Partie-numéro-1.wav.changed"),
        "{}",
        run.err
    );
    let output = environment.output();
    assert_eq!(output[&format!("{name}.changed")], b"edited");
    assert!(output[name].starts_with(b"RIFF"));
}

#[test]
fn captions_that_the_user_has_edited_are_kept_when_the_text_changes() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt", "--format", "srt"]);
    let mut edited = environment.output()["a/a.srt"].clone();
    let last = edited.iter().rposition(u8::is_ascii_lowercase).unwrap();
    edited[last] = b'X';
    environment.write("output/a/a.srt", &edited);
    environment.write("a.txt", article(3));
    let run = environment.succeed(&["a.txt"]);
    assert!(run.err.contains("a.srt.changed"), "{}", run.err);
    let output = environment.output();
    assert_eq!(output["a/a.srt.changed"], edited);
    assert!(output["a/a.srt"] != edited);

    // With --force nothing is kept.
    environment.write("output/a/a.srt", &edited[1..]);
    environment.succeed(&["a.txt", "--force"]);
    assert!(environment.output()["a/a.srt"] == output["a/a.srt"]);
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));
}

#[test]
fn a_damaged_section_is_not_encoded() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    environment.succeed(&["a.txt", "--format", "flac"]);
    let fresh = environment.output();
    fs::remove_file(environment.path("output/a/a.flac")).unwrap();
    let wav = fresh.keys().find(|name| name.ends_with(".wav")).unwrap();
    let mut damaged = fresh[wav].clone();
    damaged[20_000..30_000].fill(0);
    environment.write(&format!("output/{wav}"), damaged);
    environment.succeed(&["a.txt", "--format", "flac"]);
    let after = environment.output();
    assert!(after[wav] == fresh[wav] && after["a/a.flac"] == fresh["a/a.flac"]);
}
