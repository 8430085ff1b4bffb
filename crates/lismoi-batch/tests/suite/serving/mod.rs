//! Articles that are made when they are asked for, by the real program.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::environment::{Environment, joined};

mod asking;
mod ending;
mod making;

/// How long anything may take here.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server. It is killed with this value.
pub(crate) struct Server {
    child: Child,
    /// `127.0.0.1:PORT`.
    place: String,
    /// What it prints on standard output.
    answers: Option<thread::JoinHandle<Vec<Value>>>,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The names in small letters.
    fields: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Starts it with these lines.
    fn start(environment: &Environment, lines: &[Value], more: &[&str]) -> Server {
        fs::write(environment.path("corpus.jsonl"), joined(lines)).unwrap();
        Server::start_with(environment, &["corpus.jsonl"], more)
    }

    fn start_with(environment: &Environment, files: &[&str], more: &[&str]) -> Server {
        let mut arguments = vec!["serve", "--address", "127.0.0.1:0"];
        arguments.extend(more);
        arguments.extend(files);
        Server::of(environment.command(&arguments).spawn().unwrap())
    }

    /// The server that a process is, once it listens.
    pub(crate) fn of(mut child: Child) -> Server {
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let place = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, rest) = line.split_once("http://")?;
            rest.split_once(',').map(|(place, _)| place.to_owned())
        });
        // What it prints must go somewhere.
        thread::spawn(move || lines.for_each(drop));
        let printed = BufReader::new(child.stdout.take().unwrap()).lines();
        let answers = thread::spawn(move || {
            let lines = printed.map_while(Result::ok);
            lines
                .filter_map(|line| serde_json::from_str(&line).ok())
                .collect()
        });
        Server {
            child,
            place: place.unwrap(),
            answers: Some(answers),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Asks with these fields, each with its end of line.
    pub(crate) fn ask(&self, method: &str, path: &str, fields: &str) -> Answer {
        let mut stream = self.send(method, path, fields);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::of(&bytes)
    }

    /// Asks, and waits for no answer.
    fn send(&self, method: &str, path: &str, fields: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.place).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head =
            format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{fields}\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }

    /// Where the sound of an article is.
    pub(crate) fn address(&self, id: impl std::fmt::Display) -> String {
        let answer = self.get(&format!("/articles/{id}"));
        assert_eq!(answer.status, 307, "{id}");
        answer.fields["location"].clone()
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).unwrap();
    }

    /// The value of a count.
    pub(crate) fn count(&self, name: &str) -> f64 {
        let text = String::from_utf8(self.get("/metrics").body).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.map_or(0.0, |value| value.trim().parse().unwrap())
    }

    /// Waits until a count has a value.
    fn await_count(&self, name: &str, value: f64) {
        let start = Instant::now();
        while self.count(name) < value {
            assert!(start.elapsed() < PATIENCE, "{name}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// The exit code, and what it printed.
    fn finish(mut self) -> (Option<i32>, Vec<Value>) {
        let code = self.child.wait().unwrap().code();
        (code, self.answers.take().unwrap().join().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {:?}", String::from_utf8_lossy(bytes)));
        let head = str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let fields = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_lowercase(), value.to_owned())
        });
        let mut answer = Answer {
            status: status.parse().unwrap(),
            fields: fields.collect(),
            body: bytes[end + 4..].to_vec(),
        };
        if answer.fields.contains_key("transfer-encoding") {
            panic!("its length is known: {head}");
        }
        if let Some(length) = answer.fields.get("content-length") {
            answer.body.truncate(length.parse().unwrap());
        }
        answer
    }
}
