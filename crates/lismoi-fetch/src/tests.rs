//! Against a server of the test's own, on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpListener};
use std::thread;

use super::*;
use crate::reach::is_public;

/// Answers every request with the answer whose path it asks for; returns the address.
fn serve(answers: Vec<(&'static str, String)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut lines = BufReader::new(stream.try_clone().expect("a socket")).lines();
            let request = lines.next().expect("a request").expect("a line");
            // The rest of the head: a socket closed with unread bytes is reset.
            for line in lines {
                if line.expect("a line").is_empty() {
                    break;
                }
            }
            let path = request.split(' ').nth(1).expect("a path");
            let answer = answers.iter().find(|(known, _)| *known == path);
            let answer = answer.map_or("HTTP/1.1 404 Not Found\r\n\r\n", |(_, text)| text);
            stream.write_all(answer.as_bytes()).expect("written");
        }
    });
    address
}

fn ok(body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn fetch(reach: Reach, address: &str, limit: u64) -> (Result<Download, FetchError>, Vec<u8>) {
    let mut written = Vec::new();
    let limit = Limit {
        bytes: limit,
        time: None,
    };
    let result = Fetcher::new(reach).download(address, limit, &mut written);
    (result, written)
}

#[test]
fn a_page_is_downloaded_through_a_redirect_with_its_media_type() {
    let moved =
        "HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let address = serve(vec![("/old", moved.to_owned()), ("/new", ok("bonjour"))]);
    let (result, written) = fetch(Reach::Anywhere, &format!("{address}/old"), 7);
    let download = result.expect("seven bytes are allowed");
    assert_eq!(written, b"bonjour");
    assert_eq!(download.address, format!("{address}/new"));
    assert_eq!(
        download.media_type.as_deref(),
        Some("Text/Plain; charset=utf-8")
    );
    assert_eq!(download.bytes, 7);
}

#[test]
fn what_is_too_large_cut_short_or_missing_is_an_error() {
    let endless = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}",
        "x".repeat(100)
    );
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\nbon".to_owned();
    let address = serve(vec![
        ("/large", ok("bonjour")),
        ("/endless", endless),
        ("/short", short),
    ]);
    for path in ["/large", "/endless"] {
        let (result, _) = fetch(Reach::Anywhere, &format!("{address}{path}"), 6);
        assert!(
            matches!(result, Err(FetchError::TooLarge { limit: 6, .. })),
            "{path}: {result:?}"
        );
    }
    let (result, _) = fetch(Reach::Anywhere, &format!("{address}/short"), 100);
    assert!(
        matches!(result, Err(FetchError::Failed { .. })),
        "{result:?}"
    );
    let (result, _) = fetch(Reach::Anywhere, &format!("{address}/none"), 100);
    assert!(
        matches!(result, Err(FetchError::Status { status: 404, .. })),
        "{result:?}"
    );
}

#[test]
fn this_machine_is_not_contacted_unless_allowed() {
    let address = serve(vec![("/", ok("secret"))]);
    for address in [address.clone(), address.replace("127.0.0.1", "localhost")] {
        let (result, written) = fetch(Reach::Public, &address, 100);
        assert!(
            matches!(result, Err(FetchError::PrivateNetwork { .. })),
            "{result:?}"
        );
        assert!(written.is_empty());
    }
}

#[test]
fn public_addresses_are_told_from_private_ones() {
    let is_public = |text: &str| is_public(text.parse::<IpAddr>().expect(text));
    for text in [
        "9.9.9.9",
        "100.63.0.1",
        "172.32.0.1",
        "198.20.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
    ] {
        assert!(is_public(text), "{text}");
    }
    for text in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:c0a8:101::",
        "2001::1",
    ] {
        assert!(!is_public(text), "{text}");
    }
}

#[test]
fn a_request_carries_its_headers_and_body_and_an_answer_its_own() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/a", listener.local_addr().expect("bound"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            reader.read_line(&mut head).expect("a line");
        }
        let mut body = [0; 5];
        reader.read_exact(&mut body).expect("five bytes");
        let answer = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nETag: \"v1\"\r\n\
            Content-Length: 2\r\nConnection: close\r\n\r\nno";
        stream.write_all(answer.as_bytes()).expect("written");
        (head.to_lowercase(), body)
    });
    let request = Request {
        method: Method::Patch,
        address: &address,
        headers: &[
            ("Authorization", "Bearer secret"),
            ("Content-Type", "text/plain"),
        ],
        body: b"salut",
    };
    let limit = Limit {
        bytes: 100,
        time: None,
    };
    let answer = Fetcher::new(Reach::Anywhere).send(request, limit);
    let answer = answer.expect("an answer is no error, whatever its status");
    assert_eq!((answer.status, answer.retry_after_s), (429, Some(7)));
    assert_eq!(answer.etag.as_deref(), Some("\"v1\""));
    assert_eq!(answer.bytes, b"no");
    let (head, body) = server.join().expect("the server has ended");
    assert!(head.starts_with("patch /a http/1.1\r\n"), "{head}");
    for line in [
        "authorization: bearer secret",
        "content-length: 5",
        "user-agent: lismoi/",
    ] {
        assert!(head.contains(line), "{head}");
    }
    assert_eq!(&body, b"salut");
    let refused = Fetcher::new(Reach::Public).send(request, limit);
    assert!(
        matches!(refused, Err(FetchError::PrivateNetwork { .. })),
        "{refused:?}"
    );
}
