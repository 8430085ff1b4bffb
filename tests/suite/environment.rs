//! A place for one test: its own folder, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::tools;

/// The seed article.
pub(crate) const SEED: &str = "000_725524dbbbc85542";

/// A temporary folder in which the program runs. The voice data are laid out once for
/// all tests.
pub(crate) struct Environment {
    folder: TempDir,
}

/// What a run printed, and how it ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Environment {
    pub(crate) fn new() -> Environment {
        Environment {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With the seed article in it, as `000_725524dbbbc85542.txt`.
    pub(crate) fn with_seed() -> Environment {
        let environment = Environment::new();
        environment.write(&format!("{SEED}.txt"), seed());
        environment
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        fs::write(self.path(name), contents).unwrap();
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lismoi"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", cache())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("HOME", cache())
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(self.command(arguments).output().unwrap(), arguments)
    }

    /// Runs with this standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // On a thread: the program may print before it has read all.
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        finish(output, arguments)
    }

    /// Runs and expects success.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "lismoi {arguments:?}\n{}", run.err);
        run
    }

    pub(crate) fn manifest(&self, article: &str) -> Value {
        let path = self.path("output").join(article).join("manifest.json");
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    }

    /// The names and contents of all files below `output`.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path("output"))
    }
}

fn finish(output: Output, arguments: &[&str]) -> Run {
    let run = Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(
        !run.err.contains("panicked"),
        "lismoi {arguments:?}\n{}",
        run.err
    );
    run
}

/// The names, relative to `folder`, and contents of all files below it, hidden ones too.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return files;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = files_below(&path).into_iter();
            files.extend(below.map(|(inner, contents)| (format!("{name}/{inner}"), contents)));
        } else {
            // One that a run at work has just renamed is met under its new name.
            if let Ok(contents) = fs::read(path) {
                files.insert(name, contents);
            }
        }
    }
    files
}

/// The text of the seed article.
pub(crate) fn seed() -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(format!("{SEED}.txt")),
    )
    .unwrap()
}

/// An article of several sections of a few sentences each.
pub(crate) fn article(sections: usize) -> String {
    let mut text = "Un article pour essayer\n\nLe début est court.\n\n".to_owned();
    for number in 1..sections {
        text += &format!("Partie numéro {number}\n\n");
        text += &format!(
            "Voici la phrase {number}. Elle est suivie d'une autre. Puis c'est la fin.\n\n"
        );
    }
    text
}

fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

/// The samples of a WAV file.
pub(crate) fn samples(path: &Path) -> Vec<i16> {
    let mut reader = hound::WavReader::open(path).unwrap();
    let spec = reader.spec();
    assert_eq!(
        (spec.channels, spec.sample_rate, spec.bits_per_sample),
        (1, 22_050, 16)
    );
    reader.samples().map(Result::unwrap).collect()
}

/// Runs a shell script that may mount file systems which only it sees, with the program as
/// `$0`; `None`, with a message, where that is not allowed.
pub(crate) fn run_with_mounts(environment: &Environment, script: &str) -> Option<Run> {
    let arguments = ["--mount", "--map-root-user", "sh", "-c", script];
    let output = Command::new("unshare")
        .args(arguments)
        .arg(env!("CARGO_BIN_EXE_lismoi"))
        .current_dir(environment.path(""))
        .env("XDG_CACHE_HOME", cache())
        .output();
    match output {
        Ok(output) if ![Some(77), Some(126), Some(127)].contains(&output.status.code()) => {
            Some(finish(output, &arguments))
        }
        _ => {
            tools::skip("full and read-only disks", "nothing can be mounted here");
            None
        }
    }
}
