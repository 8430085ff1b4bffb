//! Two thousand requests that are wrong in one way or another: none lets anybody in, none is an
//! error of the server, and none ends it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use super::{ERRORS, Server, article, parsed};
use crate::environment::Environment;

/// Those over HTTP of strangers, those of somebody who knows the token, and events of Wyoming.
const STRANGERS: usize = 1_000;
const KNOWN: usize = 700;
const EVENTS: usize = 300;

const SEED: u64 = 0x11_5301;

const TOKEN: &str = "un jeton bien assez long";

/// The title of the article in the library, which strangers must not read.
const TITLE: &str = "Titre secret";

/// The same numbers in every run: xorshift64* (Vigna, 2016).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    fn one<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let length = self.below(most + 1);
        (0..length).map(|_| self.next() as u8).collect()
    }

    /// Text of a few letters that mean something to parsers.
    fn text(&mut self, most: usize) -> String {
        const LETTERS: [&str; 24] = [
            "a", "0", "-", "=", "&", "%", "%00", "%2e", "%2F", "..", "/", "\\", ";", ",", ":",
            "\"", "'", "{", "[", "é", " ", "*", "+", "~",
        ];
        let length = self.below(most + 1);
        (0..length).map(|_| self.one(&LETTERS)).collect()
    }
}

const METHODS: [&str; 12] = [
    "GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
    "get",
];

/// Addresses of this server; `ID` stands for that of an article.
const PATHS: [&str; 30] = [
    "/",
    "/?q=a&page=2",
    "/add",
    "/undo",
    "/settings",
    "/subscribe",
    "/subscribe/abc/revoke",
    "/queue/abc/retry",
    "/a/ID/",
    "/a/ID/heard",
    "/a/ID/position",
    "/a/ID/cover.png",
    "/a/ID/01-Titre_secret.wav",
    "/a/ID/manifest.json",
    "/f/abc/feed.xml",
    "/f/abc/e/ID/abc/Titre.mp3",
    "/events",
    "/assets/style.css",
    "/v1/models",
    "/v1/audio/speech",
    "/v1/normalize",
    "/opds",
    "/opds/list/new?page=x",
    "/opds/books/ID/Titre.epub",
    "/opds/books/ID/thumbnail.png",
    "/api/2/auth/moi/login.json",
    "/api/2/episodes/moi.json?since=-1",
    "/api/2/devices/moi/tel.json",
    "/api/2/subscriptions/moi/tel.json",
    "/subscriptions/moi.opml",
];

const TYPES: [&str; 7] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=",
    "text/plain",
    "application/json; charset=\u{e9}",
    "",
];

const BODIES: [&str; 14] = [
    "",
    "{",
    "[]",
    "{}",
    "[{\"guid\":1,\"action\":\"play\",\"position\":-1}]",
    "[[[[[[[[[[[[[[[[",
    "{\"input\":5}",
    "{\"input\":\"\",\"speed\":1e999}",
    "{\"add\":[1],\"remove\":null}",
    "milliseconds=-1",
    "milliseconds=1e9&milliseconds=2",
    "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
    "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../x\"\r\n\r\n",
    "--b\r\n\r\n\r\n--b",
];

const RANGES: [&str; 9] = [
    "bytes=0-",
    "bytes=-1",
    "bytes=9-1",
    "bytes=99999999999999999999-",
    "bytes=0-0,5-9,-1",
    "bytes=",
    "bits=0-1",
    "bytes=0x1-",
    "bytes=--1",
];

/// What does not let anybody in. `SECRET` is a secret of the right form.
const CREDENTIALS: [&str; 16] = [
    "",
    "Authorization: Bearer faux",
    "Authorization: Bearer ",
    "Authorization: Bearer un jeton bien assez lon",
    "Authorization: bearer  un jeton bien assez longg",
    "Authorization: Basic bW9pOmZhdXg=",
    "Authorization: Basic ====",
    "Authorization: Basic bW9p",
    "Authorization: Digest un jeton bien assez long",
    "Authorization: un jeton bien assez long",
    "Cookie: lismoi=SECRET",
    "Cookie: lismoi=un jeton bien assez long",
    "Cookie: sessionid=SECRET",
    "Cookie: sessionid=",
    "Cookie: lismoi=; lismoi=SECRET; sessionid",
    "X-Forwarded-User: admin",
];

