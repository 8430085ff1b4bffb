//! `lismoi voices`: listed, added, removed.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use crate::environment::Environment;

const MODEL: &[u8] = include_bytes!("../piper/fr_FR-small-low.onnx");
const CONFIG: &str = include_str!("../piper/fr_FR-small-low.onnx.json");

/// Writes a voice that says it speaks this language.
fn write_voice(environment: &Environment, name: &str, language: &str) {
    environment.write(&format!("{name}.onnx"), MODEL);
    environment.write(
        &format!("{name}.onnx.json"),
        CONFIG.replace("fr_FR", language),
    );
}

#[test]
fn the_list_names_the_voices_of_each_engine_and_all_variants_only_if_asked() {
    let environment = Environment::new();
    let list = environment.succeed(&["voices"]).out;
    assert_eq!(environment.succeed(&["voices", "list"]).out, list);
    for line in ["  fr-be ", "  +f2 ", "lismoi voices add"] {
        assert!(list.contains(line), "{line} in\n{list}");
    }
    assert!(!list.contains("robosoft"));
    let all = environment.succeed(&["voices", "list", "--all"]).out;
    assert!(all.contains("+robosoft8"));
}

#[test]
fn a_voice_is_added_with_its_licence_listed_and_removed() {
    let environment = Environment::new();
    write_voice(&environment, "fr_FR-aube-medium", "fr_FR");
    environment.write("MODEL_CARD", "* License: CC BY 4.0\n");
    let added = environment.succeed(&["voices", "add", "fr_FR-aube-medium.onnx"]);
    assert!(added.out.contains("--voice fr_FR-aube-medium"));
    assert!(added.out.contains("CC BY 4.0 (name the authors"));
    let list = environment.succeed(&["voices"]).out;
    assert!(
        list.contains("  fr_FR-aube-medium\n    fr_FR, low, 22050 Hz, 1 MB; licence: CC BY 4.0\n")
    );
    let mut asked = environment.command(&["--", "lismoi", "--voice", "fr_"]);
    let answer = asked.env("LISMOI_COMPLETE", "bash").output().unwrap();
    assert_eq!(answer.stdout, b"fr_FR-aube-medium\n");
    let doctor = environment.succeed(&["doctor"]).out;
    assert!(
        doctor.contains("ok     speech of fr_FR-aube-medium: spoke; a worker takes at most about"),
        "{doctor}"
    );
    environment.succeed(&["voices", "remove", "aube"]);
    assert!(!environment.succeed(&["voices"]).out.contains("aube"));
    let again = environment.run(&["voices", "remove", "aube"]);
    assert_eq!(again.code, Some(1));
    assert!(
        again
            .err
            .contains("error: no voice 'aube' was added\nhint: ")
    );
}

#[test]
fn what_is_no_french_voice_is_refused_with_a_hint_and_leaves_nothing() {
    let environment = Environment::new();
    write_voice(&environment, "en_US-joe-medium", "en_US");
    environment.write("bare.onnx", "a model");
    for (source, error, hint) in [
        (
            "en_US-joe-medium.onnx",
            "speaks 'en_US', not French",
            "--any-language",
        ),
        ("bare.onnx", "has no configuration", ".onnx.json"),
        ("nothing.onnx", "could not read 'nothing.onnx'", ""),
        (
            "http://127.0.0.1:9/a.onnx",
            "is in a private network",
            "--allow-private",
        ),
    ] {
        let run = environment.run(&["voices", "add", source]);
        assert_eq!(run.code, Some(1), "{source}");
        assert!(
            run.err.contains(error) && run.err.contains(hint),
            "{}",
            run.err
        );
    }
    assert!(!environment.path("data/lismoi").exists());
}

#[test]
fn a_voice_is_downloaded_from_an_address_that_the_user_names() {
    let environment = Environment::new();
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!(
        "http://{}/v/fr_FR-aube-low.onnx",
        server.local_addr().unwrap()
    );
    thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            let mut head = vec![0; 4096];
            let count = stream.read(&mut head).unwrap();
            let head = String::from_utf8_lossy(&head[..count]).into_owned();
            let body = match head.split(' ').nth(1).unwrap() {
                "/v/fr_FR-aube-low.onnx.json" => CONFIG.as_bytes(),
                "/v/fr_FR-aube-low.onnx" => MODEL,
                _ => {
                    let missing =
                        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                    stream.write_all(missing.as_bytes()).unwrap();
                    continue;
                }
            };
            let length = body.len();
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(body).unwrap();
        }
    });
    let added = environment.succeed(&["voices", "add", &address, "--allow-private"]);
    assert!(
        added.err.contains("warning: it has no model card"),
        "{}",
        added.err
    );
    assert!(
        environment
            .succeed(&["voices"])
            .out
            .contains("fr_FR-aube-low")
    );
    assert!(
        environment
            .path("data/lismoi/voices/fr_FR-aube-low/fr_FR-aube-low.onnx")
            .is_file()
    );
}

#[test]
fn a_voice_is_tried_and_all_of_them_with_a_file_each() {
    let environment = Environment::new();
    let tried = environment.succeed(&["voices", "try", "fr+f2", "Il est 14 h 30."]);
    assert_eq!(tried.out, "./fr+f2.wav\n");
    environment.succeed(&["voices", "try", "--all", "-o", "all"]);
    for name in ["fr", "fr-be", "fr-ch", "pico"] {
        let file = environment.path("all").join(format!("{name}.wav"));
        let seconds = hound::WavReader::open(file).unwrap().duration() / 16_000;
        assert!(seconds >= 4, "{name}");
    }
    let unknown = environment.run(&["voices", "try", "nobody"]);
    assert_eq!(unknown.code, Some(1));
    assert!(
        unknown.err.contains("hint: run `lismoi voices`"),
        "{}",
        unknown.err
    );
}
