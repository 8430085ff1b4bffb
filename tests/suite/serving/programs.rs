//! Other programs that want a voice.

use serde_json::{Value, json};

use super::Server;
use crate::environment::Environment;

fn post(server: &Server, path: &str, body: &Value) -> super::Answer {
    let fields = [("Content-Type", "application/json")];
    server.request(
        &format!("POST {path}"),
        &fields,
        body.to_string().as_bytes(),
    )
}

#[test]
fn a_text_is_spoken_in_every_format() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    for (format, media_type, start) in [
        ("mp3", "audio/mpeg", &b"ID3"[..]),
        ("wav", "audio/wav", b"RIFF"),
        ("flac", "audio/flac", b"fLaC"),
        ("opus", "audio/ogg", b"OggS"),
        ("aac", "audio/mp4", b"\0\0\0"),
    ] {
        let body = json!({"model": "tts-1", "voice": "alloy", "input": "Il est 14 h 30.", "response_format": format});
        let answer = post(&server, "/v1/audio/speech", &body);
        assert_eq!(
            (answer.status, answer.field("content-type")),
            (200, Some(media_type)),
            "{}",
            answer.text()
        );
        assert!(answer.body.starts_with(start), "{format}");
    }
    let pcm = |speed: f64| {
        let body = json!({"model": "x", "input": "Il est 14 h 30.", "response_format": "pcm", "speed": speed});
        post(&server, "/v1/audio/speech", &body).body.len() as f64
    };
    // 16 bits at 24 kHz: between one and four seconds.
    let plain = pcm(1.0);
    assert!((48_000.0..192_000.0).contains(&plain), "{plain}");
    assert!(pcm(2.0) < 0.8 * plain);
}

#[test]
fn what_cannot_be_spoken_is_refused_with_a_reason() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    for (body, reason) in [
        (json!({"input": " "}), "'input' is empty"),
        (json!({"input": "x".repeat(300_000)}), "'input' is too long"),
        (
            json!({"input": "Oui.", "voice": "../x"}),
            "there is no voice '../x'",
        ),
        (
            json!({"input": "Oui.", "voice": "/etc/passwd"}),
            "there is no voice",
        ),
        (
            json!({"input": "Oui.", "response_format": "ogg"}),
            "'response_format' cannot be 'ogg'",
        ),
        (json!({"input": "Oui.", "speed": 9}), "'speed' cannot be 9"),
    ] {
        let answer = post(&server, "/v1/audio/speech", &body);
        assert_eq!(answer.status, 400, "{}", answer.text());
        let error: Value = serde_json::from_slice(&answer.body).unwrap();
        let message = error["error"]["message"].as_str().unwrap();
        assert!(message.contains(reason), "{message}");
    }
    let answer = server.request(
        "POST /v1/audio/speech",
        &[("Content-Type", "text/plain")],
        b"Oui.",
    );
    assert_eq!(answer.status, 415);
    // A page from elsewhere does not make this computer speak.
    let fields = [
        ("Content-Type", "application/json"),
        ("Sec-Fetch-Site", "cross-site"),
    ];
    let answer = server.request("POST /v1/audio/speech", &fields, b"{\"input\":\"Oui.\"}");
    assert_eq!(answer.status, 403);
}

#[test]
fn a_text_is_normalized() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let answer = post(
        &server,
        "/v1/normalize",
        &json!({"input": "Il est 14h30. Il fait 3 °C."}),
    );
    let said: Value = serde_json::from_slice(&answer.body).unwrap();
    let text = said["text"].as_str().unwrap();
    assert!(
        text.contains("14 heures 30") && text.contains("degrés"),
        "{text}"
    );
    assert_eq!(said["utterances"].as_array().unwrap().len(), 2);
    let voices: Value = serde_json::from_slice(&server.get("/v1/audio/voices").body).unwrap();
    assert!(
        voices["voices"]
            .as_array()
            .unwrap()
            .iter()
            .any(|voice| voice["id"] == "pico")
    );
}