const ORIGINS: [&str; 8] = [
    "",
    "Origin: http://exemple.fr",
    "Origin: null",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-Site: none",
    "Sec-Fetch-Site: ",
    "Origin: http://HOST",
];

const FIELDS: [&str; 10] = [
    "",
    "X-Forwarded-For: 127.0.0.1",
    "X-Forwarded-Host: localhost",
    "X-Forwarded-Proto: https",
    "X-Original-URL: /settings",
    "X-HTTP-Method-Override: DELETE",
    "If-None-Match: *",
    "If-Range: \"x\"",
    "Accept: text/html",
    "Transfer-Encoding: chunked",
];

/// A request, of somebody who is let in or not.
fn request(random: &mut Random, host: SocketAddr, id: &str, is_known: bool) -> (String, Vec<u8>) {
    let method = random.one(&METHODS);
    let mut path = random.one(&PATHS).replace("ID", id);
    match random.below(6) {
        0 => path += &random.text(12),
        1 => path.insert_str(random.below(2), &random.text(6)),
        2 => path = format!("/{}", random.text(20)),
        _ => {}
    }
    // A line is a line.
    let path = path.replace(' ', "%20");
    let host = match random.below(if is_known { 30 } else { 6 }) {
        0 => random
            .one(&[
                "exemple.fr",
                "",
                "localhost@exemple.fr",
                "192.168.1.2",
                "a b",
                "[::",
            ])
            .to_owned(),
        _ => host.to_string(),
    };
    let credentials = match is_known {
        true => format!("Authorization: Bearer {TOKEN}"),
        false => random.one(&CREDENTIALS).replace("SECRET", &"0f".repeat(16)),
    };
    let origin = random.one(&ORIGINS).replace("HOST", &host);
    let body = match random.below(4) {
        0 => random.bytes(300),
        _ => random.one(&BODIES).as_bytes().to_vec(),
    };
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    let range = match random.below(3) {
        0 => format!("Range: {}", random.one(&RANGES)),
        1 => format!("Range: bytes={}", random.text(8)),
        _ => String::new(),
    };
    let media_type = match random.one(&TYPES) {
        "" => String::new(),
        media_type => format!("Content-Type: {media_type}"),
    };
    let more = random.one(&FIELDS).to_owned();
    for field in [&credentials, &origin, &media_type, &range, &more] {
        if !field.is_empty() {
            head += &format!("{field}\r\n");
        }
    }
    let length = match random.below(12) {
        0 => random.text(4),
        1 => (body.len() + 7).to_string(),
        _ => body.len().to_string(),
    };
    head += &format!("Content-Length: {length}\r\n");
    if random.below(40) == 0 {
        head += &"X: y\r\n".repeat(150);
    }
    head += "\r\n";
    let bytes = [head.as_bytes(), &body].concat();
    (format!("{method} {path}"), bytes)
}

/// What is answered until the connection is closed; the client says that nothing more comes.
fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    let limit = Some(Duration::from_secs(30));
    stream.set_read_timeout(limit).unwrap();
    // It may refuse before it has read all.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let mut block = [0; 4096];
    while let Ok(length) = stream.read(&mut block) {
        if length == 0 || answer.len() > 100_000 {
            break;
        }
        answer.extend_from_slice(&block[..length]);
        // What is told as it happens has no end.
        if answer
            .windows(17)
            .any(|bytes| bytes == b"text/event-stream")
        {
            break;
        }
    }
    answer
}

/// What anybody is shown: how to come in.
fn is_public(line: &str) -> bool {
    let path = line.split(' ').nth(1).unwrap_or_default();
    let public = ["/login", "/sw.js", "/manifest.webmanifest", "/assets/"];
    public.iter().any(|public| path.starts_with(public))
}

fn is_alive(server: &Server) {
    let bearer = format!("Bearer {TOKEN}");
    let page = server.request("GET /?show=all", &[("Authorization", &bearer)], b"");
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains(TITLE));
}

