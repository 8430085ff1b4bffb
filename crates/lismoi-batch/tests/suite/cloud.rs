//! A bucket in place of a folder. `moto_server` (PyPI: moto, with server) stands for S3.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::{Value, json};

use crate::environment::{Environment, articles, joined};
use crate::serving;

/// A server with a bucket. It is stopped with this value.
struct Bucket {
    child: Child,
    /// `127.0.0.1:PORT`.
    place: String,
}

impl Bucket {
    /// Starts the server, with a bucket in it; `None`, with a message, where it is not installed.
    fn start() -> Option<Bucket> {
        let child = Command::new("moto_server")
            .args(["--port", "0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            let is_required = std::env::var("LISMOI_TOOLS").is_ok_and(|value| value == "required");
            assert!(!is_required, "a bucket: moto_server is not installed");
            eprintln!("skipped: a bucket: moto_server is not installed");
            return None;
        };
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let place = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, place) = line.split_once("Running on http://")?;
            Some(place.trim().to_owned())
        });
        // What it prints must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        let bucket = Bucket {
            child,
            place: place.unwrap(),
        };
        let made = bucket.request("PUT /bucket");
        assert!(made.starts_with("HTTP/1.1 200"), "{made}");
        Some(bucket)
    }

    fn request(&self, request: &str) -> String {
        self.send(request, "")
    }

    /// Sends a request with a body.
    fn send(&self, request: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.place).unwrap();
        // The server wants a name, and checks no signature.
        let end = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request\r\n\
                   Connection: close\r\n";
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: {}\r\n{end}Content-Length: {}\r\n\r\n{body}",
            self.place,
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The program with the bucket as its store.
    fn command(&self, environment: &Environment, arguments: &[&str]) -> Command {
        let mut command = environment.command_for(arguments);
        command
            .args(["--store", "s3://bucket/archive"])
            .env("AWS_ENDPOINT", format!("http://{}", self.place))
            .env("AWS_ALLOW_HTTP", "true")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test");
        command
    }

    /// Runs the program with the bucket as its store.
    fn run(
        &self,
        environment: &Environment,
        arguments: &[&str],
        lines: &[Value],
    ) -> (Option<i32>, Vec<Value>, String) {
        let mut child = self.command(environment, arguments).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let _ = input.write_all(&joined(lines));
        drop(input);
        let output = child.wait_with_output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let answers = out.lines().map(|line| serde_json::from_str(line).unwrap());
        let err = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), answers.collect(), err)
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        let _ = kill(
            Pid::from_raw(self.child.id().cast_signed()),
            Signal::SIGTERM,
        );
        let _ = self.child.wait();
    }
}

#[test]
fn a_bucket_has_the_same_objects_as_a_folder_and_each_once() {
    let Some(bucket) = Bucket::start() else {
        return;
    };
    let lines = articles(3);
    let environment = Environment::new();
    environment.run(&[], &lines);
    let (code, answers, err) = bucket.run(&environment, &["run"], &lines);
    assert_eq!((code, answers.len()), (Some(0), 3), "{err}");
    assert!(answers.iter().all(|answer| answer["new"] == true));
    let listed = bucket.request("GET /bucket?list-type=2");
    for name in environment.store().keys() {
        assert!(
            listed.contains(&format!("<Key>archive/{name}</Key>")),
            "{listed}"
        );
    }
    let (code, answers, err) = bucket.run(&environment, &["run"], &lines);
    assert_eq!(code, Some(0), "{err}");
    assert!(answers.iter().all(|answer| answer["new"] == false));
    let (code, answers, err) = bucket.run(&environment, &["verify"], &[]);
    assert_eq!((code, answers.len()), (Some(0), 0), "{err}");
    assert_eq!(err, "3 articles checked, 0 faults found\n");

    // Without its captions an object is made again, and found to be there.
    let gone = bucket.request("DELETE /bucket/archive/c/default/00000.jsonl.gz");
    assert!(gone.starts_with("HTTP/1.1 204"), "{gone}");
    let (code, answers, err) = bucket.run(&environment, &["run"], &lines);
    assert_eq!(code, Some(0), "{err}");
    assert!(answers.iter().all(|answer| answer["new"] == false));

    let lost = environment
        .store()
        .into_keys()
        .find(|name| name.starts_with("o/"))
        .unwrap();
    bucket.request(&format!("DELETE /bucket/archive/{lost}"));
    let (code, answers, _) = bucket.run(&environment, &["verify"], &[]);
    assert_eq!((code, &answers[0]["file"]), (Some(1), &Value::from(lost)));
}

#[test]
fn the_objects_of_a_bucket_are_articles() {
    let Some(bucket) = Bucket::start() else {
        return;
    };
    let environment = Environment::new();
    std::fs::create_dir_all(environment.path("texts/b")).unwrap();
    for (name, text) in [("a.txt", "Il est 14 h 30."), ("b/c.txt", "Oui.")] {
        let sent = bucket.send(&format!("PUT /bucket/texts/{name}"), text);
        assert!(sent.starts_with("HTTP/1.1 200"), "{sent}");
        std::fs::write(environment.path("texts").join(name), text).unwrap();
    }
    let (code, listed, err) = bucket.run(&environment, &["run", "s3://bucket/texts/"], &[]);
    assert_eq!((code, listed.len()), (Some(0), 2), "{err}");
    let lines = ["a.txt", "b/c.txt", "gone.txt", "../a"];
    let lines = lines.map(|name| json!({"id": name, "path": name}));
    let from = ["run", "--articles", "s3://bucket/texts"];
    let (code, named, err) = bucket.run(&environment, &from, &lines);
    assert_eq!((code, named.len()), (Some(0), 4), "{err}");
    let kind = |id: &str| named.iter().find(|it| it["id"] == id).unwrap()["kind"].clone();
    assert_eq!(
        (kind("gone.txt"), kind("../a")),
        ("path".into(), "path".into())
    );
    assert!(named.iter().all(|answer| answer["new"] != true));
    let in_folder = environment.run(&["--articles", "texts"], &lines[..2]);
    let keys = |answers: &[Value]| -> std::collections::BTreeSet<String> {
        answers.iter().map(|it| it["key"].to_string()).collect()
    };
    assert_eq!(keys(&in_folder.answers), keys(&listed));
}

#[test]
fn what_is_asked_for_is_kept_in_a_bucket() {
    let Some(bucket) = Bucket::start() else {
        return;
    };
    let environment = Environment::new();
    let lines = articles(2);
    environment.run(&[], &lines);
    std::fs::write(environment.path("corpus.jsonl"), joined(&lines)).unwrap();
    let arguments = ["serve", "--address", "127.0.0.1:0", "corpus.jsonl"];
    let start = || serving::Server::of(bucket.command(&environment, &arguments).spawn().unwrap());
    let server = start();
    let address = server.address(lines[0]["id"].as_u64().unwrap());
    let made = server.get(&address);
    assert_eq!(made.status, 200);
    let name = address.trim_start_matches('/');
    assert_eq!(made.body, environment.store()[name]);
    let listed = bucket.request("GET /bucket?list-type=2");
    assert_eq!(listed.matches("<Key>archive/o/").count(), 1, "{listed}");
    assert!(
        listed.contains(&format!("<Key>archive/{name}</Key>")),
        "{listed}"
    );
    drop(server);
    // What another server made is found, a part of it too.
    let server = start();
    let part = server.ask("GET", &address, "Range: bytes=100-199\r\n");
    assert_eq!((part.status, &part.body[..]), (206, &made.body[100..200]));
    assert_eq!(server.count("lismoi_articles_total{result=\"new\"}"), 0.0);
}
