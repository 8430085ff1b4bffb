//! `say` and `play`: what can be heard without a loudspeaker, and, where PulseAudio is installed,
//! what a loudspeaker gets.

use std::fs;
use std::io::Read;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::environment::{Environment, article};
use crate::sound_server::SoundServer;

/// The samples of a WAV file or stream, after its header.
fn samples(wav: &[u8]) -> Vec<i16> {
    let data = wav.windows(4).position(|window| window == b"data").unwrap();
    let bytes = wav[data + 8..].chunks_exact(2);
    bytes
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}

fn said(environment: &Environment, arguments: &[&str]) -> Vec<i16> {
    let output = environment
        .command(&[&["say", "-o", "-"], arguments].concat())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    samples(&output.stdout)
}

#[test]
fn a_text_a_file_and_standard_input_sound_the_same() {
    let environment = Environment::new();
    environment.write("a.txt", "Il est 14 h 30.");
    let text = said(&environment, &["Il est 14 h 30."]);
    assert!(text.iter().any(|sample| sample.unsigned_abs() > 1000));
    assert_eq!(said(&environment, &["a.txt", "--from", "paragraphs"]), text);
    let arguments = ["say", "-o", "b.wav", "--from", "paragraphs"];
    let run = environment.pipe(&arguments, b"Il est 14 h 30.");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let file = fs::read(environment.path("b.wav")).unwrap();
    let length = samples(&file).len().min(text.len());
    assert_eq!(samples(&file)[..length], text[..length]);
    // What would be dropped from a page is said where it is typed.
    assert!(said(&environment, &["12 commentaires"]).len() > 10_000);
}

#[test]
fn a_section_or_a_sentence_is_a_part_of_the_article() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt", "--loudness", "off"]);
    let section = said(
        &environment,
        &["a.txt", "--section", "2", "--loudness", "off"],
    );
    let output = environment.output();
    let (_, file) = output
        .iter()
        .find(|(name, _)| name.starts_with("a/02"))
        .unwrap();
    let length = samples(file).len().min(section.len());
    assert!(section.len() > 20_000 && samples(file)[..length] == section[..length]);
    let sentence = said(
        &environment,
        &["a.txt", "--section", "2", "--sentence", "2"],
    );
    assert!(sentence.len() < section.len());
    for (arguments, message) in [
        (["--section", "9"], "there is no section 9: the article has"),
        (
            ["--sentence", "99"],
            "there is no sentence 99: there are 10",
        ),
        (["--sentence", "0"], "there is no sentence 0: there are 10"),
    ] {
        let arguments = [&["say", "a.txt", "-o", "x.wav"], &arguments[..]].concat();
        let run = environment.run(&arguments);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(message), "{}", run.err);
        assert!(!environment.path("x.wav").exists());
    }
}