#[test]
fn two_thousand_wrong_requests_do_nothing() {
    let environment = Environment::new();
    environment.write("jeton", format!("{TOKEN}\n"));
    environment.write("article.txt", article(TITLE));
    environment.succeed(&["add", "article.txt", "-q", "--format", "mp3,epub"]);
    let options = ["--token-file", "jeton", "--wyoming", "127.0.0.1:0"];
    let server = Server::start(&environment, &options);
    is_alive(&server);
    let list = environment.succeed(&["library", "list", "--json"]).out;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let id = find_id(&list).unwrap();
    let mut random = Random(SEED);
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    for number in 0..STRANGERS + KNOWN {
        let is_known = number >= STRANGERS;
        let (line, bytes) = request(&mut random, server.address, &id, is_known);
        let answer = parsed(&exchange(server.address, &bytes));
        let shown = || format!("{number}: {line}\n{}", String::from_utf8_lossy(&bytes));
        let text = answer.text();
        assert!(
            answer.status < 500,
            "{} {text} for {}",
            answer.status,
            shown()
        );
        if !is_known && !is_public(&line) {
            // A link from elsewhere is opened once more, now from a page of the server.
            let is_sent_back = answer.text().contains("http-equiv=\"refresh\"");
            let is_shown = (200..300).contains(&answer.status) || answer.status == 304;
            let is_in = is_shown && !is_sent_back;
            assert!(!is_in, "{} for {}", answer.status, shown());
            assert!(!answer.text().contains(TITLE), "{}", shown());
        }
        *statuses.entry(answer.status).or_default() += 1;
        if number % 100 == 99 {
            is_alive(&server);
        }
    }
    let mut events: BTreeMap<String, usize> = BTreeMap::new();
    for number in 0..EVENTS {
        let bytes = event(&mut random);
        let answer = exchange(server.wyoming.unwrap(), &bytes);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let kind = answer.split("\"type\":\"").nth(1).unwrap_or("nothing\"");
        let kind = kind.split('"').next().unwrap().to_owned();
        let expected = ["nothing", "error", "info", "pong", "synthesize-stopped"];
        assert!(expected.contains(&&*kind), "{number}: {answer}");
        *events.entry(kind).or_default() += 1;
    }
    let answer = exchange(server.wyoming.unwrap(), b"{\"type\":\"describe\"}\n");
    assert!(String::from_utf8_lossy(&answer).contains("\"type\":\"info\""));
    is_alive(&server);
    let count = statuses.values().sum::<usize>() + events.values().sum::<usize>();
    assert_eq!(count, STRANGERS + KNOWN + EVENTS);
    // What is refused before it was read may cost the answer; a panic would too.
    let printed = fs::read_to_string(environment.path(ERRORS)).unwrap();
    assert!(!printed.contains("panicked"), "{printed}");
    eprintln!("{count} wrong requests: {statuses:?}, {events:?}");
}

/// Bytes for the Wyoming protocol with which nothing is spoken.
fn event(random: &mut Random) -> Vec<u8> {
    const KINDS: [&str; 8] = [
        "describe",
        "ping",
        "synthesize",
        "synthesize-start",
        "synthesize-chunk",
        "synthesize-stop",
        "audio-chunk",
        "",
    ];
    const DATA: [&str; 8] = [
        "{}",
        "[]",
        "null",
        "{\"text\":5}",
        "{\"text\":\" ... \"}",
        "{\"voice\":{\"name\":\"../x\"}}",
        "{\"voice\":\"fr\",\"text_format\":\"ssml\"}",
        "{\"text\":{\"a\":[",
    ];
    let mut bytes = Vec::new();
    for _ in 0..=random.below(3) {
        let (kind, data) = (random.one(&KINDS), random.one(&DATA));
        let length = match random.below(4) {
            0 => random
                .one(&[
                    "-1",
                    "1e3",
                    "18446744073709551615",
                    "99999999",
                    "0",
                    "3",
                    "null",
                ])
                .to_owned(),
            _ => data.len().to_string(),
        };
        match random.below(5) {
            0 => bytes.extend(random.bytes(100)),
            1 => bytes.extend(format!("{{\"type\":\"{kind}\",\"data\":{data}}}\n").into_bytes()),
            2 => bytes.extend(
                format!("{{\"type\":\"{kind}\",\"payload_length\":{length}}}\n{data}").into_bytes(),
            ),
            _ => bytes.extend(
                format!("{{\"type\":\"{kind}\",\"data_length\":{length}}}\n{data}").into_bytes(),
            ),
        }
    }
    bytes
}

/// The first SHA-256 in a list.
fn find_id(list: &serde_json::Value) -> Option<String> {
    match list {
        serde_json::Value::String(text) if text.len() == 64 => Some(text.clone()),
        serde_json::Value::Array(values) => values.iter().find_map(find_id),
        serde_json::Value::Object(fields) => fields.values().find_map(find_id),
        _ => None,
    }
}
