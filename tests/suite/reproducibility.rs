//! The same article and options give the same bytes.

use std::fs;

use crate::environment::{Environment, SEED, article, files_below};

/// A voice of every engine.
const VOICES: [&str; 2] = ["fr", "pico"];

#[test]
fn jobs_cache_and_output_folder_change_no_byte() {
    for voice in VOICES {
        assert_same_bytes(voice);
    }
}

fn assert_same_bytes(voice: &str) {
    let reference = Environment::with_seed();
    let name = format!("{SEED}.txt");
    reference.succeed(&[&name, "--jobs", "1", "--voice", voice]);
    for jobs in ["2", "7"] {
        let environment = Environment::with_seed();
        let mut command =
            environment.command(&[&name, "--jobs", jobs, "-o", "elsewhere/and further"]);
        command.args(["--voice", voice]);
        // Longer than the 160 bytes that eSpeak NG allows a path, and the 128 of Pico.
        command.env("XDG_CACHE_HOME", environment.path(&"long/".repeat(40)));
        command.env("HOME", environment.path("home"));
        assert!(command.output().unwrap().status.success());
        let files = files_below(&environment.path("elsewhere/and further"));
        assert_eq!(files.len(), 11);
        assert!(
            files == reference.output(),
            "{voice}, jobs {jobs}: not the same bytes"
        );
    }
}

#[test]
fn a_sentence_sounds_the_same_whatever_stands_before_it() {
    let wav = |voice: &str, text: &str, section: &str| {
        let environment = Environment::new();
        environment.write("a.txt", text);
        environment.succeed(&[
            "a.txt",
            "--jobs",
            "1",
            "--loudness",
            "off",
            "--voice",
            voice,
        ]);
        fs::read(environment.path("output/a").join(section)).unwrap()
    };
    for voice in VOICES {
        let alone = wav(
            voice,
            "Partie numéro 3\n\nVoici la phrase 3. Elle est suivie d'une autre. Puis c'est la fin.",
            "01-Partie-numéro-3.wav",
        );
        assert!(
            alone == wav(voice, &article(5), "04-Partie-numéro-3.wav"),
            "{voice}"
        );
    }
}
