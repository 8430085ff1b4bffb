//! A place for one test: a store, and the program that fills it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_lismoi-batch");

/// A temporary folder with a store in it.
pub(crate) struct Environment {
    folder: TempDir,
}

/// What a run printed, and how it ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) answers: Vec<Value>,
    pub(crate) err: String,
}

/// A run whose input is still open.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) input: ChildStdin,
    pub(crate) output: BufReader<ChildStdout>,
}

impl Environment {
    pub(crate) fn new() -> Environment {
        let folder = tempfile::tempdir().unwrap();
        Environment { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.command_for(arguments);
        command.args(["--store", "store"]);
        command
    }

    /// The program without a store.
    pub(crate) fn command_for(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", cache())
            .env("HOME", cache())
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        let mut child = self.command(arguments).spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Running {
            child,
            input,
            output,
        }
    }

    /// Runs with these bytes on standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(arguments).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // On a thread: the program answers before it has read all.
        let writer = thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        finished(&output)
    }

    /// Runs lines, and expects an answer for each.
    pub(crate) fn run(&self, arguments: &[&str], lines: &[Value]) -> Run {
        let mut all = vec!["run"];
        all.extend(arguments);
        let run = self.pipe(&all, &joined(lines));
        assert_eq!(run.code, Some(0), "{}", run.err);
        let ids = |values: &[Value]| -> BTreeSet<String> {
            values.iter().map(|value| value["id"].to_string()).collect()
        };
        assert_eq!(ids(&run.answers), ids(lines), "{}", run.err);
        assert_eq!(run.answers.len(), lines.len());
        run
    }

    /// The names and contents of all files of the store.
    pub(crate) fn store(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        add_files(&self.path("store"), "", &mut files);
        files
    }

    /// The same without the captions.
    pub(crate) fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.store();
        files.retain(|name, _| !name.starts_with("c/"));
        files
    }
}

fn finished(output: &Output) -> Run {
    let out = str::from_utf8(&output.stdout).unwrap();
    let err = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!err.contains("panicked"), "{err}");
    Run {
        code: output.status.code(),
        answers: out
            .lines()
            .map(|line| serde_json::from_str(line).expect(line))
            .collect(),
        err,
    }
}

impl Running {
    pub(crate) fn send(&mut self, line: &Value) {
        writeln!(self.input, "{line}").unwrap();
    }

    pub(crate) fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect(&line)
    }

    /// The answers that are left, and the exit code. The input stays open until the end.
    pub(crate) fn finish(mut self) -> (Vec<Value>, Option<i32>) {
        let lines = self.output.lines();
        // A killed run may end in the middle of a line.
        let answers = lines.map_while(|line| serde_json::from_str(&line.ok()?).ok());
        let answers = answers.collect();
        (answers, self.child.wait().unwrap().code())
    }
}

/// Lines of JSON.
pub(crate) fn joined(lines: &[Value]) -> Vec<u8> {
    let lines = lines.iter().map(|line| format!("{line}\n"));
    lines.collect::<String>().into_bytes()
}

/// So many short articles, no two alike.
pub(crate) fn articles(count: usize) -> Vec<Value> {
    let articles = (0..count).map(|number| {
        let text = format!(
            "L'article numéro {number}\n\nIl est {} h 30. M. Dupont dort depuis {number} jours.\n\n\
             Le titre suivant\n\nC'est la fin de l'article, et elle est assez longue pour durer.\n",
            number % 24
        );
        json!({"id": number, "text": text})
    });
    articles.collect()
}

fn add_files(folder: &Path, path: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.unwrap();
        let name = format!("{path}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            add_files(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

pub(crate) fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}
