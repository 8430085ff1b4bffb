//! Requests of every kind: parts, what is known, and what nobody may ask for.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::{Answer, Server};
use crate::environment::{Environment, articles};

fn server() -> (Environment, Server, String) {
    let environment = Environment::new();
    let server = Server::start(&environment, &articles(2), &[]);
    let address = server.address(0);
    (environment, server, address)
}

#[test]
fn parts_of_an_object_are_sent_and_what_is_known_is_not() {
    let (_environment, server, address) = server();
    let whole = server.get(&address);
    let length = whole.body.len();
    let tag = &whole.fields["etag"];
    assert_eq!(tag, &format!("\"{}\"", &address[6..70]));
    assert_eq!(
        whole.fields["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(whole.fields["accept-ranges"], "bytes");
    let ask = |fields: &str| server.ask("GET", &address, fields);
    let part = ask("Range: bytes=10-19\r\n");
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[10..20]));
    assert_eq!(
        part.fields["content-range"],
        format!("bytes 10-19/{length}")
    );
    let last = ask("Range: bytes=-5\r\n");
    assert_eq!(
        (last.status, &last.body[..]),
        (206, &whole.body[length - 5..])
    );
    let outside = ask(&format!("Range: bytes={length}-\r\n"));
    assert_eq!(outside.status, 416);
    assert_eq!(outside.fields["content-range"], format!("bytes */{length}"));
    assert_eq!(outside.fields["cache-control"], "no-store");
    let known = ask(&format!("If-None-Match: {tag}\r\n"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    let other = ask("Range: bytes=0-1\r\nIf-Range: \"x\"\r\n");
    assert_eq!((other.status, other.body.len()), (200, length));
    let head = server.ask("HEAD", &address, "Range: bytes=0-1\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.fields["content-length"], length.to_string());
}

#[test]
fn head_makes_nothing() {
    let (environment, server, address) = server();
    let head = server.ask("HEAD", &address, "");
    assert_eq!(
        (head.status, &*head.fields["cache-control"]),
        (202, "no-store")
    );
    let captions = format!("/captions/{}.vtt", &address[6..70]);
    assert_eq!(server.ask("HEAD", &captions, "").status, 202);
    assert_eq!(server.ask("HEAD", "/articles/0", "").status, 307);
    for count in ["lismoi_in_flight", "lismoi_queue_pending"] {
        assert_eq!(server.count(count), 0.0);
    }
    assert!(environment.store().is_empty());
}

#[test]
fn nothing_but_articles_is_there() {
    let (environment, server, address) = server();
    std::fs::write(environment.path("store/secret"), "x").unwrap();
    let key = &address[6..70];
    let other = if key.starts_with("00") { "01" } else { "00" };
    for path in [
        "/",
        "/o",
        "/o/",
        "/o/..%2fsecret",
        "/secret",
        "/o/../secret",
        "/o/%2e%2e/secret",
        "/o/%2e%2e/%2e%2e%2fcorpus.jsonl",
        "/c/serve/00000.jsonl.gz",
        "/captions/..%2f..%2fcorpus.vtt",
        "/articles/",
        "/articles/2",
        "/articles/%ff",
        &format!("/o/{other}/{key}.opus"),
        &format!("/o/{}/{key}.wav", &key[..2]),
        &format!("/o/{}/{key}.mp3", &key[..2]),
        &format!("/o/{}/{}.opus", &key[..2], key.to_uppercase()),
        &format!("/o/{}/{}{}.opus", &key[..2], &key[..2], "0".repeat(62)),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(
            answer.fields["cache-control"], "public, max-age=60",
            "{path}"
        );
        assert!(answer.body.is_empty(), "{path}");
    }
    assert_eq!(server.count("lismoi_articles_total{result=\"new\"}"), 0.0);
}

#[test]
fn only_what_changes_nothing_may_be_asked() {
    let (_environment, server, address) = server();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        for path in [&*address, "/articles/0", "/healthz", "/x"] {
            let answer = server.ask(method, path, "");
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.fields["allow"], "GET, HEAD");
        }
    }
    for body in ["Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n"] {
        assert_eq!(server.ask("GET", &address, body).status, 413, "{body}");
    }
    let long = format!("X: {}\r\n", "x".repeat(100_000));
    let mut stream = server.send("GET", "/healthz", &long[..10_000]);
    let mut bytes = Vec::new();
    let _ = stream.write_all(long.as_bytes());
    let _ = stream.read_to_end(&mut bytes);
    let many = "X: x\r\n".repeat(1_000);
    assert_eq!(server.ask("GET", "/healthz", &many).status, 431);
    let health = server.get("/healthz");
    assert_eq!((health.status, &health.body[..]), (200, &b"ok\n"[..]));
}

#[test]
fn a_head_that_does_not_end_is_cut_off() {
    let (_environment, server, _) = server();
    let mut stream = TcpStream::connect(&server.place).unwrap();
    stream.set_read_timeout(Some(super::PATIENCE)).unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    assert!(bytes.is_empty() || Answer::of(&bytes).status == 408);
}