#[test]
fn a_pipe_gets_the_first_sentence_while_the_others_are_spoken() {
    let environment = Environment::new();
    environment.write("a.txt", article(400));
    let mut command = environment.command(&["say", "a.txt", "-o", "-"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = vec![0; 40_000];
    out.read_exact(&mut first).unwrap();
    assert!(first.starts_with(b"RIFF"));
    // Nobody listens any more: the program ends without an error.
    drop(out);
    let start = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_mistake_in_the_name_of_a_file_is_not_said() {
    let environment = Environment::new();
    let run = environment.run(&["say", "pages.html", "-o", "x.wav"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("there is no file 'pages.html'"),
        "{}",
        run.err
    );
    let run = environment.succeed(&["say", "Le site pages.html", "-o", "x.wav"]);
    assert_eq!(run.out, "x.wav\n");
}

#[test]
fn an_interrupted_file_leaves_nothing() {
    let environment = Environment::new();
    environment.write("a.txt", article(2000));
    let mut child = environment
        .command(&["say", "a.txt", "-o", "x.wav"])
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_millis(400));
    let pid = nix::unistd::Pid::from_raw(child.id() as i32);
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left = fs::read_dir(environment.path("")).unwrap().flatten();
    let left: Vec<_> = left
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert!(!left.iter().any(|name| name.contains("wav")), "{left:?}");
}

#[test]
fn without_a_sound_server_the_error_says_what_to_do() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    environment.succeed(&["a.txt"]);
    for arguments in [&["say", "Bonjour."][..], &["play", "output/a"]] {
        let output = environment
            .command(arguments)
            .env("PULSE_SERVER", "unix:/nonexistent")
            .env("XDG_RUNTIME_DIR", environment.path("run"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("no sound server answers"), "{message}");
        assert!(message.contains("hint: start PulseAudio"), "{message}");
    }
}

#[test]
fn what_is_no_audiobook_is_not_played() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt"]);
    for (arguments, message) in [
        (&["play", "absent"][..], "there is no file 'absent'"),
        (&["play", "."], "holds no finished audiobook"),
        (
            &["play", "output/a", "--section", "7"],
            "there is no section 7: the audiobook has",
        ),
    ] {
        let run = environment.run(arguments);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(message), "{}", run.err);
    }
    let run = environment.run(&["play", "output/a", "--speed", "9"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn the_loudspeaker_gets_what_the_file_holds() {
    let Some(server) = SoundServer::start() else {
        return;
    };
    let environment = Environment::new();
    let text = "Bonjour, il est midi.";
    let file = said(&environment, &[text]);
    let heard = server.record(|| {
        let status = server.command(environment.command(&["say", text])).status();
        assert!(status.unwrap().success());
    });
    assert_hears(&heard, &file);
}

#[test]
fn an_audiobook_is_played_to_its_end_and_from_where_it_was_stopped() {
    let Some(server) = SoundServer::start() else {
        return;
    };
    let environment = Environment::new();
    environment.write(
        "a.txt",
        "Un titre\n\nUne phrase.\n\nUne partie\n\nLa fin est là.\n",
    );
    environment.succeed(&["a.txt"]);
    let output = environment.output();
    let wavs = output.iter().filter(|(name, _)| name.ends_with(".wav"));
    let whole: Vec<i16> = wavs.flat_map(|(_, wav)| samples(wav)).collect();
    let state = environment.path("state");
    let play = || {
        let mut command = server.command(environment.command(&["play", "output/a"]));
        command.env("XDG_STATE_HOME", &state);
        command
    };
    let heard = server.record(|| assert!(play().status().unwrap().success()));
    assert_hears(&heard, &whole);
    let mut child = play().spawn().unwrap();
    thread::sleep(Duration::from_millis(1500));
    let pid = nix::unistd::Pid::from_raw(child.id() as i32);
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).unwrap();
    let start = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(start.elapsed() < Duration::from_secs(4));
    let rest = server.record(|| assert!(play().status().unwrap().success()));
    assert!(rest.len() < heard.len(), "it was not resumed");
    let mut child = play().spawn().unwrap();
    thread::sleep(Duration::from_millis(1500));
    let pid = nix::unistd::Pid::from_raw(child.id() as i32);
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let positions = fs::read_to_string(state.join("lismoi/positions.json")).unwrap();
    assert!(positions.contains("\"seconds\""), "{positions}");
}

#[test]
fn the_articles_that_fit_into_the_time_are_played_one_after_the_other() {
    let Some(server) = SoundServer::start() else {
        return;
    };
    let environment = Environment::new();
    environment.write("a.txt", "Un titre\n\nUne phrase courte, et voilà.\n");
    environment.write("b.txt", "Autre chose\n\nLa fin est là, demain matin.\n");
    environment.succeed(&["a.txt", "b.txt"]);
    let output = environment.output();
    let of_article = |folder: &str| -> Vec<i16> {
        let wavs = output
            .iter()
            .filter(|(name, _)| name.starts_with(folder) && name.ends_with(".wav"));
        wavs.flat_map(|(_, wav)| samples(wav)).collect()
    };
    let heard = server.record(|| {
        let listen = environment.command(&["listen", "--for", "5", "--play"]);
        let mut command = server.command(listen);
        command.env("XDG_STATE_HOME", environment.path("state"));
        assert!(command.status().unwrap().success());
    });
    let (first, second) = (of_article("a/"), of_article("b/"));
    assert_hears(&heard, &first);
    assert_hears(&heard, &second);
    assert!(heard.len() >= first.len() + second.len());
}

/// Whether the recording holds the samples: the loudest stretch of them, to within rounding.
#[track_caller]
fn assert_hears(heard: &[i16], samples: &[i16]) {
    const STRETCH: usize = 4000;
    let loudest = samples
        .chunks_exact(STRETCH)
        .max_by_key(|chunk| {
            chunk
                .iter()
                .map(|s| u64::from(s.unsigned_abs()))
                .sum::<u64>()
        })
        .expect("long enough");
    let is_there = heard.windows(STRETCH).any(|window| {
        let mut pairs = window.iter().zip(loudest);
        pairs.all(|(one, other)| (i32::from(*one) - i32::from(*other)).abs() < 40)
    });
    assert!(
        is_there,
        "{} samples were heard of {}",
        heard.len(),
        samples.len()
    );
}
