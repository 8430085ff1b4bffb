//! Home Assistant's protocol for voices.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::environment::Environment;
use crate::serving::{ERRORS, Server};
use crate::tools;

#[test]
fn the_official_client_hears_texts_whole_and_in_chunks() {
    let Some(mut client) = tools::python_client("wyoming_speech.py", "wyoming") else {
        return;
    };
    let environment = Environment::new();
    let server = Server::start(&environment, &["--wyoming", "127.0.0.1:0"]);
    let heard = tools::json_of(client.arg(server.wyoming.unwrap().to_string()));
    assert_eq!(heard["voices"]["fr"][0], "fr-FR");
    assert_eq!(heard["voices"]["fr-ch"][0], "fr-CH");
    let seconds = |value: &serde_json::Value| value.as_f64().unwrap();
    let whole = seconds(&heard["spoken"]);
    assert!((2.0..8.0).contains(&whole), "{heard}");
    assert!(
        seconds(&heard["swiss"]) > 0.3 && seconds(&heard["pico"]) > 0.2,
        "{heard}"
    );
    // A sentence is spoken before the next one is there, and none twice.
    let streamed = &heard["streamed"];
    assert_eq!(streamed["starts"], 3, "{heard}");
    assert!(
        (seconds(&streamed["seconds"]) - whole).abs() < 0.4 * whole,
        "{heard}"
    );
    let refused = heard["refused"].as_array().unwrap();
    for (refused, reason) in refused.iter().zip([
        "there is no voice '../personne'",
        "there is no voice for the language 'en'",
        "there is nothing to say",
        "the text is too long",
        "SSML is not read",
        "a chunk came before its start",
    ]) {
        assert_eq!(refused, reason);
    }
}

#[test]
fn what_is_no_event_ends_one_connection_and_not_the_server() {
    let environment = Environment::new();
    let server = Server::start(&environment, &["--wyoming", "127.0.0.1:0"]);
    let send = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(server.wyoming.unwrap()).unwrap();
        let limit = Some(Duration::from_secs(30));
        stream.set_read_timeout(limit).unwrap();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    for bytes in [
        &b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"[..],
        b"{\"type\":\"synthesize\",\"data\":{\"text\":5}}\n",
        b"{\"type\":\"synthesize\",\"data_length\":9999999999}\n",
        &[b'a'; 2_000_000],
    ] {
        let answer = send(bytes);
        // What was not read yet may cost the answer.
        assert!(answer.is_empty() || answer.starts_with("{"), "{answer}");
        assert!(answer.is_empty() || answer.contains("error"), "{answer}");
    }
    // Unknown events are left out.
    let answer = send(b"{\"type\":\"transcribe\"}\n{\"type\":\"describe\"}\n");
    assert!(answer.contains("\"type\":\"info\""), "{answer}");
    // A client that goes in the middle of its sound stops it.
    let mut stream = TcpStream::connect(server.wyoming.unwrap()).unwrap();
    let text = "Le vent se lève sur la plaine, et passe. ".repeat(500);
    let event = serde_json::json!({"type": "synthesize", "data": {"text": text}});
    writeln!(stream, "{event}").unwrap();
    let mut begun = [0; 30];
    stream.read_exact(&mut begun).unwrap();
    drop(stream);
    let answer = send(b"{\"type\":\"synthesize\",\"data\":{\"text\":\"Oui.\"}}\n");
    assert!(answer.contains("audio-stop"), "{answer}");
}

#[test]
fn an_address_that_others_reach_is_warned_of() {
    let environment = Environment::new();
    let printed = || fs::read_to_string(environment.path(ERRORS)).unwrap();
    let server = Server::start(&environment, &["--wyoming", "127.0.0.1:0"]);
    drop(server);
    assert_eq!(printed(), "");
    let server = Server::start(&environment, &["--wyoming", "0.0.0.0:0"]);
    drop(server);
    let warning = printed();
    assert!(warning.contains("whoever reaches 0.0.0.0:0"), "{warning}");
    // The pages still ask for a token there.
    let run = environment.run(&["serve", "--listen", "0.0.0.0:0", "--wyoming"]);
    assert!(run.err.contains("with a token only"), "{}", run.err);
}
