//! A finished audiobook whose text changes: only utterances that are new are spoken, and all
//! files are those of a first run.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use crate::environment::Environment;
use crate::piper::{bring, spoken};

/// Numbers that look random.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % end
    }
}

const WORDS: [&str; 12] = [
    "le jardin",
    "une lettre",
    "la maison",
    "un chemin",
    "des enfants",
    "la rivière",
    "un matin",
    "deux voisins",
    "le marché",
    "une lampe",
    "la montagne",
    "trois bateaux",
];

fn sentence(numbers: &mut Numbers) -> String {
    let mut word = || WORDS[numbers.below(WORDS.len())];
    let (first, second, third) = (word(), word(), word());
    let number = numbers.below(900) + 100;
    format!("On voit {first} et {second} {number} fois, puis {third}.")
}

/// An article of sections with a heading each.
type Sections = Vec<Vec<String>>;

fn text(sections: &Sections) -> String {
    let mut text =
        "Un article pour essayer la voix\n\nLe début est court et ne change pas.\n\n".to_owned();
    for (number, sentences) in sections.iter().enumerate() {
        text += &format!(
            "Partie numéro {}\n\n{}\n\n",
            number + 1,
            sentences.join(" ")
        );
    }
    text
}

/// Changes, deletes, inserts or moves a sentence.
fn edit(sections: &mut Sections, numbers: &mut Numbers) {
    let (from, to) = (numbers.below(sections.len()), numbers.below(sections.len()));
    let at = numbers.below(sections[from].len());
    match numbers.below(4) {
        0 => sections[from][at] = sentence(numbers),
        1 if sections[from].len() > 1 => {
            sections[from].remove(at);
        }
        2 if sections[from].len() > 1 => {
            let moved = sections[from].remove(at);
            let at = numbers.below(sections[to].len() + 1);
            sections[to].insert(at, moved);
        }
        _ => {
            let new = sentence(numbers);
            sections[from].insert(at, new);
        }
    }
}

/// The gains that the search for the loudness went through.
fn gains(environment: &Environment) -> Vec<i64> {
    let manifest = environment.manifest("a");
    let measured = manifest["sections"][0]["measured"]
        .as_array()
        .unwrap()
        .clone();
    let gain = |measured: &serde_json::Value| measured["gain_cb"].as_i64().unwrap();
    measured.iter().map(gain).collect()
}

#[test]
fn after_any_edit_only_what_is_new_is_spoken_and_the_files_are_those_of_a_first_run() {
    let numbers = &mut Numbers(5);
    let mut sections: Sections = (0..4)
        .map(|_| (0..40).map(|_| sentence(numbers)).collect())
        .collect();
    let environment = Environment::new();
    environment.write("a.txt", text(&sections));
    spoken(&environment, usize::MAX);
    let mut at_one_gain = 0;
    for _ in 0..25 {
        let before = sections.clone();
        let gains_before = gains(&environment);
        edit(&mut sections, numbers);
        environment.write("a.txt", text(&sections));
        let count = spoken(&environment, usize::MAX);
        let fresh = Environment::new();
        fresh.write("a.txt", text(&sections));
        spoken(&fresh, usize::MAX);
        assert!(environment.output() == fresh.output());
        if gains(&environment) == gains_before {
            at_one_gain += 1;
            let known: Vec<&String> = before.iter().flatten().collect();
            let new = sections.iter().flatten().filter(|it| !known.contains(it));
            assert_eq!(count, new.count());
        }
    }
    assert!(at_one_gain > 10, "{at_one_gain}");
}

/// One section of 100 sentences, the tenth of which is given.
fn one_section(tenth: &str) -> String {
    let sentence = |n: usize| match n {
        10 => format!("{tenth} "),
        n => format!("Voici la phrase numéro {n}, qui est assez longue. "),
    };
    (1..=100).map(sentence).collect()
}

fn finished(text: &str) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    spoken(&environment, usize::MAX);
    environment
}

#[test]
fn damaged_files_are_not_reused() {
    let [before, after] = ["La dixième phrase.", "Une autre phrase ici."].map(one_section);
    let fresh = finished(&after).output();
    let wav = |environment: &Environment| {
        let names = environment.output().into_keys();
        let wav = names.into_iter().find(|name| name.ends_with(".wav"));
        environment.path("output").join(wav.unwrap())
    };
    let damages: [fn(&Environment, &std::path::Path); 4] = [
        |_, _| (),
        |_, wav| {
            let mut bytes = fs::read(wav).unwrap();
            bytes[70_001] ^= 1;
            fs::write(wav, bytes).unwrap();
        },
        |environment, _| {
            let path = environment.path("output/a/manifest.json");
            let manifest = fs::read_to_string(&path).unwrap();
            let start = manifest.rfind("\"start\":").unwrap() + 8;
            let digit = if &manifest[start..=start] == "1" {
                "2"
            } else {
                "1"
            };
            fs::write(
                &path,
                [&manifest[..start], digit, &manifest[start + 1..]].concat(),
            )
            .unwrap();
        },
        |_, wav| fs::remove_file(wav).unwrap(),
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        let environment = finished(&before);
        damage(&environment, &wav(&environment));
        environment.write("a.txt", &after);
        let count = spoken(&environment, usize::MAX);
        assert_eq!(count, if number == 0 { 1 } else { 100 }, "damage {number}");
        let mut output = environment.output();
        // What was damaged is kept beside the new file.
        output.retain(|name, _| !name.ends_with(".changed"));
        assert!(output == fresh, "damage {number}");
    }
}

#[test]
fn a_stopped_run_after_a_change_goes_on_with_what_is_still_the_same() {
    let [before, after] = ["La dixième phrase.", "Une autre phrase ici."].map(one_section);
    let environment = finished(&before);
    environment.write("a.txt", after.replace("numéro 70,", "numéro 170,"));
    assert_eq!(spoken(&environment, 1), 1);
    environment.write("a.txt", &after);
    assert_eq!(spoken(&environment, usize::MAX), 0);
    assert!(environment.output() == finished(&after).output());
    // What it was before is no longer known.
    environment.write("a.txt", &before);
    assert_eq!(spoken(&environment, usize::MAX), 1);
}

#[test]
fn killed_at_any_moment_after_a_change_a_piper_voice_finishes_the_same_files() {
    let arguments = ["a.txt", "--voice", "voice.onnx#pierre"];
    let numbers = &mut Numbers(11);
    let mut sections: Sections = (0..3)
        .map(|_| (0..15).map(|_| sentence(numbers)).collect())
        .collect();
    let versions: Vec<String> = (0..3)
        .map(|_| {
            edit(&mut sections, numbers);
            text(&sections)
        })
        .collect();
    let with_voice = || {
        let environment = Environment::new();
        bring(&environment, "fr_FR-pair-low", |_| ());
        environment
    };
    let start = Instant::now();
    let fresh: Vec<_> = versions
        .iter()
        .map(|text| {
            let environment = with_voice();
            environment.write("a.txt", text);
            environment.succeed(&arguments);
            environment.output()
        })
        .collect();
    let whole = start.elapsed() / 3;
    let environment = with_voice();
    for attempt in 0..18_u32 {
        let version = (attempt / 2) as usize % 3;
        environment.write("a.txt", &versions[version]);
        let mut command = environment.command(&arguments);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(whole * (attempt * 5 % 12 + 1) / 14);
        let _ = child.kill();
        child.wait().unwrap();
        if attempt % 3 == 2 {
            environment.succeed(&arguments);
            assert!(
                environment.output() == fresh[version],
                "after {attempt} kills"
            );
        }
    }
}
