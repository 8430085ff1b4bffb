//! The library in a browser: real processes, and requests as they come over the network.

mod clients;
mod guarding;
mod made;
mod pages;
mod phone;
mod programs;
mod sent;
mod sources;
mod wrong;
mod wyoming;

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::environment::Environment;

/// What a server prints of errors, in the folder of its test.
const ERRORS: &str = "server.err";

/// A server, which is killed with all that it started when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// For clients of the Wyoming protocol, with `--wyoming`.
    pub(crate) wyoming: Option<SocketAddr>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// In lower case, with their values.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text between two marks, first found.
    pub(crate) fn between(&self, open: &str, close: &str) -> String {
        let text = self.text();
        let (_, rest) = text
            .split_once(open)
            .unwrap_or_else(|| panic!("no {open} in {text}"));
        rest.split_once(close).unwrap().0.to_owned()
    }
}

impl Server {
    /// Serves `output` of an environment at a free port.
    pub(crate) fn start(environment: &Environment, options: &[&str]) -> Server {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], options].concat();
        let mut command = environment.command(&arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(File::create(environment.path(ERRORS)).unwrap())
            .process_group(0)
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut address = |scheme: &str| {
            let mut line = String::new();
            stdout.read_line(&mut line).unwrap();
            let rest = line.split(scheme).nth(1);
            let address = rest.and_then(|rest| rest.split(['/', ' ']).next());
            let address = address.unwrap_or_else(|| panic!("no address in '{line}'"));
            address.parse().unwrap()
        };
        let http = address("http://");
        let speaks = options.contains(&"--wyoming");
        let wyoming = speaks.then(|| address("tcp://"));
        Server {
            child,
            address: http,
            wyoming,
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let _ = kill(Pid::from_raw(self.child.id() as i32), signal);
    }

    /// Ends the server at once, and with it what it has started where that is wanted.
    pub(crate) fn kill(mut self, with_children: bool) {
        let id = self.child.id() as i32;
        let id = if with_children { -id } else { id };
        let _ = kill(Pid::from_raw(id), Signal::SIGKILL);
        let _ = self.child.wait();
        std::mem::forget(self);
    }

    /// How it ended; waits for half a minute.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the server does not end");
    }

    /// Sends bytes, and reads what comes until the connection is closed.
    pub(crate) fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        // It may refuse before it has read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// A request with these fields beside its host.
    pub(crate) fn request(&self, line: &str, fields: &[(&str, &str)], body: &[u8]) -> Answer {
        let has_host = fields
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"));
        let mut head = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        if !has_host {
            head += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in fields {
            head += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        let answer = self.send(&[format!("{head}\r\n").as_bytes(), body].concat());
        parsed(&answer)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request(&format!("GET {path}"), &[], b"")
    }

    /// What a form of a page sends.
    pub(crate) fn post(&self, path: &str, form: &str) -> Answer {
        let fields = [
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        // An empty form has a length too.
        let form = if form.is_empty() { "a=" } else { form };
        self.request(&format!("POST {path}"), &fields, form.as_bytes())
    }

    /// Adds a text, as the form does.
    pub(crate) fn add(&self, text: &str) -> Answer {
        self.add_field("name=\"text\"", text.as_bytes())
    }

    pub(crate) fn add_field(&self, field: &str, content: &[u8]) -> Answer {
        let start = format!("--frontiere\r\nContent-Disposition: form-data; {field}\r\n\r\n");
        let body = [start.as_bytes(), content, b"\r\n--frontiere--\r\n"].concat();
        let fields = [
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "multipart/form-data; boundary=frontiere"),
        ];
        self.request("POST /add", &fields, &body)
    }

    /// Waits until nothing is to be made any more.
    pub(crate) fn wait_until_made(&self) {
        let start = Instant::now();
        loop {
            let page = self.get("/").text();
            if !page.contains("id=\"item-") {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(180), "{page}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Adds a text, waits for its audiobook, and returns the path of its page.
    pub(crate) fn made(&self, text: &str) -> String {
        assert_eq!(self.add(text).status, 303);
        self.wait_until_made();
        format!("/a/{}/", self.get("/").between("href=\"/a/", "/"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = kill(Pid::from_raw(-(self.child.id() as i32)), Signal::SIGKILL);
        let _ = self.child.wait();
    }
}

fn parsed(answer: &[u8]) -> Answer {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let Some(end) = end else {
        return Answer {
            status: 0,
            fields: Vec::new(),
            body: Vec::new(),
        };
    };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let fields = lines.filter_map(|line| line.split_once(": "));
    let fields = fields.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let fields: Vec<(String, String)> = fields.collect();
    let is_chunked = fields.iter().any(|(name, _)| name == "transfer-encoding");
    let body = match is_chunked {
        true => joined(&answer[end + 4..]),
        false => answer[end + 4..].to_vec(),
    };
    Answer {
        status,
        fields,
        body,
    }
}

/// The chunks of a body (RFC 9112, 7.1).
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(at) = chunks.windows(2).position(|bytes| bytes == b"\r\n") {
        let length = usize::from_str_radix(str::from_utf8(&chunks[..at]).unwrap(), 16).unwrap();
        let start = at + 2;
        body.extend_from_slice(&chunks[start..start + length]);
        chunks = &chunks[start + length + 2..];
        if length == 0 {
            break;
        }
    }
    body
}

/// A short article with this title.
pub(crate) fn article(title: &str) -> String {
    format!("{title}\n\nLe vent se lève sur la plaine. Les arbres plient, et {title} passe.\n")
}
